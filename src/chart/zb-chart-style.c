/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-style.h"

#include <math.h>

/* 11 points at 96 dots per inch: what GNOME writes its windows in. */
#define DEFAULT_FONT_SIZE (11.0 * 96.0 / 72.0)

#define PART(hex, shift) (((hex) >> (shift) & 0xff) / 255.0)
#define RGB(hex) { PART (hex, 16), PART (hex, 8), PART (hex, 0), 1.0 }
#define BLACK(a) { 0.0, 0.0, 0.0, (a) }
#define WHITE(a) { 1.0, 1.0, 1.0, (a) }

/* The four styles: light, dark, light with high contrast, dark with high contrast. */
typedef enum {
  VARIANT_LIGHT,
  VARIANT_DARK,
  VARIANT_LIGHT_CONTRAST,
  VARIANT_DARK_CONTRAST,
} Variant;

static const ZbChartColor neutral[][ZB_CHART_N_ROLES] = {
  [VARIANT_LIGHT] = { RGB (0xffffff), RGB (0x2d2d33), RGB (0x5e5c64),
                      BLACK (0.35), BLACK (0.10), BLACK (0.055) },
  [VARIANT_DARK] = { RGB (0x242424), RGB (0xffffff), RGB (0xc0bfbc),
                     WHITE (0.40), WHITE (0.12), WHITE (0.07) },
  [VARIANT_LIGHT_CONTRAST] = { RGB (0xffffff), RGB (0x000000), RGB (0x241f31),
                               BLACK (0.80), BLACK (0.35), BLACK (0.10) },
  [VARIANT_DARK_CONTRAST] = { RGB (0x000000), RGB (0xffffff), RGB (0xf6f5f4),
                              WHITE (0.85), WHITE (0.40), WHITE (0.16) },
};

/* Blue, orange, green, purple, brown and slate of GNOME's palette, in an order
 * in which neighbours differ for every kind of colour vision. On white, and on
 * the cards of the dark style (#363636), each has at least 3:1. */
static const ZbChartColor strong[][ZB_CHART_N_COLORS] = {
  [VARIANT_LIGHT] = { RGB (0x1c71d8), RGB (0xc64600), RGB (0x1d8052),
                      RGB (0x9141ac), RGB (0x865e3c), RGB (0x5e5c64) },
  [VARIANT_DARK] = { RGB (0x62a0ea), RGB (0xffa348), RGB (0x5bc98c),
                     RGB (0xc67ad6), RGB (0xcdab8f), RGB (0xc0bfbc) },
  [VARIANT_LIGHT_CONTRAST] = { RGB (0x164f96), RGB (0x8f3300), RGB (0x145c3b),
                               RGB (0x613583), RGB (0x5b3f27), RGB (0x3d3846) },
  [VARIANT_DARK_CONTRAST] = { RGB (0x99c1f1), RGB (0xffbe6f), RGB (0x8ff0a4),
                              RGB (0xe9b9f2), RGB (0xdec5ae), RGB (0xdeddda) },
};

static const ZbChartColor ink_light = RGB (0xffffff);
static const ZbChartColor ink_dark = RGB (0x1a1a1d);

G_DEFINE_BOXED_TYPE (ZbChartStyle, zb_chart_style, zb_chart_style_copy, zb_chart_style_free)

/**
 * zb_chart_style_new:
 *
 * Returns: (transfer full): the light style on white, in the usual fonts.
 */
ZbChartStyle *
zb_chart_style_new (void)
{
  ZbChartStyle *self = g_new0 (ZbChartStyle, 1);

  self->font_size = DEFAULT_FONT_SIZE;
  self->text_scale = 1.0;
  self->opaque = TRUE;
  return self;
}

/**
 * zb_chart_style_copy:
 *
 * Returns: (transfer full): a deep copy.
 */
ZbChartStyle *
zb_chart_style_copy (const ZbChartStyle *self)
{
  ZbChartStyle *copy = g_memdup2 (self, sizeof *self);

  copy->font_family = g_strdup (self->font_family);
  return copy;
}

/**
 * zb_chart_style_free:
 */
void
zb_chart_style_free (ZbChartStyle *self)
{
  g_free (self->font_family);
  g_free (self);
}

