/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-application.h"
#include "app/zb-issue-page.h"
#include "app/zb-picture-card.h"
#include "app/zb-picture-panel.h"
#include "app/zb-picture-view.h"
#include "app/zb-sync-agreement.h"
#include "story-monitor.h"
#include "sync-server.h"

/* Stories of pictures that are fetched when they are seen. All hosts are played by a server of the tests. */

#define ONE "mmbiz.qpic.cn/one/640?wx_fmt=png"
#define TWO "mmbiz.qpic.cn/two/640"
#define THREE "mmbiz.qpic.cn/three/640"
#define STRANGE "qpic.cn.example/dot.png"
#define OWN "bridge.example/own.png"

typedef struct {
  WindowFixture  window;
  SyncServer    *server;
} FetchFixture;

/* Two pictures at the top of the text, which is below the window's edge at first, and one far below. */
static char *
make_text (void)
{
  g_autoptr(GString) extra = g_string_new (NULL);
  Story story = {
    .year = 2020, .number = 20, .period = "5月11日-5月17日", .published = "2020-05-21",
    .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2020200000", "&chksm=9e&scene=58#rd"),
    .total = 1320, .cross_border = 660, .phishing = 990,
  };

  for (guint i = 0; i < 150; i++)
    g_string_append_printf (extra, "这是第%u段，为测试写的，只为了让文章足够长。\n\n", i);
  g_string_append (extra, "![](https://" THREE ")\n\n本周的话就说到这里。\n\n");
  story.extra = extra->str;
  return story_to_markdown (&story);
}

/* One with pictures from elsewhere: from somebody, and from where a source of the user's is. */
static char *
make_strange_text (void)
{
  Story story = {
    .year = 2020, .number = 22, .period = "5月25日-5月31日", .published = "2020-06-04",
    .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2020220000", "&chksm=9e&scene=58#rd"),
    .total = 1320, .cross_border = 660, .phishing = 990,
    .extra = "![](https://" STRANGE ")\n\n![](https://" OWN ")\n\n",
  };

  return story_to_markdown (&story);
}

static void
init (FetchFixture *self,
      const char   *settings)
{
  g_autofree char *text = make_text ();
  g_autofree char *other = week_to_markdown (2020, 21, 500);
  g_autofree char *strange = make_strange_text ();

  self->server = sync_server_new ();
  g_setenv ("ZHOUBAO_MIRROR", sync_server_get_address (self->server), TRUE);
  window_fixture_init (&self->window);
  window_fixture_store (&self->window, text);
  window_fixture_store (&self->window, other);
  window_fixture_store (&self->window, strange);
  fixture_run_sql (&self->window.files, "DELETE FROM sources;"
                                        "INSERT INTO meta (key, value) VALUES ('sync.interval', '0')");
  if (settings != NULL)
    fixture_run_sql (&self->window.files, settings);
  window_fixture_open (&self->window, "2020-20");
}

#define AGREED "INSERT INTO meta (key, value) VALUES ('sync.agreed', '1');"
#define BY_HAND AGREED "INSERT INTO meta (key, value) VALUES ('sync.pictures', '0');"

#define WITH_SOURCE AGREED "INSERT INTO sources (kind, address, added) VALUES ('feed', 'https://bridge.example/rss.xml', 1);"

static void
clear (FetchFixture *self)
{
  ZbLibrary *library = NULL;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window.window));

  g_set_weak_pointer (&library, zb_syncer_get_library (zb_application_get_syncer (ZB_APPLICATION (application))));
  window_fixture_close (&self->window);
  WAIT_UNTIL (library == NULL);
  window_fixture_clear (&self->window);
  sync_server_free (self->server);
  g_unsetenv ("ZHOUBAO_MIRROR");
}

static void
put (FetchFixture  *self,
     const char    *path,
     int            width,
     int            height,
     SyncBehaviour  behaviour)
{
  g_autoptr(GBytes) bytes = make_png (width, height);

  sync_server_put (self->server, path, &(SyncPage) { .type = "image/png", .bytes = bytes, .behaviour = behaviour });
}

