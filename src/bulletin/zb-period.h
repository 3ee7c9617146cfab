/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZbPeriod:
 * @start: the first day, a Monday
 * @end: the last day, a Sunday
 *
 * The week a bulletin tells about. Both dates are valid, or neither is (the
 * period is unknown). A plain value; copy it freely. What is printed can be
 * wrong (2024 issue 17 ends on a Saturday): zb_period_is_week() tells.
 */
typedef struct {
  GDate start;
  GDate end;
} ZbPeriod;

/**
 * ZbDateStyle:
 * @ZB_DATE_SHORT: day and month: "1–7 Jul", "7月1日–7月7日"
 * @ZB_DATE_LONG: with the year: "1–7 July 2024", "2024年7月1日–7月7日"
 *
 * How much of a date is written.
 */
typedef enum {
  ZB_DATE_SHORT,
  ZB_DATE_LONG,
} ZbDateStyle;

void      zb_period_clear      (ZbPeriod       *self);
void      zb_period_init_week  (ZbPeriod       *self,
                                const GDate    *day);
gboolean  zb_period_init_iso   (ZbPeriod       *self,
                                const char     *start,
                                const char     *end);
gboolean  zb_period_is_known   (const ZbPeriod *self);
gboolean  zb_period_is_week    (const ZbPeriod *self);
char     *zb_period_dup_label  (const ZbPeriod *self,
                                ZbDateStyle     style);
gboolean  zb_date_parse_iso    (const char     *text,
                                GDate          *date);
gboolean  zb_date_parse_printed (const char   *text,
                                GDate          *date);
char     *zb_date_dup_iso      (const GDate    *date);
char     *zb_date_dup_label    (const GDate    *date,
                                ZbDateStyle     style);
const char *zb_date_month_name (GDateMonth      month);

G_END_DECLS
