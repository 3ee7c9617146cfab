/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-catalogue.h"
#include "bulletin/zb-figure.h"

G_BEGIN_DECLS

#define ZB_FIGURE_ERROR (zb_figure_error_quark ())

/**
 * ZbFigureError:
 * @ZB_FIGURE_ERROR_INVALID: what was typed is no value that the figure can have
 */
typedef enum {
  ZB_FIGURE_ERROR_INVALID,
} ZbFigureError;

/* More than there are people, hosts and pages: beyond it a number is a slip of the hand. */
#define ZB_FIGURE_MAX_VALUE G_GINT64_CONSTANT (1000000000000)

GQuark   zb_figure_error_quark  (void);
gboolean zb_figure_parse_value  (const ZbFigureKind  *kind,
                                 const char          *text,
                                 ZbFigure           **figure,
                                 GError             **error);
char    *zb_figure_dup_value    (const ZbFigure      *figure,
                                 ZbCatalogue         *catalogue);

G_END_DECLS
