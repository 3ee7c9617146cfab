/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "window-fixture.h"

#include "app/zb-issue-page.h"
#include "app/zb-list-search.h"
#include "app/zb-search-provider.h"

/* Stories of a desktop that asks the application for issues, over the bus of the test. The library is the user's own,
 * as the desktop knows no other one; it holds the issues of the bundled index as well. */

#define INTERFACE "org.gnome.Shell.SearchProvider2"
#define APPLICATION_PATH APP_PATH "/SearchProvider"
#define OTHER_PATH "/io/github/zhoubao/Other"

/* The desktop's end of the bus. */
static GDBusConnection *desktop;
static Fixture library;

typedef struct {
  gboolean  is_done;
  GVariant *reply;
  GError   *error;
} Answer;

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Answer *answer = user_data;

  answer->reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &answer->error);
  answer->is_done = TRUE;
}

static GApplication *
get_application (void)
{
  return g_application_get_default ();
}

/* The one answer to a call; the main loop goes on meanwhile. */
static GVariant *
call_at (const char *path,
         const char *method,
         GVariant   *parameters,
         GError    **error)
{
  GDBusConnection *connection = g_application_get_dbus_connection (get_application ());
  Answer answer = { 0, };

  g_dbus_connection_call (desktop, g_dbus_connection_get_unique_name (connection), path, INTERFACE, method, parameters,
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, answered_cb, &answer);
  WAIT_UNTIL (answer.is_done);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.reply;
}

static GVariant *
call (const char *path,
      const char *method,
      GVariant   *parameters)
{
  g_autoptr(GError) error = NULL;
  GVariant *reply = call_at (path, method, parameters, &error);

  g_assert_no_error (error);
  return reply;
}

static GVariant *
words (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "|", -1);

  return g_variant_new_strv ((const char *const *) parts, -1);
}

/* Which issues of 2020 are found, as "12 11". */
static char *
name_issues (GVariant *reply)
{
  g_autofree const char **ids = NULL;
  g_autoptr(GString) names = g_string_new (NULL);

  g_variant_get (reply, "(^a&s)", &ids);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT number FROM bulletins WHERE year = 2020 AND id = %s", ids[i]);

      g_string_append_printf (names, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", fixture_query_sql (&library, sql));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_initial (const char *path,
                const char *terms,
                const char *expected)
{
  g_autoptr(GVariant) reply = call (path, "GetInitialResultSet", g_variant_new ("(@as)", words (terms)));
  g_autofree char *names = name_issues (reply);

  g_assert_cmpstr (names, ==, expected);
}

static char *
dup_id (guint number)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM bulletins WHERE year = 2020 AND number = %u", number);

  return g_strdup_printf ("%" G_GINT64_FORMAT, fixture_query_sql (&library, sql));
}

