/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-button.h"

#include <glib/gi18n.h>

#include "app/zb-sync-pie.h"
#include "app/zb-sync-words.h"

/* What ends sooner is not worth a look. */
#define PROGRESS_DELAY_MS 500

/* Starts synchronisation; while it runs, shows how far it has come, and stops it. */
struct _ZbSyncButton {
  GtkWidget       parent_instance;
  guint           delay_id;
  GtkStack       *stack;
  GtkWidget      *start_button;
  GtkWidget      *progress_button;
  ZbSyncPie      *pie;
  GtkPopover     *popover;
  GtkProgressBar *bar;
  GtkLabel       *text;
};

G_DEFINE_FINAL_TYPE (ZbSyncButton, zb_sync_button, GTK_TYPE_WIDGET)

/* The keyboard stays on the button, whichever of the two it is. */
static void
show_child (ZbSyncButton *self,
            GtkWidget    *child)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  if (gtk_stack_get_visible_child (self->stack) == child)
    return;
  gtk_popover_popdown (self->popover);
  gtk_stack_set_visible_child (self->stack, child);
  if (had_focus)
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static gboolean
delay_cb (gpointer user_data)
{
  ZbSyncButton *self = user_data;

  self->delay_id = 0;
  show_child (self, self->progress_button);
  return G_SOURCE_REMOVE;
}

static void
zb_sync_button_dispose (GObject *object)
{
  ZbSyncButton *self = ZB_SYNC_BUTTON (object);

  g_clear_handle_id (&self->delay_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_SYNC_BUTTON);

  G_OBJECT_CLASS (zb_sync_button_parent_class)->dispose (object);
}

static void
zb_sync_button_class_init (ZbSyncButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_sync_button_dispose;
  g_type_ensure (ZB_TYPE_SYNC_PIE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/zhoubao/Zhoubao/zb-sync-button.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbSyncButton, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncButton, start_button);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncButton, progress_button);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncButton, pie);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncButton, popover);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncButton, bar);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncButton, text);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
zb_sync_button_init (ZbSyncButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_progress (ZbSyncButton         *self,
               const ZbSyncProgress *progress)
{
  g_autofree char *text = zb_sync_words_dup_progress (progress);
  /* Translators: %s is how far it has come. */
  g_autofree char *label = g_strdup_printf (_("Synchronising: %s"), text);
  guint all = progress->done + progress->left;
  double fraction = all > 0 ? (double) progress->done / all : 0;

  zb_sync_pie_set_fraction (self->pie, fraction);
  gtk_progress_bar_set_fraction (self->bar, fraction);
  gtk_label_set_label (self->text, text);
  gtk_widget_set_tooltip_text (self->progress_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * zb_sync_button_update:
 * @syncer: (nullable): what it stands for; %NULL where there is none yet
 *
 * Shows what @syncer does now.
 */
void
zb_sync_button_update (ZbSyncButton *self,
                       ZbSyncer     *syncer)
{
  ZbSyncProgress progress;

  g_return_if_fail (ZB_IS_SYNC_BUTTON (self));

  if (syncer == NULL || !zb_syncer_is_running (syncer))
    {
      g_clear_handle_id (&self->delay_id, g_source_remove);
      show_child (self, self->start_button);
      return;
    }
  zb_syncer_get_progress (syncer, &progress);
  show_progress (self, &progress);
  if (self->delay_id == 0 && gtk_stack_get_visible_child (self->stack) != self->progress_button)
    self->delay_id = g_timeout_add (PROGRESS_DELAY_MS, delay_cb, self);
}