static guint
count_requests (FetchFixture *self)
{
  g_autoptr(GPtrArray) log = sync_server_dup_log (self->server);

  return log->len;
}

static GtkAdjustment *
get_place (FetchFixture *self)
{
  GtkWidget *scroller = find_type (window_fixture_get_page (&self->window), GTK_TYPE_SCROLLED_WINDOW);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static void
settle (FetchFixture *self)
{
  wait_frames (GTK_WIDGET (self->window.window), 3);
}

static GtkWidget *
get_page (FetchFixture *self)
{
  return window_fixture_get_page (&self->window);
}

static GtkWidget *
find_card (FetchFixture *self)
{
  return find_type (get_page (self), ZB_TYPE_PICTURE_CARD);
}

/* Where it is, from the upper edge of what is scrolled. */
static double
get_top (FetchFixture *self,
         GtkWidget    *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, find_type (get_page (self), GTK_TYPE_SCROLLED_WINDOW), &bounds));
  return bounds.origin.y;
}

/* Brings the first card to the middle of the window. */
static void
show_card (FetchFixture *self)
{
  GtkAdjustment *place = get_place (self);

  settle (self);
  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + get_top (self, find_card (self)) -
                                   gtk_adjustment_get_page_size (place) / 2);
  settle (self);
}

static guint
count_pictures (FetchFixture *self)
{
  g_autoptr(GPtrArray) pictures = find_all (get_page (self), ZB_TYPE_PICTURE_VIEW);

  return pictures->len;
}

static gint64
count_rows (FetchFixture *self,
            const char   *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);

  return fixture_query_sql (&self->window.files, sql);
}

/* Given a text that names a picture of somebody's, then nobody learns that it was read, until the reader asks for it;
 * what is at one of his own sources comes by itself. */
static void
test_strange_host (void)
{
  FetchFixture fixture;

  init (&fixture, WITH_SOURCE);
  put (&fixture, ONE, 400, 300, SYNC_PLAIN);
  put (&fixture, TWO, 400, 300, SYNC_PLAIN);
  put (&fixture, STRANGE, 400, 300, SYNC_PLAIN);
  put (&fixture, OWN, 400, 300, SYNC_PLAIN);
  window_fixture_select (&fixture.window, 2020, 22);
  show_card (&fixture);
  WAIT_UNTIL (count_pictures (&fixture) >= 2);
  gtk_adjustment_set_value (get_place (&fixture), G_MAXINT);
  WAIT_UNTIL (count_pictures (&fixture) == 3);
  show_card (&fixture);
  assert_rests (GTK_WIDGET (fixture.window.window));
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, OWN), ==, 1);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, STRANGE), ==, 0);
  window_fixture_activate (&fixture.window, "win.load-pictures");
  WAIT_UNTIL (count_pictures (&fixture) == 4);
  g_assert_null (find_card (&fixture));
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, STRANGE), ==, 1);
  clear (&fixture);
}

/* Given pictures whose place is seen, then they are fetched and shown there; those far below are not. */
static void
test_seen (void)
{
  FetchFixture fixture;

  init (&fixture, AGREED);
  put (&fixture, ONE, 400, 300, SYNC_PLAIN);
  put (&fixture, TWO, 500, 200, SYNC_PLAIN);
  put (&fixture, THREE, 500, 200, SYNC_PLAIN);
  settle (&fixture);
  assert_rests (GTK_WIDGET (fixture.window.window));
  g_assert_cmpuint (count_requests (&fixture), ==, 0);
  show_card (&fixture);
  WAIT_UNTIL (count_pictures (&fixture) == 2);
  WAIT_UNTIL (zb_picture_view_is_loaded (ZB_PICTURE_VIEW (find_type (get_page (&fixture), ZB_TYPE_PICTURE_VIEW))));
  assert_shows (get_page (&fixture), "1 picture stands here");
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, THREE), ==, 0);
  g_assert_cmpint (count_rows (&fixture, "fetched_pictures"), ==, 2);
  gtk_adjustment_set_value (get_place (&fixture), G_MAXINT);
  WAIT_UNTIL (count_pictures (&fixture) == 3);
  g_assert_null (find_card (&fixture));
  g_assert_cmpuint (count_requests (&fixture), ==, 3);
  clear (&fixture);
}

