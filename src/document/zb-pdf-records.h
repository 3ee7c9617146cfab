/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a bulletin never has; beyond them a file is not read. The last bounds all that is written
 * about one file. */
#define ZB_PDF_MAX_PAGES 100
#define ZB_PDF_MAX_PIECES 100000
#define ZB_PDF_MAX_RECORD_BYTES (16 * 1024 * 1024)

/* Lengths are whole hundredths of a point, which no locale spells differently; none is longer. */
#define ZB_PDF_UNITS_PER_POINT 100
#define ZB_PDF_MAX_LENGTH 2000000

/**
 * ZbPdfBox:
 *
 * A place on a page, in hundredths of a point from the page's upper left corner.
 */
typedef struct {
  int x0;
  int y0;
  int x1;
  int y1;
} ZbPdfBox;

/**
 * ZbPdfPage:
 * @width: in hundredths of a point
 * @height: in hundredths of a point
 * @n_pictures: how many pictures it shows; counted only where there is hardly any text
 */
typedef struct {
  int   width;
  int   height;
  guint n_pictures;
} ZbPdfPage;

/**
 * ZbPdfPiece:
 * @page: the page on which it stands, from 0
 * @line: a number that it shares with its neighbours on the same line
 * @box: where it stands
 * @size: of its letters, in hundredths of a point
 * @bold: whether they are bold
 * @link: (nullable): the address under it, as printed; belongs to the records
 * @text: its words
 *
 * Words of one line that look alike, without a wide gap between them.
 */
typedef struct {
  guint       page;
  guint       line;
  ZbPdfBox    box;
  int         size;
  gboolean    bold;
  const char *link;
  char       *text;
} ZbPdfPiece;

/**
 * ZbPdfProblem:
 * @ZB_PDF_PROBLEM_NONE: all was read
 * @ZB_PDF_PROBLEM_DAMAGED: it is no whole PDF
 * @ZB_PDF_PROBLEM_ENCRYPTED: it opens with a password only
 * @ZB_PDF_PROBLEM_PAGES: it has no page, or more than %ZB_PDF_MAX_PAGES
 * @ZB_PDF_PROBLEM_TEXT: it has more text than any bulletin
 *
 * Why a PDF was not read.
 */
typedef enum {
  ZB_PDF_PROBLEM_NONE,
  ZB_PDF_PROBLEM_DAMAGED,
  ZB_PDF_PROBLEM_ENCRYPTED,
  ZB_PDF_PROBLEM_PAGES,
  ZB_PDF_PROBLEM_TEXT,
} ZbPdfProblem;

#define ZB_PDF_N_PROBLEMS (ZB_PDF_PROBLEM_TEXT + 1)

/**
 * ZbPdfRecords:
 * @problem: why there is nothing else
 * @n_pages: how many pages the PDF says that it has
 * @lacks_tables: whether letters were lost, since the tables of Chinese character sets are not there
 * @title: (nullable): the title in the PDF's head
 * @pages: (element-type ZbPdfPage): its pages
 * @pieces: (element-type ZbPdfPiece): the text, page by page
 * @links: (element-type utf8): the addresses that pieces lead to; %NULL for what is no web address
 *
 * What zhoubao-pdf-lines tells about a PDF.
 */
typedef struct {
  ZbPdfProblem problem;
  guint        n_pages;
  gboolean     lacks_tables;
  char        *title;
  GArray      *pages;
  GPtrArray   *pieces;
  GPtrArray   *links;
} ZbPdfRecords;

ZbPdfRecords *zb_pdf_records_new       (void);
ZbPdfRecords *zb_pdf_records_parse     (const char        *text,
                                        gsize              length);
void          zb_pdf_records_free      (ZbPdfRecords      *self);
void          zb_pdf_records_add_page  (ZbPdfRecords      *self,
                                        const ZbPdfPage   *page);
void          zb_pdf_records_add_piece (ZbPdfRecords      *self,
                                        const ZbPdfPiece  *piece);
void          zb_pdf_write_problem     (GString           *output,
                                        ZbPdfProblem       problem);
void          zb_pdf_write_head        (GString           *output,
                                        guint              n_pages,
                                        const char        *title);
void          zb_pdf_write_page        (GString           *output,
                                        const ZbPdfPage   *page);
void          zb_pdf_write_link        (GString           *output,
                                        const char        *address);
void          zb_pdf_write_piece       (GString           *output,
                                        const ZbPdfPiece  *piece,
                                        guint              link);
void          zb_pdf_write_end         (GString           *output,
                                        gboolean           lacks_tables);
gboolean      zb_pdf_needs_blank       (gunichar           before,
                                        gunichar           after,
                                        int                gap,
                                        int                size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbPdfRecords, zb_pdf_records_free)

G_END_DECLS
