/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "ctl-story.h"

/* A week of which the text states the incidents, and the pictures the rest. */
#define STORY \
  "---\ntitle: 网络安全信息与动态周报2024年第28期（7月8日-7月14日）\nurl: https://mp.example/s?a=1\n" \
  "source: 某公众号\ndate: 2024-07-18\n---\n\n# 网络安全信息与动态周报2024年第28期（7月8日-7月14日）\n\n" \
  "本周网络安全基本态势\n\n本周，互联网网络安全态势整体评价为良。\n\n![](https://pictures.example/1)\n\n" \
  "本周事件处理情况\n\n共处理网络安全事件777起，含跨境网络安全事件328起。\n"

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

/* What `show --json` says of a figure: NULL where it is not known. */
static JsonNode *
dup_provenance (Fixture    *self,
                const char *figure)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "show", "2024-28", "--json");
  g_autoptr(JsonNode) line = ctl_json_line (run, 0);
  JsonObject *provenance = json_object_get_object_member (json_node_get_object (line), "provenance");

  g_assert_cmpint (run->status, ==, 0);
  return json_object_has_member (provenance, figure)
           ? json_node_copy (json_object_get_member (provenance, figure)) : NULL;
}

static void
assert_typed (Fixture    *self,
              const char *figure,
              gint64      value)
{
  g_autoptr(JsonNode) node = dup_provenance (self, figure);
  JsonObject *object;

  g_assert_nonnull (node);
  object = json_node_get_object (node);
  g_assert_cmpint (json_object_get_int_member (object, "value"), ==, value);
  g_assert_cmpstr (json_object_get_string_member (object, "origin"), ==, "typed");
}

/* Given an issue, when figures are typed in the ways in which people write them, then they are kept, and
 * marked as typed. */
static void
test_type (Fixture      *self,
           gconstpointer data)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "type", "2024-28", "infected_hosts=1.2万",
                                   "defaced_sites=12,345", "phishing_pages=９８", "vuln_level=high");
  g_autoptr(JsonNode) level = NULL;

  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->out, "12000"));
  assert_typed (self, "infected_hosts", 12000);
  assert_typed (self, "defaced_sites", 12345);
  assert_typed (self, "phishing_pages", 98);
  level = dup_provenance (self, "vuln_level");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (level), "value"), ==, "高");
}

/* Given typed figures, then one can be replaced and another forgotten in one call; JSON says what was done. */
static void
test_remove (Fixture      *self,
             gconstpointer data)
{
  g_autoptr(CtlRun) first = CTL_RUN (NULL, "--library", self->library, "type", "2024-28", "infected_hosts=1",
                                     "defaced_sites=2");
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "type", "2024-28", "defaced_sites=3",
                                   "--remove", "infected_hosts", "--remove", "phishing_pages", "--json");
  g_autoptr(CtlRun) only = NULL;
  g_autoptr(JsonNode) line = ctl_json_line (run, 0);
  JsonObject *object = json_node_get_object (line);

  g_assert_cmpint (first->status, ==, 0);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (object, "issue"), ==, 28);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (object, "typed"),
                                               "defaced_sites"), ==, 3);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "removed")), ==, 2);
  g_assert_null (dup_provenance (self, "infected_hosts"));
  assert_typed (self, "defaced_sites", 3);
  only = CTL_RUN (NULL, "--library", self->library, "type", "2024-28", "--remove", "defaced_sites");
  g_assert_cmpint (only->status, ==, 0);
  g_assert_null (dup_provenance (self, "defaced_sites"));
}

