/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-pages.h"

#include <glib/gi18n-lib.h>

#include "chart/zb-chart-export.h"
#include "chart/zb-chart-renderer.h"

/* The frame of everything that is printed: pages of one size, with a foot. Each page names how many there are, so all is
 * laid out twice: the first time only to count them. */

#define MARGIN ZB_CHART_PAGES_MARGIN
#define WIDTH ZB_CHART_PAGES_WIDTH
#define BOTTOM ZB_CHART_PAGES_BOTTOM

#define BETWEEN_CHARTS 32.0
#define NUMBER_SHARE 0.25

static void
set_color (ZbChartPages *self,
           ZbChartColor  color)
{
  cairo_set_source_rgba (self->cr, color.red, color.green, color.blue, color.alpha);
}

static void
show_text (ZbChartPages      *self,
           const ZbChartText *text,
           double             x,
           double             y)
{
  set_color (self, text->color);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, text->layout);
}

/* One line, whatever a title says. */
static void
put_foot (ZbChartPages *self)
{
  double y = ZB_CHART_PAGES_PAGE_HEIGHT - MARGIN;
  g_autofree char *number = NULL;
  g_autoptr(ZbChartText) title = zb_chart_scene_make_text (self->scene, ZB_CHART_FACE_CAPTION, self->footer, 0);

  pango_layout_set_single_paragraph_mode (title->layout, TRUE);
  pango_layout_set_width (title->layout, (int) (WIDTH * (1 - NUMBER_SHARE) * PANGO_SCALE));
  pango_layout_set_ellipsize (title->layout, PANGO_ELLIPSIZE_END);
  show_text (self, title, MARGIN, y);
  /* Translators: at the foot of a printed page: its number, and how many there are. */
  number = g_strdup_printf (_("Page %1$u of %2$u"), self->page, self->n_pages);
  zb_chart_pages_put_text (self, ZB_CHART_FACE_CAPTION, number, MARGIN + WIDTH * (1 - NUMBER_SHARE),
                           y, WIDTH * NUMBER_SHARE, TRUE);
}

static void
end_page (ZbChartPages *self)
{
  if (self->page == 0 || self->cr == NULL)
    return;
  put_foot (self);
  if (self->recordings != NULL)
    g_clear_pointer (&self->cr, cairo_destroy);
  else
    cairo_show_page (self->cr);
}

/* In points, as paper is measured. */
static void
begin_recording (ZbChartPages *self)
{
  const cairo_rectangle_t extents = { 0, 0, ZB_CHART_PAGES_PAGE_WIDTH * ZB_CHART_POINTS_PER_PIXEL,
                                      ZB_CHART_PAGES_PAGE_HEIGHT * ZB_CHART_POINTS_PER_PIXEL };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);

  g_ptr_array_add (self->recordings, surface);
  self->cr = cairo_create (surface);
  cairo_scale (self->cr, ZB_CHART_POINTS_PER_PIXEL, ZB_CHART_POINTS_PER_PIXEL);
}

/**
 * zb_chart_pages_begin_page:
 *
 * What comes now stands on top of a new page.
 */
void
zb_chart_pages_begin_page (ZbChartPages *self)
{
  end_page (self);
  self->page++;
  self->y = MARGIN;
  if (self->recordings != NULL)
    begin_recording (self);
}

/**
 * zb_chart_pages_need:
 * @height: of what must not be divided
 *
 * Begins a new page where this one has no room for it.
 */
void
zb_chart_pages_need (ZbChartPages *self,
                     double        height)
{
  if (self->y + MIN (height, ZB_CHART_PAGES_HEIGHT) > BOTTOM)
    zb_chart_pages_begin_page (self);
}

/**
 * zb_chart_pages_put_text:
 * @is_number: whether it stands at the right of @width
 *
 * Puts words anywhere on the page, in as many lines as they need.
 *
 * Returns: how high they are.
 */
double
zb_chart_pages_put_text (ZbChartPages *self,
                         ZbChartFace   face,
                         const char   *words,
                         double        x,
                         double        y,
                         double        width,
                         gboolean      is_number)
{
  g_autoptr(ZbChartText) text = zb_chart_scene_make_text (self->scene, face, words, width);

  if (self->cr == NULL)
    return text->height;
  if (is_number)
    pango_layout_set_alignment (text->layout, PANGO_ALIGN_RIGHT);
  show_text (self, text,
             is_number && pango_layout_get_width (text->layout) < 0 ? x + width - text->width : x,
             y);
  return text->height;
}

/* How far down each line of a text goes, in units of Pango. */
static GArray *
list_line_ends (PangoLayout *layout)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (int));
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      int end;

      pango_layout_iter_get_line_yrange (iter, NULL, &end);
      g_array_append_val (ends, end);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return ends;
}

