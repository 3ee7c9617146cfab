/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-figure-editor.h"
#include "app/zb-find-bar.h"
#include "app/zb-history.h"
#include "app/zb-issue-page.h"
#include "app/zb-library-async.h"
#include "app/zb-list-search.h"
#include "app/zb-library-work.h"
#include "app/zb-report-async.h"
#include "app/zb-sidebar.h"
#include "app/zb-sync-button.h"
#include "app/zb-window.h"

G_BEGIN_DECLS

/* Shared by zb-window.c, which shows what is there, zb-window-actions.c, which does what menus, buttons and
 * shortcuts ask for, and those that each do one thing: zb-window-copy.c copies what is shown, zb-window-history.c
 * goes back and forward, zb-window-import.c takes in files, zb-window-library.c opens the library's page and follows
 * what is done there, zb-window-loader.c fetches pictures, zb-window-marks.c stores what was read, starred and
 * noted, zb-window-note.c shows and takes in notes, zb-window-pictures.c keeps pictures and opens the window beside
 * which figures are typed in, zb-window-print.c prints an issue and saves it as a PDF, zb-window-problem.c says why
 * the library cannot be opened, zb-window-report.c saves reports (both by zb-saving.c), zb-window-search.c searches
 * and filters the list, zb-window-settings.c remembers how large the window and its text are, zb-window-sync.c
 * shows what synchronisation does, and zb-window-toasts.c shows short messages. */

/* What a mark says: @value is whether it is so. */
typedef enum {
  ZB_WINDOW_MARK_READ,
  ZB_WINDOW_MARK_STARRED,
  ZB_WINDOW_MARK_ALL_READ,
  ZB_WINDOW_MARK_NOTE,
} ZbWindowMarkKind;

/* A mark that is to be stored: whether one or (@ids) many bulletins are read, a star, or the text of
 * a note. */
typedef struct {
  ZbWindowMarkKind kind;
  gint64           id;
  gboolean         value;
  /* (element-type gint64) */
  GArray          *ids;
  char            *note;
} ZbWindowMark;

struct _ZbWindow {
  AdwApplicationWindow  parent_instance;
  ZbLibrary            *library;
  GSettings            *settings;
  char                 *library_path;
  char                 *wanted_issue;
  const char           *wanted_action;
  GCancellable         *cancellable;
  GCancellable         *load_cancellable;
  GPtrArray            *entries;
  GPtrArray            *waiting_files;
  ZbIssuePage          *page;
  ZbFigureEditor       *editor;
  ZbSyncer             *syncer;
  ZbPictureLoader      *picture_loader;
  GCancellable         *picture_cancellable;
  GtkWindow            *sync_window;
  /* (nullable): weak; what the last synchronisation came to, while it is told */
  AdwToast             *sync_toast;
  /* since when, in microseconds of the monotonic clock */
  gint64                sync_told;
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
  gint64                late_id;
  ZbHistory            *history;
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
  ZbListSearch         *search;
  ZbFindBar            *find_bar;
  GtkStack             *stack;
  GtkSpinner           *spinner;
  GtkButton            *star_button;
  GtkWidget            *issue_menu_button;
  GtkWidget            *zoom_buttons;
  GtkButton            *zoom_normal_button;
};

void zb_window_install_actions (GtkWidgetClass *widget_class);
void zb_window_install_copy_actions (GtkWidgetClass *widget_class);
void zb_window_install_history_actions (GtkWidgetClass *widget_class);
void zb_window_install_mark_actions (GtkWidgetClass *widget_class);
void zb_window_install_note_actions (GtkWidgetClass *widget_class);
void zb_window_install_picture_actions (GtkWidgetClass *widget_class);
void zb_window_install_loader_actions (GtkWidgetClass *widget_class);
void zb_window_install_sync_actions (GtkWidgetClass *widget_class);
void zb_window_install_print_actions (GtkWidgetClass *widget_class);
void zb_window_install_problem_actions (GtkWidgetClass *widget_class);
void zb_window_install_report_actions (GtkWidgetClass *widget_class);
void zb_window_install_search_actions (GtkWidgetClass *widget_class);
void zb_window_begin_search    (ZbWindow       *self);
void zb_window_install_zoom_actions (GtkWidgetClass *widget_class);
void zb_window_install_library_actions (GtkWidgetClass *widget_class);
void zb_window_follow_work     (ZbWindow       *self,
                                ZbLibraryWork  *work);
gboolean zb_window_is_synchronising (ZbWindow  *self);
void zb_window_begin_pictures  (ZbWindow       *self);
void zb_window_end_pictures    (ZbWindow       *self);
void zb_window_leave_pictures  (ZbWindow       *self);
void zb_window_agree_to_pictures (ZbWindow     *self,
                                ZbDetail       *detail,
                                guint           position);
void zb_window_set_up_zoom     (ZbWindow       *self);
void zb_window_begin_sync      (ZbWindow       *self);
void zb_window_end_sync        (ZbWindow       *self);
void zb_window_take_entries    (ZbWindow       *self,
                                GPtrArray      *entries);
void zb_window_select_first    (ZbWindow       *self);
void zb_window_load            (ZbWindow       *self,
                                gint64          id);
void zb_window_show_subtitle   (ZbWindow       *self);
ZbDetail *zb_window_get_detail (ZbWindow       *self);
void zb_window_add_toast       (ZbWindow       *self,
                                AdwToast       *toast);
void zb_window_add_undo        (ZbWindow       *self,
                                AdwToast       *toast);
void zb_window_show_copy       (ZbWindow       *self,
                                gint64          copy_id);
void zb_window_hide_spinner    (ZbWindow       *self);
void zb_window_emit_ready      (ZbWindow       *self);
void zb_window_show_problem    (ZbWindow       *self,
                                const char     *title,
                                const GError   *error);
void zb_window_count_work      (ZbWindow       *self,
                                int             change);
void zb_window_save_report     (ZbWindow       *self,
                                ZbReportRequest *request,
                                GFile          *file);
void zb_window_update_report_action (ZbWindow  *self);
void zb_window_accept_drops    (ZbWindow       *self);
void zb_window_update_actions  (ZbWindow       *self);
void zb_window_update_copy_actions (ZbWindow   *self);
void zb_window_update_print_actions (ZbWindow  *self);
void zb_window_save_pdf        (ZbWindow       *self,
                                ZbDetail       *detail,
                                GFile          *file);
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
void zb_window_store_note      (ZbWindow       *self,
                                gint64          id,
                                const char     *text);
gboolean zb_window_is_storing_note (ZbWindow   *self);
void zb_window_mark_free       (ZbWindowMark   *self);
void zb_window_begin_history   (ZbWindow       *self);
void zb_window_visit           (ZbWindow       *self,
                                gint64          id);
void zb_window_attach_note     (ZbWindow       *self);
void zb_window_settle_note     (ZbWindow       *self);
void zb_window_keep_note       (ZbWindow       *self,
                                gint64          id,
                                const char     *text,
                                const char     *reason);

G_END_DECLS
