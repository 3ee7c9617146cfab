/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "bulletin/zb-period.h"

G_BEGIN_DECLS

/**
 * ZbIssue:
 * @year: the year in the title, 0 where unknown
 * @number: the issue number within that year, from 1; 0 where unknown
 *
 * What a bulletin is called: "2024年第28期" is year 2024, number 28.
 * A plain value; copy it freely.
 */
typedef struct {
  guint year;
  guint number;
} ZbIssue;

#define ZB_ISSUE_MAX_NUMBER 53

gboolean  zb_issue_is_known         (ZbIssue      self);
int       zb_issue_compare          (ZbIssue      a,
                                     ZbIssue      b);
gboolean  zb_issue_parse            (const char  *text,
                                     ZbIssue     *issue);
char     *zb_issue_to_string        (ZbIssue      self);
char     *zb_issue_dup_label        (ZbIssue      self);
gboolean  zb_issue_is_numbered_year (guint        year);
ZbIssue   zb_issue_for_date         (const GDate *date);
guint     zb_issue_n_in_year        (guint        year);
gboolean  zb_period_init_issue      (ZbPeriod    *self,
                                     ZbIssue      issue);

G_END_DECLS
