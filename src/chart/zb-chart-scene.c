/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-scene.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

/* The size of body text for which all lengths in the code are given. */
#define BODY_SIZE 14.667

/* Families that have Han characters in their Simplified Chinese shapes go
 * before the system's own choice, which can be Japanese. */
#define DEFAULT_FAMILIES  "Cantarell,Noto Sans"
#define FALLBACK_FAMILIES "Noto Sans CJK SC,Source Han Sans SC,sans-serif"

static const struct {
  double      size;
  PangoWeight weight;
} faces[] = {
  [ZB_CHART_FACE_TITLE] = { 1.30, PANGO_WEIGHT_BOLD },
  [ZB_CHART_FACE_SUBTITLE] = { 0.92, PANGO_WEIGHT_NORMAL },
  [ZB_CHART_FACE_HEADING] = { 0.92, PANGO_WEIGHT_BOLD },
  [ZB_CHART_FACE_LABEL] = { 0.87, PANGO_WEIGHT_NORMAL },
  [ZB_CHART_FACE_VALUE] = { 0.94, PANGO_WEIGHT_BOLD },
  [ZB_CHART_FACE_TICK] = { 0.78, PANGO_WEIGHT_NORMAL },
  [ZB_CHART_FACE_STRONG_TICK] = { 0.78, PANGO_WEIGHT_BOLD },
  [ZB_CHART_FACE_CAPTION] = { 0.82, PANGO_WEIGHT_NORMAL },
  [ZB_CHART_FACE_SECTION] = { 1.08, PANGO_WEIGHT_BOLD },
  [ZB_CHART_FACE_READING] = { 0.95, PANGO_WEIGHT_NORMAL },
};

static void
chart_shape_free (gpointer data)
{
  ZbChartShape *shape = data;

  g_clear_pointer (&shape->points, g_array_unref);
  g_free (shape);
}

/* The language chooses between the shapes that characters have in China and Japan.
 *
 * Texts have the same shape and width on every surface and at every zoom: no
 * hinting. Glyphs are spaced in whole units, since cairo puts them on whole
 * points anyway, and would do so less evenly. */
static PangoContext *
create_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_ON);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 96.0);
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  pango_context_set_language (context, pango_language_from_string (C_("language code", "en")));
  return context;
}

/**
 * zb_chart_scene_new:
 * @style: how it looks; must live as long as the scene
 * @measuring: whether only heights are wanted
 *
 * Returns: (transfer full): an empty scene, for this thread.
 */
ZbChartScene *
zb_chart_scene_new (const ZbChartStyle *style,
                    gboolean            measuring)
{
  ZbChartScene *self = g_new0 (ZbChartScene, 1);

  self->style = style;
  self->context = create_context ();
  self->measuring = measuring;
  self->spacing = 1.0;
  self->zoom = 1.0;
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_text_free);
  self->shapes = g_ptr_array_new_with_free_func (chart_shape_free);
  self->areas = g_array_new (FALSE, FALSE, sizeof (ZbChartArea));
  return self;
}

/**
 * zb_chart_scene_free:
 */
void
zb_chart_scene_free (ZbChartScene *self)
{
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->shapes);
  g_array_unref (self->areas);
  g_object_unref (self->context);
  g_free (self);
}

/**
 * zb_chart_scene_px:
 * @pixels: a length for text of the usual size
 *
 * Returns: that length for this style's text.
 */
double
zb_chart_scene_px (const ZbChartScene *self,
                   double              pixels)
{
  return pixels * self->style->font_size * self->style->text_scale / BODY_SIZE;
}

/**
 * zb_chart_scene_gap:
 * @pixels: a vertical gap for text of the usual size, where there is room
 *
 * Returns: that gap for this style's text and this scene's spacing.
 */
double
zb_chart_scene_gap (const ZbChartScene *self,
                    double              pixels)
{
  return self->spacing * zb_chart_scene_px (self, pixels);
}

static PangoFontDescription *
create_font (const ZbChartStyle *style,
             ZbChartFace         face)
{
  PangoFontDescription *font = pango_font_description_new ();
  g_autofree char *families = g_strconcat (style->font_family != NULL ? style->font_family
                                                                      : DEFAULT_FAMILIES,
                                           ",", FALLBACK_FAMILIES, NULL);

  pango_font_description_set_family (font, families);
  pango_font_description_set_weight (font, faces[face].weight);
  pango_font_description_set_absolute_size (font, faces[face].size * style->font_size *
                                                  style->text_scale * PANGO_SCALE);
  return font;
}

