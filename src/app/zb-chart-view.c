/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-view.h"

#include <adwaita.h>
#include <math.h>

#include "app/zb-chart-bubble.h"
#include "app/zb-chart-layer.h"
#include "chart/zb-chart-table.h"
#include "chart/zb-chart-walk.h"

/* Shows a chart as wide as it may be. The layout and its drawing are kept until
 * the size, the style or the chart changes; what is under the pointer, and what
 * keys have selected, is drawn over them. */
struct _ZbChartView {
  GtkWidget      parent_instance;
  ZbChart       *chart;
  char          *description;
  ZbChartLayout *layout;
  GskRenderNode *drawing;
  ZbChartHit    *hit;
  ZbChartHit    *selected;
  GtkWidget     *bubble;
  int            measured_width;
  int            measured_height;
};

enum {
  SIGNAL_ISSUE_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbChartView, zb_chart_view, GTK_TYPE_WIDGET)

static double
get_text_scale (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = -1;

  if (settings != NULL)
    g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96.0 : 1.0;
}

static ZbChartStyle *
new_style (ZbChartView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  ZbChartStyle *style = zb_chart_style_new ();

  zb_chart_style_set_font (style, pango_context_get_font_description
                                    (gtk_widget_get_pango_context (GTK_WIDGET (self))));
  style->text_scale = get_text_scale ();
  style->dark = adw_style_manager_get_dark (manager);
  style->high_contrast = adw_style_manager_get_high_contrast (manager);
  style->opaque = FALSE;
  return style;
}

static void
forget_layout (ZbChartView *self)
{
  g_clear_pointer (&self->hit, zb_chart_hit_free);
  g_clear_pointer (&self->drawing, gsk_render_node_unref);
  g_clear_pointer (&self->layout, zb_chart_layout_free);
}

static void
style_changed_cb (ZbChartView *self)
{
  forget_layout (self);
  self->measured_width = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* The same place in a chart of another size. */
static void
find_selected_again (ZbChartView *self)
{
  ZbChartHit *found;

  if (self->selected == NULL)
    return;
  found = zb_chart_layout_pick_place (self->layout, self->selected->block, self->selected->series,
                                      self->selected->index);
  zb_chart_hit_free (self->selected);
  self->selected = found;
}

static const ZbChartLayout *
get_layout (ZbChartView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  g_autoptr(ZbChartStyle) style = NULL;

  if (self->chart == NULL || width <= 0 || height <= 0)
    return NULL;
  if (self->layout != NULL && zb_chart_layout_get_width (self->layout) == width &&
      zb_chart_layout_get_height (self->layout) == height)
    return self->layout;
  forget_layout (self);
  style = new_style (self);
  self->layout = zb_chart_layout_new (self->chart, width, height, style, ZB_CHART_PARTS_WINDOW);
  find_selected_again (self);
  return self->layout;
}

static void
zb_chart_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);
  const ZbChartLayout *layout = get_layout (self);

  if (layout == NULL)
    return;
  /* Drawn once for many frames: only what lies over it changes when the pointer moves. */
  if (self->drawing == NULL)
    self->drawing = zb_chart_layer_new (layout);
  gtk_snapshot_append_node (snapshot, self->drawing);
  if (self->hit != NULL)
    zb_chart_layer_snapshot_hover (layout, snapshot, self->hit);
  if (self->selected == NULL)
    return;
  zb_chart_layer_snapshot_hover (layout, snapshot, self->selected);
  zb_chart_layer_snapshot_ring (layout, snapshot, self->selected);
  gtk_widget_snapshot_child (widget, self->bubble, snapshot);
}

static void
zb_chart_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);

  if (self->selected != NULL && get_layout (self) != NULL && self->selected != NULL)
    zb_chart_bubble_allocate (self->bubble, self->selected, width, height);
}

