/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-figure-card.h"
#include "app/zb-issue-page.h"
#include "app/zb-text-view.h"

/* Stories of a bulletin that is here in several copies: each of them can be looked at. */

#define REPOSTER "转载样例"
#define REFUSER "另一样例"
#define REFUSED_URL REPOST_URL ("2020200002", "")

static Story
make_story (const char *account,
            const char *url,
            guint       total)
{
  return (Story) {
    .year = 2020, .number = 20, .period = "5月11日-5月17日", .published = "2020-05-21",
    .account = account, .url = url, .total = total, .cross_border = 660, .phishing = 990,
  };
}

/* The official copy, a re-post that states another total, and a verification page. */
static void
open_copies (WindowFixture *self)
{
  Story official = make_story (OFFICIAL_ACCOUNT, OFFICIAL_URL ("2020200000", "&chksm=9e&scene=58#rd"), 1320);
  Story repost = make_story (REPOSTER, REPOST_URL ("2020200001", "&chksm=9d&scene=58#rd"), 1230);
  Story refused = make_story (REFUSER, REFUSED_URL, 0);
  g_autofree char *best = story_to_markdown (&official);
  g_autofree char *second = story_to_markdown (&repost);
  g_autofree char *shell = shell_to_markdown (&refused, TRUE);
  g_autofree char *other = week_to_markdown (2020, 21, 500);

  window_fixture_init (self);
  window_fixture_store (self, best);
  window_fixture_store (self, second);
  window_fixture_store (self, shell);
  window_fixture_store (self, other);
  window_fixture_open (self, "2020-20");
}

static const ZbDetail *
get_detail (WindowFixture *self)
{
  return zb_issue_page_get_detail (ZB_ISSUE_PAGE (window_fixture_get_page (self)));
}

static gboolean
shows_copy_of (WindowFixture *self,
               const char    *account)
{
  const ZbDetail *detail = get_detail (self);

  for (guint i = 0; i < detail->copies->len; i++)
    {
      const ZbCopyInfo *copy = g_ptr_array_index (detail->copies, i);

      if (copy->shown)
        return g_strcmp0 (copy->account, account) == 0;
    }
  return FALSE;
}

static void
choose_copy (WindowFixture *self,
             const char    *account)
{
  GtkWidget *row = find_action_row (window_fixture_get_page (self), account);

  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  g_assert_true (gtk_widget_activate (row));
  WAIT_UNTIL (shows_copy_of (self, account));
  wait_frames (GTK_WIDGET (self->window), 3);
}

static GtkWidget *
get_text (WindowFixture *self)
{
  return find_type (window_fixture_get_page (self), ZB_TYPE_TEXT_VIEW);
}

static void
test_other_copy (void)
{
  WindowFixture fixture;
  GtkWidget *page, *button;

  open_copies (&fixture);
  page = window_fixture_get_page (&fixture);
  assert_shows (get_text (&fixture), "共处理网络安全事件1320起");
  assert_hides (page, "You are looking at another copy");
  choose_copy (&fixture, REPOSTER);
  assert_shows (get_text (&fixture), "共处理网络安全事件1230起");
  assert_shows (page, "You are looking at another copy: " REPOSTER);
  /* What was chosen at the page's end is in front of the reader. */
  assert_on_screen (find_label (page, "You are looking at another copy"), page);
  /* The figures are those of all copies. */
  assert_shows (page, "1,320");

  button = find_labelled_button (page, "Show Best Copy");
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (shows_copy_of (&fixture, OFFICIAL_ACCOUNT));
  assert_shows (get_text (&fixture), "共处理网络安全事件1320起");
  assert_hides (page, "You are looking at another copy");
  window_fixture_clear (&fixture);
}

/* The row of the shown copy says so, and offers nothing. */
static void
test_marks (void)
{
  WindowFixture fixture;
  GtkWidget *page, *row;

  open_copies (&fixture);
  page = window_fixture_get_page (&fixture);
  row = find_action_row (page, OFFICIAL_ACCOUNT);
  assert_shows (row, "Full text, shown above");
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  choose_copy (&fixture, REPOSTER);
  assert_shows (find_action_row (page, REPOSTER), "Full text, shown above");
  row = find_action_row (page, OFFICIAL_ACCOUNT);
  assert_hides (row, "shown above");
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  window_fixture_clear (&fixture);
}

