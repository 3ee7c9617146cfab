/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define UNKNOWN       (-1)
#define MAX_FIGURES   32
#define WEEKS_OF_YEAR 53

/**
 * TruthFigure:
 * @id: its id
 * @unit: the unit's id; "level" for one that is no number
 * @unit_name: the unit in English
 * @group: the group's id
 * @label: its short label in English
 *
 * A figure as data/figures.json has it.
 */
typedef struct {
  char *id;
  char *unit;
  char *unit_name;
  char *group;
  char *label;
} TruthFigure;

/**
 * TruthWeek:
 * @id: the bulletin in the library
 * @year, @number: its issue; the number is 0 where it bears none
 * @week: its Monday as a Julian day; 0 where the library does not know it
 * @place: the Monday where charts over weeks must show it; 0 where another bulletin has its place
 * @state: 0 nothing, 1 figures, 2 the text
 * @values: per figure; UNKNOWN where nothing states it
 * @levels: (nullable) (array): per figure, its word where it is a level
 * @typed: per figure, whether the user has typed it
 *
 * A bulletin as the tables of the library have it.
 */
typedef struct {
  gint64   id;
  guint    year;
  guint    number;
  guint    week;
  guint    place;
  guint    state;
  gint64   values[MAX_FIGURES];
  char    *levels[MAX_FIGURES];
  gboolean typed[MAX_FIGURES];
} TruthWeek;

/**
 * Truth:
 * @figures: (element-type TruthFigure): the catalogue
 * @weeks: (element-type TruthWeek): all bulletins, newest first
 * @places: by Monday, the one that stands there
 *
 * What charts must show: read with queries and counted by rules of the test's own.
 */
typedef struct {
  GPtrArray  *figures;
  GPtrArray  *weeks;
  GHashTable *places;
} Truth;

Truth             *truth_load            (const char  *library);
void               truth_free            (Truth       *self);
int                truth_find_figure     (const Truth *self,
                                          const char  *id);
const TruthFigure *truth_get_figure      (const Truth *self,
                                          guint        index);
const TruthWeek   *truth_get_place       (const Truth *self,
                                          guint        monday);
const TruthWeek   *truth_get_issue       (const Truth *self,
                                          guint        year,
                                          guint        number);
guint              truth_count_displaced (const Truth *self);
GPtrArray         *truth_figures_new     (void);

gboolean           is_numbered           (guint        year);
guint              monday_of_issue       (guint        year,
                                          guint        number);
guint              monday_of_day         (const GDate *day);
void               issue_of_monday       (guint        monday,
                                          guint       *year,
                                          guint       *number);
char              *dup_day               (guint        julian);
char              *dup_with_commas       (gint64       value);
gint64             sorted_median         (const gint64 *values,
                                          guint         n_values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Truth, truth_free)

G_END_DECLS
