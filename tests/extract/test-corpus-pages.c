/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

/* Real bulletins in other forms: what the archive holds as Markdown is written as web pages, with
 * all that sites put around and into a text, and must say the same when it is read from there. */

/* What editors put around pieces of a text, and leave behind them. */
static const struct {
  const char *before;
  const char *after;
} wraps[] = {
  { "", "" },
  { "", "" },
  { "<span style=\"font-size: 15px;\">", "</span>" },
  { "<font color=\"red\"><span>", "</span></font>" },
  { "<strong>", "</strong>" },
  { "", "<!-- 共处理网络安全事件1起 -->" },
  { "", "<span style=\"display: none;\">12起</span>" },
  { "", "\xe2\x80\x8b" },
  { "<em></em>", "" },
};

/* What stands between paragraphs. */
static const char *const gaps[] = {
  "\n", "<section><br></section>\n", "<p style=\"display: none;\"><mp-style-type data-value=\"3\"></mp-style-type></p>\n",
  "<mp-common-profile data-nickname=\"某公众号\"></mp-common-profile>\n", "<p>&nbsp;</p>\n",
};

#define SCRIPT "<script>var text = '本周，CNCERT共处理网络安全事件9起，含跨境网络安全事件8起。';</script>"

static void
append_words (GString    *page,
              GRand      *random,
              const char *words)
{
  for (const char *p = words; *p != '\0';)
    {
      const char *end = p;
      guint wrap = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (wraps));
      g_autofree char *piece = NULL;

      for (int i = g_rand_int_range (random, 1, 30); i > 0 && *end != '\0'; i--)
        end = g_utf8_next_char (end);
      piece = g_markup_escape_text (p, end - p);
      g_string_append_printf (page, "%s%s%s", wraps[wrap].before, piece, wraps[wrap].after);
      p = end;
    }
}

static void
append_block (GString       *page,
              GRand         *random,
              const ZbBlock *block,
              const char    *tag)
{
  if (block->kind == ZB_BLOCK_IMAGE)
    {
      g_autofree char *address = g_markup_escape_text (block->image, -1);

      g_string_append_printf (page, "<%s><img class=\"rich_pages\" data-src=\"%s\" src=\"data:image/gif;base64,R0lGOD\"></%s>",
                              tag, address, tag);
      return;
    }
  g_string_append_printf (page, "<%s><span leaf=\"\">%s", tag, block->kind == ZB_BLOCK_LIST_ITEM ? "●" : "");
  for (guint i = 0; i < block->runs->len; i++)
    {
      const ZbRun *run = g_ptr_array_index (block->runs, i);
      g_autofree char *link = run->link != NULL ? g_markup_escape_text (run->link, -1) : NULL;

      if (link != NULL)
        g_string_append_printf (page, "<a target=\"_blank\" href=\"%s\">", link);
      append_words (page, random, run->text);
      if (link != NULL)
        g_string_append (page, "</a>");
    }
  g_string_append_printf (page, "</span></%s>", tag);
  g_string_append (page, gaps[g_rand_int_range (random, 0, G_N_ELEMENTS (gaps))]);
}