/* What is read stays where it is though pictures come above it, and the reader keeps the keyboard. */
static void
test_place (void)
{
  FetchFixture fixture;
  GtkWidget *below, *focus;
  double before;

  init (&fixture, AGREED);
  put (&fixture, ONE, 600, 900, SYNC_HELD);
  put (&fixture, TWO, 600, 900, SYNC_HELD);
  show_card (&fixture);
  WAIT_UNTIL (sync_server_get_n_requests (fixture.server, ONE) == 1 && sync_server_get_n_requests (fixture.server, TWO) == 1);
  below = gtk_widget_get_next_sibling (find_card (&fixture));
  gtk_widget_grab_focus (below);
  gtk_adjustment_set_value (get_place (&fixture), gtk_adjustment_get_value (get_place (&fixture)) +
                                                  get_top (&fixture, below) - 20);
  settle (&fixture);
  before = get_top (&fixture, below);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window.window));
  sync_server_release (fixture.server, 2);
  WAIT_UNTIL (count_pictures (&fixture) == 2);
  settle (&fixture);
  g_assert_cmpfloat_with_epsilon (get_top (&fixture, below), before, 1);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.window.window)) == focus);
  clear (&fixture);
}

/* The keyboard goes from what has gone to what has come in its place. */
static void
test_focus (void)
{
  FetchFixture fixture;
  GtkWidget *focus;

  init (&fixture, BY_HAND);
  put (&fixture, ONE, 400, 300, SYNC_HELD);
  put (&fixture, TWO, 400, 300, SYNC_HELD);
  show_card (&fixture);
  g_assert_cmpuint (count_requests (&fixture), ==, 0);
  gtk_widget_grab_focus (find_button (find_card (&fixture), "win.load-pictures"));
  window_fixture_activate (&fixture.window, "win.load-pictures");
  WAIT_UNTIL (sync_server_get_n_requests (fixture.server, ONE) == 1 && sync_server_get_n_requests (fixture.server, TWO) == 1);
  sync_server_release (fixture.server, 2);
  WAIT_UNTIL (count_pictures (&fixture) == 2);
  settle (&fixture);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window.window));
  g_assert_true (ZB_IS_PICTURE_VIEW (focus));
  clear (&fixture);
}

/* Given that nobody has agreed to anything, then nothing is asked, until the reader asks for it and agrees. */
static void
test_not_agreed (void)
{
  FetchFixture fixture;
  GtkWindow *dialog;

  init (&fixture, NULL);
  put (&fixture, ONE, 400, 300, SYNC_PLAIN);
  put (&fixture, TWO, 400, 300, SYNC_PLAIN);
  show_card (&fixture);
  assert_rests (GTK_WIDGET (fixture.window.window));
  g_assert_cmpuint (count_requests (&fixture), ==, 0);
  gtk_widget_activate (find_button (find_card (&fixture), "win.load-pictures"));
  WAIT_UNTIL ((dialog = find_dialog (&fixture.window)) != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  assert_shows (dialog, "The pictures of an issue are fetched when you see them");
  g_assert_cmpuint (count_requests (&fixture), ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), ZB_SYNC_AGREEMENT_YES);
  gtk_window_close (dialog);
  WAIT_UNTIL (count_pictures (&fixture) == 2);
  clear (&fixture);
}

