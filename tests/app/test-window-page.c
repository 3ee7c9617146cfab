/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-chart-panel.h"
#include "app/zb-chart-switch.h"
#include "app/zb-chart-view.h"
#include "app/zb-figure-card.h"
#include "app/zb-issue-page.h"
#include "app/zb-text-view.h"

/* Stories of the page of one bulletin. */

#define EARLIER_URL OFFICIAL_URL ("2020100900", "&chksm=9a&scene=21#wechat_redirect")

/* Issue 11 of 2020, with everything that a bulletin's text can carry. */
static const Story full_story = {
  .year = 2020, .number = 11, .period = "3月9日-3月15日", .published = "2020-03-19",
  .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2020110000", "&chksm=9b&scene=58#rd"),
  .total = 1320, .cross_border = 660, .phishing = 990,
  .extra = "协调7个提供恶意移动应用程序下载服务的平台开展移动互联网恶意代码处理工作，"
           "共处理传播移动互联网恶意代码的恶意URL链接34个。",
  .recap = "网络安全信息与动态周报2020年第10期（3月2日-3月8日）\t" EARLIER_URL "\n"
           "网络安全信息与动态周报2020年第9期（2月24日-3月1日）\t"
           OFFICIAL_URL ("2020090000", "&chksm=9c&scene=21#wechat_redirect"),
};

static void
open_full_story (WindowFixture *self)
{
  g_autofree char *full = story_to_markdown (&full_story);
  g_autofree char *before = week_to_markdown (2020, 10, 1200);
  g_autofree char *after_gap = week_to_markdown (2020, 13, 500);

  window_fixture_init (self);
  window_fixture_store (self, before);
  window_fixture_store (self, full);
  window_fixture_store (self, after_gap);
  window_fixture_open (self, "2020-11");
}

static GtkWidget *
find_card (WindowFixture *self,
           const char    *figure)
{
  g_autoptr(GPtrArray) cards = find_all (window_fixture_get_page (self), ZB_TYPE_FIGURE_CARD);

  for (guint i = 0; i < cards->len; i++)
    if (g_str_equal (zb_figure_card_get_figure (g_ptr_array_index (cards, i)), figure))
      return g_ptr_array_index (cards, i);
  g_error ("there is no card of %s", figure);
}

static void
assert_shown_issue (WindowFixture *self,
                    guint          year,
                    guint          number)
{
  ZbIssuePage *page = ZB_ISSUE_PAGE (window_fixture_get_page (self));

  WAIT_UNTIL (zb_issue_compare (zb_issue_page_get_detail (page)->entry->issue, ISSUE (year, number)) == 0);
}

static void
test_figures (void)
{
  WindowFixture fixture;
  GtkWidget *page;

  open_full_story (&fixture);
  page = window_fixture_get_page (&fixture);
  assert_shows (page, "Issue 11 of 2020");
  assert_shows (page, "9–15 March 2020");
  assert_shows (page, "published 19 Mar");
  assert_shows (page, "良 Good");
  assert_shows (find_card (&fixture, ZB_FIGURE_INCIDENTS_TOTAL), "1,320");
  assert_shows (find_card (&fixture, ZB_FIGURE_INCIDENTS_CROSS_BORDER), "660");
  assert_shows (find_card (&fixture, ZB_FIGURE_INCIDENTS_PHISHING), "990");
  assert_shows (find_card (&fixture, ZB_FIGURE_MALICIOUS_APP_URLS), "34");
  assert_shows (find_card (&fixture, ZB_FIGURE_MALICIOUS_APP_URLS), "on 7 platforms");
  window_fixture_clear (&fixture);
}

/* A change is told only where the exact week before is known. */
static void
test_change (void)
{
  WindowFixture fixture;
  GtkWidget *card;

  open_full_story (&fixture);
  card = find_card (&fixture, ZB_FIGURE_INCIDENTS_TOTAL);
  assert_shows (card, "+120 (+10 %)");

  window_fixture_select (&fixture, 2020, 13);
  card = find_card (&fixture, ZB_FIGURE_INCIDENTS_TOTAL);
  assert_shows (card, "500");
  assert_shows (card, "no week before");
  /* 250 of 500: where no change is known, the share stands in its place. */
  assert_shows (find_card (&fixture, ZB_FIGURE_INCIDENTS_CROSS_BORDER), "50 % of all");
  assert_hides (window_fixture_get_page (&fixture), "+");
  window_fixture_clear (&fixture);
}

