/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-application.h"
#include "app/zb-sync-agreement.h"
#include "app/zb-sync-window.h"
#include "app/zb-sync-words.h"
#include "app/zb-toast.h"

/* While much is stored the list is read again now and then. */
#define REFRESH_US (3 * G_USEC_PER_SEC)
#define RENEWAL_US G_USEC_PER_SEC

/* "3 minutes ago" must not be said for an hour. */
#define CLOCK_SECONDS 60

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* --- When the library was synchronised --------------------------------------------------------- */

static char *
dup_counts (ZbWindow *self)
{
  guint n_text = 0;

  for (guint i = 0; i < self->entries->len; i++)
    if (((const ZbEntry *) g_ptr_array_index (self->entries, i))->state == ZB_ENTRY_TEXT)
      n_text++;
  /* Translators: how many issues are known, and of how many the text is here. */
  return g_strdup_printf (ngettext ("%1$u issue · %2$u with text", "%1$u issues · %2$u with text",
                                    self->entries->len), self->entries->len, n_text);
}

/* Under the list's title: when it was synchronised, else what is here; all of it when the title is
 * pointed at. */
void
zb_window_show_subtitle (ZbWindow *self)
{
  g_autofree char *counts = NULL;
  g_autofree char *when = NULL;
  g_autofree char *synchronised = NULL;
  g_autofree char *all = NULL;
  g_autofree char *shown = NULL;

  if (self->entries == NULL)
    return;
  counts = dup_counts (self);
  if (self->last_sync != 0)
    {
      when = zb_sync_words_dup_past (self->last_sync, get_now ());
      /* Translators: %s is such as "3 hours ago". */
      synchronised = g_strdup_printf (_("Synchronised %s"), when);
      all = g_strdup_printf ("%s\n%s", synchronised, counts);
    }
  if (zb_list_filter_hides (zb_list_search_get_filter (self->search)))
    /* Translators: how many issues the list shows, and of how many. */
    shown = g_strdup_printf (ngettext ("%1$u of %2$u issue", "%1$u of %2$u issues", self->entries->len),
                             zb_sidebar_count_shown (self->sidebar), self->entries->len);
  adw_window_title_set_subtitle (self->list_title, shown != NULL ? shown : synchronised != NULL ? synchronised : counts);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->list_title), all != NULL ? all : counts);
}

static gboolean
clock_cb (gpointer user_data)
{
  zb_window_show_subtitle (user_data);
  return G_SOURCE_CONTINUE;
}

static void
take_overview (ZbWindow             *self,
               const ZbSyncOverview *overview)
{
  self->is_agreed = overview->settings.is_agreed;
  if (self->picture_loader != NULL && !zb_application_only_draws (ZB_APPLICATION (g_application_get_default ())))
    {
      zb_picture_loader_set_sources (self->picture_loader, overview->sources);
      zb_picture_loader_set_settings (self->picture_loader, &overview->settings);
    }
  self->last_sync = zb_sync_overview_get_last (overview);
  zb_window_show_subtitle (self);
}

static void
overview_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  g_autoptr(ZbSyncOverview) overview = zb_sync_overview_load_finish (ZB_LIBRARY (source), result, NULL);

  /* What cannot be read now is told when it is needed. */
  if (overview != NULL && self->syncer != NULL)
    take_overview (self, overview);
}

/**
 * zb_window_reload_sync:
 *
 * Reads again when and how the library is synchronised.
 */
void
zb_window_reload_sync (ZbWindow *self)
{
  g_return_if_fail (ZB_IS_WINDOW (self));

  if (self->library == NULL)
    return;
  zb_sync_overview_load_async (self->library, FALSE, self->cancellable, overview_cb, g_object_ref (self));
}

/* --- What runs --------------------------------------------------------------------------------- */

static gboolean
has_changed (const ZbDetail *detail,
             const ZbEntry  *entry)
{
  guint n_before = detail->entry->figures != NULL ? detail->entry->figures->len : 0;
  guint n_now = entry->figures != NULL ? entry->figures->len : 0;

  return detail->entry->state != entry->state || detail->entry->n_copies != entry->n_copies || n_before != n_now;
}

