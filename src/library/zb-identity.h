/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-issue.h"
#include "bulletin/zb-period.h"
#include "library/zb-database.h"

G_BEGIN_DECLS

/**
 * ZbIdentity:
 * @issue: year and number; the number is 0 where only the week is known
 * @week: the Monday and Sunday; unknown where only the number is known
 *
 * Which bulletin something is about, as the library counts: at least the
 * number or the week is known. A plain value.
 */
typedef struct {
  ZbIssue  issue;
  ZbPeriod week;
} ZbIdentity;

gboolean zb_identity_init        (ZbIdentity       *self,
                                  ZbIssue           issue,
                                  const ZbPeriod   *period);
gboolean zb_identity_find        (const ZbIdentity *self,
                                  ZbDatabase       *database,
                                  gint64           *id,
                                  GError          **error);
gboolean zb_identity_resolve     (const ZbIdentity *self,
                                  ZbDatabase       *database,
                                  gint64           *id,
                                  GError          **error);
gboolean zb_identity_normal_week (const ZbPeriod   *printed,
                                  ZbPeriod         *week);

G_END_DECLS
