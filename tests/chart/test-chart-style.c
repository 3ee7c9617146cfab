/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "chart/zb-chart-style.h"

#include <math.h>

typedef void (*CheckFunc) (const ZbChartStyle *style,
                           ZbChartColor        background);

/* Every style on every ground it can stand on: its own, and the cards and
 * windows of libadwaita that a transparent chart lies on. */
static void
check_all (CheckFunc check)
{
  static const ZbChartColor light_grounds[] = {
    { 1, 1, 1, 1 }, { 0xfa / 255.0, 0xfa / 255.0, 0xfa / 255.0, 1 },
  };
  static const ZbChartColor dark_grounds[] = {
    { 0x24 / 255.0, 0x24 / 255.0, 0x24 / 255.0, 1 },
    { 0x36 / 255.0, 0x36 / 255.0, 0x36 / 255.0, 1 },
  };

  for (guint variant = 0; variant < 4; variant++)
    {
      g_autoptr(ZbChartStyle) style = zb_chart_style_new ();

      style->dark = variant & 1;
      style->high_contrast = (variant & 2) != 0;
      check (style, zb_chart_style_get_color (style, ZB_CHART_ROLE_BACKGROUND));
      for (guint i = 0; i < G_N_ELEMENTS (light_grounds); i++)
        check (style, style->dark ? dark_grounds[i] : light_grounds[i]);
    }
}

static void
check_text (const ZbChartStyle *style,
            ZbChartColor        background)
{
  double enough = style->high_contrast ? 7.0 : 4.5;
  ZbChartColor text = zb_chart_style_get_color (style, ZB_CHART_ROLE_TEXT);
  ZbChartColor dim = zb_chart_style_get_color (style, ZB_CHART_ROLE_DIM);

  g_assert_cmpfloat (zb_chart_color_contrast (text, background), >=, enough);
  g_assert_cmpfloat (zb_chart_color_contrast (dim, background), >=, enough);
}

static void
test_text_can_be_read (void)
{
  check_all (check_text);
}

static void
check_shapes (const ZbChartStyle *style,
              ZbChartColor        background)
{
  for (guint i = 0; i < ZB_CHART_N_COLORS; i++)
    g_assert_cmpfloat (zb_chart_color_contrast (zb_chart_style_get_strong (style, i), background),
                       >=, style->high_contrast ? 4.5 : 3.0);
}

static void
test_shapes_can_be_seen (void)
{
  check_all (check_shapes);
}

static void
check_fills (const ZbChartStyle *style,
             ZbChartColor        background)
{
  for (guint i = 0; i < ZB_CHART_N_COLORS; i++)
    {
      ZbChartColor strong = zb_chart_style_get_strong (style, i);
      ZbChartColor pale = zb_chart_style_get_pale (style, i);

      g_assert_cmpfloat (zb_chart_color_contrast (zb_chart_style_get_text_on (style, strong),
                                                  strong), >=, 4.5);
      g_assert_cmpfloat (zb_chart_color_contrast (zb_chart_style_get_text_on (style, pale),
                                                  pale), >=, 4.5);
      /* The outline tells the pale part from the full one beside it. */
      g_assert_cmpfloat (zb_chart_color_contrast (strong, pale), >=, 2.0);
    }
}

static void
test_values_on_bars_can_be_read (void)
{
  check_all (check_fills);
}

/* How the two common kinds of red-green blindness see a colour: Machado,
 * Oliveira and Fernandes 2009, at full severity, on linear parts. */
static const double visions[][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 },
    { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 },
    { -0.011820, 0.042940, 0.968881 } },
};

static double
get_linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
get_root (double part)
{
  return part > 0.008856 ? cbrt (part) : 7.787 * part + 16.0 / 116.0;
}

/* What is seen, in CIE L*a*b*, where distances are as large as they look. */
static void
see (guint         vision,
     ZbChartColor  color,
     double        lab[3])
{
  const double linear[] = {
    get_linear (color.red), get_linear (color.green), get_linear (color.blue),
  };
  double seen[3], x, y, z;

  for (guint i = 0; i < 3; i++)
    seen[i] = MAX (visions[vision][i][0] * linear[0] + visions[vision][i][1] * linear[1] +
                   visions[vision][i][2] * linear[2], 0);
  x = get_root ((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
  y = get_root (0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
  z = get_root ((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
  lab[0] = 116 * y - 16;
  lab[1] = 500 * (x - y);
  lab[2] = 200 * (y - z);
}

/* Lines that are drawn together come one after the other in the palette: each
 * differs clearly from the next for everybody. */
static void
check_neighbours (const ZbChartStyle *style,
                  ZbChartColor        background)
{
  for (guint vision = 0; vision < G_N_ELEMENTS (visions); vision++)
    for (guint i = 0; i + 1 < ZB_CHART_N_COLORS; i++)
      {
        double a[3], b[3];

        see (vision, zb_chart_style_get_strong (style, i), a);
        see (vision, zb_chart_style_get_strong (style, i + 1), b);
        g_assert_cmpfloat (sqrt (pow (a[0] - b[0], 2) + pow (a[1] - b[1], 2) +
                                 pow (a[2] - b[2], 2)), >=, 12.0);
      }
}

static void
test_neighbours_differ_for_everybody (void)
{
  check_all (check_neighbours);
}

static void
test_known_contrasts (void)
{
  static const ZbChartColor white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };

  g_assert_cmpfloat_with_epsilon (zb_chart_color_contrast (white, black), 21.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (zb_chart_color_contrast (black, white), 21.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (zb_chart_color_contrast (white, white), 1.0, 1e-9);
}

static void
test_font_of_the_window (void)
{
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  PangoFontDescription *font = pango_font_description_from_string ("Inter 12");

  zb_chart_style_set_font (style, font);
  g_assert_cmpstr (style->font_family, ==, "Inter");
  g_assert_cmpfloat_with_epsilon (style->font_size, 16.0, 1e-9);
  pango_font_description_set_absolute_size (font, 20 * PANGO_SCALE);
  zb_chart_style_set_font (style, font);
  g_assert_cmpfloat_with_epsilon (style->font_size, 20.0, 1e-9);
  pango_font_description_free (font);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/style/text-can-be-read", test_text_can_be_read);
  g_test_add_func ("/style/shapes-can-be-seen", test_shapes_can_be_seen);
  g_test_add_func ("/style/values-on-bars-can-be-read", test_values_on_bars_can_be_read);
  g_test_add_func ("/style/neighbours-differ-for-everybody",
                   test_neighbours_differ_for_everybody);
  g_test_add_func ("/style/known-contrasts", test_known_contrasts);
  g_test_add_func ("/style/font-of-the-window", test_font_of_the_window);
  return g_test_run ();
}
