/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-figure-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/zb-figure-row.h"

/* A list that is less high cannot be used. */
#define MIN_HEIGHT 120

/* First the groups whose figures have been in pictures since 2022; any others follow. */
static const char *const first_groups[] = { "malware", "sites", "vulnerabilities" };

/* All figures of the catalogue, in their groups, to be typed in where no text states them. */
struct _ZbFigureList {
  GtkWidget       parent_instance;
  ZbFigureWriter *writer;
  GPtrArray      *rows;
  GtkWidget      *scroller;
};

G_DEFINE_FINAL_TYPE (ZbFigureList, zb_figure_list, GTK_TYPE_WIDGET)

static void
typed_cb (ZbFigureList *self,
          ZbFigureRow  *row)
{
  zb_figure_writer_set (self->writer, zb_figure_row_get_figure (row), zb_figure_row_get_typed (row));
}

/* Enter goes to the next figure that can be typed in. */
static void
done_cb (ZbFigureList *self,
         ZbFigureRow  *row)
{
  guint position;

  g_ptr_array_find (self->rows, row, &position);
  for (guint i = position + 1; i < self->rows->len; i++)
    if (zb_figure_row_is_editable (g_ptr_array_index (self->rows, i)))
      {
        zb_figure_row_begin (g_ptr_array_index (self->rows, i));
        return;
      }
}

static void
zb_figure_list_dispose (GObject *object)
{
  ZbFigureList *self = ZB_FIGURE_LIST (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->writer);

  G_OBJECT_CLASS (zb_figure_list_parent_class)->dispose (object);
}

static void
zb_figure_list_class_init (ZbFigureListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_figure_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
add_group (ZbFigureList *self,
           GtkWidget    *box,
           const char   *group_id)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   zb_catalogue_get_group_label (catalogue, group_id));
  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const ZbFigureKind *kind = zb_catalogue_get_figure (catalogue, i);
      GtkWidget *row;

      if (!g_str_equal (kind->group, group_id))
        continue;
      row = zb_figure_row_new (catalogue, kind);
      g_signal_connect_object (row, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_box_append (GTK_BOX (box), group);
}

static void
add_groups (ZbFigureList *self,
            GtkWidget    *box)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();
  g_autoptr(GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (first_groups); i++)
    {
      g_hash_table_add (done, (gpointer) first_groups[i]);
      add_group (self, box, first_groups[i]);
    }
  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const char *group = zb_catalogue_get_figure (catalogue, i)->group;

      if (g_hash_table_add (done, (gpointer) group))
        add_group (self, box, group);
    }
}

static void
zb_figure_list_init (ZbFigureList *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *note = g_object_new (GTK_TYPE_LABEL,
                                  "label", _("Type what the pictures show. It is stored at once; clear an entry to "
                                             "take it back. 1.2⁠万 and 12,000 mean the same."),
                                  "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                  "xalign", 0.0f,
                                  NULL);

  self->rows = g_ptr_array_new ();
  gtk_widget_add_css_class (note, "dim-label");
  gtk_box_append (GTK_BOX (box), note);
  add_groups (self, box);
  gtk_widget_add_css_class (box, "figure-list");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), MIN_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * zb_figure_list_new:
 * @writer: what stores the figures that are typed
 *
 * Returns: (transfer floating): the list, which shows no values yet.
 */
GtkWidget *
zb_figure_list_new (ZbFigureWriter *writer)
{
  ZbFigureList *self = g_object_new (ZB_TYPE_FIGURE_LIST, NULL);

  self->writer = g_object_ref (writer);
  return GTK_WIDGET (self);
}

/**
 * zb_figure_list_show:
 * @detail: the bulletin as it is now
 *
 * Brings all rows up to date. What is being typed stays.
 */
void
zb_figure_list_show (ZbFigureList *self,
                     ZbDetail     *detail)
{
  g_return_if_fail (ZB_IS_FIGURE_LIST (self));

  for (guint i = 0; i < self->rows->len; i++)
    zb_figure_row_show (g_ptr_array_index (self->rows, i), detail);
}

/**
 * zb_figure_list_begin:
 *
 * Puts the keyboard on the first figure that is not known yet.
 */
void
zb_figure_list_begin (ZbFigureList *self)
{
  g_return_if_fail (ZB_IS_FIGURE_LIST (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      ZbFigureRow *row = g_ptr_array_index (self->rows, i);

      if (zb_figure_row_is_editable (row) && zb_figure_row_get_typed (row) == NULL)
        {
          zb_figure_row_begin (row);
          return;
        }
    }
}

/**
 * zb_figure_list_commit:
 *
 * Stores what stands in the entries and is not stored yet.
 *
 * Returns: in how many entries something stands that cannot be stored.
 */
guint
zb_figure_list_commit (ZbFigureList *self)
{
  guint n_invalid = 0;

  g_return_val_if_fail (ZB_IS_FIGURE_LIST (self), 0);

  for (guint i = 0; i < self->rows->len; i++)
    {
      zb_figure_row_commit (g_ptr_array_index (self->rows, i));
      if (zb_figure_row_is_invalid (g_ptr_array_index (self->rows, i)))
        n_invalid++;
    }
  return n_invalid;
}
