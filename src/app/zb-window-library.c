/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-application.h"
#include "app/zb-library-window.h"
#include "app/zb-undo.h"

static void
relisted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = zb_library_list_finish (ZB_LIBRARY (source), result, &error);
  const ZbDetail *detail = zb_window_get_detail (self);
  ZbIssue issue = detail != NULL ? detail->entry->issue : (ZbIssue) { 0, 0 };

  if (self->library == NULL)
    return;
  if (entries == NULL)
    {
      zb_window_show_message (self, error->message);
      return;
    }
  zb_window_take_entries (self, entries);
  /* The same issue, which has another number here. */
  if (issue.number == 0 || !zb_window_show_issue (self, issue))
    zb_window_select_first (self);
  /* Where its number is that of the one shown before, nobody else notices. */
  if (zb_sidebar_get_selected (self->sidebar) != 0)
    zb_window_load (self, zb_sidebar_get_selected (self->sidebar));
}

/* The library has become another one: nothing that was read from it holds any more. */
static void
take_restored (ZbWindow *self)
{
  ZbSyncService *service = zb_application_get_service (ZB_APPLICATION (g_application_get_default ()));

  if (self->editor != NULL)
    gtk_window_destroy (GTK_WINDOW (self->editor));
  if (self->sync_window != NULL)
    gtk_window_destroy (self->sync_window);
  zb_undo_forget (GTK_WIDGET (self));
  g_clear_handle_id (&self->read_id, g_source_remove);
  if (self->page != NULL)
    zb_issue_page_forget_pictures (self->page);
  self->copy_id = 0;
  zb_library_list_async (self->library, self->cancellable, relisted_cb, g_object_ref (self));
  zb_window_reload_sync (self);
  if (service != NULL)
    zb_sync_service_update (service);
}

static void
finished_cb (ZbWindow      *self,
             ZbLibraryWork *work)
{
  ZbImportResult *imported = zb_library_work_get_import (work);

  /* A restoration may have failed after the tables were replaced. */
  if (self->library == NULL)
    return;
  if (self->syncer != NULL && zb_library_work_get_kind (work) == ZB_LIBRARY_WORK_RESTORE)
    zb_syncer_set_held (self->syncer, FALSE);
  if (zb_library_work_get_kind (work) == ZB_LIBRARY_WORK_RESTORE && zb_library_work_get_kept (work) != NULL)
    take_restored (self);
  else if (imported != NULL)
    {
      if (imported->bulletins->len > 0)
        self->wanted_id = g_array_index (imported->bulletins, gint64, 0);
      zb_window_reload_list (self);
    }
}

/**
 * zb_window_follow_work:
 * @work: something that is done with the window's library
 *
 * Shows what it has changed, when it has finished. While the library becomes another one, nobody is asked
 * for bulletins.
 */
void
zb_window_follow_work (ZbWindow      *self,
                       ZbLibraryWork *work)
{
  if (self->syncer != NULL && zb_library_work_get_kind (work) == ZB_LIBRARY_WORK_RESTORE)
    zb_syncer_set_held (self->syncer, TRUE);
  g_signal_connect_object (work, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
}

/**
 * zb_window_is_synchronising:
 *
 * Returns: whether something is being fetched into the library.
 */
gboolean
zb_window_is_synchronising (ZbWindow *self)
{
  return self->syncer != NULL && zb_syncer_is_running (self->syncer);
}

static void
library_page_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library == NULL)
    return;
  if (self->library_window == NULL)
    g_set_weak_pointer (&self->library_window, zb_library_window_new (self, self->library));
  gtk_window_present (self->library_window);
}

/* The action of the library's page, for the window's class. */
void
zb_window_install_library_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.library-page", NULL, library_page_action);
}
