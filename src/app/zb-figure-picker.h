/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZB_TYPE_FIGURE_PICKER (zb_figure_picker_get_type ())

G_DECLARE_FINAL_TYPE (ZbFigurePicker, zb_figure_picker, ZB, FIGURE_PICKER, GtkWidget)

GtkWidget           *zb_figure_picker_new         (void);
void                 zb_figure_picker_set_weeks   (ZbFigurePicker *self,
                                                   const char     *figure,
                                                   GPtrArray      *weeks);
const char * const  *zb_figure_picker_get_figures (ZbFigurePicker *self);

G_END_DECLS
