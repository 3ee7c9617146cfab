/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "ctl-story.h"

#include <string.h>

#define STORY(account, total, words) \
  "---\ntitle: 网络安全信息与动态周报2030年第2期（1月7日-1月13日）\nsource: " account "\ndate: 2030-01-17\n---\n\n" \
  "# 网络安全信息与动态周报2030年第2期（1月7日-1月13日）\n\n" \
  "本周网络安全基本态势\n\n本周，互联网网络安全态势整体评价为良。" words "\n\n![](https://pictures.example/1)\n\n" \
  "本周事件处理情况\n\n共处理网络安全事件" total "起。\n"
#define SHELL \
  "---\ntitle: 网络安全信息与动态周报2030年第2期（1月7日-1月13日）\nsource: 某日报\n---\n\n：\n，\n。\n"

typedef struct {
  char *folder;
  char *library;
} Fixture;

/* Given the official text, a re-post with another number, and a page without a text. */
static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *official = NULL;
  g_autofree char *repost = NULL;
  g_autofree char *shell = NULL;
  g_autoptr(CtlRun) import = NULL;

  self->folder = ctl_make_folder ();
  self->library = g_build_filename (self->folder, "library.db", NULL);
  official = ctl_write (self->folder, "official.md", STORY ("国家互联网应急中心CNCERT", "495", "官方的话。"));
  repost = ctl_write (self->folder, "repost.md", STORY ("某公司", "459", "转载的话。"));
  shell = ctl_write (self->folder, "shell.md", SHELL);
  import = CTL_RUN (NULL, "--library", self->library, "import", official, repost, shell);
  g_assert_cmpint (import->status, ==, 0);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  ctl_drop_folder (self->folder);
  g_free (self->library);
}

/* The numbers of the copies, best first, as the JSON lists them. */
static char *
dup_copy (Fixture *self,
          guint    position)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--json");
  g_autoptr(JsonNode) line = ctl_json_line (run, 0);
  JsonArray *copies = json_object_get_array_member (json_node_get_object (line), "stored_copies");

  g_assert_cmpuint (json_array_get_length (copies), ==, 3);
  return g_strdup_printf ("%" G_GINT64_FORMAT,
                          json_object_get_int_member (json_array_get_object_element (copies, position), "id"));
}

/* The text is that of the chosen copy, and the JSON marks it; the figures are the same for all. */
static void
test_copy (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *second = dup_copy (self, 1);
  g_autoptr(CtlRun) best = CTL_RUN (NULL, "--library", self->library, "show", "2030-02");
  g_autoptr(CtlRun) other = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--copy", second);
  g_autoptr(CtlRun) json = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--copy", second, "--json");
  g_autoptr(JsonNode) line = ctl_json_line (json, 0);
  JsonObject *object = json_node_get_object (line);
  JsonArray *copies = json_object_get_array_member (object, "stored_copies");
  JsonObject *picture = json_array_get_object_element (json_object_get_array_member (object, "pictures"), 0);

  g_assert_nonnull (strstr (best->out, "官方的话"));
  g_assert_nonnull (strstr (other->out, "转载的话"));
  g_assert_null (strstr (other->out, "官方的话"));
  g_assert_nonnull (strstr (json_object_get_string_member (object, "text"), "转载的话"));
  g_assert_false (json_object_get_boolean_member (json_array_get_object_element (copies, 0), "shown"));
  g_assert_true (json_object_get_boolean_member (json_array_get_object_element (copies, 1), "shown"));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (object, "figures"),
                                               "incidents_total"), ==, 495);
  g_assert_cmpstr (json_object_get_string_member (picture, "url"), ==, "https://pictures.example/1");
  g_assert_false (json_object_get_boolean_member (picture, "stored"));
  g_assert_true (json_object_get_null_member (picture, "width"));
}

