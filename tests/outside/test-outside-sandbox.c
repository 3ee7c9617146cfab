/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outside-fixture.h"
#include "outside-portal.h"
#include "outside-program.h"
#include "sync-server.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

/* Stories of a reader whose program runs in a Flatpak's sandbox, first on a desktop that has portals, then on one that
 * has none: what is not possible there is said, and the program goes on. */

#define FEED "https://feed.example.org/weekly.xml"
#define FEED_PATH "feed.example.org/weekly.xml"

#define ENTRY                                                                                                                                                      \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "                                                                                              \
  "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>某公众号</title><item>"                                                          \
  "<title>网络安全信息与动态周报2020年第21期（5月18日-5月24日）</title><link>https://feed.example.org/21</link>"                               \
  "<pubDate>Thu, 28 May 2020 18:00:00 +0800</pubDate><content:encoded><![CDATA["                                                                                   \
  "<p>本周网络安全基本态势</p><p>本周，互联网网络安全态势整体评价为良。这是为测试写的一段话，它没有别的意思。</p>" \
  "<p>本周事件处理情况</p><p>本周，CNCERT协调各方共处理网络安全事件495起，含跨境网络安全事件200起。</p>"                      \
  "]]></content:encoded></item></channel></rss>"

/* What a desktop without portals makes the program say. */
#define ADVICE "Install xdg-desktop-portal"

/* Of the screen: a part of the window whatever it shows. */
#define PLACE 100
#define PLACE_SIZE 400

typedef struct
{
  Outside outside;
  /* Where the user's choices lead. */
  char *folder;
  /* (nullable) */
  OutsidePortal *portal;
} Desk;

static void
prepare (Desk *self, gboolean has_portals)
{
  outside_init (&self->outside);
  self->folder = outside_program_dup_folder (self->outside.files.folder, "cache");
  g_assert_cmpint (g_mkdir_with_parents (self->folder, 0700), ==, 0);
  self->portal = has_portals ? outside_portal_new (self->folder) : NULL;
}

static void
begin (Desk *self, gboolean has_portals)
{
  prepare (self, has_portals);
  outside_start (&self->outside);
  outside_go_to_week (&self->outside);
}

static void
end (Desk *self)
{
  outside_clear (&self->outside);
  g_clear_pointer (&self->portal, outside_portal_free);
  g_free (self->folder);
}

/* Given no portals, when something was wanted that needs one, then a dialog says so, and can be closed. */
static void
expect_advice (Desk *self, const char *heading)
{
  outside_wait_for (&self->outside, ROLE_ANY, heading);
  outside_wait_for (&self->outside, ROLE_LABEL, ADVICE);
  outside_press (&self->outside, "Escape");
  outside_wait_gone (&self->outside, ROLE_ANY, heading);
}

/* --- Files ------------------------------------------------------------------------------------- */

static void
save_chart (Desk *self)
{
  outside_press (&self->outside, "Ctrl+e");
  outside_wait_for (&self->outside, ROLE_ANY, "Save as PNG");
  outside_wait_focus (&self->outside, ROLE_PUSH_BUTTON, "Save");
  outside_press (&self->outside, "Return");
}

static void
test_files (void)
{
  Desk desk;
  g_autofree char *saved = NULL;
  g_autofree char *opened = NULL;
  g_autofree char *week = week_to_markdown (2024, 40, 400);
  g_autoptr (GError) error = NULL;

  begin (&desk, TRUE);
  saved = g_build_filename (desk.folder, "zhoubao-2024-28-categories.png", NULL);
  save_chart (&desk);
  outside_wait_for (&desk.outside, ROLE_LABEL, "Saved as “zhoubao-2024-28-categories.png”");
  g_assert_true (outside_is_file (saved, "\x89PNG\r\n\x1a\n", "IEND"));
  OUTSIDE_WAIT (&desk.outside,
                outside_portal_was_asked (desk.portal, "FileChooser.SaveFile", "Save Chart"));

  opened = g_build_filename (desk.folder, OUTSIDE_PORTAL_FILE, NULL);
  g_file_set_contents (opened, week, -1, &error);
  g_assert_no_error (error);
  outside_press (&desk.outside, "Ctrl+o");
  outside_wait_for (&desk.outside, ROLE_HEADING, "Issue 40 of 2024");
  OUTSIDE_WAIT (&desk.outside,
                outside_portal_was_asked (desk.portal, "FileChooser.OpenFile", "Open Saved Pages"));
  end (&desk);
}

static void
test_files_alone (void)
{
  Desk desk;

  begin (&desk, FALSE);
  save_chart (&desk);
  expect_advice (&desk, "Files Cannot Be Chosen");
  outside_press (&desk.outside, "Ctrl+o");
  expect_advice (&desk, "Files Cannot Be Chosen");
  end (&desk);
}

