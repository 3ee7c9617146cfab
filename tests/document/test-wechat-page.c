/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "page-fixture.h"

/* Articles of mp.weixin.qq.com, and what the site sends in their place. */

#define SENTENCE "这一句话，是为测试而写的，说的是村口的那条河。"
#define URL "http://mp.example/s?__biz=A==&amp;mid=1&amp;idx=1&amp;sn=b&amp;chksm=c#rd"
#define PLAIN_URL "http://mp.example/s?__biz=A==&mid=1&idx=1&sn=b&chksm=c#rd"
#define CONTENT(text) \
  "<div class=\"rich_media_content js_underline_content\" id=\"js_content\" style=\"visibility: hidden; opacity: 0;\">" \
  text "</div>"
/* What stands below every article. */
#define TAIL \
  "<p>预览时标签不可点</p><div id=\"js_pc_qr_code\"><p>微信扫一扫<br>关注该公众号</p></div>" \
  "<div>继续滑动看下一个</div><div>轻触阅读原文</div><div>知道了</div>"
#define SCRIPT(names) "<script type=\"text/javascript\">\n" names "\n</script>"

static void
test_article (void)
{
  g_autoptr(ZbDocument) document =
    page_read ("<!DOCTYPE html><html class=\"\"><head><meta name=\"author\" content=\"作者\">"
               "<meta property=\"og:title\" content=\"题目 &amp; 其他\"><meta property=\"og:url\" content=\"" URL "\">"
               "<title></title></head><body id=\"activity-detail\">"
               "<h1 class=\"rich_media_title\" id=\"activity-name\">\n 别的题目 \n</h1>"
               "<a href=\"javascript:void(0);\" id=\"js_name\">\n   某公众号    </a><em id=\"publish_time\"></em>"
               CONTENT ("<section><span leaf=\"\">甲</span></section><p>" SENTENCE "</p>"
                        "<p style=\"display: none;\"><mp-style-type data-value=\"3\"></mp-style-type></p>")
               TAIL SCRIPT ("var biz = \"A==\"||\"\"; var ct = \"1720771201\"; var msg_title = '题'.html(false);"
                            "var nickname = htmlDecode(\"别的号\");") "</body></html>");
  g_autofree char *markdown = zb_document_to_markdown (document);

  g_assert_cmpstr (document->title, ==, "题目 & 其他");
  g_assert_cmpstr (document->url, ==, PLAIN_URL);
  g_assert_cmpstr (document->account, ==, "某公众号");
  page_assert_day (document, "2024-07-12");
  g_assert_cmpint (document->refusal, ==, ZB_REFUSAL_NONE);
  g_assert_cmpstr (markdown, ==, "甲\n\n" SENTENCE);
}

/* Given a page without any of the usual elements, then its scripts tell. */
static void
test_scripts_only (void)
{
  g_autoptr(ZbDocument) document =
    page_read ("<html><body>" CONTENT ("<p>" SENTENCE "</p>")
               SCRIPT ("window.msg_title = '甲\\x26amp;乙\\x0a丙';\n"
                       "d.nick_name = xml ? getXmlValue('nick_name.DATA') : '某公众号';\n"
                       "d.ct = xml ? getXmlValue('ori_create_time.DATA') : '1720713600';\n"
                       "var msg_link = \"http:\\/\\/mp.example\\/s?a=1\\x26amp;b=2#rd\";") "</body></html>");

  g_assert_cmpstr (document->title, ==, "甲&乙\n丙");
  g_assert_cmpstr (document->account, ==, "某公众号");
  g_assert_cmpstr (document->url, ==, "http://mp.example/s?a=1&b=2#rd");
  /* Midnight in China is the afternoon before in UTC. */
  page_assert_day (document, "2024-07-12");
}

static void
test_publish_time (void)
{
  g_autoptr(ZbDocument) filled =
    page_read ("<em id=\"publish_time\">2024-07-12 18:05</em>" CONTENT ("<p>" SENTENCE "</p>"));
  /* The mirror's date is that of its copy. */
  g_autoptr(ZbDocument) mirror =
    page_read ("<link rel=\"canonical\" href=\"https://freewechat.com/a/A==/1/1\">"
               "<em id=\"publish_time\">2021-02-11</em>" CONTENT ("<p>" SENTENCE "</p>"));

  page_assert_day (filled, "2024-07-12");
  page_assert_day (mirror, NULL);
  g_assert_cmpstr (mirror->url, ==, "https://freewechat.com/a/A==/1/1");
}

/* Given a mirror's page, then its own kinds of pictures are found too. */
static void
test_mirror_pictures (void)
{
  page_assert_markdown (CONTENT ("<p>" SENTENCE "</p><amp-img src=\"https://p.example/1\"></amp-img>"
                                 "<div class=\"js_img_placeholder\" data-src=\"https://p.example/2\"></div>"),
                        SENTENCE "\n\n![](https://p.example/1)\n\n![](https://p.example/2)");
}

