/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ZB_CATALOGUE_ERROR (zb_catalogue_error_quark ())

/**
 * ZbCatalogueError:
 * @ZB_CATALOGUE_ERROR_INVALID: the catalogue is not JSON of the expected shape
 */
typedef enum {
  ZB_CATALOGUE_ERROR_INVALID,
} ZbCatalogueError;

/**
 * ZbWords:
 * @ZB_WORDS_RATING: the sentence forms that carry the week's rating
 * @ZB_WORDS_HEADINGS: the headings of the sections that state figures, in their order
 * @ZB_WORDS_CLOSING: the headings below which nothing is stated any more, such as the news
 * @ZB_WORDS_LINKING: what may stand between a thing and its number ("约为")
 * @ZB_WORDS_OTHER_TIMES: what says that a sentence is about another time than the week ("上月")
 * @ZB_WORDS_RISE: the verbs that say that a figure went up
 * @ZB_WORDS_FALL: the verbs that say that it went down
 * @ZB_WORDS_SAME: the words that say that it stayed the same
 * @ZB_WORDS_BEFORE_CHANGE: what may stand before these ("较上周环比")
 * @ZB_WORDS_AFTER_CHANGE: what may stand between them and the percentage ("了约")
 * @ZB_N_WORDS: how many of these lists there are
 *
 * The lists of words in the catalogue.
 */
typedef enum {
  ZB_WORDS_RATING,
  ZB_WORDS_HEADINGS,
  ZB_WORDS_CLOSING,
  ZB_WORDS_LINKING,
  ZB_WORDS_OTHER_TIMES,
  ZB_WORDS_RISE,
  ZB_WORDS_FALL,
  ZB_WORDS_SAME,
  ZB_WORDS_BEFORE_CHANGE,
  ZB_WORDS_AFTER_CHANGE,
  ZB_N_WORDS,
} ZbWords;

/**
 * ZbFigureForm:
 * @pattern: a sentence form with its slots, as zb_form_new() reads it
 * @has_value: whether the form itself says the value ("no new families")
 * @value: that value
 */
typedef struct {
  char    *pattern;
  gboolean has_value;
  gint64   value;
} ZbFigureForm;

/**
 * ZbFigureKind:
 * @id: its name in files and on the command line (interned)
 * @unit: id of the unit it is counted in (interned); "level" for a level
 * @group: id of the group it is shown in (interned)
 * @forms: (element-type ZbFigureForm): the sentence forms that carry it, best first
 * @least: a smaller number is a damaged one, such as one that lost its 万
 *
 * What can be said of a figure without any bulletin. Owned by its catalogue.
 */
typedef struct {
  const char *id;
  const char *unit;
  const char *group;
  GPtrArray  *forms;
  gint64      least;
  /*< private >*/
  GHashTable *labels;
  GHashTable *short_labels;
} ZbFigureKind;

#define ZB_TYPE_CATALOGUE (zb_catalogue_get_type ())

G_DECLARE_FINAL_TYPE (ZbCatalogue, zb_catalogue, ZB, CATALOGUE, GObject)

GQuark              zb_catalogue_error_quark      (void);
ZbCatalogue        *zb_catalogue_get_default      (void);
ZbCatalogue        *zb_catalogue_new_from_bytes   (GBytes      *bytes,
                                                   GError     **error);
const char         *zb_catalogue_get_digest       (ZbCatalogue *self);
guint               zb_catalogue_get_n_figures    (ZbCatalogue *self);
const ZbFigureKind *zb_catalogue_get_figure       (ZbCatalogue *self,
                                                   guint        position);
const ZbFigureKind *zb_catalogue_lookup           (ZbCatalogue *self,
                                                   const char  *id);
const char         *zb_catalogue_get_unit_name    (ZbCatalogue *self,
                                                   const char  *unit);
const char         *zb_catalogue_get_unit_symbol  (ZbCatalogue *self,
                                                   const char  *unit);
const char         *zb_catalogue_get_group_label  (ZbCatalogue *self,
                                                   const char  *group);
const char * const *zb_catalogue_get_words        (ZbCatalogue *self,
                                                   ZbWords      which);
const char         *zb_catalogue_get_recap_heading (ZbCatalogue *self);
const char         *zb_figure_kind_get_label      (const ZbFigureKind *self);
const char         *zb_figure_kind_get_short_label (const ZbFigureKind *self);
gboolean            zb_figure_kind_is_level       (const ZbFigureKind *self);

G_END_DECLS