/* --- Links ------------------------------------------------------------------------------------- */

static void
test_link (void)
{
  Desk desk;

  begin (&desk, TRUE);
  outside_press (&desk.outside, "Ctrl+l");
  OUTSIDE_WAIT (&desk.outside, outside_portal_was_asked (desk.portal, "OpenURI.OpenURI",
                                                         "https://mp.weixin.qq.com/s?"));
  end (&desk);
}

/* The link of a label takes another way than the key. */
static void
test_link_alone (void)
{
  Desk desk;

  begin (&desk, FALSE);
  outside_press (&desk.outside, "Ctrl+l");
  outside_wait_for (&desk.outside, ROLE_LABEL, "https://mp.weixin.qq.com/s?");
  expect_advice (&desk, "The Address Cannot Be Opened");
  outside_walk_to (&desk.outside, ROLE_ANY, OFFICIAL_ACCOUNT);
  outside_press (&desk.outside, "Return");
  expect_advice (&desk, "The Address Cannot Be Opened");
  end (&desk);
}

/* --- Printing ---------------------------------------------------------------------------------- */

static void
test_print (void)
{
  Desk desk;
  g_autofree char *path = NULL;

  begin (&desk, TRUE);
  path = g_build_filename (desk.folder, OUTSIDE_PORTAL_PRINTED, NULL);
  outside_press (&desk.outside, "Ctrl+p");
  outside_wait_for (&desk.outside, ROLE_LABEL, "The issue was sent to the printer");
  OUTSIDE_WAIT (&desk.outside, outside_is_file (path, "%PDF-", "%%EOF"));
  OUTSIDE_WAIT (&desk.outside,
                outside_portal_was_asked (desk.portal, "Print.Print", "'token': <uint32 7>"));
  end (&desk);
}

static void
test_print_alone (void)
{
  Desk desk;

  begin (&desk, FALSE);
  outside_press (&desk.outside, "Ctrl+p");
  expect_advice (&desk, "Printing Is Not Possible");
  end (&desk);
}

/* --- Synchronising ----------------------------------------------------------------------------- */

static void
open_settings (Desk *self)
{
  outside_press (&self->outside, "F10");
  /* GTK 4.18 does not tell what its items are called. */
  outside_wait_focus (&self->outside, ROLE_MENU_ITEM, "");
  outside_press (&self->outside, "y");
  outside_wait_for (&self->outside, ROLE_PAGE_TAB, "Settings");
  outside_walk_to (&self->outside, ROLE_PAGE_TAB, "Sources");
  outside_press (&self->outside, "Right");
  outside_wait_focus (&self->outside, ROLE_PAGE_TAB, "Settings");
  outside_press (&self->outside, "space");
}

static gboolean
is_active (Outside *self)
{
  TreeObject *window = outside_find (self, ROLE_FRAME, "");

  return window != NULL && tree_object_is (window, STATE_ACTIVE);
}

/* Given a source with something new, it comes while the user has turned to something else. */
static void
receive_news (Desk *self, gboolean has_portals)
{
  g_autoptr (SyncServer) server = sync_server_new ();

  sync_server_put (
    server, FEED_PATH,
    &(SyncPage){ .type = "application/rss+xml", .body = ENTRY, .behaviour = SYNC_HELD });
  g_setenv ("ZHOUBAO_MIRROR", sync_server_get_address (server), TRUE);
  prepare (self, has_portals);
  fixture_run_sql (
    &self->outside.files,
    "DELETE FROM sources;"
    "INSERT INTO sources (kind, address, enabled, added) VALUES ('feed', '" FEED "', 1, 1);"
    "INSERT INTO meta (key, value) VALUES ('sync.agreed', '1'), ('sync.interval', '0');");
  outside_start (&self->outside);
  outside_go_to_week (&self->outside);
  outside_press (&self->outside, "Ctrl+Shift+r");
  OUTSIDE_WAIT (&self->outside, sync_server_get_n_requests (server, FEED_PATH) == 1);
  outside_keys_leave (self->outside.keys);
  OUTSIDE_WAIT (&self->outside, !is_active (&self->outside));
  sync_server_release (server, 1);
  outside_wait_for (&self->outside, ROLE_LABEL, "1 new issue");
  g_unsetenv ("ZHOUBAO_MIRROR");
}

/* A notification tells of it, and a click on that shows it. */
static void
test_notification (void)
{
  Desk desk;

  receive_news (&desk, TRUE);
  OUTSIDE_WAIT (&desk.outside,
                outside_portal_was_asked (desk.portal, "Notification.AddNotification",
                                          "New: Issue 21 of 2020"));
  outside_portal_activate (desk.portal, outside_program_get_sandbox ());
  outside_wait_for (&desk.outside, ROLE_HEADING, "Issue 21 of 2020");
  end (&desk);
}

