/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-figure-editor.h"
#include "app/zb-issue-page.h"
#include "app/zb-library-async.h"
#include "app/zb-library-work.h"
#include "app/zb-report-async.h"
#include "app/zb-sidebar.h"
#include "app/zb-sync-button.h"
#include "app/zb-window.h"

G_BEGIN_DECLS

/* Shared by zb-window.c, which shows what is there, zb-window-actions.c, which does what menus,
 * buttons and shortcuts ask for, zb-window-import.c, which takes in files,
 * zb-window-library.c, which opens the library's page and follows what is done there, zb-window-marks.c, which stores what was read and starred, zb-window-pictures.c, which keeps pictures and opens the window
 * beside which figures are typed in, zb-window-report.c, which saves reports, zb-window-settings.c, which
 * remembers how large the window and its text are, and zb-window-sync.c, which shows what synchronisation does. */

/* A mark that is to be stored. */
typedef struct {
  gint64   id;
  gboolean is_star;
  gboolean value;
} ZbWindowMark;

struct _ZbWindow {
  AdwApplicationWindow  parent_instance;
  ZbLibrary            *library;
  GSettings            *settings;
  char                 *library_path;
  char                 *wanted_issue;
  GCancellable         *cancellable;
  GCancellable         *load_cancellable;
  GPtrArray            *entries;
  GPtrArray            *waiting_files;
  ZbIssuePage          *page;
  ZbFigureEditor       *editor;
  ZbSyncer             *syncer;
  GtkWindow            *sync_window;
  GtkWindow            *library_window;
  gboolean              is_agreed;
  gboolean              is_asking;
  gint64                last_sync;
  gint64                last_refresh;
  guint                 n_stored;
  guint                 clock_id;
  gint64                shown_id;
  gint64                copy_id;
  gint64                wanted_id;
  GQueue                marks;
  guint                 text_zoom;
  guint                 n_works;
  guint                 pulse_id;
  guint                 spinner_id;
  guint                 read_id;
  gboolean              is_ready;
  gboolean              is_opening;
  AdwToastOverlay      *toasts;
  AdwLeaflet           *leaflet;
  AdwWindowTitle       *list_title;
  AdwWindowTitle       *page_title;
  ZbSyncButton         *sync_button;
  GtkWidget            *progress;
  ZbSidebar            *sidebar;
  GtkStack             *stack;
  GtkSpinner           *spinner;
  GtkButton            *star_button;
  GtkWidget            *issue_menu_button;
  GtkWidget            *zoom_buttons;
  GtkButton            *zoom_normal_button;
};

void zb_window_install_actions (GtkWidgetClass *widget_class);
void zb_window_install_picture_actions (GtkWidgetClass *widget_class);
void zb_window_install_sync_actions (GtkWidgetClass *widget_class);
void zb_window_install_report_actions (GtkWidgetClass *widget_class);
void zb_window_install_zoom_actions (GtkWidgetClass *widget_class);
void zb_window_install_library_actions (GtkWidgetClass *widget_class);
void zb_window_follow_work     (ZbWindow       *self,
                                ZbLibraryWork  *work);
gboolean zb_window_is_synchronising (ZbWindow  *self);
void zb_window_reload_sync     (ZbWindow       *self);
void zb_window_set_up_zoom     (ZbWindow       *self);
void zb_window_begin_sync      (ZbWindow       *self);
void zb_window_end_sync        (ZbWindow       *self);
void zb_window_take_entries    (ZbWindow       *self,
                                GPtrArray      *entries);
void zb_window_select_first    (ZbWindow       *self);
void zb_window_load            (ZbWindow       *self,
                                gint64          id);
void zb_window_show_subtitle   (ZbWindow       *self);
void zb_window_add_toast       (ZbWindow       *self,
                                AdwToast       *toast);
void zb_window_show_copy       (ZbWindow       *self,
                                gint64          copy_id);
void zb_window_count_work      (ZbWindow       *self,
                                int             change);
void zb_window_save_report     (ZbWindow       *self,
                                ZbReportRequest *request,
                                GFile          *file);
void zb_window_update_report_action (ZbWindow  *self);
void zb_window_accept_drops    (ZbWindow       *self);
void zb_window_update_actions  (ZbWindow       *self);
void zb_window_open_library    (ZbWindow       *self);
void zb_window_reload_list     (ZbWindow       *self);
void zb_window_show_page       (ZbWindow       *self);
void zb_window_set_unread      (ZbWindow       *self,
                                gint64          id,
                                gboolean        unread);
void zb_window_store_mark      (ZbWindow       *self,
                                gint64          id,
                                gboolean        is_star,
                                gboolean        value);

G_END_DECLS
