/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "library/zb-search-tokenizer.h"

/* Everything but the moments at which something was done, which differ from
 * run to run; stored bytes are told by their hash. */
static const char *const dump_queries[] = {
  "SELECT * FROM meta ORDER BY 1",
  "SELECT id, hex (sha256), size, origin, length (packed) FROM files ORDER BY id",
  "SELECT * FROM bulletins ORDER BY id",
  "SELECT * FROM copies ORDER BY id",
  "SELECT * FROM figures ORDER BY copy, figure",
  "SELECT * FROM images ORDER BY copy, position",
  "SELECT * FROM recap ORDER BY copy, position",
  "SELECT bulletin, read_at IS NULL, starred_at IS NULL, note FROM marks ORDER BY bulletin",
  "SELECT bulletin, figure, value, level FROM typed_figures ORDER BY bulletin, figure",
  "SELECT file, address, picture FROM pictures ORDER BY file, address",
  "SELECT id, hex (sha256), size, media_type, width, height FROM picture_bytes ORDER BY id",
  "SELECT * FROM index_issues ORDER BY bulletin",
  "SELECT * FROM index_addresses ORDER BY bulletin, position",
  "SELECT * FROM index_figures ORDER BY bulletin, figure",
  "SELECT id, kind, address, name, enabled, next_try, n_failures FROM sources ORDER BY id",
  "SELECT address, hex (etag), hex (last_modified), hex (sha256), moved_to, outcome, reason, checked,"
  " next_try, n_failures FROM fetches ORDER BY address",
  "SELECT * FROM hosts ORDER BY host",
  "SELECT * FROM tasks ORDER BY source, position",
  "SELECT id, source, ended <> 0, asked, answered, stored, unchanged, refused, failed, bytes, next_try,"
  " error FROM runs ORDER BY id",
  "SELECT * FROM run_notes ORDER BY run, position",
};