static void
test_repost (void)
{
  g_autoptr(ZbDocument) document =
    page_read ("<a id=\"js_name\">转载号</a><span id=\"js_share_source\" data-url=\"" URL "\">阅读全文</span>"
               CONTENT ("<p>" SENTENCE "</p>"));

  g_assert_cmpstr (document->account, ==, "转载号");
  g_assert_cmpstr (document->original, ==, PLAIN_URL);
  g_assert_cmpint (document->refusal, ==, ZB_REFUSAL_NONE);
}

static void
test_refusals (void)
{
  static const char *const notice = "<html><body><div class=\"weui-msg\"><h2 class=\"weui-msg__title\">%s</h2>"
                                    "<p>微信公众平台</p></div></body></html>";
  static const struct { const char *words; ZbRefusal refusal; } notices[] = {
    { "环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a><h2>", ZB_REFUSAL_VERIFICATION },
    { "访问过于频繁，请用微信扫描二维码进行访问", ZB_REFUSAL_TOO_FREQUENT },
    { "该内容已被发布者删除", ZB_REFUSAL_DELETED },
    { "此内容因违规无法查看", ZB_REFUSAL_VIOLATION },
    { "此账号已被屏蔽，内容无法查看", ZB_REFUSAL_ACCOUNT_BLOCKED },
    { "链接已过期", ZB_REFUSAL_LINK_EXPIRED },
    { "参数错误", ZB_REFUSAL_UNKNOWN_PAGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      g_autoptr(GString) page = g_string_new (notice);

      g_string_replace (page, "%s", notices[i].words, 1);
      page_assert_refusal (page->str, notices[i].refusal);
    }
}

/* Given an article's page whose text is missing, then what stands around it tells why. */
static void
test_empty_articles (void)
{
  page_assert_refusal ("<h1 id=\"activity-name\">题目</h1>" CONTENT ("\n  ") TAIL, ZB_REFUSAL_EMPTY);
  page_assert_refusal ("<h1 id=\"activity-name\">题目</h1>" CONTENT ("") "<p>该内容已被发布者删除</p>" TAIL, ZB_REFUSAL_DELETED);
  page_assert_refusal ("<h1 id=\"activity-name\">题目</h1><a id=\"js_share_source\" href=\"" URL "\">阅读全文</a>" TAIL,
                       ZB_REFUSAL_CARD);
  page_assert_refusal ("<h1 id=\"activity-name\">题目</h1>" TAIL, ZB_REFUSAL_UNKNOWN_PAGE);
}

/* Given a page of another site that is built like WeChat's, then its text is found all the same. */
static void
test_borrowed_page (void)
{
  page_assert_markdown ("<body><div class=\"rich_media\"><ul><li>首页</li></ul><div><p>" SENTENCE "</p></div></div></body>",
                        "- 首页\n\n" SENTENCE);
}

/* Given an article that tells of refusals, then it is none. */
static void
test_text_about_refusals (void)
{
  page_assert_markdown (CONTENT ("<p>" SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE "链接已过期，怎么办？</p>"),
                        SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE "链接已过期，怎么办？");
}

/* Given a post of pictures, then its words are in the description and its pictures in a script. */
static void
test_picture_post (void)
{
  page_assert_markdown ("<meta property=\"og:description\" content=\"" SENTENCE "\"><div id=\"js_content\"></div>"
                        SCRIPT ("var item_show_type = \"8\";\nwindow.picture_page_info_list = [\n"
                                "{ cdn_url: 'https://p.example/1\\x26amp;a', width: '900' * 1 },\n"
                                "{ cdn_url: 'https://p.example/2' }];"),
                        SENTENCE "\n\n![](https://p.example/1&a)\n\n![](https://p.example/2)");
}

/* Given scripts that are cut off or lie, then nothing of them is believed. */
static void
test_broken_scripts (void)
{
  static const char *const scripts[] = {
    "var ct = \"", "var ct = \"17207\n", "var ct == \"1720771201\"", "var ct = 1720771201;", "var act = \"1720771201\";",
    "var ct = \"99999999999999999999\";", "var ct = \"-5\";", "var ct = \"\\", "ct", "ct =", "ct = xml ?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *page = g_strconcat (CONTENT ("<p>" SENTENCE "</p>") "<script>", scripts[i], NULL);
      g_autoptr(ZbDocument) document = page_read (page);

      g_test_message ("%s", scripts[i]);
      page_assert_day (document, NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/wechat-page/article", test_article);
  g_test_add_func ("/wechat-page/scripts-only", test_scripts_only);
  g_test_add_func ("/wechat-page/publish-time", test_publish_time);
  g_test_add_func ("/wechat-page/mirror-pictures", test_mirror_pictures);
  g_test_add_func ("/wechat-page/repost", test_repost);
  g_test_add_func ("/wechat-page/refusals", test_refusals);
  g_test_add_func ("/wechat-page/empty-articles", test_empty_articles);
  g_test_add_func ("/wechat-page/borrowed-page", test_borrowed_page);
  g_test_add_func ("/wechat-page/text-about-refusals", test_text_about_refusals);
  g_test_add_func ("/wechat-page/picture-post", test_picture_post);
  g_test_add_func ("/wechat-page/broken-scripts", test_broken_scripts);
  return g_test_run ();
}
