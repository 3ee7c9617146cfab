/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desktop-fixture.h"
#include "window-fixture.h"

#include "app/zb-application.h"
#include "app/zb-issue-page.h"
#include "app/zb-list-row.h"
#include "app/zb-news.h"
#include "app/zb-sidebar.h"
#include "app/zb-source-row.h"
#include "app/zb-sync-agreement.h"
#include "app/zb-sync-button.h"
#include "app/zb-sync-pie.h"
#include "sync-server.h"

/* Stories of what the user sees of synchronisation. All hosts are played by a server of the tests. */

#define FEED "https://feed.example.org/weekly.xml"
#define FEED_PATH "feed.example.org/weekly.xml"

#define ENTRY \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" " \
  "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>某公众号</title><item>" \
  "<title>网络安全信息与动态周报2020年第21期（5月18日-5月24日）</title><link>https://feed.example.org/21</link>" \
  "<pubDate>Thu, 28 May 2020 18:00:00 +0800</pubDate><content:encoded><![CDATA[" \
  "<p>本周网络安全基本态势</p><p>本周，互联网网络安全态势整体评价为良。这是为测试写的一段话，它没有别的意思。</p>" \
  "<p>本周事件处理情况</p><p>本周，CNCERT协调各方共处理网络安全事件495起，含跨境网络安全事件200起。</p>" \
  "]]></content:encoded></item></channel></rss>"

typedef struct {
  WindowFixture  window;
  SyncServer    *server;
} SyncFixture;

/* A library with issue 20 of 2020, which names issue 19, and with one source, a feed, which is asked by
 * the story alone. */
static void
sync_fixture_init (SyncFixture *self,
                   gboolean     is_agreed)
{
  const Story story = {
    .year = 2020, .number = 20, .period = "5月11日-5月17日", .published = "2020-05-21",
    .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2020200000", "&chksm=9e&scene=58#rd"),
    .total = 345, .cross_border = 111, .phishing = 234,
    .recap = "网络安全信息与动态周报2020年第19期（5月4日-5月10日）\thttps://pages.example.org/19",
  };
  g_autofree char *text = story_to_markdown (&story);

  self->server = sync_server_new ();
  g_setenv ("ZHOUBAO_MIRROR", sync_server_get_address (self->server), TRUE);
  window_fixture_init (&self->window);
  window_fixture_store (&self->window, text);
  fixture_run_sql (&self->window.files,
                   "DELETE FROM sources;"
                   "INSERT INTO sources (kind, address, enabled, added) VALUES ('feed', '" FEED "', 1, 1);"
                   "INSERT INTO meta (key, value) VALUES ('sync.notify', '0');");
  if (is_agreed)
    fixture_run_sql (&self->window.files,
                     "INSERT INTO meta (key, value) VALUES ('sync.agreed', '1'), ('sync.interval', '0');");
  window_fixture_open (&self->window, "2020-20");
}

static ZbSyncer *
get_syncer (SyncFixture *self)
{
  return zb_application_get_syncer (ZB_APPLICATION (gtk_window_get_application (GTK_WINDOW (self->window.window))));
}

/* What still holds the library would write into a folder that is gone. */
static void
sync_fixture_clear (SyncFixture *self)
{
  ZbLibrary *library = NULL;

  if (self->window.window != NULL)
    g_set_weak_pointer (&library, zb_syncer_get_library (get_syncer (self)));
  window_fixture_close (&self->window);
  WAIT_UNTIL (library == NULL);
  window_fixture_clear (&self->window);
  sync_server_free (self->server);
  g_unsetenv ("ZHOUBAO_MIRROR");
}

static guint
count_requests (SyncFixture *self)
{
  g_autoptr(GPtrArray) log = sync_server_dup_log (self->server);

  return log->len;
}

static void
put (SyncFixture   *self,
     const char    *path,
     const char    *type,
     const char    *body,
     SyncBehaviour  behaviour)
{
  sync_server_put (self->server, path, &(SyncPage) { .type = type, .body = body, .behaviour = behaviour });
}

static ZbListItem *
find_item (SyncFixture *self,
           guint        year,
           guint        number)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (window_fixture_get_list (&self->window)));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr(ZbListItem) item = g_list_model_get_item (G_LIST_MODEL (model), i);
      const ZbEntry *entry = zb_list_item_get_entry (item);

      if (entry != NULL && zb_issue_compare (entry->issue, ISSUE (year, number)) == 0)
        return item;
    }
  return NULL;
}

