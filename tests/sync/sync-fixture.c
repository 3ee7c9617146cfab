/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

#include "document/pdf-fixture.h"

#define USER_AGENT "Zhoubao-Story/1.0 (tests)"

static ZbLibrary *
open_library (SyncFixture *self)
{
  return fixture_open_index (&self->files, self->index);
}

static void
remove_sources (ZbLibrary *library)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sources = zb_library_list_sources (library, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < sources->len; i++)
    {
      zb_library_remove_source (library, ((const ZbSourceRecord *) g_ptr_array_index (sources, i))->id, &error);
      g_assert_no_error (error);
    }
}

static void
make_sync (SyncFixture *self)
{
  self->library = open_library (self);
  self->fetcher = zb_fetcher_new (USER_AGENT);
  zb_fetcher_set_mirror (self->fetcher, sync_server_get_address (self->server));
  self->sync = zb_sync_new (self->library, self->fetcher);
}

static void
drop_sync (SyncFixture *self)
{
  g_clear_object (&self->sync);
  g_clear_object (&self->fetcher);
  g_clear_object (&self->library);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* @issues: (nullable): the index's issues, with commas between them. */
void
sync_fixture_init (SyncFixture *self,
                   const char  *issues)
{
  fixture_init (&self->files);
  self->index = g_strdup_printf ("{\"version\":1,\"issues\":[%s]}", issues != NULL ? issues : "");
  self->server = sync_server_new ();
  make_sync (self);
  remove_sources (self->library);
}

/* As after a new start of the program. */
void
sync_fixture_reopen (SyncFixture *self)
{
  drop_sync (self);
  make_sync (self);
}

void
sync_fixture_clear (SyncFixture *self)
{
  if (self->library != NULL)
    assert_sound (self->library);
  drop_sync (self);
  g_clear_pointer (&self->server, sync_server_free);
  g_clear_pointer (&self->index, g_free);
  fixture_clear (&self->files);
}

gint64
sync_fixture_add (SyncFixture  *self,
                  ZbSourceKind  kind,
                  const char   *address)
{
  g_autoptr(GError) error = NULL;
  gint64 id = zb_library_add_source (self->library, kind, address, NULL, &error);

  g_assert_no_error (error);
  return id;
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  SyncRun *self = user_data;

  g_assert_false (self->is_done);
  self->is_done = TRUE;
  self->report = zb_sync_run_finish (ZB_SYNC (source), result, &self->error);
  g_assert_true ((self->report == NULL) == (self->error != NULL));
  /* One that was not allowed to start ends while another runs. */
  g_assert_true (!zb_sync_is_running (ZB_SYNC (source)) || g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_PENDING));
}

SyncRun *
sync_fixture_start (SyncFixture         *self,
                    const ZbSyncRequest *request)
{
  SyncRun *run = g_new0 (SyncRun, 1);

  run->cancellable = g_cancellable_new ();
  zb_sync_run_async (self->sync, request, run->cancellable, finished_cb, run);
  g_assert_false (run->is_done);
  return run;
}

void
sync_run_wait (SyncRun *self)
{
  while (!self->is_done)
    g_main_context_iteration (NULL, TRUE);
}

