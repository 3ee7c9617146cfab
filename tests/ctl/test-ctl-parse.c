/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl-story.h"

#define STORY \
  "---\ntitle: 网络安全信息与动态周报2024年第27期（7月1日-7月7日）\nurl: https://mp.example/s?a=1&b=2#rd\n" \
  "source: 某公众号\ndate: 2024-07-12\n---\n\n# 网络安全信息与动态周报2024年第27期（7月1日-7月7日）\n\n" \
  "本周网络安全基本态势\n\n本周，互联网网络安全态势整体评价为中。\n\n![](https://pictures.example/1)\n\n" \
  "本周事件处理情况\n\n共处理网络安全事件1495起，含跨境网络安全事件328起。信息安全漏洞威胁整体评价级别为高。" \
  "境内被篡改网站数量为92个，较上周环比下降了3.5%。\n\n近期回顾\n\n" \
  "●[网络安全信息与动态周报2024年第26期（6月24日-6月30日）](http://old.example/s?mid=26&chksm=a#rd)\n\n" \
  "●网络安全信息与动态周报2024年第25期（6月17日-6月23日）\n"
#define SHELL "---\ntitle: 网络安全信息与动态周报2024年第28期（7月8日-7月14日）\n---\n\n：\n，\n。\n"

typedef struct {
  char *folder;
  char *story;
  char *shell;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = ctl_make_folder ();
  self->story = ctl_write (self->folder, "story.md", STORY);
  self->shell = ctl_write (self->folder, "shell.md", SHELL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  ctl_drop_folder (self->folder);
  g_free (self->story);
  g_free (self->shell);
}

static void
assert_string (JsonObject *object,
               const char *member,
               const char *expected)
{
  JsonNode *node = json_object_get_member (object, member);

  g_assert_nonnull (node);
  if (expected == NULL)
    g_assert_true (JSON_NODE_HOLDS_NULL (node));
  else
    g_assert_cmpstr (json_node_get_string (node), ==, expected);
}

static void
assert_period (JsonObject *object,
               const char *start,
               const char *end)
{
  assert_string (json_object_get_object_member (object, "period"), "start", start);
  assert_string (json_object_get_object_member (object, "period"), "end", end);
}

/* The keys are a promise to scripts. */
static void
test_json (Fixture      *self,
           gconstpointer data)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "parse", self->story, "--json");
  g_autoptr(JsonNode) line = ctl_json_line (run, 0);
  JsonObject *object = json_node_get_object (line);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->error, ==, "");
  assert_string (object, "file", self->story);
  assert_string (object, "status", "ok");
  assert_string (object, "reason", NULL);
  g_assert_cmpint (json_object_get_int_member (object, "year"), ==, 2024);
  g_assert_cmpint (json_object_get_int_member (object, "issue"), ==, 27);
  assert_period (object, "2024-07-01", "2024-07-07");
  assert_string (object, "published", "2024-07-12");
  assert_string (object, "title", "网络安全信息与动态周报2024年第27期（7月1日-7月7日）");
  assert_string (object, "url", "https://mp.example/s?a=1&b=2#rd");
  assert_string (object, "account", "某公众号");
  assert_string (object, "rating", "中");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "images")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "warnings")), ==, 0);
}

static void
test_json_figures (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "parse", "--json", self->story);
  g_autoptr(JsonNode) line = ctl_json_line (run, 0);
  JsonObject *figures = json_object_get_object_member (json_node_get_object (line), "figures");
  JsonObject *figure = json_object_get_object_member (figures, "incidents_total");

  g_assert_cmpuint (json_object_get_size (figures), ==, 4);
  g_assert_cmpint (json_object_get_int_member (figure, "value"), ==, 1495);
  assert_string (figure, "unit", "incidents");
  assert_string (figure, "change_percent", NULL);
  assert_string (figure, "sentence", "共处理网络安全事件1495起，含跨境网络安全事件328起。");
  figure = json_object_get_object_member (figures, "defaced_sites");
  g_assert_cmpfloat (json_object_get_double_member (figure, "change_percent"), ==, -3.5);
  figure = json_object_get_object_member (figures, "vuln_level");
  assert_string (figure, "value", "高");
  assert_string (figure, "unit", "level");
}

static void
test_json_recap (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "parse", "--json", self->story);
  g_autoptr(JsonNode) line = ctl_json_line (run, 0);
  JsonArray *recap = json_object_get_array_member (json_node_get_object (line), "recap");
  JsonObject *entry = json_array_get_object_element (recap, 0);

  g_assert_cmpuint (json_array_get_length (recap), ==, 2);
  g_assert_cmpint (json_object_get_int_member (entry, "year"), ==, 2024);
  g_assert_cmpint (json_object_get_int_member (entry, "issue"), ==, 26);
  assert_period (entry, "2024-06-24", "2024-06-30");
  assert_string (entry, "url", "http://old.example/s?mid=26&chksm=a#rd");
  assert_string (json_array_get_object_element (recap, 1), "url", NULL);
}