static gboolean
has_text (SyncFixture *self,
          guint        year,
          guint        number)
{
  ZbListItem *item = find_item (self, year, number);

  return item != NULL && zb_list_item_get_entry (item)->state == ZB_ENTRY_TEXT;
}

/* Given that nobody has agreed, when the button is pressed, then it is told what will be asked, and nothing is asked. */
static void
test_agreement (void)
{
  SyncFixture fixture;
  GtkWindow *dialog;

  sync_fixture_init (&fixture, FALSE);
  sync_server_put_text (fixture.server, FEED_PATH, "application/rss+xml", ENTRY);
  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL ((dialog = find_dialog (&fixture.window)) != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  assert_shows (dialog, "feed.example.org");
  assert_shows (dialog, "every 12 hours");
  assert_shows (dialog, "third parties");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_close (dialog);
  WAIT_UNTIL (find_dialog (&fixture.window) == NULL);
  g_assert_false (zb_syncer_is_running (get_syncer (&fixture)));
  g_assert_cmpuint (count_requests (&fixture), ==, 0);

  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL ((dialog = find_dialog (&fixture.window)) != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), ZB_SYNC_AGREEMENT_YES);
  gtk_window_close (dialog);
  WAIT_UNTIL (has_text (&fixture, 2020, 21));
  g_assert_cmpint (fixture_query_sql (&fixture.window.files, "SELECT count(*) FROM meta WHERE key = 'sync.agreed' AND value = '1'"),
                   ==, 1);
  sync_fixture_clear (&fixture);
}

/* Whoever asks: the engine's owner itself refuses to ask anybody before that. */
static void
test_not_agreed (void)
{
  SyncFixture fixture;

  sync_fixture_init (&fixture, FALSE);
  zb_syncer_start (get_syncer (&fixture), &(ZbSyncRequest) { 0, });
  WAIT_UNTIL (!zb_syncer_is_running (get_syncer (&fixture)));
  g_assert_error (zb_syncer_get_error (get_syncer (&fixture)), G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpuint (count_requests (&fixture), ==, 0);
  sync_fixture_clear (&fixture);
}

/* Given a feed with an issue, then that is listed; the page that is read stays, and so does its row. */
static void
test_new_issue (void)
{
  SyncFixture fixture;
  ZbListItem *row;

  sync_fixture_init (&fixture, TRUE);
  row = find_item (&fixture, 2020, 20);
  sync_server_put_text (fixture.server, FEED_PATH, "application/rss+xml", ENTRY);
  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL (has_text (&fixture, 2020, 21));
  WAIT_UNTIL (shows_text (fixture.window.window, "1 new issue"));
  g_assert_true (find_item (&fixture, 2020, 20) == row);
  assert_shows (window_fixture_get_page (&fixture.window), "Issue 20 of 2020");
  WAIT_UNTIL (shows_text (fixture.window.window, "Synchronised just now"));

  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL (shows_text (fixture.window.window, "Nothing new"));
  sync_fixture_clear (&fixture);
}

static void
test_unreachable (void)
{
  SyncFixture fixture;
  GtkWindow *page;

  sync_fixture_init (&fixture, TRUE);
  put (&fixture, FEED_PATH, NULL, NULL, SYNC_HANG_UP);
  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL (shows_text (fixture.window.window, "1 source could not be reached"));
  gtk_widget_activate (find_labelled_button (GTK_WIDGET (fixture.window.window), "Details"));
  WAIT_UNTIL ((page = find_dialog (&fixture.window)) != NULL && shows_text (page, "without success"));
  assert_shows (page, "next try in");
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (page), "log");
  WAIT_UNTIL (shows_text (page, "asked, 0 answered, 0 stored"));
  assert_shows (page, "Next try:");
  sync_fixture_clear (&fixture);
}

static void
test_download (void)
{
  SyncFixture fixture;
  g_autofree char *html = page_to_html (2020, 19, "5月4日-5月10日", "");
  GtkWidget *page;

  sync_fixture_init (&fixture, TRUE);
  sync_server_put_text (fixture.server, "pages.example.org/19", "text/html", html);
  window_fixture_select (&fixture.window, 2020, 19);
  page = window_fixture_get_page (&fixture.window);
  g_assert_nonnull (find_button (page, "win.download-issue"));
  assert_shows (page, "Download Now");
  gtk_widget_activate (find_button (page, "win.download-issue"));
  WAIT_UNTIL (shows_text (page, "这是为测试写的一段话"));
  WAIT_UNTIL (has_text (&fixture, 2020, 19));
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, FEED_PATH), ==, 0);
  sync_fixture_clear (&fixture);
}