static ZbWindow *
get_window (void)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (get_application ())); l != NULL; l = l->next)
    if (ZB_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
close_window (void)
{
  gtk_window_close (GTK_WINDOW (get_window ()));
  WAIT_UNTIL (get_window () == NULL);
}

/* Given words, then the issues that hold all of them are found, the newest first, though another one was stored last. */
static void
test_initial (void)
{
  assert_initial (APPLICATION_PATH, "鱼叉", "12 11 10");
  assert_initial (APPLICATION_PATH, "鱼叉|勒索", "12 10");
  assert_initial (APPLICATION_PATH, "鱼", "12 11 10");
  assert_initial (APPLICATION_PATH, "没有这个词", "");
  g_assert_null (get_window ());
}

/* Of many only the newest are told. */
static void
test_many (void)
{
  g_autoptr(GVariant) reply = call (APPLICATION_PATH, "GetInitialResultSet", g_variant_new ("(@as)", words ("周报")));
  g_autofree const char **ids = NULL;
  gint64 newest;

  g_variant_get (reply, "(^a&s)", &ids);
  g_assert_cmpuint (g_strv_length ((char **) ids), ==, ZB_SEARCH_PROVIDER_MAX_RESULTS);
  newest = fixture_query_sql (&library, "SELECT id FROM bulletins ORDER BY day DESC, id DESC LIMIT 1");
  g_assert_cmpint (g_ascii_strtoll (ids[0], NULL, 10), ==, newest);
}

/* More words are searched for among all, whatever the desktop says that it was told before. */
static void
test_subset (void)
{
  const char *const previous[] = { "no number", "-1", "99999999", NULL };
  g_autoptr(GVariant) reply = call (APPLICATION_PATH, "GetSubsearchResultSet",
                                    g_variant_new ("(^as@as)", previous, words ("鱼叉|攻击增多")));
  g_autofree char *names = name_issues (reply);

  g_assert_cmpstr (names, ==, "11");
}

static void
test_empty (void)
{
  g_autoptr(GVariant) none = call (APPLICATION_PATH, "GetInitialResultSet", g_variant_new ("(as)", NULL));
  g_autofree char *names = name_issues (none);
  g_autofree char *long_word = g_strnfill (100000, 'x');
  g_autoptr(GString) many = g_string_new ("鱼叉");

  g_assert_cmpstr (names, ==, "");
  assert_initial (APPLICATION_PATH, "", "");
  assert_initial (APPLICATION_PATH, " |\t|\n", "");
  assert_initial (APPLICATION_PATH, "\"|”|「", "");
  assert_initial (APPLICATION_PATH, "AND|NOT|*|(", "");
  assert_initial (APPLICATION_PATH, long_word, "");
  for (guint i = 0; i < 5000; i++)
    g_string_append (many, "|鱼叉");
  assert_initial (APPLICATION_PATH, many->str, "12 11 10");
}

static GVariant *
get_metas (const char        *path,
           const char *const *ids)
{
  g_autoptr(GVariant) reply = call (path, "GetResultMetas", g_variant_new ("(^as)", ids));

  return g_variant_get_child_value (reply, 0);
}

static void
assert_meta (GVariant   *metas,
             guint       i,
             const char *id,
             const char *name,
             const char *description)
{
  g_autoptr(GVariant) meta = g_variant_get_child_value (metas, i);
  g_autoptr(GVariant) value = g_variant_lookup_value (meta, "icon", NULL);
  g_autoptr(GIcon) icon = value != NULL ? g_icon_deserialize (value) : NULL;
  const char *text;

  g_assert_true (g_variant_lookup (meta, "id", "&s", &text));
  g_assert_cmpstr (text, ==, id);
  g_assert_true (g_variant_lookup (meta, "name", "&s", &text));
  g_assert_cmpstr (text, ==, name);
  g_assert_true (g_variant_lookup (meta, "description", "&s", &text));
  g_assert_nonnull (strstr (text, description));
  g_assert_true (G_IS_THEMED_ICON (icon));
}

/* What was found is shown with the words around it, in the order that the desktop asks for; what is no issue is left
 * out. */
static void
test_metas (void)
{
  g_autofree char *first = dup_id (11);
  g_autofree char *second = dup_id (12);
  const char *const ids[] = { first, "99999999", "../../etc/passwd", "", "-1", "0x1", "18446744073709551617", second,
                              NULL };
  g_autoptr(GVariant) metas = NULL;

  assert_initial (APPLICATION_PATH, "鱼叉", "12 11 10");
  metas = get_metas (APPLICATION_PATH, ids);
  g_assert_cmpuint (g_variant_n_children (metas), ==, 2);
  assert_meta (metas, 0, first, "Issue 11 of 2020", "鱼叉邮件仿冒银行");
  assert_meta (metas, 1, second, "Issue 12 of 2020", "鱼叉邮件随之而来");
}

/* Given a program that was started after the search, then it shows the week. */
static void
test_metas_only (void)
{
  g_autoptr(ZbSearchProvider) other = zb_search_provider_new (get_application (), library.path);
  g_autofree char *id = dup_id (11);
  const char *const ids[] = { "not one", id, NULL };
  g_autoptr(GVariant) metas = NULL;
  g_autoptr(GError) error = NULL;

  zb_search_provider_export (other, g_application_get_dbus_connection (get_application ()), OTHER_PATH, &error);
  g_assert_no_error (error);
  metas = get_metas (OTHER_PATH, ids);
  g_assert_cmpuint (g_variant_n_children (metas), ==, 1);
  assert_meta (metas, 0, id, "Issue 11 of 2020", "9–15 March 2020");
}

/* Given no window, when a result is activated, then one opens and shows the issue; it stays the only one. */
static void
test_activate (void)
{
  for (guint number = 10; number <= 11; number++)
    {
      g_autofree char *id = dup_id (number);
      g_autofree char *label = g_strdup_printf ("Issue %u of 2020", number);

      g_variant_unref (call (APPLICATION_PATH, "ActivateResult", g_variant_new ("(s@asu)", id, words ("鱼叉"), 0)));
      g_assert_nonnull (get_window ());
      WAIT_UNTIL (find_type (GTK_WIDGET (get_window ()), ZB_TYPE_ISSUE_PAGE) != NULL &&
                  shows_text (find_type (GTK_WIDGET (get_window ()), ZB_TYPE_ISSUE_PAGE), label));
    }
  close_window ();
}

/* Given what is no result, then no window opens, or one that shows another issue. */
static void
test_activate_hostile (void)
{
  static const char *const ids[] = { "", "no number", "-1", "0", "1; DROP TABLE bulletins", "99999999999999999999",
                                     "../../etc/passwd" };
  g_autoptr(GVariant) reply = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (call_at (APPLICATION_PATH, "ActivateResult", g_variant_new ("(s@asu)", ids[i], words ("a"), 0),
                              &error));
      g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS);
    }
  g_assert_null (get_window ());
  reply = call (APPLICATION_PATH, "ActivateResult", g_variant_new ("(s@asu)", "99999999", words ("a"), 0));
  WAIT_UNTIL (get_window () != NULL);
  wait_frames (GTK_WIDGET (get_window ()), 3);
  close_window ();
}

