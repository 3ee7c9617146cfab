/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-rating-style.h"

/**
 * zb_rating_style_widget:
 * @widget: a pill
 * @rating: what it shows
 *
 * Gives the pill the colour of its rating; its word is the caller's task,
 * since colour alone says nothing to many.
 */
void
zb_rating_style_widget (GtkWidget *widget,
                        ZbRating   rating)
{
  static const char *const classes[] = {
    [ZB_RATING_UNKNOWN] = "rating-unknown",
    [ZB_RATING_EXCELLENT] = "rating-excellent",
    [ZB_RATING_GOOD] = "rating-good",
    [ZB_RATING_FAIR] = "rating-fair",
    [ZB_RATING_POOR] = "rating-poor",
    [ZB_RATING_CRITICAL] = "rating-critical",
  };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (widget, classes[i]);
  gtk_widget_add_css_class (widget, classes[rating]);
}
