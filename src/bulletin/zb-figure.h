/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZbFigure:
 * @id: which figure, as the catalogue names it (interned: compare with ==
 *   only after g_intern_string())
 * @value: the number, in the unit that the catalogue gives; 0 for a level
 * @level: (nullable): for a figure that is a level, its word: 低, 中 or 高 (interned)
 * @has_change: whether the text states a change from the week before
 * @change_percent: that change, signed
 * @is_typed: whether no text states it, but the user has typed in what a picture shows
 * @is_bundled: whether it comes with the program, and no stored text states it
 * @sentence: (nullable): the sentence that states it, as printed
 *
 * One figure of a bulletin. A figure that is not stated has no #ZbFigure;
 * unknown is never zero.
 */
typedef struct {
  const char *id;
  gint64      value;
  const char *level;
  gboolean    has_change;
  double      change_percent;
  gboolean    is_typed;
  gboolean    is_bundled;
  char       *sentence;
} ZbFigure;

/* The figures that code knows by name; all others are known to the catalogue only. */
#define ZB_FIGURE_INCIDENTS_TOTAL       "incidents_total"
#define ZB_FIGURE_INCIDENTS_CROSS_BORDER "incidents_cross_border"
#define ZB_FIGURE_INCIDENTS_PHISHING    "incidents_phishing_complaints"
#define ZB_FIGURE_APP_STORE_PLATFORMS   "app_store_platforms"
#define ZB_FIGURE_MALICIOUS_APP_URLS    "malicious_app_urls"

ZbFigure       *zb_figure_new    (const char      *id,
                                  gint64           value);
ZbFigure       *zb_figure_new_level (const char   *id,
                                  const char      *level);
ZbFigure       *zb_figure_copy   (const ZbFigure  *self);
void            zb_figure_free   (ZbFigure        *self);
gboolean        zb_figure_equal  (const ZbFigure  *a,
                                  const ZbFigure  *b);
const ZbFigure *zb_figures_find  (GPtrArray       *figures,
                                  const char      *id);
const char     *zb_level_get_label (const char    *level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbFigure, zb_figure_free)

G_END_DECLS