/* Two numbers of the same figure stand together, each with its copy, and the copies are listed. */
static void
test_disagreeing (Fixture      *self,
                  gconstpointer data)
{
  g_autofree char *first = dup_copy (self, 0);
  g_autofree char *second = dup_copy (self, 1);
  g_autofree char *official = g_strdup_printf ("495 incidents (from the text of copy %s)\n", first);
  g_autofree char *repost = g_strdup_printf ("    but 459 incidents (from the text of copy %s)\n", second);
  g_autoptr(CtlRun) words = CTL_RUN (NULL, "--library", self->library, "show", "2030-02");
  g_autoptr(CtlRun) markdown = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--markdown");

  g_assert_nonnull (strstr (words->out, official));
  g_assert_nonnull (strstr (words->out, repost));
  g_assert_nonnull (strstr (words->out, "某公司"));
  g_assert_nonnull (strstr (words->out, "某日报"));
  g_assert_nonnull (strstr (markdown->out, "| 459 incidents |"));
}

/* A copy without a text says why; a number that is no copy, and what is no number, are told apart. */
static void
test_no_text (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *third = dup_copy (self, 2);
  g_autoptr(CtlRun) shell = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--copy", third);
  g_autoptr(CtlRun) json = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--copy", third, "--json");
  g_autoptr(CtlRun) none = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--copy", "99");
  g_autoptr(CtlRun) wrong = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--copy", "best");
  g_autoptr(CtlRun) negative = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--copy", "-1");
  g_autoptr(JsonNode) line = ctl_json_line (json, 0);

  g_assert_cmpint (shell->status, ==, 0);
  g_assert_nonnull (strstr (shell->out, "look for another copy"));
  g_assert_null (strstr (shell->out, "is not in the library"));
  g_assert_true (json_object_get_null_member (json_node_get_object (line), "text"));
  g_assert_cmpint (none->status, ==, 1);
  g_assert_nonnull (strstr (none->error, "99"));
  g_assert_cmpint (wrong->status, ==, 2);
  g_assert_cmpint (negative->status, ==, 2);
}

static gboolean
is_whole_pdf (const char *contents,
              gsize       length)
{
  return length > 5000 && g_str_has_prefix (contents, "%PDF-") &&
         memmem (contents + length - 32, 32, "%%EOF", 5) != NULL;
}

/* The chosen copy as a PDF, twice the same; where it cannot be written nothing is left, and no other form goes with it. */
static void
test_pdf (Fixture      *self,
          gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "issue.pdf", NULL);
  g_autofree char *other_path = g_build_filename (self->folder, "other.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (self->folder, "nowhere", "issue.pdf", NULL);
  g_autofree char *second = dup_copy (self, 1);
  g_autofree char *contents = NULL;
  g_autofree char *same_contents = NULL;
  g_autofree char *other_contents = NULL;
  gsize length, same_length, other_length;
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--pdf", path);
  g_autoptr(CtlRun) same = NULL;
  g_autoptr(CtlRun) other = NULL;
  g_autoptr(CtlRun) failed = NULL;
  g_autoptr(CtlRun) both = NULL;

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (is_whole_pdf (contents, length));
  same = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--pdf", path);
  g_assert_true (g_file_get_contents (path, &same_contents, &same_length, NULL));
  g_assert_cmpmem (contents, length, same_contents, same_length);
  other = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--copy", second, "--pdf", other_path);
  g_assert_true (g_file_get_contents (other_path, &other_contents, &other_length, NULL));
  g_assert_true (is_whole_pdf (other_contents, other_length));
  g_assert_false (length == other_length && memcmp (contents, other_contents, length) == 0);

  failed = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--pdf", nowhere);
  g_assert_cmpint (failed->status, ==, 1);
  g_assert_nonnull (strstr (failed->error, "could not be written"));
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
  both = CTL_RUN (NULL, "--library", self->library, "show", "2030-02", "--json", "--pdf", path);
  g_assert_cmpint (both->status, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/ctl/show/copy", Fixture, NULL, set_up, test_copy, tear_down);
  g_test_add ("/ctl/show/disagreeing", Fixture, NULL, set_up, test_disagreeing, tear_down);
  g_test_add ("/ctl/show/no-text", Fixture, NULL, set_up, test_no_text, tear_down);
  g_test_add ("/ctl/show/pdf", Fixture, NULL, set_up, test_pdf, tear_down);
  return g_test_run ();
}