/* Given a page in a picture's place, then the card says so, all else stays, and trying again helps. */
static void
test_failure (void)
{
  FetchFixture fixture;

  init (&fixture, AGREED);
  sync_server_put_text (fixture.server, ONE, "text/html", "<html>此图片来自微信公众平台，未经允许不可引用</html>");
  put (&fixture, TWO, 400, 300, SYNC_PLAIN);
  show_card (&fixture);
  WAIT_UNTIL (count_pictures (&fixture) == 1);
  WAIT_UNTIL (shows_text (find_card (&fixture), "which is no picture"));
  assert_shows (find_card (&fixture), "Try Again");
  assert_shows (find_card (&fixture), "Picture 1");
  gtk_window_set_default_size (GTK_WINDOW (fixture.window.window), 360, 700);
  adw_leaflet_set_visible_child_name (ADW_LEAFLET (find_type (GTK_WIDGET (fixture.window.window), ADW_TYPE_LEAFLET)), "page");
  settle (&fixture);
  assert_narrow (GTK_WIDGET (fixture.window.window));
  assert_fits (gtk_widget_get_parent (find_card (&fixture)));
  g_assert_nonnull (find_button (find_card (&fixture), "win.add-pictures"));
  g_assert_nonnull (find_button (find_card (&fixture), "win.paste-picture"));

  /* Who looks at it again is told the same, and nothing is asked for that. */
  sync_server_clear_log (fixture.server);
  window_fixture_select (&fixture.window, 2020, 21);
  window_fixture_select (&fixture.window, 2020, 20);
  show_card (&fixture);
  WAIT_UNTIL (shows_text (find_card (&fixture), "which is no picture"));
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, ONE), ==, 0);

  put (&fixture, ONE, 400, 300, SYNC_PLAIN);
  gtk_widget_activate (find_button (find_card (&fixture), "win.load-pictures"));
  WAIT_UNTIL (count_pictures (&fixture) >= 2);
  clear (&fixture);
}

/* A long wait is told and can be ended; then nothing begins by itself again. */
static void
test_stop (void)
{
  FetchFixture fixture;

  init (&fixture, AGREED);
  put (&fixture, ONE, 400, 300, SYNC_HELD);
  put (&fixture, TWO, 400, 300, SYNC_HELD);
  show_card (&fixture);
  WAIT_UNTIL (count_requests (&fixture) == 2 && shows_text (find_card (&fixture), "Loading 2 pictures"));
  gtk_widget_activate (find_button (find_card (&fixture), "win.stop-pictures"));
  WAIT_UNTIL (!shows_text (find_card (&fixture), "Loading 2 pictures"));
  assert_shows (find_card (&fixture), "Load Pictures");
  settle (&fixture);
  g_assert_cmpuint (count_requests (&fixture), ==, 2);
  clear (&fixture);
}

/* What nobody looks at any more is given up, and nothing is remembered against it. */
static void
test_leaving (void)
{
  FetchFixture fixture;

  init (&fixture, AGREED);
  put (&fixture, ONE, 400, 300, SYNC_HELD);
  put (&fixture, TWO, 400, 300, SYNC_HELD);
  show_card (&fixture);
  WAIT_UNTIL (count_requests (&fixture) == 2);
  window_fixture_select (&fixture.window, 2020, 21);
  settle (&fixture);
  sync_server_release (fixture.server, 2);
  put (&fixture, ONE, 400, 300, SYNC_PLAIN);
  put (&fixture, TWO, 400, 300, SYNC_PLAIN);
  window_fixture_select (&fixture.window, 2020, 20);
  g_assert_cmpint (count_rows (&fixture, "fetches"), ==, 0);
  show_card (&fixture);
  WAIT_UNTIL (count_pictures (&fixture) == 2);
  clear (&fixture);
}

/* The fixture waits until nothing holds the library any more. */
static void
test_closing (void)
{
  FetchFixture fixture;

  init (&fixture, AGREED);
  put (&fixture, ONE, 400, 300, SYNC_HELD);
  show_card (&fixture);
  WAIT_UNTIL (sync_server_get_n_requests (fixture.server, ONE) == 1);
  clear (&fixture);
}

