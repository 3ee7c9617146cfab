/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-find-bar.h"
#include "app/zb-issue-page.h"
#include "app/zb-list-search.h"

/* Stories of a reader who looks for a word, a week, or what is still unread. */

static void
store (WindowFixture *self,
       guint          number,
       const char    *period,
       guint          total,
       const char    *words)
{
  g_autofree char *url = g_strdup_printf (OFFICIAL_URL ("26%02u", "&chksm=aa"), number);
  g_autofree char *text = story_to_markdown (&(Story) {
    .year = 2020, .number = number, .period = period, .published = "2020-03-30", .account = OFFICIAL_ACCOUNT,
    .url = url, .total = total, .cross_border = 40, .phishing = 30, .extra = words,
  });

  window_fixture_store (self, text);
}

static void
open_story (WindowFixture *self)
{
  window_fixture_init (self);
  store (self, 10, "3月2日-3月8日", 1200, "本周发现ＡＰＴ组织利用 Windows 漏洞，勒令整改。");
  store (self, 11, "3月9日-3月15日", 3100, "鱼叉邮件仿冒银行，鱼叉攻击增多。");
  store (self, 12, "3月16日-3月22日", 2400, "勒索病毒再现。");
  window_fixture_open (self, "2020-10");
}

static ZbListSearch *
get_search (WindowFixture *self)
{
  return ZB_LIST_SEARCH (find_type (GTK_WIDGET (self->window), ZB_TYPE_LIST_SEARCH));
}

static GtkEditable *
get_entry (WindowFixture *self)
{
  return GTK_EDITABLE (find_type (GTK_WIDGET (get_search (self)), GTK_TYPE_SEARCH_ENTRY));
}

static guint
count_rows (WindowFixture *self)
{
  GtkListView *view = GTK_LIST_VIEW (window_fixture_get_list (self));
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (view));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(ZbListItem) item = g_list_model_get_item (model, i);

      n += zb_list_item_get_kind (item) == ZB_LIST_ITEM_ISSUE;
    }
  return n;
}

static void
type (WindowFixture *self,
      const char    *words,
      guint          n_expected)
{
  gtk_editable_set_text (get_entry (self), words);
  WAIT_UNTIL (g_str_equal (zb_list_search_get_query (get_search (self)), words) && count_rows (self) == n_expected);
  wait_frames (GTK_WIDGET (self->window), 3);
}

static void
choose (WindowFixture *self,
        const char    *action,
        GVariant      *target)
{
  GtkWidget *search = GTK_WIDGET (get_search (self));

  g_assert_true (gtk_widget_activate_action_variant (search, action, target));
  wait_frames (GTK_WIDGET (self->window), 3);
}

/* As words are typed, the list shows what holds them, with the piece of the text. */
static void
test_words (void)
{
  WindowFixture fixture;
  GtkWidget *list;

  open_story (&fixture);
  list = window_fixture_get_list (&fixture);
  window_fixture_activate (&fixture, "win.search");
  WAIT_UNTIL (gtk_widget_get_focus_child (GTK_WIDGET (get_search (&fixture))) != NULL);
  type (&fixture, "鱼叉", 1);
  assert_shows (list, "Issue 11");
  assert_shows (list, "鱼叉邮件仿冒银行");
  assert_shows (list, "1 found");
  assert_shows (fixture.window, "1 of ");
  type (&fixture, "勒", 2);
  type (&fixture, "apt windows", 1);
  assert_shows (list, "Issue 10");
  type (&fixture, "没有这个词", 0);
  assert_shows (fixture.window, "No Issues Found");
  assert_shows (fixture.window, "“没有这个词”");
  /* Escape closes the bar and leads back to the list. */
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (find_type (GTK_WIDGET (get_search (&fixture)), GTK_TYPE_SEARCH_BAR)), FALSE);
  wait_frames (GTK_WIDGET (fixture.window), 3);
  g_assert_nonnull (gtk_widget_get_focus_child (list));
  g_assert_cmpuint (count_rows (&fixture), >, 100);
  window_fixture_activate (&fixture, "win.search");
  type (&fixture, "没有这个词", 0);
  /* What was shown before stays on the page. */
  assert_shows (window_fixture_get_page (&fixture), "Issue 10 of 2020");

  window_fixture_activate (&fixture, "win.show-all");
  wait_frames (GTK_WIDGET (fixture.window), 3);
  g_assert_cmpuint (count_rows (&fixture), >, 100);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (&fixture)), ==, "");
  assert_hides (list, "鱼叉邮件");
  window_fixture_clear (&fixture);
}

/* Enter goes to the first that was found, and to the week whose date or number is typed. */
static void
test_going_to_a_week (void)
{
  WindowFixture fixture;

  open_story (&fixture);
  window_fixture_activate (&fixture, "win.search");
  type (&fixture, "2020-12", 1);
  g_signal_emit_by_name (get_entry (&fixture), "activate");
  WAIT_UNTIL (shows_text (window_fixture_get_page (&fixture), "Issue 12 of 2020"));
  type (&fixture, "2020年3月12日", 1);
  g_signal_emit_by_name (get_entry (&fixture), "activate");
  WAIT_UNTIL (shows_text (window_fixture_get_page (&fixture), "Issue 11 of 2020"));
  window_fixture_clear (&fixture);
}