static GtkSizeRequestMode
zb_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zb_chart_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);
  g_autoptr(ZbChartStyle) style = NULL;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 240;
      *natural = 720;
      return;
    }
  *minimum = *natural = 0;
  if (self->chart == NULL)
    return;
  for_size = for_size > 0 ? for_size : 240;
  if (for_size != self->measured_width)
    {
      style = new_style (self);
      self->measured_height = (int) ceil (zb_chart_measure_height (self->chart, for_size, style,
                                                                   ZB_CHART_PARTS_WINDOW));
      self->measured_width = for_size;
    }
  *minimum = *natural = self->measured_height;
}

/* A week of a calendar can be opened whatever is known of it, one of a line where it has a point. */
static gboolean
can_open (ZbChartView      *self,
          const ZbChartHit *hit)
{
  const ZbChartBlock *block = hit != NULL ? g_ptr_array_index (self->chart->blocks, hit->block) : NULL;

  return block != NULL && (hit->has_value || block->kind == ZB_CHART_BLOCK_GRID) && zb_issue_is_known (hit->issue);
}

static void
set_hit (ZbChartView *self,
         ZbChartHit  *hit)
{
  g_clear_pointer (&self->hit, zb_chart_hit_free);
  self->hit = hit;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   can_open (self, hit) &&
                                   zb_issue_compare (hit->issue, self->chart->issue) != 0
                                     ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (ZbChartView *self,
           double       x,
           double       y)
{
  const ZbChartLayout *layout = get_layout (self);

  set_hit (self, layout != NULL ? zb_chart_layout_pick (layout, x, y) : NULL);
}

static void
leave_cb (ZbChartView *self)
{
  set_hit (self, NULL);
}

static void
activate_hit (ZbChartView      *self,
              const ZbChartHit *hit)
{
  if (can_open (self, hit))
    g_signal_emit (self, signals[SIGNAL_ISSUE_ACTIVATED], 0, hit->issue.year, hit->issue.number);
}

static void
released_cb (ZbChartView *self,
             int          n_press,
             double       x,
             double       y)
{
  const ZbChartLayout *layout = get_layout (self);
  g_autoptr(ZbChartHit) hit = layout != NULL ? zb_chart_layout_pick (layout, x, y) : NULL;

  activate_hit (self, hit);
}

/* Screen readers read out a description that changes where the keyboard is, but no value of a
 * picture: it is told as both. */
static void
tell_selected (ZbChartView *self,
               const char  *text)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);
  const char *description = text != NULL ? text : self->description;

  if (text != NULL)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  else
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT);
  if (description != NULL)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/* @hit: (transfer full) (nullable): what is selected from now on */
static void
select_hit (ZbChartView *self,
            ZbChartHit  *hit)
{
  g_autofree char *text = hit != NULL ? zb_chart_layout_describe_hit (self->layout, hit) : NULL;

  if (hit == NULL && self->selected == NULL)
    return;
  g_clear_pointer (&self->selected, zb_chart_hit_free);
  self->selected = hit;
  gtk_label_set_text (GTK_LABEL (self->bubble), text != NULL ? text : "");
  gtk_widget_set_visible (self->bubble, hit != NULL);
  tell_selected (self, text);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
step_cb (GtkWidget *widget,
         GVariant  *parameters,
         gpointer   user_data)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);
  const ZbChartLayout *layout = get_layout (self);
  ZbChartStep step = (ZbChartStep) g_variant_get_int32 (parameters);
  ZbChartHit *next;

  next = layout != NULL ? zb_chart_layout_pick_next (layout, self->selected, step) : NULL;
  if (next == NULL)
    return FALSE;
  select_hit (self, next);
  return TRUE;
}

static gboolean
activate_selected_cb (GtkWidget *widget,
                      GVariant  *parameters,
                      gpointer   user_data)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);

  if (self->selected == NULL)
    return FALSE;
  activate_hit (self, self->selected);
  return TRUE;
}

static gboolean
let_go_cb (GtkWidget *widget,
           GVariant  *parameters,
           gpointer   user_data)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);

  if (self->selected == NULL)
    return FALSE;
  select_hit (self, NULL);
  return TRUE;
}