void
sync_run_free (SyncRun *self)
{
  sync_run_wait (self);
  g_clear_pointer (&self->report, zb_sync_report_free);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
tell_report (const ZbSyncReport *report)
{
  for (guint i = 0; i < report->lines->len; i++)
    {
      const ZbSyncLine *line = g_ptr_array_index (report->lines, i);
      const ZbRunRecord *run = line->run;

      g_test_message ("%s %s: %u asked, %u answered, %u stored, %u unchanged, %u refused, %u failed%s%s",
                      zb_source_kind_to_string (line->source->kind), line->source->address, run->asked, run->answered,
                      run->stored, run->unchanged, run->refused, run->failed, run->error != NULL ? ": " : "",
                      run->error != NULL ? run->error : "");
      for (guint j = 0; j < run->notes->len; j++)
        g_test_message ("  %s: %s", ((const ZbRunNote *) g_ptr_array_index (run->notes, j))->address,
                        ((const ZbRunNote *) g_ptr_array_index (run->notes, j))->message);
    }
}

/* Runs to its end, which has to be a good one. */
ZbSyncReport *
sync_fixture_run_request (SyncFixture         *self,
                          const ZbSyncRequest *request)
{
  g_autoptr(SyncRun) run = sync_fixture_start (self, request);

  sync_run_wait (run);
  g_assert_no_error (run->error);
  tell_report (run->report);
  return g_steal_pointer (&run->report);
}

/* The user asks for it. */
ZbSyncReport *
sync_fixture_run (SyncFixture *self)
{
  return sync_fixture_run_request (self, &(ZbSyncRequest) { .is_urgent = TRUE });
}

/* It is time for it. */
ZbSyncReport *
sync_fixture_run_scheduled (SyncFixture *self)
{
  return sync_fixture_run_request (self, &(ZbSyncRequest) { 0, });
}

const ZbRunRecord *
report_get (const ZbSyncReport *report,
            gint64              source)
{
  for (guint i = 0; i < report->lines->len; i++)
    {
      const ZbSyncLine *line = g_ptr_array_index (report->lines, i);

      if (line->source->id == source)
        return line->run;
    }
  g_assert_not_reached ();
}

void
assert_numbers (const ZbRunRecord *run,
                SyncNumbers        expected)
{
  g_assert_cmpuint (run->asked, ==, expected.asked);
  g_assert_cmpuint (run->answered, ==, expected.answered);
  g_assert_cmpuint (run->stored, ==, expected.stored);
  g_assert_cmpuint (run->unchanged, ==, expected.unchanged);
  g_assert_cmpuint (run->refused, ==, expected.refused);
  g_assert_cmpuint (run->failed, ==, expected.failed);
}

void
assert_asked (SyncFixture *self,
              const char  *path,
              guint        n)
{
  if (sync_server_get_n_requests (self->server, path) != n)
    g_test_message ("%s", path);
  g_assert_cmpuint (sync_server_get_n_requests (self->server, path), ==, n);
}

/* Whether just these addresses were asked since the log was cleared; each on a line, in this order. */
void
assert_only_asked (SyncFixture *self,
                   const char  *expected)
{
  g_autoptr(GPtrArray) log = sync_server_dup_log (self->server);
  g_autoptr(GString) asked = g_string_new (NULL);

  for (guint i = 0; i < log->len; i++)
    g_string_append_printf (asked, "%s%s", i > 0 ? "\n" : "", ((const SyncSeen *) g_ptr_array_index (log, i))->path);
  g_assert_cmpstr (asked->str, ==, expected);
}

/* Whether the week's text is here, and says so many incidents. */
void
assert_text (SyncFixture *self,
             guint        number,
             guint        total)
{
  g_autoptr(ZbDetail) detail = load_issue (self->library, SYNC_YEAR, number);
  const ZbSourcedFigure *sourced = find_sourced (detail, "incidents_total");

  g_assert_cmpint (detail->entry->state, ==, ZB_ENTRY_TEXT);
  g_assert_nonnull (sourced);
  g_assert_cmpint (sourced->origin, ==, ZB_FIGURE_FROM_COPY);
  g_assert_cmpint ((gint64) sourced->figure->value, ==, total);
}

void
assert_no_text (SyncFixture *self,
                guint        number)
{
  g_autoptr(GError) error = NULL;
  gint64 id = zb_library_find (self->library, ISSUE (SYNC_YEAR, number), &error);
  g_autoptr(ZbDetail) detail = NULL;

  if (g_error_matches (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND))
    return;
  g_assert_no_error (error);
  detail = zb_library_load (self->library, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (detail->entry->state, !=, ZB_ENTRY_TEXT);
}

guint
count_copies (SyncFixture *self)
{
  return (guint) fixture_query_sql (&self->files, "SELECT count (*) FROM copies");
}

ZbFetchRecord *
sync_fixture_find_fetch (SyncFixture *self,
                         const char  *address)
{
  g_autoptr(GError) error = NULL;
  ZbFetchRecord *record = zb_library_find_fetch (self->library, address, &error);

  g_assert_no_error (error);
  return record;
}

/* NULL where nothing is remembered of the host. */
ZbHostRecord *
sync_fixture_find_host (SyncFixture *self,
                        const char  *host)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hosts = zb_library_list_hosts (self->library, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < hosts->len; i++)
    if (g_str_equal (((const ZbHostRecord *) g_ptr_array_index (hosts, i))->host, host))
      return g_ptr_array_steal_index (hosts, i);
  return NULL;
}

/* The addresses that the source has still to fetch, with blanks between them. */
char *
sync_fixture_dup_tasks (SyncFixture *self,
                        gint64       source)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tasks = zb_library_list_tasks (self->library, source, &error);
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < tasks->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((const ZbTask *) g_ptr_array_index (tasks, i))->address);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- Pages in the form of the real ones --------------------------------------------------------- */

