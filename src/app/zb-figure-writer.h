/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library.h"

G_BEGIN_DECLS

#define ZB_TYPE_FIGURE_WRITER (zb_figure_writer_get_type ())

G_DECLARE_FINAL_TYPE (ZbFigureWriter, zb_figure_writer, ZB, FIGURE_WRITER, GObject)

ZbFigureWriter *zb_figure_writer_new (ZbLibrary      *library,
                                      gint64          id);
void            zb_figure_writer_set (ZbFigureWriter *self,
                                      const char     *figure_id,
                                      const ZbFigure *figure);

G_END_DECLS
