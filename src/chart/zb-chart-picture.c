/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-picture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#include "chart/zb-chart-export.h"
#include "chart/zb-chart-renderer.h"
#include "chart/zb-chart-table.h"

#define PIXELS_PER_INCH 96.0
#define INCHES_PER_METRE (1.0 / 0.0254)

/* A PNG begins with 8 bytes of signature and the header chunk IHDR of 25. */
#define PNG_AFTER_HEADER 33

static cairo_status_t
append_bytes_cb (void                *closure,
                 const unsigned char *data,
                 unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (cairo_status_t   status,
              GError         **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  /* Translators: %s is a reason from the drawing library. */
  g_set_error (error, ZB_CHART_ERROR, ZB_CHART_ERROR_RENDER,
               _("The chart could not be drawn: %s. A smaller size may help."),
               cairo_status_to_string (status));
  return FALSE;
}

/* Draws and closes the surface, so that all of its bytes are there. */
static gboolean
draw (const ZbChartLayout  *layout,
      cairo_surface_t      *surface,
      double                scale,
      GError              **error)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, scale, scale);
  zb_chart_renderer_draw_layout (layout, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  return check_status (status, error);
}

/* CRC-32 of ISO 3309, as the PNG specification has it in its annex D. */
static guint32
compute_crc (const guint8 *data,
             gsize         length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  return ~crc;
}

static void
put_word (guint8  *at,
          guint32  word)
{
  word = GUINT32_TO_BE (word);
  memcpy (at, &word, sizeof word);
}

/* Cairo writes no resolution; the chunk pHYs says how large the picture is on paper. */
static void
insert_resolution (GByteArray *png,
                   guint       scale)
{
  guint32 per_metre = (guint32) (PIXELS_PER_INCH * scale * INCHES_PER_METRE + 0.5);
  guint8 chunk[21] = { 0, 0, 0, 9, 'p', 'H', 'Y', 's' };
  gsize length = png->len;

  put_word (chunk + 8, per_metre);
  put_word (chunk + 12, per_metre);
  chunk[16] = 1;
  put_word (chunk + 17, compute_crc (chunk + 4, 13));
  g_byte_array_set_size (png, (guint) (length + sizeof chunk));
  memmove (png->data + PNG_AFTER_HEADER + sizeof chunk, png->data + PNG_AFTER_HEADER,
           length - PNG_AFTER_HEADER);
  memcpy (png->data + PNG_AFTER_HEADER, chunk, sizeof chunk);
}

/**
 * zb_chart_picture_png:
 * @layout: a chart at a size in logical pixels
 * @scale: how many points of the picture one logical pixel gets, each way
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with %ZB_CHART_ERROR_RENDER.
 */
GBytes *
zb_chart_picture_png (const ZbChartLayout  *layout,
                      guint                 scale,
                      GError              **error)
{
  g_autoptr(GByteArray) png = g_byte_array_new ();
  gboolean opaque = zb_chart_layout_get_style (layout)->opaque;
  cairo_surface_t *surface;
  gboolean done;

  surface = cairo_image_surface_create (opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32,
                                        (int) zb_chart_layout_get_width (layout) * (int) scale,
                                        (int) zb_chart_layout_get_height (layout) * (int) scale);
  done = draw (layout, surface, scale, error) &&
         check_status (cairo_surface_write_to_png_stream (surface, append_bytes_cb, png), error);
  cairo_surface_destroy (surface);
  if (!done)
    return NULL;
  insert_resolution (png, scale);
  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}

/* Cairo numbers surfaces over the life of the process; numbered anew within
 * the file, the same chart gives the same bytes. */
static gboolean
renumber_cb (const GMatchInfo *match,
             GString          *result,
             gpointer          user_data)
{
  GHashTable *numbers = user_data;
  char *number = g_match_info_fetch (match, 2);
  g_autofree char *prefix = g_match_info_fetch (match, 1);
  gpointer known = g_hash_table_lookup (numbers, number);

  if (known == NULL)
    {
      known = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
      g_hash_table_insert (numbers, g_strdup (number), known);
    }
  g_free (number);
  g_string_append_printf (result, "%s%u", prefix, GPOINTER_TO_UINT (known));
  return FALSE;
}

