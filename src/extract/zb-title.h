/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-issue.h"
#include "bulletin/zb-period.h"
#include "extract/zb-series.h"

G_BEGIN_DECLS

/* What the bulletin calls itself. */
#define ZB_TITLE_NAME "网络安全信息与动态周报"

/**
 * ZbSeries:
 * @ZB_SERIES_UNKNOWN: the title names no series that is known
 * @ZB_SERIES_BULLETIN: 网络安全信息与动态周报
 * @ZB_SERIES_OTHER: another series of the same publishers
 *
 * What a title announces.
 */
typedef enum {
  ZB_SERIES_UNKNOWN,
  ZB_SERIES_BULLETIN,
  ZB_SERIES_OTHER,
} ZbSeries;

/**
 * ZbTitle:
 * @series: what the title announces
 * @issue: as far as the title says it; a number without a year is left out
 * @period: the week; unknown where not printed, or where its year cannot be known
 * @other: (nullable): of another series: which one
 * @is_mention: whether words before the name say that another issue is meant than
 *   that of the page ("上一期：")
 *
 * What a title says.
 */
typedef struct {
  ZbSeries series;
  ZbIssue  issue;
  ZbPeriod period;
  const ZbOtherSeries *other;
  gboolean is_mention;
} ZbTitle;

gboolean zb_title_parse        (const char  *text,
                                const GDate *published,
                                ZbTitle     *title);
gboolean zb_title_parse_normal (const char  *normal,
                                const GDate *published,
                                ZbTitle     *title);
gboolean zb_title_is_other     (const ZbTitle *a,
                                const ZbTitle *b);
gboolean zb_title_names_other  (const ZbTitle *self,
                                const char    *line);
void     zb_title_find_week    (const char  *normal,
                                const GDate *published,
                                ZbPeriod    *week);

G_END_DECLS