/* Digits of one width, so that numbers under each other line up. */
static void
set_features (PangoLayout *layout)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static gboolean
is_dim (ZbChartFace face)
{
  return face == ZB_CHART_FACE_SUBTITLE || face == ZB_CHART_FACE_LABEL || face == ZB_CHART_FACE_TICK ||
         face == ZB_CHART_FACE_CAPTION;
}

/**
 * zb_chart_scene_make_text:
 * @face: which kind of text
 * @text: what it says
 * @max_width: how wide it may be before it gets more lines; 0 for one line
 *
 * Returns: (transfer full): a text with its size, but without a place yet.
 */
ZbChartText *
zb_chart_scene_make_text (ZbChartScene *self,
                          ZbChartFace   face,
                          const char   *text,
                          double        max_width)
{
  ZbChartText *made = g_new0 (ZbChartText, 1);
  PangoFontDescription *font = create_font (self->style, face);
  PangoRectangle logical;

  made->layout = pango_layout_new (self->context);
  pango_layout_set_font_description (made->layout, font);
  pango_font_description_free (font);
  set_features (made->layout);
  pango_layout_set_text (made->layout, text, -1);
  pango_layout_get_extents (made->layout, NULL, &logical);
  if (max_width > 0 && logical.width > max_width * PANGO_SCALE)
    {
      pango_layout_set_width (made->layout, (int) (max_width * PANGO_SCALE));
      pango_layout_set_wrap (made->layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_get_extents (made->layout, NULL, &logical);
    }
  made->width = (double) logical.width / PANGO_SCALE;
  made->height = (double) logical.height / PANGO_SCALE;
  made->color = zb_chart_style_get_color (self->style, is_dim (face) ? ZB_CHART_ROLE_DIM : ZB_CHART_ROLE_TEXT);
  made->behind = zb_chart_style_get_color (self->style, ZB_CHART_ROLE_BACKGROUND);
  return made;
}

/**
 * zb_chart_scene_put_text:
 * @text: (transfer full): a text
 * @x: its left edge
 * @y: its upper edge
 *
 * Returns: its height.
 */
double
zb_chart_scene_put_text (ZbChartScene *self,
                         ZbChartText  *text,
                         double        x,
                         double        y)
{
  double height = text->height;

  text->x = x;
  text->y = y;
  if (self->measuring)
    zb_chart_text_free (text);
  else
    g_ptr_array_add (self->texts, text);
  return height;
}

/* Whether a heading names the unit anyway: "Websites", "Malicious URLs". */
static gboolean
says (const char *heading,
      const char *unit)
{
  g_autofree char *folded_heading = g_utf8_casefold (heading, -1);
  g_autofree char *folded_unit = g_utf8_casefold (unit, -1);

  return strstr (folded_heading, folded_unit) != NULL;
}

/**
 * zb_chart_scene_put_heading:
 * @heading: (nullable): what stands under it
 * @unit: (nullable): the name of the unit in which it is counted
 *
 * Returns: the height of the heading with the gap under it; 0 without any text.
 */
double
zb_chart_scene_put_heading (ZbChartScene *self,
                            const char   *heading,
                            const char   *unit,
                            double        x,
                            double        y,
                            double        width)
{
  g_autofree char *counted = NULL;
  g_autofree char *both = NULL;
  ZbChartText *text;

  if (heading == NULL && unit == NULL)
    return 0;
  if (heading != NULL && unit != NULL && says (heading, unit))
    unit = NULL;
  if (unit != NULL)
    /* Translators: in what something is counted; %s is the name of a unit: "incidents". */
    counted = g_strdup_printf (C_("counted in", "%s"), unit);
  if (heading == NULL)
    text = zb_chart_scene_make_text (self, ZB_CHART_FACE_CAPTION, counted, width);
  else
    {
      both = g_strconcat (heading, counted != NULL ? "  " : NULL, counted, NULL);
      text = zb_chart_scene_make_text (self, ZB_CHART_FACE_HEADING, both, width);
      zb_chart_text_tint (text, strlen (heading), strlen (both),
                          zb_chart_style_get_color (self->style, ZB_CHART_ROLE_DIM),
                          PANGO_WEIGHT_NORMAL);
    }
  return zb_chart_scene_put_text (self, text, x, y) + zb_chart_scene_gap (self, 7);
}

/* A shape in a scene that only measures lives until the scene is freed, too:
 * callers can set its fields without asking. */
static ZbChartShape *
add_shape (ZbChartScene     *self,
           ZbChartShapeKind  kind)
{
  ZbChartShape *shape = g_new0 (ZbChartShape, 1);

  shape->kind = kind;
  g_ptr_array_add (self->shapes, shape);
  return shape;
}

/**
 * zb_chart_scene_add_rect:
 * @radius: of its corners
 * @fill: the inside
 *
 * Returns: (transfer none): a rectangle on top of the shapes that are there.
 */
ZbChartShape *
zb_chart_scene_add_rect (ZbChartScene *self,
                         double        x,
                         double        y,
                         double        width,
                         double        height,
                         double        radius,
                         ZbChartColor  fill)
{
  ZbChartShape *shape = add_shape (self, ZB_CHART_SHAPE_RECT);

  shape->x = x;
  shape->y = y;
  shape->width = width;
  shape->height = height;
  shape->radius_left = shape->radius_right = radius;
  shape->fill = fill;
  return shape;
}

/**
 * zb_chart_scene_add_marker:
 * @x: the middle
 * @y: the middle
 * @diameter: its size
 * @variant: which form; after the last comes the first again
 * @fill: the inside
 *
 * Returns: (transfer none): a mark on top of the shapes that are there.
 */
ZbChartShape *
zb_chart_scene_add_marker (ZbChartScene *self,
                           double        x,
                           double        y,
                           double        diameter,
                           guint         variant,
                           ZbChartColor  fill)
{
  ZbChartShape *shape = add_shape (self, ZB_CHART_SHAPE_MARKER);

  shape->x = x;
  shape->y = y;
  shape->width = shape->height = diameter;
  shape->variant = variant;
  shape->fill = fill;
  return shape;
}

/**
 * zb_chart_scene_add_path:
 * @variant: which dashes; 0 is a line without any
 * @stroke: its colour
 * @line_width: its width
 *
 * Returns: (transfer none): a line to whose points the caller appends.
 */
ZbChartShape *
zb_chart_scene_add_path (ZbChartScene *self,
                         guint         variant,
                         ZbChartColor  stroke,
                         double        line_width)
{
  ZbChartShape *shape = add_shape (self, ZB_CHART_SHAPE_PATH);

  shape->points = g_array_new (FALSE, FALSE, sizeof (ZbChartPoint));
  shape->variant = variant;
  shape->stroke = stroke;
  shape->line_width = line_width;
  return shape;
}

/**
 * zb_chart_scene_add_area:
 * @area: a place that answers to the pointer; copied
 */
void
zb_chart_scene_add_area (ZbChartScene      *self,
                         const ZbChartArea *area)
{
  g_array_append_val (self->areas, *area);
}

/**
 * zb_chart_text_tint:
 * @start: the first byte
 * @end: the byte after the last one
 * @color: an opaque colour
 * @weight: how bold
 *
 * Gives a part of the text a colour and a weight of its own.
 */
void
zb_chart_text_tint (ZbChartText  *self,
                    gsize         start,
                    gsize         end,
                    ZbChartColor  color,
                    PangoWeight   weight)
{
  PangoAttrList *attributes = pango_attr_list_copy (pango_layout_get_attributes (self->layout));
  PangoAttribute *both[] = {
    pango_attr_foreground_new ((guint16) (color.red * 65535 + 0.5),
                               (guint16) (color.green * 65535 + 0.5),
                               (guint16) (color.blue * 65535 + 0.5)),
    pango_attr_weight_new (weight),
  };
  PangoRectangle logical;

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      both[i]->start_index = (guint) start;
      both[i]->end_index = (guint) end;
      pango_attr_list_insert (attributes, both[i]);
    }
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_extents (self->layout, NULL, &logical);
  self->width = (double) logical.width / PANGO_SCALE;
  self->height = (double) logical.height / PANGO_SCALE;
}

/**
 * zb_chart_text_free:
 */
void
zb_chart_text_free (ZbChartText *self)
{
  g_object_unref (self->layout);
  g_free (self);
}