/* Given no window, when the search is to go on in the program, then its list is searched. */
static void
test_launch (void)
{
  ZbListSearch *search;
  GtkWidget *entry, *bar;

  g_variant_unref (call (APPLICATION_PATH, "LaunchSearch", g_variant_new ("(@asu)", words ("鱼叉|勒索"), 0)));
  search = ZB_LIST_SEARCH (find_type (GTK_WIDGET (get_window ()), ZB_TYPE_LIST_SEARCH));
  entry = find_type (GTK_WIDGET (search), GTK_TYPE_SEARCH_ENTRY);
  bar = find_type (GTK_WIDGET (search), GTK_TYPE_SEARCH_BAR);
  g_assert_true (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (bar)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "鱼叉 勒索");
  WAIT_UNTIL (zb_list_search_get_filter (search)->hits != NULL);
  g_assert_cmpuint (g_hash_table_size (zb_list_search_get_filter (search)->hits), ==, 2);
  /* In the window that is open. */
  g_variant_unref (call (APPLICATION_PATH, "LaunchSearch", g_variant_new ("(@asu)", words ("攻击增多"), 0)));
  g_assert_cmpstr (zb_list_search_get_query (search), ==, "攻击增多");
  WAIT_UNTIL (zb_list_search_get_filter (search)->hits != NULL &&
              g_hash_table_size (zb_list_search_get_filter (search)->hits) == 1);
  close_window ();
}

/* Given no library, or a file that is none, then nothing is found, and none is made. */
static void
test_no_library (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(ZbSearchProvider) other = NULL;
      const char *const ids[] = { "1", NULL };
      g_autoptr(GVariant) metas = NULL;
      g_autoptr(GError) error = NULL;
      Fixture files;

      fixture_init (&files);
      if (i == 1)
        {
          g_autofree char *folder = g_path_get_dirname (files.path);

          g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
          g_file_set_contents (files.path, "This is a letter, and no library.", -1, &error);
          g_assert_no_error (error);
        }
      other = zb_search_provider_new (get_application (), files.path);
      zb_search_provider_export (other, g_application_get_dbus_connection (get_application ()), OTHER_PATH, &error);
      g_assert_no_error (error);
      assert_initial (OTHER_PATH, "鱼叉", "");
      metas = get_metas (OTHER_PATH, ids);
      g_assert_cmpuint (g_variant_n_children (metas), ==, 0);
      g_assert_true (g_file_test (files.path, G_FILE_TEST_EXISTS) == (i == 1));
      fixture_clear (&files);
    }
}