static void
test_download_in_vain (void)
{
  SyncFixture fixture;
  GtkWidget *page;

  sync_fixture_init (&fixture, TRUE);
  window_fixture_select (&fixture.window, 2020, 19);
  page = window_fixture_get_page (&fixture.window);
  gtk_widget_activate (find_button (page, "win.download-issue"));
  WAIT_UNTIL (shows_text (page, "1 address was asked, and it does not hold the text."));
  WAIT_UNTIL (shows_text (page, "Nothing is there."));
  assert_shows (page, "Try Again");
  sync_fixture_clear (&fixture);
}

/* Given a host that does not answer, then it is said that this is no matter of the issue. */
static void
test_download_unreachable (void)
{
  SyncFixture fixture;
  GtkWidget *page;

  sync_fixture_init (&fixture, TRUE);
  put (&fixture, "pages.example.org/19", NULL, NULL, SYNC_HANG_UP);
  window_fixture_select (&fixture.window, 2020, 19);
  page = window_fixture_get_page (&fixture.window);
  gtk_widget_activate (find_button (page, "win.download-issue"));
  WAIT_UNTIL (shows_text (page, "“pages.example.org” does not answer"));
  sync_fixture_clear (&fixture);
}

/* Given a host that takes its time, then the page says so, and the work can be stopped from there. */
static void
test_download_waits (void)
{
  SyncFixture fixture;
  GtkWidget *page;

  sync_fixture_init (&fixture, TRUE);
  put (&fixture, "pages.example.org/19", "text/html", "<p>spät</p>", SYNC_HELD);
  window_fixture_select (&fixture.window, 2020, 19);
  page = window_fixture_get_page (&fixture.window);
  gtk_widget_activate (find_button (page, "win.download-issue"));
  WAIT_UNTIL (shows_text (page, "Stop"));
  g_assert_null (find_button (page, "win.download-issue"));
  gtk_widget_activate (find_button (page, "win.stop-sync"));
  WAIT_UNTIL (shows_text (fixture.window.window, "Stopped."));
  WAIT_UNTIL (find_button (page, "win.download-issue") != NULL);
  sync_fixture_clear (&fixture);
}

/* Given a synchronisation under way, when one issue is wanted now, then it does not wait, and the rest goes on. */
static void
test_download_first (void)
{
  SyncFixture fixture;
  g_autofree char *html = page_to_html (2020, 19, "5月4日-5月10日", "");

  sync_fixture_init (&fixture, TRUE);
  put (&fixture, FEED_PATH, "application/rss+xml", ENTRY, SYNC_HELD);
  sync_server_put_text (fixture.server, "pages.example.org/19", "text/html", html);
  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL (sync_server_get_n_requests (fixture.server, FEED_PATH) == 1);
  window_fixture_select (&fixture.window, 2020, 19);
  window_fixture_activate (&fixture.window, "win.download-issue");
  WAIT_UNTIL (has_text (&fixture, 2020, 19));
  WAIT_UNTIL (sync_server_get_n_requests (fixture.server, FEED_PATH) == 2);
  sync_server_release (fixture.server, 2);
  WAIT_UNTIL (has_text (&fixture, 2020, 21));
  sync_fixture_clear (&fixture);
}

static void
test_stop (void)
{
  SyncFixture fixture;
  GtkWidget *button, *pie, *progress;
  g_autofree char *name = NULL;

  sync_fixture_init (&fixture, TRUE);
  put (&fixture, FEED_PATH, "application/rss+xml", ENTRY, SYNC_HELD);
  button = find_type (GTK_WIDGET (fixture.window.window), ZB_TYPE_SYNC_BUTTON);
  pie = find_type (button, ZB_TYPE_SYNC_PIE);
  g_assert_false (gtk_widget_get_mapped (pie));
  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL (gtk_widget_get_mapped (pie));
  WAIT_UNTIL (sync_server_get_n_requests (fixture.server, FEED_PATH) == 1);
  progress = gtk_widget_get_ancestor (pie, GTK_TYPE_MENU_BUTTON);
  name = dup_accessible (progress, GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (name, "Synchronising: "));
  gtk_menu_button_popup (GTK_MENU_BUTTON (progress));
  gtk_widget_activate (find_button (progress, "win.stop-sync"));
  WAIT_UNTIL (shows_text (fixture.window.window, "Stopped."));
  g_assert_false (gtk_widget_get_mapped (pie));
  g_assert_false (has_text (&fixture, 2020, 21));
  sync_fixture_clear (&fixture);
}