/* How many of the lines from @first on stand on this page; a line alone is neither left behind nor sent ahead. */
static guint
count_lines (ZbChartPages *self,
             GArray       *ends,
             guint         first)
{
  guint rest = ends->len - first, n = 0;
  int start = first > 0 ? g_array_index (ends, int, first - 1) : 0;
  gboolean is_top = self->y <= MARGIN;

  while (n < rest
         && self->y + (double) (g_array_index (ends, int, first + n) - start) / PANGO_SCALE
              <= BOTTOM)
    n++;
  if (n == rest)
    return n;
  if (rest - n == 1 && n > 2)
    n--;
  if (n == 1 && !is_top)
    n = 0;
  return is_top ? MAX (n, 1) : n;
}

static void
show_line (ZbChartPages      *self,
           const ZbChartText *text,
           PangoLayoutIter   *iter,
           int                start,
           double             x)
{
  PangoRectangle logical;

  if (self->cr == NULL)
    return;
  pango_layout_iter_get_line_extents (iter, NULL, &logical);
  set_color (self, text->color);
  cairo_move_to (self->cr, x + (double) logical.x / PANGO_SCALE,
                 self->y + (double) (pango_layout_iter_get_baseline (iter) - start) / PANGO_SCALE);
  pango_cairo_show_layout_line (self->cr, pango_layout_iter_get_line_readonly (iter));
}

/**
 * zb_chart_pages_put_lines:
 * @text: words, with their line breaks
 * @x: where they begin
 *
 * Puts a text below what is there; it goes on over as many pages as it needs.
 */
void
zb_chart_pages_put_lines (ZbChartPages      *self,
                          const ZbChartText *text,
                          double             x)
{
  g_autoptr(GArray) ends = list_line_ends (text->layout);
  PangoLayoutIter *iter = pango_layout_get_iter (text->layout);

  for (guint first = 0; first < ends->len;)
    {
      guint n = count_lines (self, ends, first);
      int start = first > 0 ? g_array_index (ends, int, first - 1) : 0;

      for (guint i = 0; i < n; i++)
        {
          show_line (self, text, iter, start, x);
          pango_layout_iter_next_line (iter);
        }
      first += n;
      if (n > 0)
        self->y += (double) (g_array_index (ends, int, first - 1) - start) / PANGO_SCALE;
      if (first < ends->len)
        zb_chart_pages_begin_page (self);
    }
  pango_layout_iter_free (iter);
}

/**
 * zb_chart_pages_put_rule:
 * @role: its colour
 *
 * A line from margin to margin. It takes no room.
 */
void
zb_chart_pages_put_rule (ZbChartPages *self,
                         ZbChartRole   role)
{
  if (self->cr == NULL)
    return;
  set_color (self, zb_chart_style_get_color (self->style, role));
  cairo_rectangle (self->cr, MARGIN, self->y - 0.5, WIDTH, 1);
  cairo_fill (self->cr);
}

/**
 * zb_chart_pages_put_chart:
 *
 * Puts a chart with its title and its source below what is there, on one page.
 */
void
zb_chart_pages_put_chart (ZbChartPages *self,
                          ZbChart      *chart)
{
  ZbChartParts parts = ZB_CHART_PARTS_ALL & ~ZB_CHART_PART_MARGIN;
  double height = MIN (zb_chart_measure_height (chart, WIDTH, self->style, parts), ZB_CHART_PAGES_HEIGHT);

  zb_chart_pages_need (self, height);
  if (self->cr != NULL)
    {
      g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, WIDTH, height, self->style, parts);

      cairo_save (self->cr);
      cairo_translate (self->cr, MARGIN, self->y);
      zb_chart_renderer_draw_layout (layout, self->cr);
      cairo_restore (self->cr);
    }
  self->y += height + BETWEEN_CHARTS;
}

/* No larger than it is, and no wider than the page. */
static double
get_picture_scale (cairo_surface_t *picture)
{
  return MIN (WIDTH / cairo_image_surface_get_width (picture), 1);
}

/**
 * zb_chart_pages_measure_picture:
 * @picture: an image
 *
 * Returns: how high it is on paper.
 */
double
zb_chart_pages_measure_picture (cairo_surface_t *picture)
{
  return cairo_image_surface_get_height (picture) * get_picture_scale (picture);
}

/* The part of it that begins @top below its upper edge. */
static void
show_picture (ZbChartPages    *self,
              cairo_surface_t *picture,
              double           top,
              double           height)
{
  double scale = get_picture_scale (picture);

  if (self->cr == NULL)
    return;
  cairo_save (self->cr);
  cairo_rectangle (self->cr, MARGIN, self->y, WIDTH, height);
  cairo_clip (self->cr);
  cairo_translate (self->cr, MARGIN, self->y - top);
  cairo_scale (self->cr, scale, scale);
  cairo_set_source_surface (self->cr, picture, 0, 0);
  cairo_paint (self->cr);
  cairo_restore (self->cr);
}