static void
focus_leave_cb (ZbChartView *self)
{
  select_hit (self, NULL);
}

static gboolean
query_tooltip_cb (ZbChartView *self,
                  int          x,
                  int          y,
                  gboolean     keyboard_mode,
                  GtkTooltip  *tooltip)
{
  const ZbChartLayout *layout = get_layout (self);
  g_autoptr(ZbChartHit) hit = layout != NULL && !keyboard_mode
                              ? zb_chart_layout_pick (layout, x, y) : NULL;

  if (hit == NULL || hit->text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, hit->text);
  return TRUE;
}

static void
zb_chart_view_dispose (GObject *object)
{
  ZbChartView *self = ZB_CHART_VIEW (object);

  forget_layout (self);
  g_clear_pointer (&self->selected, zb_chart_hit_free);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->chart, zb_chart_unref);
  g_clear_pointer (&self->bubble, gtk_widget_unparent);

  G_OBJECT_CLASS (zb_chart_view_parent_class)->dispose (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct {
    guint       key;
    guint       keypad_key;
    ZbChartStep step;
  } steps[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, ZB_CHART_STEP_LEFT },
    { GDK_KEY_Right, GDK_KEY_KP_Right, ZB_CHART_STEP_RIGHT },
    { GDK_KEY_Up, GDK_KEY_KP_Up, ZB_CHART_STEP_UP },
    { GDK_KEY_Down, GDK_KEY_KP_Down, ZB_CHART_STEP_DOWN },
    { GDK_KEY_Home, GDK_KEY_KP_Home, ZB_CHART_STEP_FIRST },
    { GDK_KEY_End, GDK_KEY_KP_End, ZB_CHART_STEP_LAST },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, ZB_CHART_STEP_BACK },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, ZB_CHART_STEP_FORWARD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_widget_class_add_binding (widget_class, steps[i].key, 0, step_cb, "i", steps[i].step);
      gtk_widget_class_add_binding (widget_class, steps[i].keypad_key, 0, step_cb, "i", steps[i].step);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_selected_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_selected_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, let_go_cb, NULL);
}

static void
zb_chart_view_class_init (ZbChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_chart_view_dispose;
  widget_class->snapshot = zb_chart_view_snapshot;
  widget_class->measure = zb_chart_view_measure;
  widget_class->size_allocate = zb_chart_view_size_allocate;
  widget_class->get_request_mode = zb_chart_view_get_request_mode;

  /**
   * ZbChartView::issue-activated:
   * @year: the issue's year
   * @number: its number
   *
   * A week of the chart was clicked, or chosen with keys.
   */
  signals[SIGNAL_ISSUE_ACTIVATED] =
    g_signal_new ("issue-activated", ZB_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "zbchart");
  add_bindings (widget_class);
}

static void
zb_chart_view_init (ZbChartView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->bubble = zb_chart_bubble_new ();
  gtk_widget_set_parent (self->bubble, GTK_WIDGET (self));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-font-name",
                           G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/**
 * zb_chart_view_set_chart:
 * @chart: (nullable): what to show
 *
 * Shows a chart; its data become the widget's accessible description.
 */
void
zb_chart_view_set_chart (ZbChartView *self,
                         ZbChart     *chart)
{
  g_return_if_fail (ZB_IS_CHART_VIEW (self));

  select_hit (self, NULL);
  forget_layout (self);
  self->measured_width = 0;
  if (chart != NULL)
    zb_chart_ref (chart);
  g_clear_pointer (&self->chart, zb_chart_unref);
  self->chart = chart;
  if (chart != NULL)
    {
      g_free (self->description);
      self->description = zb_chart_dup_description (chart);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, chart->title,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->description, -1);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * zb_chart_view_get_chart:
 *
 * Returns: (nullable) (transfer none): what is shown.
 */
ZbChart *
zb_chart_view_get_chart (ZbChartView *self)
{
  g_return_val_if_fail (ZB_IS_CHART_VIEW (self), NULL);

  return self->chart;
}