void
fixture_init (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("zb-library-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "data", "library.db", NULL);
}

void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
fixture_clear (Fixture *self)
{
  remove_tree (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
}

/* Writes a file into the fixture's folder; gives its path. */
char *
fixture_write (Fixture    *self,
               const char *name,
               const char *text)
{
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

void
fixture_write_bytes (Fixture    *self,
                     const char *name,
                     GBytes     *bytes)
{
  g_autofree char *path = fixture_write (self, name, "");
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
}

ZbLibrary *
fixture_open_index (Fixture    *self,
                    const char *index)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (index, strlen (index));
  ZbLibrary *library = zb_library_open (self->path, zb_extractor_get_default (), bytes, &error);

  g_assert_no_error (error);
  return library;
}

/* A library that knows nothing. */
ZbLibrary *
fixture_open (Fixture *self)
{
  return fixture_open_index (self, "{\"version\":1,\"issues\":[]}");
}

static void
append_head (GString     *text,
             const Story *story,
             const char  *title)
{
  g_string_append_printf (text,
                          "---\ntitle: %s\nurl: %s\nsource: %s\ndate: %s\n"
                          "fetch_date: 2025-10-06T17:44:45.130874\n---\n\n# %s\n\n",
                          title, story->url, story->account, story->published, title);
}

static char *
build_title (const Story *story)
{
  return g_strdup_printf ("网络安全信息与动态周报%u年第%u期（%s）", story->year, story->number, story->period);
}

char *
story_to_markdown (const Story *story)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *title = build_title (story);

  append_head (text, story, title);
  g_string_append_printf (text, "# %s\n\n原创\n\nCNCERT\n\n%s\n\n", title, story->account);
  g_string_append (text,
                   "本周网络安全基本态势\n\n本周，互联网网络安全态势整体评价为良。这是为测试写的一段话。\n\n"
                   "![](https://mmbiz.qpic.cn/one/640?wx_fmt=png)![](https://mmbiz.qpic.cn/two/640)\n\n"
                   "本周事件处理情况\n\n");
  if (story->total != 0)
    g_string_append_printf (text,
                            "本周，CNCERT协调各方共处理网络安全事件%u起，含跨境网络安全事件%u起。"
                            "其中，协调境内外域名注册机构、境外CERT等机构重点处理%u起仿冒投诉事件。\n\n",
                            story->total, story->cross_border, story->phishing);
  if (story->extra != NULL)
    g_string_append_printf (text, "%s\n\n", story->extra);
  if (story->recap != NULL)
    {
      g_auto(GStrv) lines = g_strsplit (story->recap, "\n", -1);

      g_string_append (text, "近期回顾\n\n");
      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_auto(GStrv) parts = g_strsplit (lines[i], "\t", 2);

          g_string_append_printf (text, "●[%s](%s)\n\n", parts[0], parts[1]);
        }
    }
  g_string_append (text, "预览时标签不可点\n\n![]()\n\n微信扫一扫\n关注该公众号\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The page that a site gives instead of the text. */
char *
shell_to_markdown (const Story *story,
                   gboolean     is_verification)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *title = build_title (story);

  append_head (text, story, title);
  if (is_verification)
    g_string_append (text, "## 环境异常\n\n当前环境异常，完成验证后即可继续访问。\n\n去验证\n\n");
  g_string_append (text, "：\n，\n。\n\n视频\n小程序\n赞\n，轻点两下取消赞\n在看\n，轻点两下取消在看");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A bulletin of a given week, for when only many of them matter. */
char *
week_to_markdown (guint year,
                  guint number,
                  guint total)
{
  g_autofree char *url = g_strdup_printf ("https://mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==&mid=%u%02u"
                                          "&idx=1&sn=1c&chksm=2d&scene=58#rd", year, number);
  g_autofree char *period = NULL;
  g_autofree char *published = NULL;
  GDate sunday, monday;

  g_date_clear (&sunday, 1);
  g_date_set_dmy (&sunday, 1, G_DATE_JANUARY, (GDateYear) year);
  g_date_add_days (&sunday, 7 - (guint) g_date_get_weekday (&sunday) + 7 * (number - 1));
  monday = sunday;
  g_date_subtract_days (&monday, 6);
  period = g_strdup_printf ("%u月%u日-%u月%u日",
                            (guint) g_date_get_month (&monday), g_date_get_day (&monday),
                            (guint) g_date_get_month (&sunday), g_date_get_day (&sunday));
  g_date_add_days (&sunday, 5);
  published = zb_date_dup_iso (&sunday);
  return story_to_markdown (&(Story) {
    .year = year, .number = number, .period = period, .published = published,
    .account = OFFICIAL_ACCOUNT, .url = url,
    .total = total, .cross_border = total / 2, .phishing = total / 3,
  });
}

/* A page of the official account as a browser saves it; @images stands between its paragraphs. */
char *
page_to_html (guint       year,
              guint       number,
              const char *period,
              const char *images)
{
  return g_strdup_printf ("<!DOCTYPE html>\n<!-- saved from url=(0080)" OFFICIAL_URL ("22474%u%02u", "") " -->\n"
                          "<html><head><meta charset=\"utf-8\"><title>网络安全信息与动态周报</title></head><body>"
                          "<h1 id=\"activity-name\">网络安全信息与动态周报%u年第%u期（%s）</h1>"
                          "<div id=\"js_content\"><p>本周网络安全基本态势</p>"
                          "<p>本周，互联网网络安全态势整体评价为良。这是为测试写的一段话。</p>%s"
                          "<p>本周事件处理情况</p><p>本周，CNCERT协调各方共处理网络安全事件495起，"
                          "含跨境网络安全事件200起。</p></div></body></html>",
                          year, number, year, number, period, images);
}

ZbImportResult *
import_text (ZbLibrary  *library,
             const char *text)
{
  g_autoptr(ZbImporter) importer = zb_importer_new (library);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  ZbImportResult *result = zb_importer_import_bytes (importer, bytes, "made.md", NULL);

  g_assert_no_error (result->error);
  return result;
}

ZbImportResult *
import_story (ZbLibrary   *library,
              const Story *story)
{
  g_autofree char *text = story_to_markdown (story);

  return import_text (library, text);
}

ZbImportResult *
import_path (ZbLibrary  *library,
             const char *path)
{
  g_autoptr(ZbImporter) importer = zb_importer_new (library);
  const char *const paths[] = { path, NULL };
  ZbImportResult *result = zb_importer_import_paths (importer, paths, NULL);

  return result;
}

ZbDetail *
load_issue (ZbLibrary *library,
            guint      year,
            guint      number)
{
  g_autoptr(GError) error = NULL;
  gint64 id = zb_library_find (library, ISSUE (year, number), &error);
  ZbDetail *detail;

  g_assert_no_error (error);
  detail = zb_library_load (library, id, &error);
  g_assert_no_error (error);
  return detail;
}

const ZbSourcedFigure *
find_sourced (ZbDetail   *detail,
              const char *id)
{
  for (guint i = 0; i < detail->figures->len; i++)
    {
      const ZbSourcedFigure *sourced = g_ptr_array_index (detail->figures, i);

      if (g_str_equal (sourced->figure->id, id))
        return sourced;
    }
  return NULL;
}

/* All that a library holds, as text. */
char *
dump_library (const char *path)
{
  g_autoptr(GString) dump = g_string_new (NULL);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (dump_queries); i++)
    {
      sqlite3_stmt *statement = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (handle, dump_queries[i], -1, &statement, NULL), ==, SQLITE_OK);
      g_string_append_printf (dump, "-- %s\n", dump_queries[i]);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          for (int column = 0; column < sqlite3_column_count (statement); column++)
            g_string_append_printf (dump, "%s|",
                                    sqlite3_column_type (statement, column) == SQLITE_NULL
                                      ? "NULL" : (const char *) sqlite3_column_text (statement, column));
          g_string_append_c (dump, '\n');
        }
      g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
    }
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return g_string_free (g_steal_pointer (&dump), FALSE);
}

/* Behind the program's back. */
void
fixture_run_sql (Fixture    *self,
                 const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (zb_search_tokenizer_register (handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* The number that a query gives. */
gint64
fixture_query_sql (Fixture    *self,
                   const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return value;
}

/* The text that a query gives. */
char *
fixture_query_text (Fixture    *self,
                    const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  char *text;

  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return text;
}

/* Takes a library back to version 2 of its tables. */
void
fixture_drop_sync_tables (Fixture *self)
{
  fixture_run_sql (self, "DROP TABLE fetched_pictures;"
                         "DROP TABLE search; DROP TABLE search_texts; DROP TABLE search_queue;"
                         "DROP TABLE run_notes; DROP TABLE runs; DROP TABLE tasks; DROP TABLE hosts;"
                         "DROP TABLE fetches; DROP TABLE sources; PRAGMA user_version = 2");
}

/* The head of a PNG of that size, and some bytes that stand for the rest. */
GBytes *
make_picture (guint width,
              guint height)
{
  guint8 data[1500] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";

  for (guint i = 0; i < 4; i++)
    {
      data[16 + i] = (guint8) (width >> (24 - 8 * i));
      data[20 + i] = (guint8) (height >> (24 - 8 * i));
    }
  return g_bytes_new (data, sizeof data);
}

void
assert_sound (ZbLibrary *library)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) problems = zb_library_check (library, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}
