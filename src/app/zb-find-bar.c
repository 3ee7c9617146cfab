/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-find-bar.h"

#include <glib/gi18n.h>

/* The bar over an issue's page in which words of this page are looked for. What the list is searched for is marked in
 * the page too, while the bar is closed. */
struct _ZbFindBar {
  GtkWidget       parent_instance;
  GtkSearchBar   *bar;
  GtkSearchEntry *entry;
  GtkLabel       *count;
  ZbTextFinder   *finder;
  char           *list_query;
};

G_DEFINE_FINAL_TYPE (ZbFindBar, zb_find_bar, GTK_TYPE_WIDGET)

static gboolean
is_open (ZbFindBar *self)
{
  return gtk_search_bar_get_search_mode (self->bar);
}

static void
show_count (ZbFindBar *self)
{
  guint n = self->finder != NULL ? zb_text_finder_get_n_places (self->finder) : 0;
  guint place = self->finder != NULL ? zb_text_finder_get_place (self->finder) : 0;
  g_autofree char *text = NULL;

  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    text = g_strdup ("");
  else if (n == 0)
    text = g_strdup (C_("find", "Nothing"));
  else
    /* Translators: the second of five places, and how many. */
    text = g_strdup_printf (C_("find", "%1$u of %2$u"), place, n);
  gtk_label_set_label (self->count, text);
  if (n == 0 && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
apply (ZbFindBar *self)
{
  if (self->finder != NULL)
    zb_text_finder_set_query (self->finder, is_open (self) ? gtk_editable_get_text (GTK_EDITABLE (self->entry))
                                                           : self->list_query);
  show_count (self);
}

static void
search_changed_cb (ZbFindBar *self)
{
  apply (self);
  if (self->finder != NULL && is_open (self) && zb_text_finder_get_place (self->finder) == 0)
    zb_text_finder_move (self->finder, 1);
}

static void
next_cb (ZbFindBar *self)
{
  zb_find_bar_move (self, 1);
}

static void
previous_cb (ZbFindBar *self)
{
  zb_find_bar_move (self, -1);
}

/* The search bar has such a button itself, which in GTK 4.8 has no name. */
static void
close_cb (ZbFindBar *self)
{
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

static void
mode_cb (ZbFindBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), is_open (self));
  apply (self);
}

static void
zb_find_bar_dispose (GObject *object)
{
  ZbFindBar *self = ZB_FIND_BAR (object);

  g_clear_object (&self->finder);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_FIND_BAR);
  g_clear_pointer (&self->list_query, g_free);

  G_OBJECT_CLASS (zb_find_bar_parent_class)->dispose (object);
}

static void
zb_find_bar_class_init (ZbFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_find_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/zhoubao/Zhoubao/zb-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, ZbFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, ZbFindBar, count);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
zb_find_bar_init (ZbFindBar *self)
{
  self->list_query = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * zb_find_bar_set_finder:
 * @finder: what looks through the page
 */
void
zb_find_bar_set_finder (ZbFindBar    *self,
                        ZbTextFinder *finder)
{
  g_return_if_fail (ZB_IS_FIND_BAR (self));

  g_set_object (&self->finder, finder);
  g_signal_connect_object (finder, "changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  apply (self);
}

/**
 * zb_find_bar_set_query:
 * @query: what the list is searched for
 */
void
zb_find_bar_set_query (ZbFindBar  *self,
                       const char *query)
{
  g_return_if_fail (ZB_IS_FIND_BAR (self));

  g_free (self->list_query);
  self->list_query = g_strdup (query);
  apply (self);
}

/**
 * zb_find_bar_open:
 *
 * Shows the bar with the keyboard on it; it begins with what the list is searched for.
 */
void
zb_find_bar_open (ZbFindBar *self)
{
  g_return_if_fail (ZB_IS_FIND_BAR (self));

  if (!is_open (self))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), self->list_query);
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      gtk_search_bar_set_search_mode (self->bar, TRUE);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/**
 * zb_find_bar_move:
 * @direction: 1 for the next place, -1 for the one before
 */
void
zb_find_bar_move (ZbFindBar *self,
                  int        direction)
{
  g_return_if_fail (ZB_IS_FIND_BAR (self));

  apply (self);
  if (self->finder != NULL)
    zb_text_finder_move (self->finder, direction);
}
