/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "pdf-fixture.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#else
#define __lsan_disable()
#define __lsan_enable()
#endif

#define FAMILY "Noto Sans CJK SC"

struct _PdfMaker {
  cairo_t    *cr;
  GByteArray *bytes;
};

static cairo_status_t
append_bytes_cb (void                *closure,
                 const unsigned char *data,
                 unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * pdf_maker_new:
 * @title: (nullable): the title in the PDF's head
 *
 * Returns: (transfer full): a PDF with its first page; see pdf_maker_finish().
 */
PdfMaker *
pdf_maker_new (const char *title)
{
  PdfMaker *self = g_new0 (PdfMaker, 1);
  cairo_surface_t *surface;

  self->bytes = g_byte_array_new ();
  surface = cairo_pdf_surface_create_for_stream (append_bytes_cb, self->bytes, PDF_WIDTH, PDF_HEIGHT);
  if (title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  self->cr = cairo_create (surface);
  cairo_surface_destroy (surface);
  return self;
}

static PangoLayout *
new_layout (PdfMaker    *self,
            double       size,
            PangoWeight  weight,
            const char  *text)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cr);
  PangoFontDescription *font = pango_font_description_from_string (FAMILY);

  pango_cairo_context_set_resolution (pango_layout_get_context (layout), 72);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
show (PdfMaker    *self,
      double       x,
      double       y,
      double       size,
      PangoWeight  weight,
      const char  *text)
{
  g_autoptr(PangoLayout) layout = new_layout (self, size, weight, text);

  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout_line (self->cr, pango_layout_get_line_readonly (layout, 0));
}

/**
 * pdf_maker_show:
 * @y: of the base line
 * @size: of the letters
 *
 * Draws one line of text.
 */
void
pdf_maker_show (PdfMaker   *self,
                double      x,
                double      y,
                double      size,
                const char *text)
{
  show (self, x, y, size, PANGO_WEIGHT_NORMAL, text);
}

/**
 * pdf_maker_show_bold:
 *
 * As pdf_maker_show(), in bold letters.
 */
void
pdf_maker_show_bold (PdfMaker   *self,
                     double      x,
                     double      y,
                     double      size,
                     const char *text)
{
  show (self, x, y, size, PANGO_WEIGHT_BOLD, text);
}

/**
 * pdf_maker_link:
 * @address: where the text leads to
 *
 * Draws one line of text that is a link.
 */
void
pdf_maker_link (PdfMaker   *self,
                double      x,
                double      y,
                const char *text,
                const char *address)
{
  g_autofree char *attributes = g_strdup_printf ("uri='%s'", address);

  cairo_tag_begin (self->cr, CAIRO_TAG_LINK, attributes);
  pdf_maker_show (self, x, y, PDF_SIZE, text);
  cairo_tag_end (self->cr, CAIRO_TAG_LINK);
}

/**
 * pdf_maker_flow:
 * @first_line: how many lines of @text are drawn already
 * @n_lines: how many to draw at most
 * @text: a paragraph
 *
 * Draws lines of a paragraph that is wrapped to @width and stretched to both
 * margins, from @y downwards.
 *
 * Returns: how many lines are drawn now.
 */
guint
pdf_maker_flow (PdfMaker   *self,
                double      x,
                double      y,
                double      width,
                guint       first_line,
                guint       n_lines,
                const char *text)
{
  g_autoptr(PangoLayout) layout = new_layout (self, PDF_SIZE, PANGO_WEIGHT_NORMAL, text);
  guint line;

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_justify (layout, TRUE);
  for (line = first_line; line < (guint) pango_layout_get_line_count (layout) && line < first_line + n_lines; line++)
    {
      cairo_move_to (self->cr, x, y + PDF_SIZE + (line - first_line) * PDF_SIZE * 1.5);
      pango_cairo_show_layout_line (self->cr, pango_layout_get_line_readonly (layout, (int) line));
    }
  return line;
}

/**
 * pdf_maker_wrap:
 *
 * Draws a whole paragraph, as pdf_maker_flow() does.
 *
 * Returns: where the next paragraph begins.
 */
double
pdf_maker_wrap (PdfMaker   *self,
                double      x,
                double      y,
                double      width,
                const char *text)
{
  return y + pdf_maker_flow (self, x, y, width, 0, G_MAXUINT / 2, text) * PDF_SIZE * 1.5;
}

/**
 * pdf_maker_picture:
 *
 * Draws a picture.
 */
void
pdf_maker_picture (PdfMaker *self,
                   double    x,
                   double    y,
                   double    width,
                   double    height)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 8, 8);

  cairo_save (self->cr);
  cairo_translate (self->cr, x, y);
  cairo_scale (self->cr, width / 8, height / 8);
  cairo_set_source_surface (self->cr, picture, 0, 0);
  cairo_paint (self->cr);
  cairo_restore (self->cr);
  cairo_surface_destroy (picture);
}