static void
test_filters (void)
{
  WindowFixture fixture;
  GtkWidget *list;

  open_story (&fixture);
  list = window_fixture_get_list (&fixture);
  window_fixture_activate (&fixture, "win.search");
  choose (&fixture, "filter.year", g_variant_new_string ("2020"));
  g_assert_cmpuint (count_rows (&fixture), ==, 3);
  choose (&fixture, "filter.order", g_variant_new_string ("incidents"));
  assert_shows (list, "Issue 11 of 2020");
  window_fixture_activate (&fixture, "win.star");
  choose (&fixture, "filter.starred", NULL);
  g_assert_cmpuint (count_rows (&fixture), ==, 1);
  assert_shows (list, "Issue 10 of 2020");
  type (&fixture, "鱼叉", 0);
  assert_shows (fixture.window, "or the filter leaves it out");
  window_fixture_activate (&fixture, "win.show-all");
  choose (&fixture, "filter.missing", NULL);
  assert_hides (list, "Issue 12");
  g_assert_cmpuint (count_rows (&fixture), >, 0);
  window_fixture_clear (&fixture);
}

/* The order is by number of incidents, or the oldest comes first. */
static void
test_order (void)
{
  WindowFixture fixture;
  g_autofree char *by_incidents = NULL;
  g_autofree char *oldest = NULL;

  open_story (&fixture);
  choose (&fixture, "filter.year", g_variant_new_string ("2020"));
  choose (&fixture, "filter.order", g_variant_new_string ("incidents"));
  by_incidents = dup_shown_text (window_fixture_get_list (&fixture));
  g_assert_true (strstr (by_incidents, "Issue 11") < strstr (by_incidents, "Issue 12"));
  g_assert_true (strstr (by_incidents, "Issue 12") < strstr (by_incidents, "Issue 10"));
  choose (&fixture, "filter.order", g_variant_new_string ("oldest"));
  oldest = dup_shown_text (window_fixture_get_list (&fixture));
  g_assert_true (strstr (oldest, "Issue 10") < strstr (oldest, "Issue 11"));
  g_assert_true (strstr (oldest, "Issue 11") < strstr (oldest, "Issue 12"));
  window_fixture_clear (&fixture);
}

/* A week that a filter hides can be shown all the same: a chart, a link or the command line may lead to it. */
static void
test_hidden_week (void)
{
  WindowFixture fixture;

  open_story (&fixture);
  window_fixture_activate (&fixture, "win.search");
  type (&fixture, "apt", 1);
  window_fixture_select (&fixture, 2020, 12);
  assert_shows (window_fixture_get_page (&fixture), "Issue 12 of 2020");
  g_assert_cmpuint (count_rows (&fixture), ==, 1);
  window_fixture_activate (&fixture, "win.mark-unread");
  window_fixture_activate (&fixture, "win.show-all");
  wait_frames (GTK_WIDGET (fixture.window), 3);
  assert_shows (window_fixture_get_page (&fixture), "Issue 12 of 2020");
  window_fixture_clear (&fixture);
}

static ZbTextFinder *
get_finder (WindowFixture *self)
{
  return zb_issue_page_get_finder (ZB_ISSUE_PAGE (window_fixture_get_page (self)));
}

/* What the list is searched for is marked in the page; there one can go from place to place. */
static void
test_finding_in_the_page (void)
{
  WindowFixture fixture;
  GtkWidget *bar;

  open_story (&fixture);
  bar = find_type (GTK_WIDGET (fixture.window), ZB_TYPE_FIND_BAR);
  window_fixture_select (&fixture, 2020, 11);
  g_assert_cmpuint (zb_text_finder_get_n_places (get_finder (&fixture)), ==, 0);
  window_fixture_activate (&fixture, "win.search");
  type (&fixture, "鱼叉", 1);
  g_assert_cmpuint (zb_text_finder_get_n_places (get_finder (&fixture)), ==, 2);

  window_fixture_activate (&fixture, "win.find");
  WAIT_UNTIL (gtk_widget_get_focus_child (bar) != NULL);
  WAIT_UNTIL (shows_text (bar, "1 of 2"));
  window_fixture_activate (&fixture, "win.find-next");
  assert_shows (bar, "2 of 2");
  window_fixture_activate (&fixture, "win.find-next");
  assert_shows (bar, "1 of 2");
  window_fixture_activate (&fixture, "win.find-previous");
  assert_shows (bar, "2 of 2");
  gtk_editable_set_text (GTK_EDITABLE (find_type (bar, GTK_TYPE_SEARCH_ENTRY)), "勒索");
  WAIT_UNTIL (shows_text (bar, "Nothing"));
  window_fixture_select (&fixture, 2020, 12);
  g_assert_cmpuint (zb_text_finder_get_n_places (get_finder (&fixture)), ==, 1);
  window_fixture_clear (&fixture);
}

static void
test_narrow (void)
{
  WindowFixture fixture;

  open_story (&fixture);
  window_fixture_activate (&fixture, "win.show-page");
  window_fixture_activate (&fixture, "win.search");
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 720);
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (fixture.window)) <= 400);
  type (&fixture, "没有这个词", 0);
  assert_fits (GTK_WIDGET (get_search (&fixture)));
  window_fixture_activate (&fixture, "win.show-page");
  window_fixture_activate (&fixture, "win.find");
  wait_frames (GTK_WIDGET (fixture.window), 3);
  assert_fits (find_type (GTK_WIDGET (fixture.window), ZB_TYPE_FIND_BAR));
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/search/words", test_words);
  g_test_add_func ("/window/search/going-to-a-week", test_going_to_a_week);
  g_test_add_func ("/window/search/filters", test_filters);
  g_test_add_func ("/window/search/order", test_order);
  g_test_add_func ("/window/search/hidden-week", test_hidden_week);
  g_test_add_func ("/window/search/finding-in-the-page", test_finding_in_the_page);
  g_test_add_func ("/window/search/narrow", test_narrow);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