static char *
dup_content (const ZbDocument *document,
             GRand            *random)
{
  static const char *const tags[] = { "p", "section", "div", "section" };
  GString *content = g_string_new (NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    append_block (content, random, g_ptr_array_index (document->blocks, i),
                  tags[g_rand_int_range (random, 0, G_N_ELEMENTS (tags))]);
  return g_string_free (content, FALSE);
}

/* An article as WeChat sends it. */
static char *
write_wechat_page (const ZbDocument *document,
                   GRand            *random)
{
  g_autofree char *content = dup_content (document, random);
  g_autofree char *title = g_markup_escape_text (document->title, -1);
  g_autofree char *url = g_markup_escape_text (document->url, -1);
  g_autofree char *account = g_markup_escape_text (document->account, -1);
  g_autoptr(GDateTime) day = g_date_time_new_utc (g_date_get_year (&document->published),
                                                  (int) g_date_get_month (&document->published),
                                                  g_date_get_day (&document->published), 1, 0, 0);

  return g_strdup_printf ("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta property=\"og:title\" content=\"%s\">"
                          "<meta property=\"og:url\" content=\"%s\"><title></title>" SCRIPT "</head><body>"
                          "<h1 id=\"activity-name\">%s</h1><a id=\"js_name\"> %s </a><em id=\"publish_time\"></em>"
                          "<div class=\"rich_media_content\" id=\"js_content\" style=\"visibility: hidden;\">%s</div>"
                          "<p>预览时标签不可点</p><p>微信扫一扫<br>关注该公众号</p>"
                          "<script>var ct = \"%" G_GINT64_FORMAT "\";</script></body></html>",
                          title, url, title, account, content, g_date_time_to_unix (day));
}

/* A re-post on a site of its own, in the encoding of such sites. */
static char *
write_site_page (const ZbDocument *document,
                 GRand            *random)
{
  g_autofree char *content = dup_content (document, random);
  g_autofree char *title = g_markup_escape_text (document->title, -1);

  return g_strdup_printf ("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">"
                          "<title>%s-某站</title>" SCRIPT "</head><body><ul><li><a href=\"/\">首页</a></li></ul>"
                          "<div class=\"main\"><h1>%s</h1><div class=\"info\"><small>时间:</small>%04u-%02u-%02u 15:42"
                          "<small>来源:</small>某处</div><div class=\"content\">%s</div></div>"
                          "<div class=\"related\"><a href=\"/1\">网络安全信息与动态周报(2014.02.10至2014.02.16)</a>"
                          "<p>本周，CNCERT共处理网络安全事件7起，含跨境网络安全事件6起。</p></div>"
                          "<div id=\"footer\">版权所有，转载请注明。</div></body></html>",
                          title, title, (guint) g_date_get_year (&document->published),
                          (guint) g_date_get_month (&document->published),
                          (guint) g_date_get_day (&document->published), content);
}

static void
assert_same (ZbBulletin *one,
             ZbBulletin *other)
{
  g_autofree char *figures = story_dup_figures (one);
  g_autofree char *other_figures = story_dup_figures (other);

  g_assert_cmpint (other->status, ==, one->status);
  g_assert_cmpstr (other_figures, ==, figures);
  g_assert_cmpint (zb_issue_compare (other->issue, one->issue), ==, 0);
  g_assert_cmpint (other->rating, ==, one->rating);
  g_assert_cmpint (g_date_compare (&other->published, &one->published), ==, 0);
  g_assert_cmpstr (other->title, ==, one->title);
  g_assert_cmpuint (other->images->len, ==, one->images->len);
  for (guint i = 0; i < one->images->len; i++)
    g_assert_cmpstr (g_ptr_array_index (other->images, i), ==, g_ptr_array_index (one->images, i));
  g_assert_cmpuint (other->recap->len, ==, one->recap->len);
  for (guint i = 0; i < one->recap->len; i++)
    {
      const ZbRecapEntry *entry = g_ptr_array_index (one->recap, i);
      const ZbRecapEntry *other_entry = g_ptr_array_index (other->recap, i);

      g_assert_cmpint (zb_issue_compare (other_entry->issue, entry->issue), ==, 0);
      g_assert_cmpstr (other_entry->url, ==, entry->url);
    }
}

static ZbBulletin *
read_page (const char *page,
           const char *encoding)
{
  gsize length;
  char *data = g_convert (page, -1, encoding, "UTF-8", NULL, &length, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_take (data, length);
  g_autoptr(GPtrArray) extractions = zb_extractor_read (zb_extractor_get_default (), bytes, NULL);

  g_assert_cmpuint (extractions->len, ==, 1);
  return zb_bulletin_ref (((const ZbExtraction *) g_ptr_array_index (extractions, 0))->bulletin);
}

static void
check_bulletin (const char *path,
                GRand      *random)
{
  g_autofree char *contents = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(ZbExtraction) expected = NULL;
  g_autofree char *wechat_page = NULL;
  g_autofree char *site_page = NULL;
  g_autoptr(ZbBulletin) from_wechat = NULL;
  g_autoptr(ZbBulletin) from_site = NULL;

  g_test_message ("%s", path);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  bytes = g_bytes_new_static (contents, strlen (contents));
  documents = zb_document_read (bytes, NULL, NULL);
  expected = zb_extractor_run (zb_extractor_get_default (), g_ptr_array_index (documents, 0));
  g_assert_cmpint (expected->bulletin->status, ==, ZB_COPY_OK);

  wechat_page = write_wechat_page (g_ptr_array_index (documents, 0), random);
  from_wechat = read_page (wechat_page, "UTF-8");
  assert_same (expected->bulletin, from_wechat);
  g_assert_cmpstr (from_wechat->url, ==, expected->bulletin->url);
  g_assert_cmpstr (from_wechat->account, ==, expected->bulletin->account);

  site_page = write_site_page (g_ptr_array_index (documents, 0), random);
  from_site = read_page (site_page, "GB18030");
  assert_same (expected->bulletin, from_site);
}

static void
test_bulletins (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("ZB_CORPUS"), "bulletins", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_read = 0;

  if (dir == NULL)
    {
      g_test_skip ("there are no real bulletins in the folder that ZB_CORPUS names");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      for (guint32 seed = 1; seed <= 5; seed++)
        {
          GRand *random = g_rand_new_with_seed (seed);

          check_bulletin (path, random);
          g_rand_free (random);
        }
      n_read++;
    }
  g_assert_cmpuint (n_read, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/corpus-pages/bulletins", test_bulletins);
  return g_test_run ();
}