/* The fixture waits until nothing holds the library any more. */
static void
test_close (void)
{
  SyncFixture fixture;

  sync_fixture_init (&fixture, TRUE);
  put (&fixture, FEED_PATH, "application/rss+xml", ENTRY, SYNC_HELD);
  window_fixture_activate (&fixture.window, "win.sync");
  window_fixture_activate (&fixture.window, "win.sync-page");
  WAIT_UNTIL (sync_server_get_n_requests (fixture.server, FEED_PATH) == 1);
  sync_fixture_clear (&fixture);
}

static void
test_close_at_once (void)
{
  SyncFixture fixture;

  sync_fixture_init (&fixture, TRUE);
  window_fixture_activate (&fixture.window, "win.sync");
  sync_fixture_clear (&fixture);
}

static GtkWindow *
open_sync_page (SyncFixture *fixture)
{
  GtkWindow *page;

  window_fixture_activate (&fixture->window, "win.sync-page");
  page = find_dialog (&fixture->window);
  WAIT_UNTIL (find_type (GTK_WIDGET (page), ZB_TYPE_SOURCE_ROW) != NULL);
  return page;
}

static void
test_sources (void)
{
  SyncFixture fixture;
  GtkWindow *page;
  GtkWidget *row, *feed;

  sync_fixture_init (&fixture, TRUE);
  page = open_sync_page (&fixture);
  row = find_action_row (GTK_WIDGET (page), "feed.example.org");
  g_assert_true (ZB_IS_SOURCE_ROW (row));
  gtk_widget_activate_action (row, "source.remove", NULL);
  WAIT_UNTIL (shows_text (page, "“feed.example.org” was removed"));
  WAIT_UNTIL (find_type (GTK_WIDGET (page), ZB_TYPE_SOURCE_ROW) == NULL);
  gtk_widget_activate (find_labelled_button (GTK_WIDGET (page), "Undo"));
  WAIT_UNTIL (find_type (GTK_WIDGET (page), ZB_TYPE_SOURCE_ROW) != NULL);
  g_assert_cmpint (fixture_query_sql (&fixture.window.files, "SELECT count(*) FROM sources"), ==, 1);

  gtk_switch_set_active (GTK_SWITCH (find_type (find_type (GTK_WIDGET (page), ZB_TYPE_SOURCE_ROW), GTK_TYPE_SWITCH)),
                         FALSE);
  WAIT_UNTIL (fixture_query_sql (&fixture.window.files, "SELECT count(*) FROM sources WHERE NOT enabled") == 1);

  feed = find_type (GTK_WIDGET (page), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (feed), "ftp://feed.example.org");
  g_signal_emit_by_name (feed, "apply");
  WAIT_UNTIL (shows_text (page, "is no web address"));
  gtk_editable_set_text (GTK_EDITABLE (feed), "https://other.example.org/feed.json");
  g_signal_emit_by_name (feed, "apply");
  WAIT_UNTIL (fixture_query_sql (&fixture.window.files, "SELECT count(*) FROM sources") == 2);
  WAIT_UNTIL (shows_text (page, "other.example.org"));

  /* What the program brings can come back. */
  g_signal_emit_by_name (find_action_row (GTK_WIDGET (page), "Markdown Archive"), "activated");
  WAIT_UNTIL (fixture_query_sql (&fixture.window.files, "SELECT count(*) FROM sources WHERE kind = 'archive'") == 1);
  sync_fixture_clear (&fixture);
}

static void
test_settings (void)
{
  SyncFixture fixture;
  GtkWindow *page;
  GtkWidget *agent;

  sync_fixture_init (&fixture, TRUE);
  page = open_sync_page (&fixture);
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (page), "settings");
  WAIT_UNTIL (shows_text (page, "Never"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_action_row (GTK_WIDGET (page), "Ask by Itself")), 1);
  WAIT_UNTIL (fixture_query_sql (&fixture.window.files, "SELECT count(*) FROM meta WHERE key = 'sync.interval' AND value = '6'") == 1);
  WAIT_UNTIL ((agent = find_type (find_label (GTK_WIDGET (page), "User Agent") != NULL
                                  ? gtk_widget_get_ancestor (find_label (GTK_WIDGET (page), "User Agent"),
                                                             ADW_TYPE_ENTRY_ROW) : NULL, ADW_TYPE_ENTRY_ROW)) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (agent), "名字");
  g_signal_emit_by_name (agent, "apply");
  WAIT_UNTIL (shows_text (page, "cannot name itself so"));
  sync_fixture_clear (&fixture);
}