/* Given who types quickly, then each question is answered, and the last one with what was found. */
static void
test_typing (void)
{
  GDBusConnection *connection = g_application_get_dbus_connection (get_application ());
  static const char *const typed[] = { "鱼", "鱼叉", "鱼叉攻", "鱼叉攻击", "鱼叉攻击增" };
  Answer answers[G_N_ELEMENTS (typed)] = { 0, };
  g_autofree char *names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_dbus_connection_call (desktop, g_dbus_connection_get_unique_name (connection), APPLICATION_PATH, INTERFACE,
                            "GetInitialResultSet", g_variant_new ("(@as)", words (typed[i])), NULL,
                            G_DBUS_CALL_FLAGS_NONE, -1, NULL, answered_cb, &answers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      WAIT_UNTIL (answers[i].is_done);
      g_assert_no_error (answers[i].error);
    }
  names = name_issues (answers[G_N_ELEMENTS (typed) - 1].reply);
  g_assert_cmpstr (names, ==, "11");
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_variant_unref (answers[i].reply);
}

/* The desktop asks for what the file says. */
static void
test_data_file (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "data", APP_ID ".search-provider.ini", NULL);
  g_autoptr(GKeyFile) file = g_key_file_new ();
  static const char *const expected[][2] = {
    { "DesktopId", APP_ID ".desktop" },
    { "BusName", APP_ID },
    { "ObjectPath", APPLICATION_PATH },
    { "Version", "2" },
  };
  g_autoptr(GError) error = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *value = g_key_file_get_string (file, "Shell Search Provider", expected[i][0], NULL);

      g_assert_cmpstr (value, ==, expected[i][1]);
    }
}

static void
store (ZbLibrary  *to,
       guint       number,
       const char *period,
       const char *extra)
{
  g_autofree char *url = g_strdup_printf (OFFICIAL_URL ("26%02u", "&chksm=aa"), number);
  g_autofree char *text = story_to_markdown (&(Story) {
    .year = 2020, .number = number, .period = period, .published = "2020-03-30", .account = OFFICIAL_ACCOUNT,
    .url = url, .total = 1200, .cross_border = 40, .phishing = 30, .extra = extra,
  });

  zb_import_result_unref (import_text (to, text));
}

static void
prepare (void)
{
  g_autoptr(ZbLibrary) opened = NULL;
  g_autoptr(GError) error = NULL;

  library.path = zb_library_dup_default_path ();
  opened = fixture_open (&library);
  store (opened, 12, "3月16日-3月22日", "勒索病毒再现，鱼叉邮件随之而来。");
  store (opened, 10, "3月2日-3月8日", "有人以鱼叉邮件勒索银行。");
  store (opened, 11, "3月9日-3月15日", "鱼叉邮件仿冒银行，鱼叉攻击增多。");
  desktop = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                      G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                    NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
add_tests (void)
{
  prepare ();
  g_test_add_func ("/search-provider/initial", test_initial);
  g_test_add_func ("/search-provider/many", test_many);
  g_test_add_func ("/search-provider/subset", test_subset);
  g_test_add_func ("/search-provider/empty", test_empty);
  g_test_add_func ("/search-provider/metas", test_metas);
  g_test_add_func ("/search-provider/metas-only", test_metas_only);
  g_test_add_func ("/search-provider/activate", test_activate);
  g_test_add_func ("/search-provider/activate-hostile", test_activate_hostile);
  g_test_add_func ("/search-provider/launch", test_launch);
  g_test_add_func ("/search-provider/no-library", test_no_library);
  g_test_add_func ("/search-provider/typing", test_typing);
  g_test_add_func ("/search-provider/data-file", test_data_file);
}

int
main (int    argc,
      char **argv)
{
  int status = window_test_run (argc, argv, add_tests);

  g_clear_object (&desktop);
  g_free (library.path);
  return status;
}