/* The page is read again only where it would show something else, and never in the middle of another
 * one's way here. */
static void
refresh_page (ZbWindow *self)
{
  const ZbDetail *detail = zb_window_get_detail (self);
  ZbListItem *item = zb_sidebar_find (self->sidebar, self->shown_id);

  if (detail != NULL && item != NULL && detail->entry->id == self->shown_id &&
      zb_sidebar_get_selected (self->sidebar) == self->shown_id &&
      has_changed (detail, zb_list_item_get_entry (item)))
    zb_window_load (self, self->shown_id);
}

static void
relisted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  g_autoptr(GPtrArray) entries = zb_library_list_finish (ZB_LIBRARY (source), result, NULL);

  /* The next time it may be there. */
  if (entries == NULL || self->syncer == NULL)
    return;
  zb_window_take_entries (self, entries);
  if (zb_sidebar_get_selected (self->sidebar) == 0)
    zb_window_select_first (self);
  else
    refresh_page (self);
}

/* Reads the list again without a word: the reader may be in the middle of a text. */
static void
refresh_list (ZbWindow *self)
{
  self->last_refresh = g_get_monotonic_time ();
  if (self->entries != NULL)
    zb_library_list_async (self->library, self->cancellable, relisted_cb, g_object_ref (self));
}

static void
show_download (ZbWindow   *self,
               const char *message)
{
  const ZbSyncRequest *request = zb_syncer_get_request (self->syncer);
  g_autofree char *progress = NULL;
  ZbSyncProgress counts;

  if (self->page == NULL || request == NULL || request->bulletin == 0)
    return;
  if (zb_syncer_is_running (self->syncer))
    {
      zb_syncer_get_progress (self->syncer, &counts);
      progress = zb_sync_words_dup_progress (&counts);
    }
  zb_issue_page_set_download (self->page, request->bulletin, progress, message);
}

static void
changed_cb (ZbWindow *self)
{
  ZbSyncProgress progress;

  zb_sync_button_update (self->sync_button, self->syncer);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.stop-sync", zb_syncer_is_running (self->syncer));
  if (!zb_syncer_is_running (self->syncer))
    return;
  show_download (self, NULL);
  zb_syncer_get_progress (self->syncer, &progress);
  if (progress.stored > self->n_stored && g_get_monotonic_time () - self->last_refresh > REFRESH_US)
    refresh_list (self);
  self->n_stored = progress.stored;
}

static void
sync_toast_dismissed_cb (ZbWindow *self,
                         AdwToast *toast)
{
  if (self->sync_toast == toast)
    g_clear_weak_pointer (&self->sync_toast);
}