/* The large view loads what it is to show. */
static void
test_large_view (void)
{
  FetchFixture fixture;
  GtkWidget *editor;

  init (&fixture, BY_HAND);
  put (&fixture, TWO, 400, 300, SYNC_PLAIN);
  window_fixture_activate (&fixture.window, "win.show-picture(uint32 1)");
  WAIT_UNTIL (find_dialog (&fixture.window) != NULL && gtk_widget_get_mapped (GTK_WIDGET (find_dialog (&fixture.window))));
  editor = GTK_WIDGET (find_dialog (&fixture.window));
  assert_shows (editor, "This Picture Is Not Stored");
  g_assert_cmpuint (count_requests (&fixture), ==, 0);
  gtk_widget_activate (find_button (editor, "editor.load-picture"));
  WAIT_UNTIL (zb_picture_panel_is_loaded (ZB_PICTURE_PANEL (find_type (editor, ZB_TYPE_PICTURE_PANEL))));
  g_assert_cmpuint (count_requests (&fixture), ==, 1);

  gtk_widget_activate_action (editor, "editor.previous-picture", NULL);
  gtk_widget_activate (find_button (editor, "editor.load-picture"));
  WAIT_UNTIL (shows_text (editor, "There is nothing at"));
  assert_shows (editor, "Try Again");
  clear (&fixture);
}

/* Where the network costs money, or there is none, nothing is fetched but what the reader asks for. */
static void
test_metered (void)
{
  FetchFixture fixture;
  StoryMonitor *monitor = g_object_new (story_monitor_get_type (), NULL);
  ZbPictureLoader *loader;

  init (&fixture, AGREED);
  loader = zb_window_get_picture_loader (fixture.window.window);
  put (&fixture, ONE, 400, 300, SYNC_PLAIN);
  put (&fixture, TWO, 400, 300, SYNC_PLAIN);
  monitor->is_available = TRUE;
  monitor->is_metered = TRUE;
  zb_picture_loader_set_monitor (loader, G_NETWORK_MONITOR (monitor));
  show_card (&fixture);
  assert_rests (GTK_WIDGET (fixture.window.window));
  monitor->is_available = FALSE;
  monitor->is_metered = FALSE;
  g_signal_emit_by_name (monitor, "network-changed", FALSE);
  assert_rests (GTK_WIDGET (fixture.window.window));
  g_assert_cmpuint (count_requests (&fixture), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture.window.window), "win.show-picture", "u", 0);
  gtk_widget_activate (find_button (GTK_WIDGET (find_dialog (&fixture.window)), "editor.load-picture"));
  WAIT_UNTIL (count_pictures (&fixture) == 1);
  g_assert_cmpuint (count_requests (&fixture), ==, 1);
  monitor->is_available = TRUE;
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  WAIT_UNTIL (count_pictures (&fixture) == 2);
  clear (&fixture);
  g_object_unref (monitor);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/fetching/seen", test_seen);
  g_test_add_func ("/window/fetching/strange-host", test_strange_host);
  g_test_add_func ("/window/fetching/place", test_place);
  g_test_add_func ("/window/fetching/focus", test_focus);
  g_test_add_func ("/window/fetching/not-agreed", test_not_agreed);
  g_test_add_func ("/window/fetching/failure", test_failure);
  g_test_add_func ("/window/fetching/stop", test_stop);
  g_test_add_func ("/window/fetching/leaving", test_leaving);
  g_test_add_func ("/window/fetching/closing", test_closing);
  g_test_add_func ("/window/fetching/large-view", test_large_view);
  g_test_add_func ("/window/fetching/metered", test_metered);
}

int
main (int   argc,
      char *argv[])
{
  /* There is always a network, whatever the computer has that runs the tests. */
  g_setenv ("GIO_USE_NETWORK_MONITOR", "base", TRUE);
  return window_test_run (argc, argv, add_tests);
}
