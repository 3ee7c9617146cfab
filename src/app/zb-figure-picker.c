/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-figure-picker.h"

#include <glib/gi18n.h>

#include "bulletin/zb-catalogue.h"
#include "chart/zb-chart-style.h"
#include "chart/zb-chart-week.h"

/* With more lines than colours, two would look alike. */
#define MAX_FIGURES ZB_CHART_N_COLORS

/* Higher than this, in pixels, the list scrolls. */
#define LIST_HEIGHT 380

/* The figure of a chart, and which others are shown with it. */
struct _ZbFigurePicker {
  GtkWidget      parent_instance;
  GtkMenuButton *button;
  GtkBox        *list;
  GPtrArray     *weeks;
  /* (element-type utf8): ids (interned), the chart's own first; ends with %NULL */
  GPtrArray     *figures;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbFigurePicker, zb_figure_picker, GTK_TYPE_WIDGET)

static guint
count_figures (ZbFigurePicker *self)
{
  return self->figures->len - 1;
}

static gboolean
has_figure (ZbFigurePicker *self,
            const char     *id)
{
  return g_ptr_array_find (self->figures, id, NULL);
}

/* How many there are is said where the list is closed. */
static void
update_label (ZbFigurePicker *self)
{
  guint n = count_figures (self);
  /* Translators: a button that opens a list of figures; %u is how many of them are shown. */
  g_autofree char *label = n > 1 ? g_strdup_printf (ngettext ("%u figure", "%u figures", n), n) : g_strdup (_("Figures"));

  gtk_menu_button_set_label (self->button, label);
}

/* Six are enough; the first one is what the chart is about. */
static void
update_rows (ZbFigurePicker *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const char *id = g_object_get_data (G_OBJECT (row), "figure");
      gboolean is_first = id == g_ptr_array_index (self->figures, 0);

      gtk_widget_set_sensitive (row, !is_first && (has_figure (self, id) || count_figures (self) < MAX_FIGURES));
    }
}

static void
toggled_cb (ZbFigurePicker *self,
            GtkCheckButton *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), "figure");

  if (gtk_check_button_get_active (row) == has_figure (self, id))
    return;
  if (has_figure (self, id))
    g_ptr_array_remove (self->figures, (gpointer) id);
  else
    g_ptr_array_insert (self->figures, (int) count_figures (self), (gpointer) id);
  update_label (self);
  update_rows (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
is_known (GPtrArray  *weeks,
          const char *figure)
{
  for (guint i = 0; weeks != NULL && i < weeks->len; i++)
    if (zb_chart_week_get_value (g_ptr_array_index (weeks, i), figure) != NULL)
      return TRUE;
  return FALSE;
}

static void
add_row (ZbFigurePicker     *self,
         const ZbFigureKind *kind)
{
  GtkWidget *row = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (zb_figure_kind_get_label (kind));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (row), label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), has_figure (self, kind->id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  zb_figure_kind_get_label (kind), -1);
  g_object_set_data (G_OBJECT (row), "figure", (gpointer) kind->id);
  g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->list, row);
}

/* Made when it is opened: those of which something is known, and those that are shown. */
static void
fill_cb (ZbFigurePicker *self)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, row);
  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const ZbFigureKind *kind = zb_catalogue_get_figure (catalogue, i);

      if (!zb_figure_kind_is_level (kind) && (has_figure (self, kind->id) || is_known (self->weeks, kind->id)))
        add_row (self, kind);
    }
  update_rows (self);
}

static GtkWidget *
create_popover (ZbFigurePicker *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                      "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "max-content-height", LIST_HEIGHT,
                                      "propagate-natural-height", TRUE,
                                      NULL);

  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "figure-picker");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  g_signal_connect_object (popover, "show", G_CALLBACK (fill_cb), self, G_CONNECT_SWAPPED);
  return popover;
}

static void
zb_figure_picker_dispose (GObject *object)
{
  ZbFigurePicker *self = ZB_FIGURE_PICKER (object);

  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;
  g_clear_pointer (&self->weeks, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_figure_picker_parent_class)->dispose (object);
}

static void
zb_figure_picker_finalize (GObject *object)
{
  g_ptr_array_unref (ZB_FIGURE_PICKER (object)->figures);

  G_OBJECT_CLASS (zb_figure_picker_parent_class)->finalize (object);
}

static void
zb_figure_picker_class_init (ZbFigurePickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_figure_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_figure_picker_finalize;

  /**
   * ZbFigurePicker::changed:
   *
   * Other figures are wanted.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ZB_TYPE_FIGURE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
zb_figure_picker_init (ZbFigurePicker *self)
{
  self->figures = g_ptr_array_new ();
  g_ptr_array_add (self->figures, NULL);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, create_popover (self));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Show other figures in the same chart"));
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  update_label (self);
}

/**
 * zb_figure_picker_new:
 *
 * Returns: (transfer floating): a button that opens a list of figures.
 */
GtkWidget *
zb_figure_picker_new (void)
{
  return g_object_new (ZB_TYPE_FIGURE_PICKER, NULL);
}

/**
 * zb_figure_picker_set_weeks:
 * @figure: the id of the figure that the chart is about
 * @weeks: (element-type ZbChartWeek): all weeks; figures of which none knows anything are not offered
 *
 * Figures that were chosen to be shown with another one are shown with this one as well.
 */
void
zb_figure_picker_set_weeks (ZbFigurePicker *self,
                            const char     *figure,
                            GPtrArray      *weeks)
{
  const char *id = g_intern_string (figure);

  g_return_if_fail (ZB_IS_FIGURE_PICKER (self));
  g_return_if_fail (weeks != NULL);

  g_ptr_array_ref (weeks);
  g_clear_pointer (&self->weeks, g_ptr_array_unref);
  self->weeks = weeks;
  if (g_ptr_array_index (self->figures, 0) == id)
    return;
  if (count_figures (self) > 0)
    g_ptr_array_remove_index (self->figures, 0);
  g_ptr_array_remove (self->figures, (gpointer) id);
  g_ptr_array_insert (self->figures, 0, (gpointer) id);
  update_label (self);
}

/**
 * zb_figure_picker_get_figures:
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids of all figures of the chart, its own first.
 */
const char * const *
zb_figure_picker_get_figures (ZbFigurePicker *self)
{
  g_return_val_if_fail (ZB_IS_FIGURE_PICKER (self), NULL);

  return (const char * const *) self->figures->pdata;
}
