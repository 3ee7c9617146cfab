/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "ctl-story.h"

#define STORY \
  "---\ntitle: 网络安全信息与动态周报2024年第28期（7月8日-7月14日）\nurl: https://mp.example/s?a=1\n" \
  "source: 某公众号\ndate: 2024-07-18\n---\n\n# 网络安全信息与动态周报2024年第28期（7月8日-7月14日）\n\n" \
  "本周事件处理情况\n\n共处理网络安全事件777起。\n"

typedef struct {
  char *folder;
  char *library;
  char *story;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = ctl_make_folder ();
  self->library = g_build_filename (self->folder, "library.db", NULL);
  self->story = ctl_write (self->folder, "story.md", STORY);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  ctl_drop_folder (self->folder);
  g_free (self->library);
  g_free (self->story);
}

static CtlRun *
show (Fixture *self)
{
  CtlRun *run = CTL_RUN (NULL, "--library", self->library, "show", "2024-28", "--json");

  g_assert_cmpint (run->status, ==, 0);
  return run;
}

static void
assert_note (Fixture    *self,
             const char *note)
{
  g_autoptr(CtlRun) shown = show (self);
  g_autoptr(CtlRun) told = CTL_RUN (NULL, "--library", self->library, "note", "2024-28", "--json");
  g_autoptr(JsonNode) detail = ctl_json_line (shown, 0);
  g_autoptr(JsonNode) answer = ctl_json_line (told, 0);
  JsonObject *objects[] = { json_node_get_object (detail), json_node_get_object (answer) };

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_assert_cmpint (json_object_get_int_member (objects[i], "issue"), ==, 28);
      g_assert_true (json_object_has_member (objects[i], "note"));
      if (note != NULL)
        g_assert_cmpstr (json_object_get_string_member (objects[i], "note"), ==, note);
      else
        g_assert_true (json_object_get_null_member (objects[i], "note"));
    }
}

/* A note is written, written anew and removed. */
static void
test_note (Fixture      *self,
           gconstpointer data)
{
  g_autoptr(CtlRun) first = NULL;
  g_autoptr(CtlRun) words = NULL;
  g_autoptr(CtlRun) second = NULL;
  g_autoptr(CtlRun) removed = NULL;
  g_autoptr(CtlRun) none = NULL;

  assert_note (self, NULL);
  first = CTL_RUN (NULL, "--library", self->library, "note", "2024-28", "问一下\n第二行 “x”");
  g_assert_cmpint (first->status, ==, 0);
  g_assert_cmpstr (first->out, ==, "问一下\n第二行 “x”\n");
  assert_note (self, "问一下\n第二行 “x”");
  words = CTL_RUN (NULL, "--library", self->library, "show", "2024-28");
  g_assert_nonnull (strstr (words->out, "Your note:\n    问一下\n    第二行 “x”\n"));

  second = CTL_RUN (NULL, "--library", self->library, "note", "2024-28", "done");
  g_assert_cmpint (second->status, ==, 0);
  assert_note (self, "done");
  removed = CTL_RUN (NULL, "--library", self->library, "note", "2024-28", "--remove");
  g_assert_cmpint (removed->status, ==, 0);
  assert_note (self, NULL);
  none = CTL_RUN (NULL, "--library", self->library, "note", "2024-28");
  g_assert_cmpint (none->status, ==, 0);
  g_assert_nonnull (strstr (none->out, "no note"));
}

/* What the user has written is no part of the bulletin's text, and stays when that comes again. */
static void
test_apart (Fixture      *self,
            gconstpointer data)
{
  g_autoptr(CtlRun) note = CTL_RUN (NULL, "--library", self->library, "note", "2024-28", "only for me");
  g_autoptr(CtlRun) import = CTL_RUN (NULL, "--library", self->library, "import", self->story);
  g_autoptr(CtlRun) reparse = CTL_RUN (NULL, "--library", self->library, "reparse");
  g_autoptr(CtlRun) markdown = CTL_RUN (NULL, "--library", self->library, "show", "2024-28", "--markdown");

  g_assert_cmpint (note->status, ==, 0);
  g_assert_cmpint (import->status, ==, 0);
  g_assert_cmpint (reparse->status, ==, 0);
  assert_note (self, "only for me");
  g_assert_nonnull (strstr (markdown->out, "777"));
  g_assert_null (strstr (markdown->out, "only for me"));
}

static void
test_usage (Fixture      *self,
            gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (20001, 'x');
  g_autoptr(CtlRun) no_issue = CTL_RUN (NULL, "--library", self->library, "note");
  g_autoptr(CtlRun) words = CTL_RUN (NULL, "--library", self->library, "note", "2024-28", "two", "words");
  g_autoptr(CtlRun) both = CTL_RUN (NULL, "--library", self->library, "note", "2024-28", "text", "--remove");
  g_autoptr(CtlRun) too_long = CTL_RUN (NULL, "--library", self->library, "note", "2024-28", long_text);
  g_autoptr(CtlRun) broken = CTL_RUN (NULL, "--library", self->library, "note", "2024-28", "\xff");
  g_autoptr(CtlRun) unknown = CTL_RUN (NULL, "--library", self->library, "note", "1999-01", "text");

  g_assert_cmpint (no_issue->status, ==, 2);
  g_assert_cmpint (words->status, ==, 2);
  g_assert_nonnull (strstr (words->error, "words"));
  g_assert_cmpint (both->status, ==, 2);
  g_assert_cmpint (too_long->status, ==, 2);
  g_assert_nonnull (strstr (too_long->error, "20000"));
  g_assert_cmpint (broken->status, ==, 2);
  g_assert_cmpint (unknown->status, ==, 1);
  assert_note (self, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl/note/note", Fixture, NULL, set_up, test_note, tear_down);
  g_test_add ("/ctl/note/apart", Fixture, NULL, set_up, test_apart, tear_down);
  g_test_add ("/ctl/note/usage", Fixture, NULL, set_up, test_usage, tear_down);
  return g_test_run ();
}
