/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "library-fixture.h"

#include <string.h>

#include "library/zb-search-text.h"

/* Stories of a reader who looks for a word. */

#define N_QUERIES 1000

/* --- How texts and queries are compared -------------------------------------------------------- */

static void
assert_terms (const char *query,
              const char *expected)
{
  g_auto(GStrv) terms = zb_search_split (query);
  g_autofree char *joined = g_strjoinv ("|", terms);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_split (void)
{
  g_autofree char *many = g_strnfill (3000, 'x');
  g_auto(GStrv) terms = zb_search_split (many);

  assert_terms ("", "");
  assert_terms (" \t\n ", "");
  assert_terms ("钓鱼　网站", "钓鱼|网站");
  assert_terms ("  APT  apt ＡＰＴ ", "apt");
  assert_terms ("１，５４８", "1548");
  assert_terms ("“Windows Server” 漏洞", "windowsserver|漏洞");
  assert_terms ("網絡", "网络");
  assert_terms ("\xff\xfe", "��");
  g_assert_cmpuint (strlen (terms[0]), ==, ZB_SEARCH_MAX_TERM_BYTES);
}

static gboolean
holds (const char *text,
       const char *query)
{
  g_autoptr(ZbNormalText) folded = zb_search_fold (text, FALSE);
  g_auto(GStrv) terms = zb_search_split (query);

  return zb_search_matches (folded, terms);
}

static void
test_matches (void)
{
  const char *text = "本周，处理 １，５４８ 起 Windows 漏洞事件\n仿冒网站5,690个，2024,2025";

  g_assert_true (holds (text, "洞"));
  g_assert_true (holds (text, "漏洞 仿冒"));
  g_assert_true (holds (text, "1548"));
  g_assert_true (holds (text, "1,548起"));
  g_assert_true (holds (text, "5690"));
  g_assert_true (holds (text, "WINDOWS漏洞"));
  g_assert_true (holds (text, "indow"));
  /* Two numbers with a comma between them are no number of eight digits. */
  g_assert_false (holds (text, "20242025"));
  g_assert_false (holds (text, "事件仿冒"));
  g_assert_false (holds (text, "漏洞 钓鱼"));
  g_assert_false (holds (text, ""));
}

static void
assert_found (const char *text,
              const char *query,
              const char *expected)
{
  g_auto(GStrv) terms = zb_search_split (query);
  g_autoptr(GArray) ranges = zb_search_find (text, terms);
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < ranges->len; i++)
    {
      const ZbTextRange *range = &g_array_index (ranges, ZbTextRange, i);

      g_string_append_printf (found, "[%.*s]", (int) (range->end - range->start), text + range->start);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_ranges (void)
{
  assert_found ("钓鱼网站与钓鱼邮件", "钓鱼", "[钓鱼][钓鱼]");
  assert_found ("处理 １，５４８ 起", "1548", "[１，５４８]");
  assert_found ("网 络安全", "网络", "[网 络]");
  assert_found ("漏洞漏洞", "漏洞 洞漏", "[漏洞漏洞]");
  assert_found ("CONFICKER蠕虫", "conf 蠕", "[CONF][蠕]");
  assert_found ("漏洞", "钓鱼", "");
  assert_found ("", "钓鱼", "");
}

static void
test_snippet (void)
{
  g_auto(GStrv) terms = zb_search_split ("漏洞");
  g_autoptr(GArray) ranges = NULL;
  g_autofree char *snippet =
    zb_search_dup_snippet ("标题\n一二三四五六七八九十漏洞甲乙丙丁\n下一行漏洞", terms, 9, &ranges);
  const ZbTextRange *range;

  g_assert_cmpstr (snippet, ==, "…六七八九十漏洞甲乙…");
  g_assert_cmpuint (ranges->len, ==, 1);
  range = &g_array_index (ranges, ZbTextRange, 0);
  g_assert_true (g_str_has_prefix (snippet + range->start, "漏洞甲"));
  g_assert_true (g_str_has_prefix (snippet + range->end, "甲"));
}

/* The first line with any of the terms is shown, from the one that stands first in it. */
static void
test_snippet_line (void)
{
  g_auto(GStrv) terms = zb_search_split ("漏洞 1548");
  g_auto(GStrv) absent = zb_search_split ("钓鱼");
  g_autoptr(GArray) ranges = NULL;
  g_autofree char *snippet =
    zb_search_dup_snippet ("标题漏\n洞\n\n处理 １，５４８ 起漏洞\n漏洞\n", terms, 60, &ranges);

  g_assert_cmpstr (snippet, ==, "处理 １，５４８ 起漏洞");
  g_assert_cmpuint (ranges->len, ==, 2);
  g_assert_true (g_str_has_prefix (snippet + g_array_index (ranges, ZbTextRange, 0).start, "１"));
  g_assert_null (zb_search_dup_snippet ("标题\n漏洞\n", absent, 60, NULL));
  g_assert_null (zb_search_dup_snippet ("", absent, 60, NULL));
}

/* --- The library ------------------------------------------------------------------------------- */

static void
update (ZbLibrary *library)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (zb_library_update_search (library, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* The issues of 2024 that are found, as "3 2 1". */
static char *
search (ZbLibrary  *library,
        const char *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GPtrArray) entries = zb_library_list (library, &error);
  g_autoptr(GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  update (library);
  hits = zb_library_search (library, query, 1000, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    for (guint j = 0; j < hits->len; j++)
      if (((const ZbSearchHit *) g_ptr_array_index (hits, j))->bulletin ==
          ((const ZbEntry *) g_ptr_array_index (entries, i))->id)
        g_string_append_printf (found, "%s%u", found->len > 0 ? " " : "",
                                ((const ZbEntry *) g_ptr_array_index (entries, i))->issue.number);
  return g_string_free (g_steal_pointer (&found), FALSE);
}

#define assert_search(library, query, expected)              \
  G_STMT_START {                                             \
    g_autofree char *found_ = search ((library), (query));   \
    g_assert_cmpstr (found_, ==, (expected));                \
  } G_STMT_END

static void
store (ZbLibrary  *library,
       guint       number,
       const char *period,
       const char *extra)
{
  g_autofree char *url = g_strdup_printf (OFFICIAL_URL ("26%02u", "&chksm=aa"), number);
  Story story = {
    .year = 2024, .number = number, .period = period, .published = "2024-02-01", .account = OFFICIAL_ACCOUNT,
    .url = url, .total = 1500 + number, .cross_border = 40, .phishing = 30, .extra = extra,
  };

  zb_import_result_unref (import_story (library, &story));
}

static void
open_story (Fixture    *fixture,
            ZbLibrary **library)
{
  fixture_init (fixture);
  *library = fixture_open (fixture);
  store (*library, 1, "1月1日-1月7日", "本周发现ＡＰＴ组织利用 Windows 漏洞。");
  store (*library, 2, "1月8日-1月14日", "钓鱼邮件仿冒银行。");
  store (*library, 3, "1月15日-1月21日", "钓到一条鱼；勒索病毒 LockBit 再现。");
}

static void
test_words (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;

  open_story (&fixture, &library);
  assert_search (library, "钓鱼邮件", "2");
  assert_search (library, "钓", "3 2");
  assert_search (library, "apt", "1");
  assert_search (library, "ock", "3");
  assert_search (library, "windows漏洞", "1");
  assert_search (library, "1,503", "3");
  assert_search (library, "１５０３起", "3");
  assert_search (library, "邮件 银行", "2");
  assert_search (library, "银行 LockBit", "");
  /* The title, and what no operator of the index may be taken for. */
  assert_search (library, "第2期", "2");
  assert_search (library, "AND", "");
  assert_search (library, "\"", "");
  assert_search (library, "钓* OR", "");
  assert_search (library, "   ", "");
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* What changes is found by what it says now: a fuller copy, a typed figure, and what is gone. */
static void
test_changes (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbFigure) hosts = zb_figure_new ("infected_hosts", 7654321);
  g_autoptr(GError) error = NULL;
  gint64 id;

  open_story (&fixture, &library);
  assert_search (library, "7654321", "");
  id = zb_library_find (library, ISSUE (2024, 2), &error);
  g_assert_true (zb_library_set_typed_figure (library, id, hosts, &error));
  assert_search (library, "7,654,321", "2");
  g_assert_true (zb_library_remove_typed_figure (library, id, "infected_hosts", &error));
  assert_search (library, "7654321", "");

  g_assert_true (zb_library_set_note (library, id, "下周复查", &error));
  assert_search (library, "复查", "2");
  g_assert_true (zb_library_set_note (library, id, NULL, &error));
  assert_search (library, "复查", "");

  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM search_queue"), ==, 0);
  g_clear_object (&library);
  fixture_run_sql (&fixture, "PRAGMA foreign_keys = OFF; DELETE FROM figures; DELETE FROM copies; DELETE FROM files;"
                             "DELETE FROM recap; DELETE FROM images; DELETE FROM bulletins");
  library = fixture_open (&fixture);
  store (library, 4, "1月22日-1月28日", "僵尸网络。");
  assert_search (library, "钓", "");
  assert_search (library, "僵尸", "4");
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* A library that earlier versions have written is searched as a new one is. */
static void
test_older_library (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;

  open_story (&fixture, &library);
  assert_search (library, "钓鱼", "2");
  g_clear_object (&library);
  fixture_drop_sync_tables (&fixture);
  library = fixture_open (&fixture);
  assert_search (library, "钓鱼", "2");
  g_clear_object (&library);
  /* As an index that was made by other rules. */
  fixture_run_sql (&fixture, "UPDATE meta SET value = '0' WHERE key = 'search_version'; DELETE FROM search_texts");
  library = fixture_open (&fixture);
  assert_search (library, "钓鱼", "2");
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM search_texts"), ==, 3);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
test_cancelled (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  open_story (&fixture, &library);
  g_cancellable_cancel (cancellable);
  g_assert_false (zb_library_update_search (library, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  update (library);
  g_assert_null (zb_library_search (library, "钓", 10, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* --- Against a plain scan ---------------------------------------------------------------------- */

static const char *const pieces[] = {
  "网络", "安全", "漏洞", "钓鱼", "仿冒", "网站", "境内", "主机", "木马", "僵尸", "网络安全", "，", "。", "；", " ", "　", "\n",
  "1,548", "５，６９０", "2024", "28", "Windows", "ＡＰＴ", "apt", "(CVE-2024-1234)", "[1]", "“", "”", "*", "%", "_", "'", "é", "😀",
  "網絡", "起", "个", "第", "期", "-", "~", ":", "A", "b",
};

static char *
make_text (guint n_pieces)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* A piece of a text that is there, or one that need not be. */
static char *
make_query (GPtrArray *texts)
{
  const char *text = g_ptr_array_index (texts, g_test_rand_int_range (0, (int) texts->len));
  glong n_chars = g_utf8_strlen (text, -1);
  glong start, length;

  if (n_chars < 2 || g_test_rand_int_range (0, 4) == 0)
    return make_text ((guint) g_test_rand_int_range (1, 4));
  start = g_test_rand_int_range (0, (int) n_chars - 1);
  length = g_test_rand_int_range (1, 7);
  length = MIN (length, n_chars - start);
  return g_utf8_substring (text, start, start + length);
}

static GPtrArray *
read_texts (Fixture *fixture,
            GArray  *ids)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  gint64 last = 0;

  for (;;)
    {
      g_autofree char *sql =
        g_strdup_printf ("SELECT coalesce (min (bulletin), 0) FROM search_texts WHERE bulletin > %" G_GINT64_FORMAT, last);

      last = fixture_query_sql (fixture, sql);
      if (last == 0)
        return texts;
      g_array_append_val (ids, last);
      g_clear_pointer (&sql, g_free);
      sql = g_strdup_printf ("SELECT text FROM search_texts WHERE bulletin = %" G_GINT64_FORMAT, last);
      g_ptr_array_add (texts, fixture_query_text (fixture, sql));
    }
}

static gboolean
is_hit (GPtrArray *hits,
        gint64     id)
{
  for (guint i = 0; i < hits->len; i++)
    if (((const ZbSearchHit *) g_ptr_array_index (hits, i))->bulletin == id)
      return TRUE;
  return FALSE;
}

static void
compare_with_scan (Fixture   *fixture,
                   ZbLibrary *library)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) texts = NULL;
  guint n_found = 0;

  update (library);
  texts = read_texts (fixture, ids);
  g_assert_cmpuint (texts->len, >, 0);
  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *query = make_query (texts);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) hits = zb_library_search (library, query, 10000, NULL, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < texts->len; j++)
        if (is_hit (hits, g_array_index (ids, gint64, j)) != holds (g_ptr_array_index (texts, j), query))
          g_error ("“%s” is %sfound in:\n%s", query,
                   is_hit (hits, g_array_index (ids, gint64, j)) ? "" : "not ", (char *) g_ptr_array_index (texts, j));
      n_found += hits->len;
    }
  g_assert_cmpuint (n_found, >, N_QUERIES);
}

/* Given any texts, then each query finds what a plain look through all of them finds. */
static void
test_any_query (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  for (guint number = 1; number <= 40; number++)
    {
      g_autofree char *extra = make_text (30);
      g_autofree char *text = week_to_markdown (2020, number, 1000 + number);
      g_autofree char *both = g_strconcat (text, "\n", extra, "\n", NULL);

      zb_import_result_unref (import_text (library, both));
    }
  compare_with_scan (&fixture, library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
test_corpus (void)
{
  const char *corpus = g_getenv ("ZB_CORPUS");
  g_autofree char *folder = g_build_filename (corpus != NULL ? corpus : "", "bulletins", NULL);
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the folder with real bulletins is not there (ZB_CORPUS)");
      return;
    }
  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_path (library, folder));
  compare_with_scan (&fixture, library);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/search/split", test_split);
  g_test_add_func ("/library/search/matches", test_matches);
  g_test_add_func ("/library/search/ranges", test_ranges);
  g_test_add_func ("/library/search/snippet", test_snippet);
  g_test_add_func ("/library/search/snippet-line", test_snippet_line);
  g_test_add_func ("/library/search/words", test_words);
  g_test_add_func ("/library/search/changes", test_changes);
  g_test_add_func ("/library/search/older-library", test_older_library);
  g_test_add_func ("/library/search/cancelled", test_cancelled);
  g_test_add_func ("/library/search/any-query", test_any_query);
  g_test_add_func ("/library/search/corpus", test_corpus);
  return g_test_run ();
}