/* Given a page that only links to its PDF, then the PDF's address is told; other pages have none. */
static void
test_json_attachments (Fixture      *self,
                       gconstpointer data)
{
  static const char page[] =
    "<!DOCTYPE html><html><head><meta charset=\"utf-8\"/></head><body><div class=\"con_list1\">"
    "<h2 class=\"artil_tit\">网络安全信息与动态周报-2026年第12期</h2>"
    "<div class=\"artil_art\">来源：CNCERT　时间：2026-04-03</div><div class=\"artil_content\" ID=\"Content\">"
    "<p><a href=\"https://www.cert.org.cn/publish/main/upload/File/Weekly-12.pdf\">网络安全信息与动态周报</a></p>"
    "</div></div></body></html>";
  g_autoptr(CtlRun) run = CTL_RUN (page, "parse", "--json", "-");
  g_autoptr(CtlRun) none = CTL_RUN (NULL, "parse", "--json", self->story);
  g_autoptr(JsonNode) line = ctl_json_line (run, 0);
  g_autoptr(JsonNode) other = ctl_json_line (none, 0);
  JsonObject *object = json_node_get_object (line);
  JsonArray *attachments = json_object_get_array_member (object, "attachments");

  g_assert_cmpuint (json_array_get_length (attachments), ==, 1);
  g_assert_cmpstr (json_array_get_string_element (attachments, 0), ==,
                   "https://www.cert.org.cn/publish/main/upload/File/Weekly-12.pdf");
  assert_string (object, "original", NULL);
  assert_string (object, "next_page", NULL);
  attachments = json_object_get_array_member (json_node_get_object (other), "attachments");
  g_assert_cmpuint (json_array_get_length (attachments), ==, 0);
}

/* Given a list of issues, then each line says where the list goes on; given a re-post, then it says what it
 * repeats. */
static void
test_json_addresses (Fixture      *self,
                     gconstpointer data)
{
  static const char list[] =
    "<!DOCTYPE html><!-- saved from url=(0053)https://www.cert.org.cn/publish/main/44/index.html -->"
    "<html><head><meta charset=\"utf-8\"/></head><body><div class=\"con_list\"><ul class=\"waring_con\">"
    "<li><span>[2026-04-03]</span><a href=\"javascript:void(0)\""
    " onclick='window.open(\"/publish/main/44/2026/a.html\")'>网络安全信息与动态周报-2026年第12期</a></li></ul>"
    "<a href=\"/publish/main/44/index_2.html\">下一页</a></div></body></html>";
  static const char repost[] =
    "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>周报</title></head><body>"
    "<h1 id=\"activity-name\">网络安全信息与动态周报2024年第28期（7月8日-7月14日）</h1>"
    "<div id=\"js_share_source\" data-url=\"https://mp.weixin.qq.com/s?__biz=a&amp;mid=1&amp;idx=1\"></div>"
    "<div id=\"js_content\"><p>本周网络安全基本态势</p><p>本周，互联网网络安全态势整体评价为良。</p></div>"
    "</body></html>";
  g_autoptr(CtlRun) list_run = CTL_RUN (list, "parse", "--json", "-");
  g_autoptr(CtlRun) repost_run = CTL_RUN (repost, "parse", "--json", "-");
  g_autoptr(JsonNode) list_line = ctl_json_line (list_run, 0);
  g_autoptr(JsonNode) repost_line = ctl_json_line (repost_run, 0);

  assert_string (json_node_get_object (list_line), "next_page",
                 "https://www.cert.org.cn/publish/main/44/index_2.html");
  assert_string (json_node_get_object (repost_line), "original",
                 "https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1");
}

/* Given a page without text, then that is an answer, and what is unknown is null. */
static void
test_json_shell (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "parse", "--json", self->shell);
  g_autoptr(JsonNode) line = ctl_json_line (run, 0);
  JsonObject *object = json_node_get_object (line);

  g_assert_cmpint (run->status, ==, 0);
  assert_string (object, "status", "no-text");
  g_assert_cmpstr (json_object_get_string_member (object, "reason"), !=, "");
  g_assert_cmpint (json_object_get_int_member (object, "issue"), ==, 28);
  assert_string (object, "published", NULL);
  assert_string (object, "rating", NULL);
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (object, "figures")), ==, 0);
}

static void
test_words (Fixture      *self,
            gconstpointer data)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "parse", self->story, self->shell);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->out, "Issue 27 of 2024"));
  g_assert_nonnull (strstr (run->out, "1495"));
  g_assert_nonnull (strstr (run->out, "no-text"));
}

/* Given several files of which one is not there, then the others are read and the end says so. */
static void
test_several (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *missing = g_build_filename (self->folder, "missing.md", NULL);
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "parse", "--json", self->story, missing, self->shell);
  g_autoptr(JsonNode) first = ctl_json_line (run, 0);
  g_autoptr(JsonNode) second = ctl_json_line (run, 1);

  g_assert_cmpint (run->status, ==, 1);
  assert_string (json_node_get_object (first), "file", self->story);
  assert_string (json_node_get_object (second), "file", self->shell);
  g_assert_nonnull (strstr (run->error, missing));
  g_assert_true (g_str_has_prefix (run->error, "zhoubaoctl: "));
}

