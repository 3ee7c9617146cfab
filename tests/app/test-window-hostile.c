/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-issue-page.h"
#include "app/zb-text-view.h"

/* Stories of pages that were written to do harm: what they say is text and nothing else. */

#define BIDI "\342\200\256gnp.exe\342\200\254\342\201\246\342\200\217"

static const Story hostile_story = {
  .year = 2020, .number = 20, .period = "5月11日-5月17日", .published = "2020-05-21",
  .account = "<b>&amp;</b><span size='900000'>A</span>" BIDI,
  .url = "javascript:alert(1)",
  .total = 300, .cross_border = 150, .phishing = 100,
  .extra = "共 <b>5</b> & <a href=\"https://example.org/?a=1&b=2\">6</a> 个 &#x202e; %s %n" BIDI "。\n\n"
           "[跳转](javascript:alert(1))和[文件](file:///etc/passwd)和[数据](data:text/html,<b>x</b>)"
           "和[好的](https://example.org/?a=1&b=\"2\">)。",
};

static void
open_story (WindowFixture *self,
            const Story   *story)
{
  g_autofree char *text = story_to_markdown (story);

  window_fixture_init (self);
  window_fixture_store (self, text);
  window_fixture_open (self, "2020-20");
  g_assert_cmpuint (zb_issue_page_get_detail (ZB_ISSUE_PAGE (window_fixture_get_page (self)))->entry->issue.number,
                    ==, 20);
}

static void
test_markup_is_text (void)
{
  WindowFixture fixture;
  GtkWidget *page;

  open_story (&fixture, &hostile_story);
  page = window_fixture_get_page (&fixture);
  assert_shows (page, "共 <b>5</b> & <a href=");
  assert_shows (page, "<b>&amp;</b><span size='900000'>A</span>");
  assert_shows (page, "%s %n");
  assert_fits (page);
  window_fixture_clear (&fixture);
}

/* Only addresses of the web are links. */
static void
test_links (void)
{
  static const char *const bad[] = { "javascript:", "file:", "data:" };
  WindowFixture fixture;
  g_autoptr(GPtrArray) labels = NULL;
  g_autoptr(GPtrArray) buttons = NULL;
  GtkWidget *page;

  open_story (&fixture, &hostile_story);
  page = window_fixture_get_page (&fixture);
  assert_shows (page, "跳转");
  labels = find_all (page, GTK_TYPE_LABEL);
  for (guint i = 0; i < labels->len; i++)
    {
      GtkLabel *label = g_ptr_array_index (labels, i);

      for (guint j = 0; gtk_label_get_use_markup (label) && j < G_N_ELEMENTS (bad); j++)
        {
          g_autofree char *link = g_strdup_printf ("href=\"%s", bad[j]);

          g_assert_null (strstr (gtk_label_get_label (label), link));
        }
    }
  buttons = find_all (page, GTK_TYPE_LINK_BUTTON);
  for (guint i = 0; i < buttons->len; i++)
    g_assert_true (g_str_has_prefix (gtk_link_button_get_uri (g_ptr_array_index (buttons, i)), "http"));
  window_fixture_clear (&fixture);
}

/* Neither the menu nor a row of the notice opens what is no address of the web. */
static void
assert_opens_nothing (const char *url)
{
  WindowFixture fixture;
  Story story = hostile_story;
  g_autofree char *shell = NULL;
  G_GNUC_UNUSED g_autoptr(GPtrArray) rows = NULL;

  story.url = url;
  open_story (&fixture, &story);
  g_assert_false (window_fixture_can (&fixture, "win.open-original"));
  window_fixture_clear (&fixture);

  shell = shell_to_markdown (&story, TRUE);
  window_fixture_init (&fixture);
  window_fixture_store (&fixture, shell);
  window_fixture_open (&fixture, "2020-20");
  assert_shows (window_fixture_get_page (&fixture), "The Text Is Not Here Yet");
  assert_hides (window_fixture_get_page (&fixture), "Where it is known to be");
  g_assert_false (window_fixture_can (&fixture, "win.open-original"));
  window_fixture_clear (&fixture);
}

static void
test_addresses (void)
{
  assert_opens_nothing ("javascript:alert(1)");
  assert_opens_nothing ("file:///etc/passwd");
  assert_opens_nothing ("ftp://example.org/");
}

/* What is much too long neither makes the window wider nor stops it. */
static void
test_long_texts (void)
{
  WindowFixture fixture;
  Story story = hostile_story;
  g_autofree char *word = g_strnfill (10000, 'W');
  g_autofree char *account = g_strnfill (10000, 'A');
  g_autofree char *recap = g_strdup_printf ("%s\thttps://example.org/1\n"
                                            "网络安全信息与动态周报2020年第19期（5月4日-5月10日）%s\thttps://example.org/2",
                                            word, word);

  story.account = account;
  story.extra = word;
  story.recap = recap;
  open_story (&fixture, &story);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 700);
  wait_frames (GTK_WIDGET (fixture.window), 5);
  assert_narrow (GTK_WIDGET (fixture.window));
  assert_fits (window_fixture_get_page (&fixture));
  window_fixture_clear (&fixture);
}

static void
test_huge_figures (void)
{
  WindowFixture fixture;
  Story story = hostile_story;

  story.total = G_MAXUINT;
  story.cross_border = G_MAXUINT;
  story.phishing = G_MAXUINT;
  open_story (&fixture, &story);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 700);
  wait_frames (GTK_WIDGET (fixture.window), 5);
  zb_window_show_issue (fixture.window, ISSUE (2020, 20));
  wait_frames (GTK_WIDGET (fixture.window), 5);
  assert_narrow (GTK_WIDGET (fixture.window));
  assert_fits (window_fixture_get_page (&fixture));
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/hostile/markup-is-text", test_markup_is_text);
  g_test_add_func ("/window/hostile/links", test_links);
  g_test_add_func ("/window/hostile/addresses", test_addresses);
  g_test_add_func ("/window/hostile/long-texts", test_long_texts);
  g_test_add_func ("/window/hostile/huge-figures", test_huge_figures);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