/**
 * zb_chart_pages_put_picture:
 * @picture: an image
 *
 * Puts a picture below what is there, on one page; one that is higher than a page goes on over the next ones.
 */
void
zb_chart_pages_put_picture (ZbChartPages    *self,
                            cairo_surface_t *picture)
{
  double height = zb_chart_pages_measure_picture (picture);

  zb_chart_pages_need (self, height);
  for (double top = 0; top < height;)
    {
      double part = MIN (height - top, BOTTOM - self->y);

      show_picture (self, picture, top, part);
      self->y += part;
      top += part;
      if (top < height)
        zb_chart_pages_begin_page (self);
    }
}

static gboolean
put_pages (ZbChartPages      *self,
           ZbChartPagesFunc   put,
           gconstpointer      data,
           GCancellable      *cancellable,
           GError           **error)
{
  gboolean done;

  self->page = 0;
  zb_chart_pages_begin_page (self);
  done = put (self, data, cancellable, error);
  end_page (self);
  return done && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
check_status (cairo_status_t   status,
              GError         **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, ZB_CHART_ERROR, ZB_CHART_ERROR_RENDER,
               _("The pages could not be drawn: %s."), cairo_status_to_string (status));
  return FALSE;
}

static gboolean
draw_pdf (ZbChartPages      *self,
          const char        *title,
          GByteArray        *pdf,
          ZbChartPagesFunc   put,
          gconstpointer      data,
          GCancellable      *cancellable,
          GError           **error)
{
  cairo_surface_t *surface = zb_chart_picture_new_pdf (pdf, title, ZB_CHART_PAGES_PAGE_WIDTH, ZB_CHART_PAGES_PAGE_HEIGHT);
  cairo_status_t status;
  gboolean done;

  self->cr = cairo_create (surface);
  cairo_scale (self->cr, ZB_CHART_POINTS_PER_PIXEL, ZB_CHART_POINTS_PER_PIXEL);
  done = put_pages (self, put, data, cancellable, error);
  status = cairo_status (self->cr);
  cairo_destroy (g_steal_pointer (&self->cr));
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return done && check_status (status, error);
}

/**
 * zb_chart_pages_to_pdf:
 * @title: what the file is about
 * @footer: what stands at the foot of each page
 * @put: puts everything on the pages; it is called twice
 * @data: for @put
 * @cancellable: (nullable): to stop it
 *
 * Makes a PDF of A4 pages with its fonts, in any thread. The same things give the same bytes.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with %ZB_CHART_ERROR_RENDER, %G_IO_ERROR_CANCELLED or an error
 *   of @put.
 */
GBytes *
zb_chart_pages_to_pdf (const char        *title,
                       const char        *footer,
                       ZbChartPagesFunc   put,
                       gconstpointer      data,
                       GCancellable      *cancellable,
                       GError           **error)
{
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartScene) scene = zb_chart_scene_new (style, FALSE);
  g_autoptr(GByteArray) pdf = g_byte_array_new ();
  ZbChartPages self = { .footer = footer, .style = style, .scene = scene };

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (footer != NULL, NULL);

  if (!put_pages (&self, put, data, cancellable, error))
    return NULL;
  self.n_pages = self.page;
  if (!draw_pdf (&self, title, pdf, put, data, cancellable, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}

/**
 * zb_chart_pages_record:
 *
 * As zb_chart_pages_to_pdf(), for a printer: drawings that any thread can draw again, with their texts as texts.
 *
 * Returns: (transfer full) (nullable) (element-type cairo_surface_t): a drawing for each page, in points; or %NULL with
 *   an error of zb_chart_pages_to_pdf().
 */
GPtrArray *
zb_chart_pages_record (const char        *footer,
                       ZbChartPagesFunc   put,
                       gconstpointer      data,
                       GCancellable      *cancellable,
                       GError           **error)
{
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartScene) scene = zb_chart_scene_new (style, FALSE);
  g_autoptr(GPtrArray) recordings = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  ZbChartPages self = { .footer = footer, .style = style, .scene = scene };

  g_return_val_if_fail (footer != NULL, NULL);

  if (!put_pages (&self, put, data, cancellable, error))
    return NULL;
  self.n_pages = self.page;
  self.recordings = recordings;
  if (!put_pages (&self, put, data, cancellable, error))
    return NULL;
  for (guint i = 0; i < recordings->len; i++)
    if (!check_status (cairo_surface_status (g_ptr_array_index (recordings, i)), error))
      return NULL;
  return g_steal_pointer (&recordings);
}