static void
test_sentence (void)
{
  WindowFixture fixture;
  GtkWidget *card, *button;
  GtkPopover *popover;
  g_autofree char *sentence = NULL;

  open_full_story (&fixture);
  card = find_card (&fixture, ZB_FIGURE_INCIDENTS_TOTAL);
  button = find_type (card, GTK_TYPE_MENU_BUTTON);
  sentence = dup_accessible (button, GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (sentence, "1,320"));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (popover)));
  assert_shows (popover, "共处理网络安全事件1320起");
  assert_shows (popover, "Week before: 1,200");
  assert_shows (popover, "Stated in the copy of 国家互联网应急中心CNCERT");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  WAIT_UNTIL (!gtk_widget_get_mapped (GTK_WIDGET (popover)));
  window_fixture_clear (&fixture);
}

/* The trend follows the card that was chosen, also on the page of another week. */
static void
test_trend_of_a_card (void)
{
  WindowFixture fixture;
  GtkWidget *card, *button, *popover, *page;

  open_full_story (&fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1200, 500);
  wait_frames (GTK_WIDGET (fixture.window), 3);
  page = window_fixture_get_page (&fixture);
  assert_shows (page, "Incidents handled, by Week");
  card = find_card (&fixture, ZB_FIGURE_INCIDENTS_PHISHING);
  button = find_type (card, GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  WAIT_UNTIL (gtk_widget_get_mapped (popover));
  g_signal_emit_by_name (find_type (popover, GTK_TYPE_BUTTON), "clicked");
  wait_frames (GTK_WIDGET (fixture.window), 3);
  g_assert_false (gtk_widget_get_mapped (popover));
  assert_hides (page, "Incidents handled, by Week");
  assert_on_screen (find_label (page, ", by Week"), page);

  window_fixture_select (&fixture, 2020, 10);
  assert_hides (page, "Incidents handled, by Week");
  window_fixture_clear (&fixture);
}

/* Presses a button of one of the page's switches. */
static void
press_choice (WindowFixture *self,
              guint          which,
              guint          choice)
{
  g_autoptr(GPtrArray) switches = find_all (window_fixture_get_page (self), ZB_TYPE_CHART_SWITCH);
  g_autoptr(GPtrArray) buttons = NULL;

  g_assert_cmpuint (which, <, switches->len);
  buttons = find_all (g_ptr_array_index (switches, which), GTK_TYPE_TOGGLE_BUTTON);
  gtk_toggle_button_set_active (g_ptr_array_index (buttons, choice), TRUE);
  wait_frames (GTK_WIDGET (self->window), 3);
}

/* Given a page with its charts, then each of the others is shown when it is chosen, and stays chosen on the page of
 * another week. */
static void
test_choices (void)
{
  WindowFixture fixture;
  GtkWidget *page;

  open_full_story (&fixture);
  page = window_fixture_get_page (&fixture);
  assert_shows (page, "Incidents by Category");
  press_choice (&fixture, 0, 1);
  assert_hides (page, "Incidents by Category");
  assert_shows (page, "The Week Beside Others");
  press_choice (&fixture, 1, 1);
  assert_shows (page, "Incidents handled, Year by Year");
  press_choice (&fixture, 1, 2);
  assert_shows (page, "Bulletins by Week");
  assert_hides (page, "_Median");

  window_fixture_select (&fixture, 2020, 10);
  assert_shows (page, "The Week Beside Others");
  press_choice (&fixture, 1, 0);
  assert_shows (page, ", by Week");
  press_choice (&fixture, 0, 0);
  assert_hides (page, "The Week Beside Others");
  window_fixture_clear (&fixture);
}

static void
test_number_table (void)
{
  WindowFixture fixture;
  GtkWidget *table;

  open_full_story (&fixture);
  table = open_number_table (window_fixture_get_page (&fixture));
  g_assert_true (has_number_row (table, "Phishing complaints", "990"));
  g_assert_true (has_number_row (table, "Other incidents", "330"));
  g_assert_true (has_number_row (table, "Cross-border", "660"));
  g_assert_true (has_number_row (table, "Domestic", "660"));
  g_assert_true (has_number_row (table, "Malicious URLs", "34"));
  g_assert_true (has_number_row (table, "App platforms", "7"));
  for (GtkWidget *cell = gtk_widget_get_first_child (gtk_widget_get_first_child (table));
       cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (cell)), ==, GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
  window_fixture_clear (&fixture);
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static void
test_copied_numbers (void)
{
  WindowFixture fixture;
  GtkWidget *panel;
  g_autofree char *text = NULL;

  open_full_story (&fixture);
  panel = find_type (window_fixture_get_page (&fixture), ZB_TYPE_CHART_PANEL);
  g_assert_true (gtk_widget_activate_action (panel, "chart.copy-numbers", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (panel), NULL, text_read_cb, &text);
  WAIT_UNTIL (text != NULL);
  g_assert_nonnull (strstr (text, "1320"));
  g_assert_nonnull (strstr (text, "990"));
  assert_shows (fixture.window, "Numbers copied");
  window_fixture_clear (&fixture);
}

static void
test_earlier_issue (void)
{
  WindowFixture fixture;
  GtkWidget *page;

  open_full_story (&fixture);
  page = window_fixture_get_page (&fixture);
  assert_shows (page, "Earlier Issues");
  adw_action_row_activate (ADW_ACTION_ROW (find_action_row (page, "Issue 10 of 2020")));
  assert_shown_issue (&fixture, 2020, 10);
  /* The issue that is known from the list alone has a page too. */
  window_fixture_select (&fixture, 2020, 11);
  adw_action_row_activate (ADW_ACTION_ROW (find_action_row (page, "Issue 9 of 2020")));
  assert_shown_issue (&fixture, 2020, 9);
  assert_shows (page, "The Text Is Not Here Yet");
  window_fixture_clear (&fixture);
}

/* A link of the text to an earlier issue is for the window, all others are for the browser. */
static void
test_links (void)
{
  WindowFixture fixture;
  GtkWidget *label;
  gboolean is_handled = FALSE;

  open_full_story (&fixture);
  label = find_label (find_type (window_fixture_get_page (&fixture), ZB_TYPE_TEXT_VIEW),
                      "共处理网络安全事件1320起");
  g_assert_nonnull (label);
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (label)));
  g_assert_true (window_fixture_can (&fixture, "win.open-original"));
  g_assert_false (zb_window_show_address (fixture.window, "https://example.org/"));
  g_assert_false (zb_window_show_address (fixture.window, ""));
  g_signal_emit_by_name (label, "activate-link", EARLIER_URL, &is_handled);
  g_assert_true (is_handled);
  assert_shown_issue (&fixture, 2020, 10);
  window_fixture_clear (&fixture);
}

/* Two copies that state different numbers: the card shows the official one and tells the other. */
static void
test_disagreement (void)
{
  WindowFixture fixture;
  Story repost = full_story;
  g_autofree char *text = NULL;
  GtkWidget *button;

  repost.account = "转载样例";
  repost.url = REPOST_URL ("2020110001", "&chksm=9d&scene=58#rd");
  repost.total = 1230;
  text = story_to_markdown (&repost);
  open_full_story (&fixture);
  window_fixture_close (&fixture);
  window_fixture_store (&fixture, text);
  window_fixture_open (&fixture, "2020-11");
  button = find_type (find_card (&fixture, ZB_FIGURE_INCIDENTS_TOTAL), GTK_TYPE_MENU_BUTTON);
  assert_shows (button, "1,320");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
  assert_shows (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)), "Another source says 1,230");
  assert_shows (window_fixture_get_page (&fixture), "转载样例");
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/page/figures", test_figures);
  g_test_add_func ("/window/page/change", test_change);
  g_test_add_func ("/window/page/sentence", test_sentence);
  g_test_add_func ("/window/page/choices", test_choices);
  g_test_add_func ("/window/page/trend-of-a-card", test_trend_of_a_card);
  g_test_add_func ("/window/page/number-table", test_number_table);
  g_test_add_func ("/window/page/copied-numbers", test_copied_numbers);
  g_test_add_func ("/window/page/earlier-issue", test_earlier_issue);
  g_test_add_func ("/window/page/links", test_links);
  g_test_add_func ("/window/page/disagreement", test_disagreement);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