/**
 * zb_chart_style_set_name:
 * @name: "light", "dark", "light-contrast" or "dark-contrast"
 *
 * Returns: whether there is such a style; otherwise nothing changes.
 */
gboolean
zb_chart_style_set_name (ZbChartStyle *self,
                         const char   *name)
{
  static const char *const names[] = {
    [VARIANT_LIGHT] = "light", [VARIANT_DARK] = "dark",
    [VARIANT_LIGHT_CONTRAST] = "light-contrast", [VARIANT_DARK_CONTRAST] = "dark-contrast",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      {
        self->dark = i == VARIANT_DARK || i == VARIANT_DARK_CONTRAST;
        self->high_contrast = i == VARIANT_LIGHT_CONTRAST || i == VARIANT_DARK_CONTRAST;
        return TRUE;
      }
  return FALSE;
}

/**
 * zb_chart_style_set_font:
 * @font: the font of the surrounding text, as a widget's Pango context has it
 *
 * Takes over the family and the size. Sizes in points are read at 96 dots per
 * inch; a screen's text scale goes into #ZbChartStyle.text_scale.
 */
void
zb_chart_style_set_font (ZbChartStyle               *self,
                         const PangoFontDescription *font)
{
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  g_free (self->font_family);
  self->font_family = g_strdup (pango_font_description_get_family (font));
  if (size > 0)
    self->font_size = pango_font_description_get_size_is_absolute (font) ? size
                                                                        : size * 96.0 / 72.0;
}

static Variant
get_variant (const ZbChartStyle *self)
{
  if (self->high_contrast)
    return self->dark ? VARIANT_DARK_CONTRAST : VARIANT_LIGHT_CONTRAST;
  return self->dark ? VARIANT_DARK : VARIANT_LIGHT;
}

/**
 * zb_chart_style_get_color:
 *
 * Returns: the colour for @role; lines and shades are translucent.
 */
ZbChartColor
zb_chart_style_get_color (const ZbChartStyle *self,
                          ZbChartRole         role)
{
  return neutral[get_variant (self)][role];
}

/**
 * zb_chart_style_get_strong:
 * @index: place in the palette; after the last colour comes the first again
 *
 * Returns: a colour that stands out from the background by at least 3:1.
 */
ZbChartColor
zb_chart_style_get_strong (const ZbChartStyle *self,
                           guint               index)
{
  return strong[get_variant (self)][index % ZB_CHART_N_COLORS];
}

/**
 * zb_chart_style_get_pale:
 * @index: place in the palette
 *
 * Returns: the pale sister of the strong colour, for what is left of a total.
 *   It needs the strong colour as its outline to stand out.
 */
ZbChartColor
zb_chart_style_get_pale (const ZbChartStyle *self,
                         guint               index)
{
  ZbChartColor background = zb_chart_style_get_color (self, ZB_CHART_ROLE_BACKGROUND);
  ZbChartColor color = zb_chart_style_get_strong (self, index);
  double part = self->dark ? 0.25 : 0.15;

  color.red = background.red + part * (color.red - background.red);
  color.green = background.green + part * (color.green - background.green);
  color.blue = background.blue + part * (color.blue - background.blue);
  return color;
}

/**
 * zb_chart_style_get_text_on:
 * @fill: an opaque colour
 *
 * Returns: the colour of text on @fill: white where it can be read well
 *   (4.5:1), else whichever of white and black has more contrast.
 */
ZbChartColor
zb_chart_style_get_text_on (const ZbChartStyle *self,
                            ZbChartColor        fill)
{
  double white = zb_chart_color_contrast (ink_light, fill);

  if (white >= 4.5 || white > zb_chart_color_contrast (ink_dark, fill))
    return ink_light;
  return ink_dark;
}

static double
get_linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
get_luminance (ZbChartColor color)
{
  return 0.2126 * get_linear (color.red) + 0.7152 * get_linear (color.green) +
         0.0722 * get_linear (color.blue);
}

/**
 * zb_chart_color_contrast:
 * @a: an opaque colour
 * @b: an opaque colour
 *
 * Returns: the contrast ratio of the two as WCAG 2.1 defines it, from 1 to 21.
 */
double
zb_chart_color_contrast (ZbChartColor a,
                         ZbChartColor b)
{
  double first = get_luminance (a) + 0.05;
  double second = get_luminance (b) + 0.05;

  return first > second ? first / second : second / first;
}
