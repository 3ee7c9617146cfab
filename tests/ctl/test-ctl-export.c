/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gstdio.h>

#include "ctl-story.h"

/* The publisher of this copy has a name that a spreadsheet would take for a formula, with all signs in
 * it that a table must quote. */
#define STORY \
  "---\ntitle: 网络安全信息与动态周报2030年第2期（1月7日-1月13日）\nurl: https://mp.example/s?a=1,2\n" \
  "source: =某\"公众号\",一\ndate: 2030-01-17\n---\n\n# 网络安全信息与动态周报2030年第2期（1月7日-1月13日）\n\n" \
  "本周网络安全基本态势\n\n本周，互联网网络安全态势整体评价为良。\n\n" \
  "本周事件处理情况\n\n共处理网络安全事件495起。境内被篡改网站数量为92个，较上周环比下降了3.5%。\n"

#define HEADER "year,issue,start,end,figure,value,unit,change_percent,origin,account,url\r\n"
#define SOURCE "text,\"'=某\"\"公众号\"\",一\",\"https://mp.example/s?a=1,2\"\r\n"
#define TYPED "2030,2,2030-01-07,2030-01-13,vuln_level,低,level,,typed,,\r\n"

typedef struct {
  char *folder;
  char *library;
} Fixture;

/* Given a week of the far future, which no index knows, with one figure that was typed. */
static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *story = NULL;
  g_autoptr(CtlRun) import = NULL;
  g_autoptr(CtlRun) type = NULL;

  self->folder = ctl_make_folder ();
  self->library = g_build_filename (self->folder, "library.db", NULL);
  story = ctl_write (self->folder, "story.md", STORY);
  import = CTL_RUN (NULL, "--library", self->library, "import", story);
  type = CTL_RUN (NULL, "--library", self->library, "type", "2030-02", "vuln_level=low", "incidents_total=490");
  g_assert_cmpint (import->status + type->status, ==, 0);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  ctl_drop_folder (self->folder);
  g_free (self->library);
}

/* Each figure that counts is a line, with where it comes from; cells are quoted, and nothing is a formula
 * but numbers with their sign. */
static void
test_csv (Fixture      *self,
          gconstpointer data)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "export", "--format", "csv",
                                   "--output", "-", "--from", "2030-01-01");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==,
                   HEADER
                   "2030,2,2030-01-07,2030-01-13,defaced_sites,92,sites,-3.5," SOURCE
                   "2030,2,2030-01-07,2030-01-13,incidents_total,495,incidents,," SOURCE
                   TYPED);
}

/* Only what was typed, also where a text states something else: it is the user's own. */
static void
test_typed (Fixture      *self,
            gconstpointer data)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "export", "--typed", "--format", "CSV",
                                   "--output", "-");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==,
                   HEADER "2030,2,2030-01-07,2030-01-13,incidents_total,490,incidents,,typed,,\r\n" TYPED);
}

/* One array, written to a file whose name says the format; all weeks, the oldest first. */
static void
test_json (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "figures.json", NULL);
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "export", "--output", path);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonObject *first, *last;
  JsonArray *array;
  guint n;

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_true (json_parser_load_from_file (parser, path, &error));
  array = json_node_get_array (json_parser_get_root (parser));
  n = json_array_get_length (array);
  /* The index that comes with the program is there too. */
  g_assert_cmpuint (n, >, 100);
  first = json_array_get_object_element (array, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "origin"), ==, "index");
  g_assert_true (json_object_get_null_member (first, "url"));
  g_assert_cmpint (json_object_get_int_member (first, "year"), <, 2030);
  last = json_array_get_object_element (array, n - 3);
  g_assert_cmpstr (json_object_get_string_member (last, "figure"), ==, "defaced_sites");
  g_assert_cmpint (json_object_get_int_member (last, "issue"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (last, "start"), ==, "2030-01-07");
  g_assert_cmpstr (json_object_get_string_member (last, "end"), ==, "2030-01-13");
  g_assert_cmpint (json_object_get_int_member (last, "value"), ==, 92);
  g_assert_cmpstr (json_object_get_string_member (last, "unit"), ==, "sites");
  g_assert_cmpfloat (json_object_get_double_member (last, "change_percent"), ==, -3.5);
  g_assert_cmpstr (json_object_get_string_member (last, "origin"), ==, "text");
  g_assert_cmpstr (json_object_get_string_member (last, "account"), ==, "=某\"公众号\",一");
  g_assert_cmpstr (json_object_get_string_member (last, "url"), ==, "https://mp.example/s?a=1,2");
}

static void
assert_n_lines (Fixture    *self,
                const char *from,
                const char *to,
                guint       expected)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "export", "--format", "csv",
                                   "--output", "-", "--from", from, "--to", to);
  g_auto(GStrv) lines = g_strsplit (run->out, "\r\n", -1);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (g_strv_length (lines) - 2, ==, expected);
}

