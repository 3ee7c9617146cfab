/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A4 in points, and the size of the text on it. */
#define PDF_WIDTH 595
#define PDF_HEIGHT 842
#define PDF_SIZE 10.5

/**
 * PdfMaker:
 *
 * Draws pages as a word processor does: text wrapped and stretched to a margin,
 * with its fonts embedded. Lengths are points from the upper left corner.
 */
typedef struct _PdfMaker PdfMaker;

PdfMaker *pdf_maker_new       (const char *title);
void      pdf_maker_show      (PdfMaker   *self,
                               double      x,
                               double      y,
                               double      size,
                               const char *text);
void      pdf_maker_show_bold (PdfMaker   *self,
                               double      x,
                               double      y,
                               double      size,
                               const char *text);
void      pdf_maker_link      (PdfMaker   *self,
                               double      x,
                               double      y,
                               const char *text,
                               const char *address);
double    pdf_maker_wrap      (PdfMaker   *self,
                               double      x,
                               double      y,
                               double      width,
                               const char *text);
guint     pdf_maker_flow      (PdfMaker   *self,
                               double      x,
                               double      y,
                               double      width,
                               guint       first_line,
                               guint       n_lines,
                               const char *text);
void      pdf_maker_picture   (PdfMaker   *self,
                               double      x,
                               double      y,
                               double      width,
                               double      height);
void      pdf_maker_page      (PdfMaker   *self);
GBytes   *pdf_maker_finish    (PdfMaker   *self);
GBytes   *pdf_from_list       (const char *trailer,
                               GPtrArray  *objects);
GBytes   *pdf_from_objects    (const char *trailer,
                               ...) G_GNUC_NULL_TERMINATED;
char     *pdf_dup_stream      (const char *head,
                               const char *content);

G_END_DECLS