/* Given a feed, then each entry has a line of its own, in the feed's order. */
static void
test_feed (Fixture      *self,
           gconstpointer data)
{
  static const char feed[] =
    "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"某公众号\", \"items\": ["
    "{\"title\": \"网络安全信息与动态周报2024年第28期（7月8日-7月14日）\", \"url\": \"https://mp.example/s/2\"},"
    "{\"title\": \"网络安全信息与动态周报2024年第27期（7月1日-7月7日）\", \"url\": \"https://mp.example/s/1\","
    " \"content_html\": \"<p>本周事件处理情况</p><p>共处理网络安全事件1495起。</p>\"}]}";
  g_autofree char *path = ctl_write (self->folder, "feed.json", feed);
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "parse", "--json", path);
  g_autoptr(CtlRun) words = CTL_RUN (NULL, "parse", path);
  g_autoptr(JsonNode) first = ctl_json_line (run, 0);
  g_autoptr(JsonNode) second = ctl_json_line (run, 1);

  g_assert_cmpint (run->status, ==, 0);
  assert_string (json_node_get_object (first), "file", path);
  assert_string (json_node_get_object (first), "status", "no-text");
  assert_string (json_node_get_object (first), "url", "https://mp.example/s/2");
  assert_string (json_node_get_object (second), "status", "ok");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (second), "issue"), ==, 27);
  g_assert_nonnull (strstr (words->out, "第28期（7月8日-7月14日）): no-text"));
}

static void
test_standard_input (Fixture      *self,
                     gconstpointer data)
{
  g_autoptr(CtlRun) run = CTL_RUN (STORY, "parse", "--json", "-");
  g_autoptr(JsonNode) line = ctl_json_line (run, 0);

  g_assert_cmpint (run->status, ==, 0);
  assert_string (json_node_get_object (line), "file", "-");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (line), "issue"), ==, 27);
}

static void
test_no_files (Fixture      *self,
               gconstpointer data)
{
  g_autofree char *fifo = g_build_filename (self->folder, "fifo", NULL);
  g_autoptr(CtlRun) folder = CTL_RUN (NULL, "parse", self->folder);
  g_autoptr(CtlRun) null = CTL_RUN (NULL, "parse", "--json", "/dev/null");
  g_autoptr(CtlRun) endless = CTL_RUN (NULL, "parse", "--json", "/dev/zero");

  g_assert_cmpint (folder->status, ==, 1);
  g_assert_nonnull (strstr (folder->error, self->folder));
  g_assert_cmpint (null->status, ==, 0);
  g_assert_nonnull (strstr (null->out, "\"unreadable\""));
  g_assert_cmpint (endless->status, ==, 0);
  g_assert_nonnull (strstr (endless->out, "\"unreadable\""));

  /* Nobody writes into it, and nobody waits. */
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  {
    g_autoptr(CtlRun) run = CTL_RUN (NULL, "parse", "--json", fifo);

    g_assert_cmpint (run->status, <=, 1);
  }
}

/* Given a file name that is no text, then the line is JSON all the same. */
static void
test_file_name (Fixture      *self,
                gconstpointer data)
{
  g_autofree char *path = ctl_write (self->folder, "a\xff\"\n.md", STORY);
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "parse", "--json", path);
  g_autoptr(JsonNode) line = ctl_json_line (run, 0);

  g_assert_cmpint (run->status, ==, 0);
  assert_string (json_node_get_object (line), "status", "ok");
}

/* Given a disk that is full, then the program does not claim success. */
static void
test_full_disk (Fixture      *self,
                gconstpointer data)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *message = NULL;
  int full = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  if (full < 0)
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  g_subprocess_launcher_take_stdout_fd (launcher, full);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("ZB_CTL"), "parse", "--json", self->story, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &message, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_true (g_str_has_prefix (message, "zhoubaoctl: "));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/ctl/parse/json", test_json);
  ADD ("/ctl/parse/json/figures", test_json_figures);
  ADD ("/ctl/parse/json/recap", test_json_recap);
  ADD ("/ctl/parse/json/attachments", test_json_attachments);
  ADD ("/ctl/parse/json/addresses", test_json_addresses);
  ADD ("/ctl/parse/json/shell", test_json_shell);
  ADD ("/ctl/parse/words", test_words);
  ADD ("/ctl/parse/several", test_several);
  ADD ("/ctl/parse/feed", test_feed);
  ADD ("/ctl/parse/standard-input", test_standard_input);
  ADD ("/ctl/parse/no-files", test_no_files);
  ADD ("/ctl/parse/file-name", test_file_name);
  ADD ("/ctl/parse/full-disk", test_full_disk);
  return g_test_run ();
}
