/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "bulletin/zb-bulletin.h"
#include "bulletin/zb-catalogue.h"

G_BEGIN_DECLS

/* What zhoubaoctl prints as JSON is a promise: add keys, never change them. */

void zb_ctl_json_add_string   (JsonBuilder      *builder,
                               const char       *name,
                               const char       *value);
void zb_ctl_json_add_int      (JsonBuilder      *builder,
                               const char       *name,
                               gint64            value);
void zb_ctl_json_add_bool     (JsonBuilder      *builder,
                               const char       *name,
                               gboolean          value);
void zb_ctl_json_add_strings  (JsonBuilder      *builder,
                               const char       *name,
                               GPtrArray        *strings);
void zb_ctl_json_add_date     (JsonBuilder      *builder,
                               const char       *name,
                               const GDate      *date);
void zb_ctl_json_add_known_number (JsonBuilder  *builder,
                               const char       *name,
                               guint             number);
void zb_ctl_json_add_issue    (JsonBuilder      *builder,
                               ZbIssue           issue);
void zb_ctl_json_add_period   (JsonBuilder      *builder,
                               const ZbPeriod   *period);
void zb_ctl_json_add_rating   (JsonBuilder      *builder,
                               ZbRating          rating);
void zb_ctl_json_add_figure_members (JsonBuilder    *builder,
                                     ZbCatalogue    *catalogue,
                                     const ZbFigure *figure);
void zb_ctl_json_add_recap_line (JsonBuilder    *builder,
                                 ZbIssue         issue,
                                 const ZbPeriod *period,
                                 const char     *url,
                                 const char     *title);
void zb_ctl_json_add_recap    (JsonBuilder      *builder,
                               GPtrArray        *recap);
void zb_ctl_json_print        (JsonBuilder      *builder);

G_END_DECLS
