/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "bulletin/zb-catalogue.h"
#include "library/zb-detail.h"

G_BEGIN_DECLS

#define ZB_TYPE_FIGURE_CARD (zb_figure_card_get_type ())

G_DECLARE_FINAL_TYPE (ZbFigureCard, zb_figure_card, ZB, FIGURE_CARD, GtkWidget)

GtkWidget  *zb_figure_card_new       (ZbCatalogue           *catalogue,
                                      const ZbDetail        *detail,
                                      const ZbSourcedFigure *figure);
const char *zb_figure_card_get_figure (ZbFigureCard         *self);

G_END_DECLS
