/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-pdf-groups.h"

G_BEGIN_DECLS

/**
 * ZbPdfParagraph:
 * @page: the page on which it begins, from 0
 * @size: of its letters
 * @bold: whether all of it is bold
 * @is_row: whether it is a table's row, each line of which is a cell
 * @is_prose: whether it stands in a column of wrapped text
 * @is_indented: whether its first line begins further in than the column
 * @is_open: whether its last line is full and its last sentence not at its end
 * @lines: (element-type ZbPdfLine): its lines, which belong to the array that they came from
 * @cells: (nullable) (element-type guint): of a row: the column of each of its lines
 * @n_cells: of a row: how many columns there are
 *
 * Lines that are read as one text.
 */
typedef struct {
  guint      page;
  int        size;
  gboolean   bold;
  gboolean   is_row;
  gboolean   is_prose;
  gboolean   is_indented;
  gboolean   is_open;
  GPtrArray *lines;
  GArray    *cells;
  guint      n_cells;
} ZbPdfParagraph;

GPtrArray *zb_pdf_paragraphs_new          (GPtrArray            *groups);
void       zb_pdf_paragraph_free          (gpointer              data);
char      *zb_pdf_paragraph_dup_text      (const ZbPdfParagraph *self);
gboolean   zb_pdf_paragraph_is_terminated (const ZbPdfParagraph *self);
gboolean   zb_pdf_line_joins_with_blank   (const ZbPdfLine      *self,
                                           const ZbPdfLine      *next);

G_END_DECLS
