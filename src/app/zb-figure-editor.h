/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/zb-window.h"
#include "library/zb-library.h"

G_BEGIN_DECLS

#define ZB_TYPE_FIGURE_EDITOR (zb_figure_editor_get_type ())

G_DECLARE_FINAL_TYPE (ZbFigureEditor, zb_figure_editor, ZB, FIGURE_EDITOR, AdwWindow)

ZbFigureEditor  *zb_figure_editor_new             (ZbWindow       *window,
                                                   ZbLibrary      *library,
                                                   ZbDetail       *detail);
gboolean         zb_figure_editor_is_for          (ZbFigureEditor *self,
                                                   const ZbDetail *detail);
void             zb_figure_editor_show_picture    (ZbFigureEditor *self,
                                                   guint           position);
void             zb_figure_editor_reload          (ZbFigureEditor *self);
void             zb_figure_editor_update_loading  (ZbFigureEditor *self);
void             zb_figure_editor_forget_pictures (ZbFigureEditor *self);
AdwToastOverlay *zb_figure_editor_get_toasts      (ZbFigureEditor *self);

G_END_DECLS