/* Given several figures of which one is wrong, then the error names what is accepted, and none is stored. */
static void
test_all_or_nothing (Fixture      *self,
                     gconstpointer data)
{
  static const struct { const char *argument; const char *says; } wrong[] = {
    { "defaced_sites=-1", "12,345" }, { "defaced_sites=1.5", "12,345" }, { "defaced_sites=", "12,345" },
    { "defaced_sites=many", "1.2万" }, { "defaced_sites=99999999999999999999", "too large" },
    { "vuln_level=7", "low, medium or high" }, { "moon_phase=1", "infected_hosts" }, { "defaced_sites", "=12345" },
    { "=5", "infected_hosts" }, { "infected_hosts=2", "twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "type", "2024-28", "infected_hosts=1",
                                       wrong[i].argument);

      g_assert_cmpint (run->status, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
      g_assert_nonnull (strstr (run->error, wrong[i].says));
      g_assert_null (dup_provenance (self, "infected_hosts"));
    }
}

static void
test_usage (Fixture      *self,
            gconstpointer data)
{
  g_autoptr(CtlRun) nothing = CTL_RUN (NULL, "--library", self->library, "type");
  g_autoptr(CtlRun) only_issue = CTL_RUN (NULL, "--library", self->library, "type", "2024-28");
  g_autoptr(CtlRun) no_issue = CTL_RUN (NULL, "--library", self->library, "type", "soon", "infected_hosts=1");
  g_autoptr(CtlRun) unknown = CTL_RUN (NULL, "--library", self->library, "type", "1999-01", "infected_hosts=1");
  g_autoptr(CtlRun) both = CTL_RUN (NULL, "--library", self->library, "type", "2024-28", "infected_hosts=1",
                                    "--remove", "infected_hosts");

  g_assert_cmpint (nothing->status, ==, 2);
  g_assert_cmpint (only_issue->status, ==, 2);
  g_assert_cmpint (no_issue->status, ==, 2);
  g_assert_cmpint (both->status, ==, 2);
  g_assert_cmpint (unknown->status, ==, 1);
  g_assert_nonnull (strstr (unknown->error, "1999-01"));
}

/* Given a typed figure, when a text comes that states another one, then the text counts, the typed one
 * stands beside it, and typing again says so. */
static void
test_contradicted (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr(CtlRun) typed = CTL_RUN (NULL, "--library", self->library, "type", "2024-28", "incidents_total=770",
                                     "infected_hosts=5");
  g_autoptr(CtlRun) import = CTL_RUN (NULL, "--library", self->library, "import", self->story);
  g_autoptr(CtlRun) reparse = CTL_RUN (NULL, "--library", self->library, "reparse");
  g_autoptr(CtlRun) words = CTL_RUN (NULL, "--library", self->library, "show", "2024-28");
  g_autoptr(CtlRun) again = CTL_RUN (NULL, "--library", self->library, "type", "2024-28", "incidents_total=771");
  g_autoptr(JsonNode) total = dup_provenance (self, "incidents_total");
  JsonObject *object = json_node_get_object (total);
  JsonObject *other = json_array_get_object_element (json_object_get_array_member (object, "disagreeing"), 0);

  g_assert_cmpint (typed->status + import->status + reparse->status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (object, "value"), ==, 777);
  g_assert_cmpstr (json_object_get_string_member (object, "origin"), ==, "copy");
  g_assert_cmpint (json_object_get_int_member (other, "value"), ==, 771);
  g_assert_cmpstr (json_object_get_string_member (other, "origin"), ==, "typed");
  assert_typed (self, "infected_hosts", 5);
  g_assert_nonnull (strstr (words->out, "but 770"));
  g_assert_cmpint (again->status, ==, 0);
  g_assert_nonnull (strstr (again->out, "777"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/ctl/type/type", Fixture, NULL, set_up, test_type, tear_down);
  g_test_add ("/ctl/type/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/ctl/type/all-or-nothing", Fixture, NULL, set_up, test_all_or_nothing, tear_down);
  g_test_add ("/ctl/type/usage", Fixture, NULL, set_up, test_usage, tear_down);
  g_test_add ("/ctl/type/contradicted", Fixture, NULL, set_up, test_contradicted, tear_down);
  return g_test_run ();
}