static void
assert_named (GtkWidget *root,
              GType      type)
{
  g_autoptr(GPtrArray) widgets = find_all (root, type);

  for (guint i = 0; i < widgets->len; i++)
    {
      g_autofree char *name = dup_accessible (g_ptr_array_index (widgets, i), GTK_ACCESSIBLE_PROPERTY_LABEL);

      g_assert_cmpstr (name, !=, "");
    }
}

/* Given the screen of a telephone, also with large letters, then everything lies within, and each switch has a name. */
static void
test_narrow (void)
{
  static const char *const pages[] = { "sources", "settings", "log" };
  SyncFixture fixture;
  GtkWindow *page;

  sync_fixture_init (&fixture, TRUE);
  fixture_run_sql (&fixture.window.files,
                   "INSERT INTO runs (source, started, ended, asked, answered, failed, error) SELECT id, 1, 2, 41, 38, 3,"
                   " 'A sentence that says at some length what has gone wrong' FROM sources");
  for (guint large = 0; large < 2; large++)
    {
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * (large ? 2 : 1)), NULL);
      page = open_sync_page (&fixture);
      gtk_window_set_default_size (page, 360, 720);
      for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
        {
          adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (page), pages[i]);
          wait_frames (GTK_WIDGET (page), 10);
          assert_fits (adw_window_get_content (ADW_WINDOW (page)));
          g_assert_cmpint (gtk_widget_get_width (adw_window_get_content (ADW_WINDOW (page))), <=, 360);
          assert_named (GTK_WIDGET (page), GTK_TYPE_SWITCH);
        }
      gtk_window_close (page);
      WAIT_UNTIL (find_dialog (&fixture.window) == NULL);
    }
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  sync_fixture_clear (&fixture);
}

/* Given a long list that was scrolled, when an issue comes, then the row that is read stays where it is. */
static void
test_place_in_list (void)
{
  SyncFixture fixture;
  GtkAdjustment *adjustment;
  GtkWidget *list;
  double before;

  sync_fixture_init (&fixture, TRUE);
  list = window_fixture_get_list (&fixture.window);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  wait_frames (list, 5);
  before = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (before, >, 0);
  sync_server_put_text (fixture.server, FEED_PATH, "application/rss+xml", ENTRY);
  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL (has_text (&fixture, 2020, 21));
  wait_frames (list, 5);
  /* One row more, above or below. */
  g_assert_cmpfloat (ABS (gtk_adjustment_get_value (adjustment) - before), <, 80);
  sync_fixture_clear (&fixture);
}

static ZbEntry *
new_entry (guint number)
{
  ZbEntry *entry = zb_entry_new ();

  entry->id = number;
  entry->issue = ISSUE (2020, number);
  entry->rating = ZB_RATING_GOOD;
  g_date_set_dmy (&entry->period.start, 11, G_DATE_MAY, 2020);
  g_date_set_dmy (&entry->period.end, 17, G_DATE_MAY, 2020);
  return entry;
}

static void
test_news (void)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_entry_unref);
  g_autofree char *one = NULL;
  g_autofree char *body = NULL;
  g_autofree char *two = NULL;
  g_autofree char *newest = NULL;

  g_ptr_array_add (entries, new_entry (21));
  one = zb_news_dup_title (entries);
  body = zb_news_dup_body (entries);
  g_assert_cmpstr (one, ==, "New: Issue 21 of 2020");
  g_assert_nonnull (strstr (body, "11–17 May 2020"));
  g_assert_nonnull (strstr (body, zb_rating_get_label (ZB_RATING_GOOD)));
  g_ptr_array_add (entries, new_entry (20));
  two = zb_news_dup_title (entries);
  newest = zb_news_dup_body (entries);
  g_assert_cmpstr (two, ==, "2 new issues");
  g_assert_true (g_str_has_prefix (newest, "Issue 21 of 2020"));
}

/* Given a reader who looks elsewhere, when an issue comes, then the desktop is told once, and shows it when it is asked
 * to; where nothing is new, or where it is not wanted, it is left alone. */