/* A week belongs to what was asked for where a limit lies in it; limits are days or issues. */
static void
test_limits (Fixture      *self,
             gconstpointer data)
{
  assert_n_lines (self, "2030-01-07", "2030-01-13", 3);
  assert_n_lines (self, "2030-01-13", "2030-12-31", 3);
  assert_n_lines (self, "2029-12-31", "2030-01-07", 3);
  assert_n_lines (self, "2030-02", "2030-02", 3);
  assert_n_lines (self, "2030-01-14", "2030-12-31", 0);
  assert_n_lines (self, "2029-01-01", "2030-01-06", 0);
}

/* All texts, as a feed that the program reads itself. */
static void
test_feed (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "zhoubao.json", NULL);
  g_autofree char *other = g_build_filename (self->folder, "other.db", NULL);
  g_autoptr(CtlRun) export = CTL_RUN (NULL, "--library", self->library, "export", "--format", "feed", "-o", path);
  g_autoptr(CtlRun) import = CTL_RUN (NULL, "--library", other, "import", path);
  g_autoptr(CtlRun) show = CTL_RUN (NULL, "--library", other, "show", "2030-02");

  g_assert_cmpint (export->status, ==, 0);
  g_assert_cmpstr (export->error, ==, "");
  g_assert_cmpint (import->status, ==, 0);
  g_assert_nonnull (strstr (show->out, "共处理网络安全事件495起"));
}

/* A backup brings back what was there, and what is there is kept. */
static void
test_backup (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "backup.db", NULL);
  g_autoptr(CtlRun) backup = CTL_RUN (NULL, "--library", self->library, "backup", path);
  g_autoptr(CtlRun) again = CTL_RUN (NULL, "--library", self->library, "backup", path);
  g_autoptr(CtlRun) none = CTL_RUN (NULL, "--library", self->library, "backup");
  g_autoptr(CtlRun) type = CTL_RUN (NULL, "--library", self->library, "type", "2030-02", "infected_hosts=77");
  g_autoptr(CtlRun) restore = CTL_RUN (NULL, "--library", self->library, "restore", path, "--json");
  g_autoptr(CtlRun) show = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--json");
  g_autoptr(CtlRun) kept = NULL;
  g_autoptr(JsonNode) answer = NULL;

  g_assert_cmpint (backup->status + type->status + restore->status + show->status, ==, 0);
  /* One that is there is never replaced. */
  g_assert_cmpint (again->status, ==, 1);
  g_assert_cmpint (none->status, ==, 2);
  g_assert_nonnull (strstr (show->out, "vuln_level"));
  g_assert_null (strstr (show->out, "infected_hosts"));
  answer = ctl_json_line (restore, 0);
  kept = CTL_RUN (NULL, "--library", json_object_get_string_member (json_node_get_object (answer), "kept"), "show",
                  "2030-02", "--json");
  g_assert_nonnull (strstr (kept->out, "infected_hosts"));
}

/* Given a place that cannot be written to, then it says so, and what was there is as it was. */
static void
test_failure (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "none", "figures.csv", NULL);
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "export", "--output", nowhere);
  g_autoptr(CtlRun) unknown = CTL_RUN (NULL, "--library", self->library, "export", "--format", "csv",
                                       "--output", "-", "--from", "1999-01");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->error, "figures.csv"));
  g_assert_cmpint (unknown->status, ==, 1);
  g_assert_cmpstr (unknown->out, ==, "");
}

static void
test_usage (Fixture      *self,
            gconstpointer data)
{
  static const char *const wrong[][6] = {
    { "export", NULL }, { "export", "--output", "figures.png", NULL }, { "export", "--output", "-", NULL },
    { "export", "--format", "yaml", "--output", "-", NULL }, { "export", "2024-28", "--output", "x.csv", NULL },
    { "export", "--output", "x.csv", "--from", "soon", NULL },
    { "export", "--format", "feed", "--output=-", "--typed", NULL },
  };
  g_autoptr(CtlRun) behind = CTL_RUN (NULL, "--library", self->library, "export", "--format", "csv", "--output", "-",
                                      "--from", "2030-02-01", "--to", "2030-01-01");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
      g_auto(GStrv) words = NULL;
      g_autoptr(CtlRun) run = NULL;

      g_strv_builder_add_many (builder, "--library", self->library, NULL);
      g_strv_builder_addv (builder, (const char **) wrong[i]);
      words = g_strv_builder_end (builder);
      run = ctl_run (NULL, (const char *const *) words);
      g_assert_cmpint (run->status, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
    }
  g_assert_cmpint (behind->status, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/ctl/export/csv", Fixture, NULL, set_up, test_csv, tear_down);
  g_test_add ("/ctl/export/typed", Fixture, NULL, set_up, test_typed, tear_down);
  g_test_add ("/ctl/export/json", Fixture, NULL, set_up, test_json, tear_down);
  g_test_add ("/ctl/export/feed", Fixture, NULL, set_up, test_feed, tear_down);
  g_test_add ("/ctl/export/backup", Fixture, NULL, set_up, test_backup, tear_down);
  g_test_add ("/ctl/export/limits", Fixture, NULL, set_up, test_limits, tear_down);
  g_test_add ("/ctl/export/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/ctl/export/usage", Fixture, NULL, set_up, test_usage, tear_down);
  return g_test_run ();
}
