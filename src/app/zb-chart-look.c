/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-look.h"

#include <adwaita.h>

static double
get_text_scale (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = -1;

  if (settings != NULL)
    g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96.0 : 1.0;
}

/**
 * zb_chart_look_new:
 * @widget: where something of a chart is drawn
 *
 * Returns: (transfer full): the style that goes with the widget's font and the desktop's settings, without
 *   a background of its own.
 */
ZbChartStyle *
zb_chart_look_new (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  ZbChartStyle *style = zb_chart_style_new ();

  zb_chart_style_set_font (style, pango_context_get_font_description (gtk_widget_get_pango_context (widget)));
  style->text_scale = get_text_scale ();
  style->dark = adw_style_manager_get_dark (manager);
  style->high_contrast = adw_style_manager_get_high_contrast (manager);
  style->opaque = FALSE;
  return style;
}

/**
 * zb_chart_look_watch:
 * @callback: called with @widget alone whenever zb_chart_look_new() would say something else, as long as
 *   there is the widget
 */
void
zb_chart_look_watch (GtkWidget *widget,
                     GCallback  callback)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkSettings *settings = gtk_widget_get_settings (widget);

  g_signal_connect_object (manager, "notify::dark", callback, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", callback, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", callback, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-font-name", callback, widget, G_CONNECT_SWAPPED);
}
