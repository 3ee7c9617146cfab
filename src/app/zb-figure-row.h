/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "bulletin/zb-catalogue.h"
#include "library/zb-detail.h"

G_BEGIN_DECLS

#define ZB_TYPE_FIGURE_ROW (zb_figure_row_get_type ())

G_DECLARE_FINAL_TYPE (ZbFigureRow, zb_figure_row, ZB, FIGURE_ROW, AdwPreferencesRow)

GtkWidget      *zb_figure_row_new         (ZbCatalogue        *catalogue,
                                           const ZbFigureKind *kind);
void            zb_figure_row_show        (ZbFigureRow        *self,
                                           const ZbDetail     *detail);
const char     *zb_figure_row_get_figure  (ZbFigureRow        *self);
const ZbFigure *zb_figure_row_get_typed   (ZbFigureRow        *self);
gboolean        zb_figure_row_is_editable (ZbFigureRow        *self);
gboolean        zb_figure_row_is_invalid  (ZbFigureRow        *self);
void            zb_figure_row_commit      (ZbFigureRow        *self);
void            zb_figure_row_begin       (ZbFigureRow        *self);

G_END_DECLS
