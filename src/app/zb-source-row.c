/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-source-row.h"

#include <glib/gi18n.h>

#include "app/zb-sync-words.h"

/* One source: what and where it is, how its last run went, and whether it is on. */
struct _ZbSourceRow {
  AdwActionRow    parent_instance;
  ZbSourceRecord *source;
  gboolean        is_filling;
  GtkSwitch      *enabled;
  GtkWidget      *menu_button;
};

enum {
  SIGNAL_ASKED,
  SIGNAL_REMOVED,
  SIGNAL_TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbSourceRow, zb_source_row, ADW_TYPE_ACTION_ROW)

static void
ask_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_ASKED], 0, g_str_equal (name, "source.ask-all"));
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVED], 0);
}

static void
enabled_cb (ZbSourceRow *self)
{
  if (self->is_filling)
    return;
  self->source->enabled = gtk_switch_get_active (self->enabled);
  g_signal_emit (self, signals[SIGNAL_TOGGLED], 0);
}

static void
zb_source_row_finalize (GObject *object)
{
  ZbSourceRow *self = ZB_SOURCE_ROW (object);

  g_clear_pointer (&self->source, zb_source_record_free);

  G_OBJECT_CLASS (zb_source_row_parent_class)->finalize (object);
}

static void
zb_source_row_class_init (ZbSourceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zb_source_row_finalize;

  /**
   * ZbSourceRow::asked:
   * @all: whether its whole history is wanted
   *
   * The source is to be asked now.
   */
  signals[SIGNAL_ASKED] = g_signal_new ("asked", ZB_TYPE_SOURCE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  /**
   * ZbSourceRow::removed:
   *
   * The source is to be removed.
   */
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", ZB_TYPE_SOURCE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  /**
   * ZbSourceRow::toggled:
   *
   * The user has switched the source on or off.
   */
  signals[SIGNAL_TOGGLED] = g_signal_new ("toggled", ZB_TYPE_SOURCE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/zhoubao/Zhoubao/zb-source-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbSourceRow, enabled);
  gtk_widget_class_bind_template_child (widget_class, ZbSourceRow, menu_button);
  gtk_widget_class_install_action (widget_class, "source.ask", NULL, ask_action);
  gtk_widget_class_install_action (widget_class, "source.ask-all", NULL, ask_action);
  gtk_widget_class_install_action (widget_class, "source.remove", NULL, remove_action);
}

static void
zb_source_row_init (ZbSourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->enabled, "notify::active", G_CALLBACK (enabled_cb), self, G_CONNECT_SWAPPED);
}

/**
 * zb_source_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet.
 */
GtkWidget *
zb_source_row_new (void)
{
  return g_object_new (ZB_TYPE_SOURCE_ROW, NULL);
}

static char *
dup_state (const ZbSourceRecord *source,
           const ZbRunRecord    *run,
           gboolean              is_running)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *last = NULL;
  g_autofree char *next = NULL;

  if (is_running)
    return g_strdup (_("Is being asked now"));
  last = run != NULL ? zb_sync_words_dup_run (run, now) : g_strdup (_("Not asked yet"));
  if (!source->enabled || source->next_try <= now)
    return g_steal_pointer (&last);
  next = zb_sync_words_dup_future (source->next_try, now);
  /* Translators: how the last run went, and when the next one is, such as "in 3 hours". */
  return g_strdup_printf (_("%1$s · next try %2$s"), last, next);
}

static void
name_controls (ZbSourceRow *self,
               const char  *name)
{
  /* Translators: %s is a source. */
  g_autofree char *menu = g_strdup_printf (_("Menu of “%s”"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->enabled), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);
  gtk_widget_set_tooltip_text (self->menu_button, menu);
}

/**
 * zb_source_row_show:
 * @source: what to show
 * @run: (nullable): its last run
 * @is_running: whether it is asked now
 */
void
zb_source_row_show (ZbSourceRow          *self,
                    const ZbSourceRecord *source,
                    const ZbRunRecord    *run,
                    gboolean              is_running)
{
  g_autofree char *name = zb_sync_words_dup_name (source);
  g_autofree char *place = zb_sync_words_dup_place (source);
  g_autofree char *state = dup_state (source, run, is_running);
  g_autoptr(GString) subtitle = g_string_new (NULL);
  const char *kind = zb_sync_words_get_kind (source->kind);
  ZbSourceRecord *copy = zb_source_record_copy (source);

  if (!g_str_equal (name, kind))
    g_string_append (subtitle, kind);
  if (!g_str_equal (name, place))
    g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? " · " : "", place);
  g_string_append_printf (subtitle, "\n%s", state);
  g_clear_pointer (&self->source, zb_source_record_free);
  self->source = copy;
  self->is_filling = TRUE;
  gtk_switch_set_active (self->enabled, source->enabled);
  self->is_filling = FALSE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle->str);
  /* Addresses are long. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *source->address != '\0' ? source->address : NULL);
  name_controls (self, name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "source.ask-all",
                                 source->kind == ZB_SOURCE_ARCHIVE || source->kind == ZB_SOURCE_CERT);
}

/**
 * zb_source_row_get_source:
 *
 * Returns: (transfer none): what is shown.
 */
const ZbSourceRecord *
zb_source_row_get_source (ZbSourceRow *self)
{
  g_return_val_if_fail (ZB_IS_SOURCE_ROW (self), NULL);

  return self->source;
}
