/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-settings-page.h"

#include <glib/gi18n.h>

#include "app/zb-portal.h"

/* When sources are asked, and how the program names itself there. */
struct _ZbSyncSettingsPage {
  AdwPreferencesPage  parent_instance;
  ZbSyncSettings      settings;
  gboolean            is_filling;
  /* (element-type guint): what each line of the choice stands for. */
  GArray             *hours;
  AdwComboRow        *interval_row;
  GtkSwitch          *metered_switch;
  AdwActionRow       *background_row;
  GtkSwitch          *background_switch;
  AdwActionRow       *notify_row;
  GtkSwitch          *notify_switch;
  GtkSwitch          *pictures_switch;
  /* (element-type guint): what each line of the choice stands for. */
  GArray             *days;
  AdwComboRow        *keep_row;
  GtkEditable        *agent_row;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbSyncSettingsPage, zb_sync_settings_page, ADW_TYPE_PREFERENCES_PAGE)

static const guint usual_hours[] = { 0, 6, 12, 24, 24 * 7 };
static const guint usual_days[] = { 0, 365, 91, 30 };

static void
changed_cb (ZbSyncSettingsPage *self)
{
  guint interval = adw_combo_row_get_selected (self->interval_row);
  guint keep = adw_combo_row_get_selected (self->keep_row);

  if (self->is_filling)
    return;
  if (interval < self->hours->len)
    self->settings.interval_hours = g_array_index (self->hours, guint, interval);
  if (keep < self->days->len)
    self->settings.picture_days = g_array_index (self->days, guint, keep);
  self->settings.loads_pictures = gtk_switch_get_active (self->pictures_switch);
  self->settings.on_metered = gtk_switch_get_active (self->metered_switch);
  self->settings.in_background = gtk_switch_get_active (self->background_switch);
  self->settings.notifies = gtk_switch_get_active (self->notify_switch);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What is typed counts when it is applied. */
static void
agent_cb (ZbSyncSettingsPage *self)
{
  const char *text = gtk_editable_get_text (self->agent_row);

  g_free (self->settings.user_agent);
  self->settings.user_agent = *text != '\0' ? g_strdup (text) : NULL;
  changed_cb (self);
}

static void
zb_sync_settings_page_finalize (GObject *object)
{
  ZbSyncSettingsPage *self = ZB_SYNC_SETTINGS_PAGE (object);

  zb_sync_settings_clear (&self->settings);
  g_array_unref (self->hours);
  g_array_unref (self->days);

  G_OBJECT_CLASS (zb_sync_settings_page_parent_class)->finalize (object);
}

static void
zb_sync_settings_page_class_init (ZbSyncSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zb_sync_settings_page_finalize;

  /**
   * ZbSyncSettingsPage::changed:
   *
   * The user wants something else now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ZB_TYPE_SYNC_SETTINGS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/zhoubao/Zhoubao/zb-sync-settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbSyncSettingsPage, interval_row);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncSettingsPage, metered_switch);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncSettingsPage, background_row);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncSettingsPage, background_switch);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncSettingsPage, notify_row);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncSettingsPage, notify_switch);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncSettingsPage, pictures_switch);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncSettingsPage, keep_row);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncSettingsPage, agent_row);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AdwActionRow) row = user_data;
  g_autoptr(GError) error = NULL;

  if (!zb_portal_look_finish (result, &error))
    adw_action_row_set_subtitle (row, error->message);
}

/* Where the desktop cannot do it, the row says so: a notification, for one, would be lost without a word. */
static void
look_for_portal (AdwActionRow *row,
                 const char   *portal)
{
  zb_portal_look_async (portal, NULL, looked_cb, g_object_ref (row));
}

static void
zb_sync_settings_page_init (ZbSyncSettingsPage *self)
{
  self->hours = g_array_new (FALSE, FALSE, sizeof (guint));
  self->days = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->interval_row, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->metered_switch, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->background_switch, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notify_switch, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pictures_switch, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keep_row, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->agent_row, "apply", G_CALLBACK (agent_cb), self, G_CONNECT_SWAPPED);
  look_for_portal (self->background_row, "Background");
  look_for_portal (self->notify_row, "Notification");
}

static char *
dup_interval (guint hours)
{
  if (hours == 0)
    return g_strdup (_("Never"));
  if (hours % 24 == 0)
    return g_strdup_printf (ngettext ("Every day", "Every %u days", hours / 24), hours / 24);
  return g_strdup_printf (ngettext ("Every hour", "Every %u hours", hours), hours);
}

static char *
dup_time (guint days)
{
  switch (days)
    {
    case 0:
      return g_strdup (_("Forever"));
    case 365:
      return g_strdup (_("1 year"));
    case 91:
      return g_strdup (_("3 months"));
    case 30:
      return g_strdup (_("1 month"));
    default:
      return g_strdup_printf (ngettext ("%u day", "%u days", days), days);
    }
}

/* The usual ones, and the one that is chosen where somebody has set another. */
static void
fill_choice (AdwComboRow *row,
             GArray      *values,
             const guint *usual,
             guint        n_usual,
             guint        chosen,
             char      *(*dup_name) (guint value))
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = n_usual;

  g_array_set_size (values, 0);
  g_array_append_vals (values, usual, n_usual);
  for (guint i = 0; i < n_usual; i++)
    if (usual[i] == chosen)
      selected = i;
  if (selected == n_usual)
    g_array_append_val (values, chosen);
  for (guint i = 0; i < values->len; i++)
    gtk_string_list_take (names, dup_name (g_array_index (values, guint, i)));
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
}

/**
 * zb_sync_settings_page_show:
 * @settings: what the user wants
 */
void
zb_sync_settings_page_show (ZbSyncSettingsPage   *self,
                            const ZbSyncSettings *settings)
{
  const char *agent = settings->user_agent != NULL ? settings->user_agent : "";
  gboolean is_other = g_strcmp0 (self->settings.user_agent, settings->user_agent) != 0;

  g_return_if_fail (ZB_IS_SYNC_SETTINGS_PAGE (self));

  zb_sync_settings_clear (&self->settings);
  zb_sync_settings_copy (settings, &self->settings);
  self->is_filling = TRUE;
  fill_choice (self->interval_row, self->hours, usual_hours, G_N_ELEMENTS (usual_hours), settings->interval_hours,
               dup_interval);
  fill_choice (self->keep_row, self->days, usual_days, G_N_ELEMENTS (usual_days), settings->picture_days, dup_time);
  gtk_switch_set_active (self->pictures_switch, settings->loads_pictures);
  gtk_switch_set_active (self->metered_switch, settings->on_metered);
  gtk_switch_set_active (self->background_switch, settings->in_background);
  gtk_switch_set_active (self->notify_switch, settings->notifies);
  /* What is being typed is left alone. */
  if (is_other)
    gtk_editable_set_text (self->agent_row, agent);
  self->is_filling = FALSE;
}

/**
 * zb_sync_settings_page_get:
 *
 * Returns: (transfer none): what the user wants now.
 */
const ZbSyncSettings *
zb_sync_settings_page_get (ZbSyncSettingsPage *self)
{
  g_return_val_if_fail (ZB_IS_SYNC_SETTINGS_PAGE (self), NULL);

  return &self->settings;
}