static void
test_announced (gconstpointer data)
{
  const gboolean is_wanted = GPOINTER_TO_INT (data);
  GtkWindow *other;
  SyncFixture fixture;
  Desktop desktop;

  desktop_init (&desktop);
  sync_fixture_init (&fixture, TRUE);
  other = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (other);
  WAIT_UNTIL (!gtk_window_is_active (GTK_WINDOW (fixture.window.window)));
  fixture_run_sql (&fixture.window.files, is_wanted ? "DELETE FROM meta WHERE key = 'sync.notify'" : "SELECT 1");
  sync_server_put_text (fixture.server, FEED_PATH, "application/rss+xml", ENTRY);
  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL (has_text (&fixture, 2020, 21));
  WAIT_UNTIL (!zb_syncer_is_running (get_syncer (&fixture)));
  if (is_wanted)
    {
      WAIT_UNTIL (desktop.n > 0);
      g_assert_cmpstr (desktop.id, ==, ZB_NEWS_ID);
      g_assert_cmpstr (desktop.title, ==, "New: Issue 21 of 2020");
      g_assert_nonnull (strstr (desktop.body, "18–24 May 2020"));
      g_assert_cmpstr (desktop.action, ==, "app.show-issue");
      g_assert_cmpint (desktop.target, ==, zb_list_item_get_entry (find_item (&fixture, 2020, 21))->id);
    }
  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL (shows_text (fixture.window.window, "Nothing new"));
  g_assert_cmpuint (desktop.n, ==, is_wanted ? 1 : 0);
  gtk_window_destroy (other);
  sync_fixture_clear (&fixture);
  desktop_clear (&desktop);
}

/* Given a reader who looks at the window, then the window says it, and the desktop is left alone. */
static void
test_seen (void)
{
  SyncFixture fixture;
  Desktop desktop;

  desktop_init (&desktop);
  sync_fixture_init (&fixture, TRUE);
  fixture_run_sql (&fixture.window.files, "DELETE FROM meta WHERE key = 'sync.notify'");
  WAIT_UNTIL (gtk_window_is_active (GTK_WINDOW (fixture.window.window)));
  sync_server_put_text (fixture.server, FEED_PATH, "application/rss+xml", ENTRY);
  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL (shows_text (fixture.window.window, "1 new issue"));
  window_fixture_activate (&fixture.window, "win.sync");
  WAIT_UNTIL (shows_text (fixture.window.window, "Nothing new"));
  g_assert_cmpuint (desktop.n, ==, 0);
  sync_fixture_clear (&fixture);
  desktop_clear (&desktop);
}

/* What the notification does when it is activated. */
static void
test_show_issue (void)
{
  SyncFixture fixture;
  gint64 id;

  sync_fixture_init (&fixture, TRUE);
  id = fixture_query_sql (&fixture.window.files, "SELECT id FROM bulletins WHERE year = 2020 AND number = 19");
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (fixture.window.window))),
                                  "show-issue", g_variant_new_int64 (id));
  WAIT_UNTIL (shows_text (window_fixture_get_page (&fixture.window), "Issue 19 of 2020"));
  sync_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/sync/agreement", test_agreement);
  g_test_add_func ("/window/sync/not-agreed", test_not_agreed);
  g_test_add_func ("/window/sync/new-issue", test_new_issue);
  g_test_add_func ("/window/sync/unreachable", test_unreachable);
  g_test_add_func ("/window/sync/download", test_download);
  g_test_add_func ("/window/sync/download-in-vain", test_download_in_vain);
  g_test_add_func ("/window/sync/download-unreachable", test_download_unreachable);
  g_test_add_func ("/window/sync/download-waits", test_download_waits);
  g_test_add_func ("/window/sync/download-first", test_download_first);
  g_test_add_func ("/window/sync/stop", test_stop);
  g_test_add_func ("/window/sync/close", test_close);
  g_test_add_func ("/window/sync/close-at-once", test_close_at_once);
  g_test_add_func ("/window/sync/sources", test_sources);
  g_test_add_func ("/window/sync/settings", test_settings);
  g_test_add_func ("/window/sync/narrow", test_narrow);
  g_test_add_func ("/window/sync/place-in-list", test_place_in_list);
  g_test_add_func ("/window/sync/news", test_news);
  g_test_add_data_func ("/window/sync/announced/wanted", GINT_TO_POINTER (TRUE), test_announced);
  g_test_add_data_func ("/window/sync/announced/not-wanted", GINT_TO_POINTER (FALSE), test_announced);
  g_test_add_func ("/window/sync/announced/seen", test_seen);
  g_test_add_func ("/window/sync/show-issue", test_show_issue);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