static void
test_refused_copy (void)
{
  WindowFixture fixture;
  GtkWidget *page;

  open_copies (&fixture);
  page = window_fixture_get_page (&fixture);
  assert_shows (find_action_row (page, REFUSER), "Refused by the site");
  assert_shows (find_action_row (page, REFUSER), "asked for a verification");
  choose_copy (&fixture, REFUSER);
  assert_shows (page, "This Copy Holds No Text");
  assert_shows (page, "pass the verification and save the page");
  assert_shows (page, "Where it was found");
  assert_hides (page, "共处理网络安全事件");
  g_assert_false (gtk_widget_get_mapped (get_text (&fixture)));
  choose_copy (&fixture, OFFICIAL_ACCOUNT);
  assert_shows (get_text (&fixture), "共处理网络安全事件1320起");
  assert_hides (page, "This Copy Holds No Text");
  window_fixture_clear (&fixture);
}

/* The choice ends with the page. */
static void
test_choice_ends (void)
{
  WindowFixture fixture;

  open_copies (&fixture);
  choose_copy (&fixture, REPOSTER);
  /* Reading the list again is no other page. */
  window_fixture_activate (&fixture, "win.reload");
  assert_rests (GTK_WIDGET (fixture.window));
  g_assert_true (shows_copy_of (&fixture, REPOSTER));

  window_fixture_select (&fixture, 2020, 21);
  window_fixture_select (&fixture, 2020, 20);
  g_assert_true (shows_copy_of (&fixture, OFFICIAL_ACCOUNT));
  window_fixture_clear (&fixture);
}

static void
test_copy_that_is_gone (void)
{
  WindowFixture fixture;

  open_copies (&fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.show-copy", "x",
                                             G_GINT64_CONSTANT (987654)));
  WAIT_UNTIL (shows_text (fixture.window, "not one of the bulletin’s any more"));
  assert_rests (GTK_WIDGET (fixture.window));
  g_assert_true (shows_copy_of (&fixture, OFFICIAL_ACCOUNT));
  window_fixture_clear (&fixture);
}

/* That sources disagree is seen without colours, heard, and told value by value. */
static void
test_disagreement (void)
{
  WindowFixture fixture;
  g_autoptr(GPtrArray) cards = NULL;
  GtkMenuButton *button;
  g_autofree char *name = NULL;

  open_copies (&fixture);
  cards = find_all (window_fixture_get_page (&fixture), ZB_TYPE_FIGURE_CARD);
  g_assert_cmpstr (zb_figure_card_get_figure (g_ptr_array_index (cards, 0)), ==, ZB_FIGURE_INCIDENTS_TOTAL);
  g_assert_nonnull (find_icon (g_ptr_array_index (cards, 0), "dialog-warning-symbolic"));
  g_assert_null (find_icon (g_ptr_array_index (cards, 1), "dialog-warning-symbolic"));
  button = GTK_MENU_BUTTON (find_type (g_ptr_array_index (cards, 0), GTK_TYPE_MENU_BUTTON));
  name = dup_accessible (GTK_WIDGET (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (name, "sources state different numbers"));
  gtk_menu_button_popup (button);
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  assert_shows (gtk_menu_button_get_popover (button), "Stated in the copy of " OFFICIAL_ACCOUNT);
  assert_shows (gtk_menu_button_get_popover (button), "Another source says 1,230: Stated in the copy of " REPOSTER);
  gtk_menu_button_popdown (button);
  window_fixture_clear (&fixture);
}

static void
test_narrow (void)
{
  WindowFixture fixture;

  open_copies (&fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 700);
  window_fixture_activate (&fixture, "win.show-page");
  choose_copy (&fixture, REFUSER);
  wait_frames (GTK_WIDGET (fixture.window), 10);
  assert_narrow (GTK_WIDGET (fixture.window));
  assert_fits (window_fixture_get_page (&fixture));
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/copies/other", test_other_copy);
  g_test_add_func ("/window/copies/marks", test_marks);
  g_test_add_func ("/window/copies/refused", test_refused_copy);
  g_test_add_func ("/window/copies/choice-ends", test_choice_ends);
  g_test_add_func ("/window/copies/gone", test_copy_that_is_gone);
  g_test_add_func ("/window/copies/disagreement", test_disagreement);
  g_test_add_func ("/window/copies/narrow", test_narrow);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
