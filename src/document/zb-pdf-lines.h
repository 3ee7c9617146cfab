/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-pdf-records.h"

G_BEGIN_DECLS

/**
 * ZbPdfLine:
 * @page: the page on which it stands, from 0
 * @row: a number that all lines on one base line of the page share; grows downwards
 * @box: where it stands
 * @size: of most of its letters
 * @bold: whether all of it is bold
 * @is_spaced: whether it is one word with wide gaps between its letters
 * @n_chars: how many characters it has
 * @pieces: (element-type ZbPdfPiece): its pieces from left to right; they belong to the records
 * @text: its words
 *
 * A line as far as it is read in one go: in two columns a line each, in a
 * table's row one for each cell. Lengths as in #ZbPdfBox.
 */
typedef struct {
  guint      page;
  guint      row;
  ZbPdfBox   box;
  int        size;
  gboolean   bold;
  gboolean   is_spaced;
  guint      n_chars;
  GPtrArray *pieces;
  char      *text;
} ZbPdfLine;

GPtrArray *zb_pdf_lines_new           (const ZbPdfRecords *records);
GPtrArray *zb_pdf_lines_take_frame    (GPtrArray          *lines,
                                       const ZbPdfRecords *records);
void       zb_pdf_line_free           (gpointer            data);
gboolean   zb_pdf_line_is_blank_after (const ZbPdfLine    *self,
                                       guint               piece);
int        zb_pdf_line_distance       (const ZbPdfLine    *self,
                                       const ZbPdfLine    *next);
gboolean   zb_pdf_has_open_bracket    (const char         *text);
gsize      zb_pdf_marker_length       (const char         *text,
                                       gboolean           *is_bullet);

G_END_DECLS
