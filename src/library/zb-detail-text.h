/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-detail.h"

G_BEGIN_DECLS

/**
 * ZbTextFormat:
 * @ZB_TEXT_PLAIN: words only
 * @ZB_TEXT_MARKDOWN: Markdown, with a table of the figures
 *
 * As what a bulletin is written.
 */
typedef enum {
  ZB_TEXT_PLAIN,
  ZB_TEXT_MARKDOWN,
} ZbTextFormat;

char       *zb_sourced_figure_dup_origin (const ZbSourcedFigure *figure,
                                          const ZbDetail        *detail);
GPtrArray  *zb_detail_dup_figures    (const ZbDetail *self,
                                      ZbCatalogue    *catalogue);
void        zb_detail_append_figures (const ZbDetail *self,
                                      ZbCatalogue    *catalogue,
                                      ZbTextFormat    format,
                                      GString        *text);
void        zb_detail_append_reading (const ZbDetail *self,
                                      ZbTextFormat    format,
                                      GString        *text);
char       *zb_detail_to_string      (const ZbDetail *self,
                                      ZbCatalogue    *catalogue,
                                      ZbTextFormat    format);
const char *zb_detail_get_link       (const ZbDetail *self);

G_END_DECLS
