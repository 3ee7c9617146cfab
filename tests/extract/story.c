/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

#define TAIL \
  "\n预览时标签不可点\n\n![]()\n\n微信扫一扫\n关注该公众号\n\n继续滑动看下一个\n\n轻触阅读原文\n\n" \
  "![](http://pictures.example/head)\n\n国家互联网应急中心CNCERT\n\n向上滑动看下一个\n\n知道了\n\n" \
  "![]()\n微信扫一扫\n使用小程序\n\n取消\n允许\n\n取消\n允许\n\n×\n分析\n\n![跳转二维码]()\n\n" \
  "![作者头像](http://pictures.example/head)\n\n微信扫一扫可打开此内容，\n使用完整服务\n\n" \
  "：\n，\n，\n。\n\n视频\n小程序\n赞\n，轻点两下取消赞\n在看\n，轻点两下取消在看\n分享\n留言\n收藏\n听过"

/**
 * story_dup_page:
 * @title: the bulletin's title
 * @body: its text, in Markdown
 *
 * Returns: (transfer full): a page as the Markdown archive holds it, with all
 *   that stands around the text there.
 */
char *
story_dup_page (const char *title,
                const char *body)
{
  return g_strdup_printf ("---\n"
                          "title: %s\n"
                          "url: https://mp.example/s?__biz=A==&mid=27&idx=1&sn=b&chksm=c#rd\n"
                          "source: 国家互联网应急中心CNCERT\n"
                          "date: 2024-07-12\n"
                          "fetch_date: 2025-10-06T17:44:45.130874\n"
                          "---\n\n"
                          "# %s\n\n![cover_image](https://pictures.example/cover)\n\n# %s\n\n"
                          "原创\n\nCNCERT\n\n国家互联网应急中心CNCERT\n\n%s" TAIL,
                          title, title, title, body);
}

/**
 * story_read_all:
 * @text: a file's text
 *
 * Returns: (transfer full) (element-type ZbExtraction): all that is read from it.
 */
GPtrArray *
story_read_all (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return zb_extractor_read (zb_extractor_get_default (), bytes, "story.md");
}

/**
 * story_read:
 * @text: a file's text
 *
 * Returns: (transfer full): the one thing that is read from it.
 */
ZbExtraction *
story_read (const char *text)
{
  g_autoptr(GPtrArray) extractions = story_read_all (text);

  g_assert_cmpuint (extractions->len, ==, 1);
  return zb_extraction_ref (g_ptr_array_index (extractions, 0));
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * story_dup_figures:
 *
 * Returns: (transfer full): all figures in one line, ordered by id:
 *   "defaced_gov_sites=29(-9.4) vuln_level=中".
 */
char *
story_dup_figures (ZbBulletin *bulletin)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < bulletin->figures->len; i++)
    {
      const ZbFigure *figure = g_ptr_array_index (bulletin->figures, i);
      g_autofree char *change =
        figure->has_change ? g_strdup_printf ("(%+.1f)", figure->change_percent) : g_strdup ("");

      if (figure->level != NULL)
        g_ptr_array_add (words, g_strdup_printf ("%s=%s%s", figure->id, figure->level, change));
      else
        g_ptr_array_add (words, g_strdup_printf ("%s=%" G_GINT64_FORMAT "%s", figure->id, figure->value, change));
    }
  g_ptr_array_sort (words, compare_strings);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

/**
 * story_assert_figures:
 * @text: sentences of a bulletin
 * @figures: what they state, as story_dup_figures() writes it, and nothing else
 *
 * Reads @text as the text of a bulletin.
 */
void
story_assert_figures (const char *text,
                      const char *figures)
{
  g_autofree char *page = story_dup_page (STORY_TITLE, text);
  g_autoptr(ZbExtraction) extraction = story_read (page);
  g_autofree char *found = story_dup_figures (extraction->bulletin);
  g_autofree char *words = zb_document_to_text (extraction->body);

  g_test_message ("%s", text);
  g_assert_cmpstr (found, ==, figures);
  for (guint i = 0; i < extraction->bulletin->figures->len; i++)
    {
      const ZbFigure *figure = g_ptr_array_index (extraction->bulletin->figures, i);

      /* Every figure can be shown with the sentence that it came from. */
      g_assert_cmpstr (figure->sentence, !=, "");
      g_assert_nonnull (strstr (words, figure->sentence));
    }
}

/**
 * story_assert_week:
 * @start: (nullable): the first day, %NULL where the week is not known
 * @end: (nullable): the last day
 */
void
story_assert_week (ZbBulletin *bulletin,
                   const char *start,
                   const char *end)
{
  g_autofree char *found_start = zb_date_dup_iso (&bulletin->period.start);
  g_autofree char *found_end = zb_date_dup_iso (&bulletin->period.end);

  g_assert_cmpstr (found_start, ==, start);
  g_assert_cmpstr (found_end, ==, end);
}

/**
 * story_assert_is_whole:
 *
 * The bulletin is STORY_TITLE with the figures of STORY_BODY, and its text has
 * nothing of what stood around it.
 */
void
story_assert_is_whole (ZbExtraction *extraction)
{
  static const char *const foreign[] = {
    "网络安全信息与动态周报", "近期回顾", "预览时标签", "微信扫一扫", "轻点两下", "知道了", "原创", "听过",
  };
  ZbBulletin *bulletin = extraction->bulletin;
  g_autofree char *figures = story_dup_figures (bulletin);
  g_autofree char *text = zb_document_to_text (extraction->body);

  g_assert_cmpstr (zb_copy_status_to_string (bulletin->status), ==, "ok");
  g_assert_null (bulletin->reason);
  g_assert_cmpuint (bulletin->issue.year, ==, 2024);
  g_assert_cmpuint (bulletin->issue.number, ==, 27);
  story_assert_week (bulletin, "2024-07-01", "2024-07-07");
  g_assert_cmpstr (zb_rating_get_han (bulletin->rating), ==, "中");
  g_assert_cmpstr (figures, ==, STORY_FIGURES);
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    if (strstr (text, foreign[i]) != NULL)
      g_error ("“%s” in the text: %s", foreign[i], text);
}

/**
 * story_replace:
 *
 * Returns: (transfer full): @text with each @what, which must be there,
 *   replaced by @with.
 */
char *
story_replace (const char *text,
               const char *what,
               const char *with)
{
  g_autoptr(GString) result = g_string_new (text);

  g_assert_cmpuint (g_string_replace (result, what, with, 0), >, 0);
  return g_string_free (g_steal_pointer (&result), FALSE);
}
