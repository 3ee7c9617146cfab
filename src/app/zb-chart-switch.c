/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-switch.h"

/* Buttons beside each other of which one is pressed: which of several charts is shown. */
struct _ZbChartSwitch {
  GtkWidget  parent_instance;
  /* (element-type GtkToggleButton): they belong to the widget. */
  GPtrArray *buttons;
  guint      selected;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbChartSwitch, zb_chart_switch, GTK_TYPE_WIDGET)

static void
zb_chart_switch_dispose (GObject *object)
{
  ZbChartSwitch *self = ZB_CHART_SWITCH (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->buttons, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (zb_chart_switch_parent_class)->dispose (object);
}

static void
zb_chart_switch_finalize (GObject *object)
{
  g_ptr_array_unref (ZB_CHART_SWITCH (object)->buttons);

  G_OBJECT_CLASS (zb_chart_switch_parent_class)->finalize (object);
}

static void
zb_chart_switch_class_init (ZbChartSwitchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_chart_switch_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_chart_switch_finalize;

  /**
   * ZbChartSwitch::changed:
   *
   * Another chart is wanted.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ZB_TYPE_CHART_SWITCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
zb_chart_switch_init (ZbChartSwitch *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

static void
toggled_cb (ZbChartSwitch   *self,
            GtkToggleButton *button)
{
  guint index;

  if (!gtk_toggle_button_get_active (button) || !g_ptr_array_find (self->buttons, button, &index) ||
      index == self->selected)
    return;
  self->selected = index;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * zb_chart_switch_new:
 * @name: what is chosen with it, for screen readers
 * @labels: (array zero-terminated=1): what there is to choose from; the first is chosen
 *
 * Returns: (transfer floating): the buttons.
 */
GtkWidget *
zb_chart_switch_new (const char         *name,
                     const char * const *labels)
{
  ZbChartSwitch *self = g_object_new (ZB_TYPE_CHART_SWITCH, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; labels[i] != NULL; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *label = gtk_label_new (labels[i]);

      /* With the largest text the buttons are wider than a telephone. */
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_button_set_child (GTK_BUTTON (button), label);
      /* GTK 4.8 takes no name from the label within. */
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, labels[i], -1);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->buttons, 0));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
      g_ptr_array_add (self->buttons, button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
    }
  return GTK_WIDGET (self);
}

/**
 * zb_chart_switch_get_selected:
 *
 * Returns: the place of what is chosen among the labels.
 */
guint
zb_chart_switch_get_selected (ZbChartSwitch *self)
{
  g_return_val_if_fail (ZB_IS_CHART_SWITCH (self), 0);

  return self->selected;
}