/* What came of an earlier synchronisation is no news any more; who has just been told of it is told in the same place. */
static AdwToast *
renew_sync_toast (ZbWindow   *self,
                  const char *message)
{
  gint64 now = g_get_monotonic_time ();
  AdwToast *toast;

  if (self->sync_toast != NULL && now - self->sync_told < RENEWAL_US)
    {
      zb_toast_set (self->sync_toast, message);
      return self->sync_toast;
    }
  if (self->sync_toast != NULL)
    zb_toast_dismiss (self->sync_toast);
  self->sync_told = now;
  toast = zb_toast_new (message);
  g_set_weak_pointer (&self->sync_toast, toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (sync_toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  zb_window_add_toast (self, toast);
  return toast;
}

static void
show_result (ZbWindow           *self,
             const ZbSyncReport *report)
{
  g_autofree char *message = zb_sync_words_dup_result (report, zb_syncer_get_new_entries (self->syncer)->len);
  AdwToast *toast = renew_sync_toast (self, message);
  gboolean has_details = zb_sync_words_has_notes (report) || report->lines->len == 0;

  adw_toast_set_button_label (toast, has_details ? _("_Details") : NULL);
  adw_toast_set_action_name (toast, has_details ? "win.sync-page" : NULL);
}

/* Whether the bulletin that was asked for has its text now. */
static gboolean
has_come (ZbWindow *self,
          gint64    id)
{
  const ZbSyncOverview *overview = zb_syncer_get_overview (self->syncer);

  for (guint i = 0; i < overview->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (overview->entries, i);

      if (entry->id == id)
        return entry->state == ZB_ENTRY_TEXT;
    }
  return FALSE;
}

static void
finish_download (ZbWindow           *self,
                 gint64              id,
                 const ZbSyncReport *report)
{
  g_autofree char *reason = NULL;

  if (report != NULL && !has_come (self, id))
    reason = zb_sync_words_dup_refusal (report);
  if (self->page != NULL)
    zb_issue_page_set_download (self->page, id, NULL, reason);
  /* How each address has answered stands on the page, also where nothing has come. */
  if (id == self->shown_id)
    zb_window_load (self, id);
}

static void
finished_cb (ZbWindow *self)
{
  const ZbSyncReport *report = zb_syncer_get_report (self->syncer);
  const GError *error = zb_syncer_get_error (self->syncer);
  const ZbSyncRequest *request = zb_syncer_get_request (self->syncer);

  self->n_stored = 0;
  if (zb_syncer_get_overview (self->syncer) != NULL)
    take_overview (self, zb_syncer_get_overview (self->syncer));
  refresh_list (self);
  if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    zb_window_show_message (self, _("Stopped. What has come until now is stored."));
  else if (error != NULL)
    zb_window_show_message (self, error->message);
  else if (request->bulletin == 0)
    show_result (self, report);
  if (request->bulletin != 0)
    finish_download (self, request->bulletin, report);
}

/* --- Agreement --------------------------------------------------------------------------------- */

/* What is to be done when the user has agreed. */
typedef struct {
  ZbWindow       *window;
  ZbSyncOverview *overview;
  ZbSyncRequest   request;
  /* Where pictures are wanted first: of what, and which. */
  ZbDetail       *detail;
  guint           position;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->window);
  g_clear_pointer (&self->overview, zb_sync_overview_unref);
  g_clear_pointer (&self->detail, zb_detail_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* The user has agreed, now or before. */
static void
do_as_agreed (Question             *question,
              const ZbSyncSettings *settings)
{
  ZbWindow *self = question->window;

  self->is_agreed = TRUE;
  if (self->picture_loader != NULL)
    zb_picture_loader_set_settings (self->picture_loader, settings);
  if (question->detail != NULL)
    zb_window_load_pictures (self, question->detail, question->position);
  if (self->syncer != NULL)
    zb_syncer_start (self->syncer, &question->request);
}

static void
agreed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  ZbWindow *self = question->window;
  g_autoptr(GError) error = NULL;

  if (!zb_sync_change_finish (ZB_LIBRARY (source), result, &error))
    {
      zb_window_show_message (self, error->message);
      return;
    }
  question->overview->settings.is_agreed = TRUE;
  do_as_agreed (question, &question->overview->settings);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  ZbWindow *self = question->window;
  g_auto(ZbSyncSettings) settings = { 0 };
  Question *agreed;

  self->is_asking = FALSE;
  if (!g_str_equal (response, ZB_SYNC_AGREEMENT_YES) || self->library == NULL)
    return;
  zb_sync_settings_copy (&question->overview->settings, &settings);
  settings.is_agreed = TRUE;
  agreed = g_new0 (Question, 1);
  agreed->window = g_object_ref (self);
  agreed->request = question->request;
  agreed->overview = zb_sync_overview_ref (question->overview);
  agreed->detail = question->detail != NULL ? zb_detail_ref (question->detail) : NULL;
  agreed->position = question->position;
  zb_sync_store_settings_async (self->library, &settings, agreed_cb, agreed);
}

static void
question_closed (gpointer  data,
                 GClosure *closure)
{
  question_free (data);
}

static void
ask_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  ZbWindow *self = question->window;
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog;

  question->overview = zb_sync_overview_load_finish (ZB_LIBRARY (source), result, &error);
  if (self->syncer == NULL)
    return;
  if (question->overview == NULL || question->overview->settings.is_agreed)
    {
      self->is_asking = FALSE;
      if (question->overview != NULL)
        do_as_agreed (question, &question->overview->settings);
      else
        zb_window_show_message (self, error->message);
      return;
    }
  dialog = zb_sync_agreement_new (GTK_WINDOW (self), question->overview);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), g_steal_pointer (&question),
                         question_closed, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Takes the question. */
static void
ask (ZbWindow *self,
     Question *question)
{
  self->is_asking = TRUE;
  question->window = g_object_ref (self);
  zb_sync_overview_load_async (self->library, FALSE, NULL, ask_cb, question);
}

/* Pictures are wanted, and nobody has agreed to anything yet. */
void
zb_window_agree_to_pictures (ZbWindow *self,
                             ZbDetail *detail,
                             guint     position)
{
  Question *question;

  if (self->syncer == NULL || self->is_asking)
    return;
  question = g_new0 (Question, 1);
  question->request.is_urgent = TRUE;
  question->detail = zb_detail_ref (detail);
  question->position = position;
  ask (self, question);
}

/**
 * zb_window_sync:
 * @request: what to synchronise
 *
 * Synchronises, where the user has not agreed to it yet after a question.
 */
void
zb_window_sync (ZbWindow            *self,
                const ZbSyncRequest *request)
{
  Question *question;

  g_return_if_fail (ZB_IS_WINDOW (self));

  if (self->syncer == NULL || self->is_asking)
    return;
  if (zb_syncer_is_held (self->syncer))
    {
      zb_window_show_message (self, _("The library is being restored. Try again when that has ended."));
      return;
    }
  if (self->is_agreed)
    {
      zb_syncer_start (self->syncer, request);
      return;
    }
  question = g_new0 (Question, 1);
  question->request = *request;
  ask (self, question);
}

/* --- Beginning, end, actions ------------------------------------------------------------------- */

/* The library is open now. */
void
zb_window_begin_sync (ZbWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  /* It may have been closed while the library was being opened. */
  if (application == NULL)
    return;
  self->syncer = zb_application_dup_syncer (ZB_APPLICATION (application), self->library);
  g_signal_connect_object (self->syncer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->syncer, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  zb_window_begin_pictures (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sync", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sync-page", TRUE);
  changed_cb (self);
  self->clock_id = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
  zb_window_reload_sync (self);
}

/* The window goes; what runs for it alone is stopped. */
void
zb_window_end_sync (ZbWindow *self)
{
  g_clear_handle_id (&self->clock_id, g_source_remove);
  zb_window_end_pictures (self);
  if (self->syncer != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->syncer, self);
      /* With the window, what it has held back for goes as well; others may go on with the syncer. */
      zb_syncer_set_held (self->syncer, FALSE);
    }
  g_clear_object (&self->syncer);
  g_clear_weak_pointer (&self->sync_window);
  g_clear_weak_pointer (&self->sync_toast);
}

static void
sync_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  zb_window_sync (ZB_WINDOW (widget), &(ZbSyncRequest) { .is_urgent = TRUE });
}

static void
stop_sync_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->syncer != NULL)
    zb_syncer_cancel (self->syncer);
}

static void
download_issue_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  zb_window_sync (self, &(ZbSyncRequest) { .bulletin = self->shown_id, .is_urgent = TRUE });
}

static void
sync_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->syncer == NULL)
    return;
  if (self->sync_window == NULL)
    g_set_weak_pointer (&self->sync_window, zb_sync_window_new (self, self->syncer));
  gtk_window_present (self->sync_window);
}

/* The actions of synchronisation, for the window's class. */
void
zb_window_install_sync_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.sync", NULL, sync_action);
  gtk_widget_class_install_action (widget_class, "win.stop-sync", NULL, stop_sync_action);
  gtk_widget_class_install_action (widget_class, "win.download-issue", NULL, download_issue_action);
  gtk_widget_class_install_action (widget_class, "win.sync-page", NULL, sync_page_action);
}
