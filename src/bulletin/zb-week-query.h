/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-issue.h"

G_BEGIN_DECLS

gboolean zb_week_query_parse (const char *text,
                              ZbIssue    *issue,
                              GDate      *day);

G_END_DECLS