static char *
renumber_surfaces (const char *svg)
{
  g_autoptr(GRegex) regex = NULL;
  g_autoptr(GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *result;

  regex = g_regex_new ("((?:id=\"|\"#|url\\(#)(?:surface|source-))([0-9]+)", G_REGEX_OPTIMIZE, 0,
                       NULL);
  result = g_regex_replace_eval (regex, svg, -1, 0, 0, renumber_cb, numbers, NULL);
  return result != NULL ? result : g_strdup (svg);
}

/* Cairo knows nothing of titles: they are put where the root element begins. */
static void
add_title (GString *svg,
           ZbChart *chart)
{
  g_autofree char *description = zb_chart_dup_description (chart);
  g_autofree char *title_text = NULL;
  g_autofree char *description_text = NULL;
  g_autofree char *both = NULL;
  const char *root = strstr (svg->str, "<svg ");
  const char *end = root != NULL ? strchr (root, '>') : NULL;

  if (end == NULL)
    return;
  title_text = g_markup_escape_text (chart->title != NULL ? chart->title : "", -1);
  description_text = g_markup_escape_text (description, -1);
  both = g_strconcat (" role=\"img\" aria-labelledby=\"title description\">\n"
                      "<title id=\"title\">", title_text, "</title>\n"
                      "<desc id=\"description\">", description_text, "</desc>", NULL);
  g_string_erase (svg, end - svg->str, 1);
  g_string_insert (svg, end - svg->str, both);
}

/**
 * zb_chart_picture_svg:
 * @layout: a chart at a size in logical pixels
 *
 * Returns: (transfer full) (nullable): the drawing with title and description,
 *   its texts as outlines; or %NULL with %ZB_CHART_ERROR_RENDER.
 */
GBytes *
zb_chart_picture_svg (const ZbChartLayout  *layout,
                      GError              **error)
{
  g_autoptr(GByteArray) svg = g_byte_array_new ();
  g_autofree char *numbered = NULL;
  g_autoptr(GString) titled = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  gboolean done;

  surface = cairo_svg_surface_create_for_stream (append_bytes_cb, svg,
                                                 zb_chart_layout_get_width (layout),
                                                 zb_chart_layout_get_height (layout));
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  done = draw (layout, surface, 1, error);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!done || !check_status (status, error))
    return NULL;
  g_byte_array_append (svg, (const guint8 *) "", 1);
  numbered = renumber_surfaces ((const char *) svg->data);
  titled = g_string_new (numbered);
  add_title (titled, zb_chart_layout_get_chart (layout));
  return g_string_free_to_bytes (g_steal_pointer (&titled));
}

/**
 * zb_chart_picture_new_pdf:
 * @pdf: where its bytes go
 * @title: (nullable): what it is about
 * @width: of its pages, in logical pixels
 * @height: likewise
 *
 * It bears no date: the same drawing gives the same bytes.
 *
 * Returns: (transfer full): a surface for a PDF.
 */
cairo_surface_t *
zb_chart_picture_new_pdf (GByteArray *pdf,
                          const char *title,
                          double      width,
                          double      height)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes_cb, pdf,
                                                                  width * ZB_CHART_POINTS_PER_PIXEL,
                                                                  height * ZB_CHART_POINTS_PER_PIXEL);

  if (title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Zhoubao");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
  return surface;
}

/**
 * zb_chart_picture_pdf:
 * @layout: a chart at a size in logical pixels
 *
 * Returns: (transfer full) (nullable): one page of that size, with its fonts;
 *   or %NULL with %ZB_CHART_ERROR_RENDER.
 */
GBytes *
zb_chart_picture_pdf (const ZbChartLayout  *layout,
                      GError              **error)
{
  g_autoptr(GByteArray) pdf = g_byte_array_new ();
  ZbChart *chart = zb_chart_layout_get_chart (layout);
  cairo_surface_t *surface;
  cairo_status_t status;
  gboolean done;

  surface = zb_chart_picture_new_pdf (pdf, chart->title, zb_chart_layout_get_width (layout),
                                      zb_chart_layout_get_height (layout));
  if (chart->subtitle != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, chart->subtitle);
  done = draw (layout, surface, ZB_CHART_POINTS_PER_PIXEL, error);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!done || !check_status (status, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}