/**
 * pdf_maker_page:
 *
 * Begins the next page.
 */
void
pdf_maker_page (PdfMaker *self)
{
  cairo_show_page (self->cr);
}

/**
 * pdf_maker_finish:
 *
 * Returns: (transfer full): the PDF; @self is freed.
 */
GBytes *
pdf_maker_finish (PdfMaker *self)
{
  GBytes *bytes;

  cairo_show_page (self->cr);
  /* cairo 1.16 loses an array for each font that it embeds in this form. */
  __lsan_disable ();
  cairo_surface_finish (cairo_get_target (self->cr));
  __lsan_enable ();
  g_assert_cmpint (cairo_status (self->cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (self->cr);
  bytes = g_byte_array_free_to_bytes (self->bytes);
  g_free (self);
  return bytes;
}

/**
 * pdf_from_list:
 * @trailer: what its trailer says beside the number of objects
 * @objects: (element-type utf8): the objects from number 1 on
 *
 * Returns: (transfer full): a PDF that is written by hand.
 */
GBytes *
pdf_from_list (const char *trailer,
               GPtrArray  *objects)
{
  GString *pdf = g_string_new ("%PDF-1.4\n");
  g_autoptr(GString) table = g_string_new ("0000000000 65535 f \n");
  guint n = objects->len + 1;
  gsize start;

  for (guint i = 0; i < objects->len; i++)
    {
      g_string_append_printf (table, "%010" G_GSIZE_FORMAT " 00000 n \n", pdf->len);
      g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", i + 1, (const char *) objects->pdata[i]);
    }
  start = pdf->len;
  g_string_append_printf (pdf,
                          "xref\n0 %u\n%strailer\n<< /Size %u /Root 1 0 R %s >>\nstartxref\n%" G_GSIZE_FORMAT
                          "\n%%%%EOF\n",
                          n, table->str, n, trailer, start);
  return g_string_free_to_bytes (pdf);
}

/**
 * pdf_from_objects:
 * @trailer: what its trailer says beside the number of objects
 * @...: the objects from number 1 on, and %NULL
 *
 * Returns: (transfer full): a PDF that is written by hand.
 */
GBytes *
pdf_from_objects (const char *trailer,
                  ...)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new ();
  const char *object;
  va_list objects;

  va_start (objects, trailer);
  while ((object = va_arg (objects, const char *)) != NULL)
    g_ptr_array_add (list, (gpointer) object);
  va_end (objects);
  return pdf_from_list (trailer, list);
}

/**
 * pdf_dup_stream:
 * @head: what its dictionary says beside the length
 *
 * Returns: (transfer full): an object that is a stream.
 */
char *
pdf_dup_stream (const char *head,
                const char *content)
{
  return g_strdup_printf ("<< %s /Length %" G_GSIZE_FORMAT " >>\nstream\n%s\nendstream", head, strlen (content), content);
}