/* The window alone tells of it. */
static void
test_news_alone (void)
{
  Desk desk;

  receive_news (&desk, FALSE);
  end (&desk);
}

static guint
count_advice (Outside *self)
{
  outside_read (self);
  return tree_count (self->tree->root, ROLE_LABEL, ADVICE);
}

/* Notifications and running in the background: it stands beside both of their switches. */
static void
test_notification_alone (void)
{
  Desk desk;

  begin (&desk, FALSE);
  open_settings (&desk);
  OUTSIDE_WAIT (&desk.outside, count_advice (&desk.outside) == 2);
  outside_press (&desk.outside, "Escape");
  end (&desk);
}

/* What is switched on stays when the window is closed; so it is switched off again. */
static void
test_background (void)
{
  Desk desk;

  begin (&desk, TRUE);
  open_settings (&desk);
  outside_walk_to (&desk.outside, ROLE_ANY, "In the Background");
  outside_press (&desk.outside, "space");
  OUTSIDE_WAIT (
    &desk.outside,
    outside_portal_was_asked (desk.portal, "Background.RequestBackground", "'autostart': <true>"));
  outside_press (&desk.outside, "space");
  OUTSIDE_WAIT (
    &desk.outside,
    outside_portal_was_asked (desk.portal, "Background.RequestBackground", "'autostart': <false>"));
  outside_press (&desk.outside, "Escape");
  end (&desk);
}

/* The key takes a message away first, where one is shown. */
static gboolean
leave_settings (Desk *self)
{
  outside_press (&self->outside, "Escape");
  return outside_find (&self->outside, ROLE_FRAME, "Synchronisation") == NULL;
}

/* What is not possible is switched off again, also in the library. */
static void
test_background_alone (void)
{
  Desk desk;

  begin (&desk, FALSE);
  open_settings (&desk);
  outside_walk_to (&desk.outside, ROLE_ANY, "In the Background");
  outside_press (&desk.outside, "space");
  outside_wait_for (&desk.outside, ROLE_LABEL, "It synchronises while its window is open.");
  g_assert_cmpint (
    fixture_query_sql (&desk.outside.files, "SELECT value FROM meta WHERE key = 'sync.background'"),
    ==, 0);
  OUTSIDE_WAIT (&desk.outside, leave_settings (&desk));
  end (&desk);
}

/* --- The style --------------------------------------------------------------------------------- */

/* Whether the window is dark as a whole. */
static gboolean
is_dark (void)
{
  Display *display = XOpenDisplay (NULL);
  XImage *image = XGetImage (display, DefaultRootWindow (display), PLACE, PLACE, PLACE_SIZE,
                             PLACE_SIZE, AllPlanes, ZPixmap);
  guint64 sum = 0;

  g_assert_nonnull (image);
  for (int y = 0; y < PLACE_SIZE; y++)
    for (int x = 0; x < PLACE_SIZE; x++)
      /* Green says enough. */
      sum += (XGetPixel (image, x, y) >> 8) & 0xff;
  XDestroyImage (image);
  XCloseDisplay (display);
  return sum / (PLACE_SIZE * PLACE_SIZE) < 0x80;
}

static void
test_style (void)
{
  Desk desk;

  prepare (&desk, TRUE);
  outside_portal_set_dark (desk.portal, TRUE);
  outside_start (&desk.outside);
  OUTSIDE_WAIT (&desk.outside, is_dark ());
  outside_portal_set_dark (desk.portal, FALSE);
  OUTSIDE_WAIT (&desk.outside, !is_dark ());
  end (&desk);
}

static void
test_style_alone (void)
{
  Desk desk;

  begin (&desk, FALSE);
  OUTSIDE_WAIT (&desk.outside, !is_dark ());
  end (&desk);
}

static void
add_tests (void)
{
  g_test_add_func ("/outside/sandbox/files", test_files);
  g_test_add_func ("/outside/sandbox/link", test_link);
  g_test_add_func ("/outside/sandbox/print", test_print);
  g_test_add_func ("/outside/sandbox/notification", test_notification);
  g_test_add_func ("/outside/sandbox/background", test_background);
  g_test_add_func ("/outside/sandbox/style", test_style);
  g_test_add_func ("/outside/sandbox/without-portals/files", test_files_alone);
  g_test_add_func ("/outside/sandbox/without-portals/link", test_link_alone);
  g_test_add_func ("/outside/sandbox/without-portals/print", test_print_alone);
  g_test_add_func ("/outside/sandbox/without-portals/news", test_news_alone);
  g_test_add_func ("/outside/sandbox/without-portals/notification", test_notification_alone);
  g_test_add_func ("/outside/sandbox/without-portals/background", test_background_alone);
  g_test_add_func ("/outside/sandbox/without-portals/style", test_style_alone);
}

int
main (int argc, char **argv)
{
  return outside_test_run (argc, argv, add_tests);
}
