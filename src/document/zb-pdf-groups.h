/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-pdf-lines.h"

G_BEGIN_DECLS

/**
 * ZbPdfGroup:
 * @page: the page on which it stands, from 0
 * @box: where it stands
 * @size: of its letters
 * @is_prose: whether it is lines of text that were wrapped at a margin
 * @is_table: whether it is rows of cells
 * @lines: (element-type ZbPdfLine): its lines, which belong to the array they were made from: from
 *   top to bottom, and those of a table row by row
 *
 * Lines that belong together: a column of text, a table, or a line of its own.
 */
typedef struct {
  guint      page;
  ZbPdfBox   box;
  int        size;
  gboolean   is_prose;
  gboolean   is_table;
  GPtrArray *lines;
} ZbPdfGroup;

GPtrArray *zb_pdf_groups_new   (GPtrArray *lines);
void       zb_pdf_groups_order (GPtrArray *groups);

G_END_DECLS