static void
get_week (guint     number,
          ZbPeriod *period)
{
  g_assert_true (zb_period_init_issue (period, ISSUE (SYNC_YEAR, number)));
}

static char *
week_period (guint number)
{
  ZbPeriod period;

  get_week (number, &period);
  return g_strdup_printf ("%u月%u日-%u月%u日", (guint) g_date_get_month (&period.start), g_date_get_day (&period.start),
                          (guint) g_date_get_month (&period.end), g_date_get_day (&period.end));
}

char *
week_title (guint number)
{
  g_autofree char *period = week_period (number);

  return g_strdup_printf ("网络安全信息与动态周报%u年第%u期（%s）", SYNC_YEAR, number, period);
}

/* A day's folder as GitHub's contents interface lists it. */
char *
archive_listing (const char        *folder,
                 const char *const *names)
{
  g_autoptr(GString) text = g_string_new ("[");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *escaped = g_uri_escape_string (names[i], NULL, FALSE);

      g_string_append_printf (text,
                              "%s\n  {\"name\": \"%s\", \"path\": \"archive/%s/daily/%s\", \"sha\": \"%040u\","
                              " \"size\": %u, \"url\": \"https://api.github.com/repos/a/b/contents/x?ref=archive\","
                              " \"git_url\": null, \"download_url\": \"https://raw.githubusercontent.com/chainreactors/"
                              "picker/archive/archive/%s/daily/%s\", \"type\": \"file\", \"_links\": {\"self\": \"x\"}}",
                              i > 0 ? "," : "", names[i], folder, names[i], i + 1, 7000 + i, folder, escaped);
    }
  g_string_append (text, "\n]\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define CERT_HEAD "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"/><title>国家互联网应急中心</title></head><body>\n"
#define CERT_FOOT "<div class=\"foot\">网站地图 RSS订阅</div></body></html>\n"

char *
cert_list (const char *lines,
           const char *next_page)
{
  g_autoptr(GString) text = g_string_new (CERT_HEAD "<div class=\"con_list\"><ul class=\"waring_con\">\n");

  g_string_append_printf (text, "%s</ul></div>\n<a href=\"/publish/main/44/index.html\">首页</a>", lines);
  if (next_page != NULL)
    g_string_append_printf (text, "<a href=\"%s\">下一页</a>", next_page);
  g_string_append (text, CERT_FOOT);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The weekly's own page has no text, only the link to its file. */
char *
cert_article (guint       number,
              const char *file)
{
  g_autofree char *title = week_title (number);

  return g_strdup_printf (CERT_HEAD "<h2 class=\"artil_tit\"><font color=>%s</font></h2>"
                          "<div class=\"artil_art\">来源：CNCERT　时间：2024-07-26</div>"
                          "<div class=\"artil_content\" ID=\"Content\"><p><p>&nbsp;&nbsp;<a href=\"%s\">%s</a>"
                          " (点击下载)</p></div>" CERT_FOOT, title, file, title);
}

GBytes *
week_to_pdf (guint number,
             guint total)
{
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autofree char *issue = g_strdup_printf ("%u 年第 %u 期", SYNC_YEAR, number);
  g_autofree char *period = week_period (number);
  g_autofree char *sentence = g_strdup_printf ("　　本周，CNCERT 协调各方共处理网络安全事件%u起，含跨境网络安全事件%u起。"
                                               "这一段话是为测试写的。", total, total / 2);

  pdf_maker_show (maker, 60, 70, 9, "国家互联网应急中心");
  pdf_maker_show_bold (maker, 130, 105, 26, "网络安全信息与动态周报");
  pdf_maker_show (maker, 70, 135, 12, issue);
  pdf_maker_show (maker, 420, 135, 12, period);
  pdf_maker_show_bold (maker, 60, 180, 14, "本周网络安全基本态势");
  pdf_maker_wrap (maker, 60, 200, 470, "　　本周，互联网网络安全态势整体评价为良。这也是为测试写的一段话。");
  pdf_maker_show_bold (maker, 60, 260, 14, "本周事件处理情况");
  pdf_maker_wrap (maker, 60, 280, 470, sentence);
  return pdf_maker_finish (maker);
}

static char *
week_body (guint number,
           guint total)
{
  return g_strdup_printf ("<section><span leaf=\"\">本周网络安全基本态势</span></section>"
                          "<p>本周，互联网网络安全态势整体评价为良。这是为第%u期写的一段话。</p>"
                          "<p><img data-src=\"https://mmbiz.qpic.cn/one/640?wx_fmt=png&amp;from=appmsg\" data-w=\"1080\"></p>"
                          "<p>本周事件处理情况</p><p>本周，CNCERT协调各方共处理网络安全事件%u起，含跨境网络安全事件%u起。</p>",
                          number, total, total / 2);
}

static void
append_recap (GString    *text,
              const char *recap)
{
  g_auto(GStrv) lines = g_strsplit (recap, "\n", -1);

  g_string_append (text, "<p>近期回顾</p>");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (lines[i], " ", 2);
      g_autofree char *title = week_title ((guint) g_ascii_strtoull (parts[0], NULL, 10));
      g_autofree char *address = g_markup_escape_text (parts[1], -1);

      g_string_append_printf (text, "<p>●<a href=\"%s\">%s</a></p>", address, title);
    }
}

#define WECHAT_TAIL \
  "<p>预览时标签不可点</p><div id=\"js_pc_qr_code\"><p>微信扫一扫<br>关注该公众号</p></div>" \
  "<div>继续滑动看下一个</div><div>轻触阅读原文</div><div>知道了</div>" \
  "<div>：，。 视频 小程序 赞 ，轻点两下取消赞 在看 ，轻点两下取消在看</div>"

static char *
build_wechat_page (guint       number,
                   const char *content)
{
  g_autofree char *title = week_title (number);

  return g_strdup_printf ("<!DOCTYPE html>\n<html class=\"\"><head><meta name=\"author\" content=\"CNCERT\">"
                          "<meta property=\"og:title\" content=\"%s\"><title></title></head><body id=\"activity-detail\">"
                          "<h1 class=\"rich_media_title\" id=\"activity-name\">\n%s\n</h1>"
                          "<a href=\"javascript:void(0);\" id=\"js_name\">\n " OFFICIAL_ACCOUNT " </a>"
                          "<em id=\"publish_time\"></em>%s" WECHAT_TAIL
                          "<script type=\"text/javascript\">var msg_title = '%s'.html(false);</script></body></html>\n",
                          title, title, content, title);
}

/* @recap: (nullable): lines "NUMBER ADDRESS" of the earlier issues that it names. */
char *
wechat_page (guint       number,
             guint       total,
             const char *recap)
{
  g_autoptr(GString) content = g_string_new ("<div class=\"rich_media_content js_underline_content\" id=\"js_content\""
                                             " style=\"visibility: hidden; opacity: 0;\">");
  g_autofree char *body = week_body (number, total);

  g_string_append (content, body);
  if (recap != NULL)
    append_recap (content, recap);
  g_string_append (content, "</div>");
  return build_wechat_page (number, content->str);
}

/* What a plain request without a signature gets: the title, and nothing below it. */
char *
wechat_empty_page (guint number)
{
  return build_wechat_page (number, "");
}

char *
wechat_verification_page (void)
{
  return g_strdup ("<!DOCTYPE html>\n<html><head><title>环境异常</title></head><body><div class=\"weui-msg\">"
                   "<h2 class=\"weui-msg__title\">环境异常</h2>"
                   "<p class=\"weui-msg__desc\">当前环境异常，完成验证后即可继续访问。</p>"
                   "<a class=\"weui-btn\" id=\"js_verify\">去验证</a></div></body></html>\n");
}

static char *
dup_escaped (const char *text)
{
  return g_markup_escape_text (text, -1);
}

/* @entries: ends with one whose address is %NULL; so in the other feeds. */
char *
rss_feed (const SyncEntry *entries)
{
  g_autoptr(GString) text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
                                          "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>"
                                          "<title>" OFFICIAL_ACCOUNT "</title><link>https://feed.example/</link>\n");

  for (; entries->url != NULL; entries++)
    {
      g_autofree char *title = week_title (entries->number);
      g_autofree char *url = dup_escaped (entries->url);
      g_autofree char *body = week_body (entries->number, entries->total);

      g_string_append_printf (text, "<item><title>%s</title><link>%s</link><guid>%s</guid>", title, url, url);
      if (entries->total != 0)
        g_string_append_printf (text, "<content:encoded><![CDATA[%s]]></content:encoded>", body);
      g_string_append (text, "</item>\n");
    }
  g_string_append (text, "</channel></rss>\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
atom_feed (const SyncEntry *entries)
{
  g_autoptr(GString) text = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                                          "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>" OFFICIAL_ACCOUNT
                                          "</title><link rel=\"self\" href=\"https://feed.example/f.atom\"/>\n");

  for (; entries->url != NULL; entries++)
    {
      g_autofree char *title = week_title (entries->number);
      g_autofree char *url = dup_escaped (entries->url);
      g_autofree char *body = week_body (entries->number, entries->total);
      g_autofree char *escaped = dup_escaped (body);

      g_string_append_printf (text, "<entry><title type=\"html\">%s</title><id>urn:%u</id><link href=\"%s\"/>"
                              "<updated>2024-07-26T08:00:00Z</updated>", title, entries->number, url);
      if (entries->total != 0)
        g_string_append_printf (text, "<content type=\"html\">%s</content>", escaped);
      g_string_append (text, "</entry>\n");
    }
  g_string_append (text, "</feed>\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
json_feed (const SyncEntry *entries)
{
  g_autoptr(GString) text = g_string_new ("{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \""
                                          OFFICIAL_ACCOUNT "\", \"generator\": \"x\", \"items\": [");

  for (guint i = 0; entries[i].url != NULL; i++)
    {
      g_autofree char *title = week_title (entries[i].number);
      g_autofree char *body = week_body (entries[i].number, entries[i].total);
      g_auto(GStrv) parts = g_strsplit (entries[i].total != 0 ? body : "", "\"", -1);
      g_autofree char *content = g_strjoinv ("\\\"", parts);

      g_string_append_printf (text, "%s\n{\"id\": \"a%u\", \"url\": \"%s\", \"title\": \"%s\", \"content_html\": \"%s\","
                              " \"date_modified\": \"2024-07-26T00:30:00.000Z\"}", i > 0 ? "," : "", entries[i].number,
                              entries[i].url, title, content);
    }
  g_string_append (text, "]}\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* @page: (transfer full) */
void
sync_put_page (SyncFixture *self,
               const char  *path,
               char        *page)
{
  sync_server_put_text (self->server, path, "text/html; charset=utf-8", page);
  g_free (page);
}
