/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library.h"
#include "numbers-truth.h"

G_BEGIN_DECLS

/* The weeks that are made: 20 years. */
#define MADE_FIRST_YEAR 2006
#define MADE_LAST_YEAR  2025

/**
 * MadeWeek:
 * @year, @number: its issue; the number is 0 where it prints none
 * @monday: its week, as a Julian day
 * @prints_week: whether it prints its week
 * @printed: the Monday of the week that it prints, right or wrong
 * @n_days: how many days that has
 * @has_text, @has_index: whether there is a copy, and whether the index knows it
 * @text, @typed, @index: per figure what each states; UNKNOWN for nothing. Of a level 0, 1 or 2.
 *
 * A bulletin as it is made for the test.
 */
typedef struct {
  guint    year;
  guint    number;
  guint    monday;
  gboolean prints_week;
  guint    printed;
  guint    n_days;
  gboolean has_text;
  gboolean has_index;
  gint64   text[MAX_FIGURES];
  gint64   typed[MAX_FIGURES];
  gint64   index[MAX_FIGURES];
} MadeWeek;

GPtrArray *made_weeks_new     (void);
ZbLibrary *made_library_open  (const char  *folder,
                               GPtrArray   *made);
void       made_assert_stored (GPtrArray   *made,
                               const Truth *truth);

G_END_DECLS
