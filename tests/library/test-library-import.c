/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const Story official = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-19",
  .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2247499001", "&chksm=5f&scene=58#rd"),
  .total = 512, .cross_border = 230, .phishing = 401,
  .recap = "网络安全信息与动态周报2024年第27期（7月1日-7月7日）\t"
           OFFICIAL_URL ("2247499000", "&chksm=6f&scene=21#wechat_redirect"),
};

static const Story repost = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-18",
  .account = "某安全团队", .url = REPOST_URL ("2650000001", "&chksm=7f#rd"),
  .total = 513, .cross_border = 230, .phishing = 401,
  .extra = "转载者另外写了一段很长的话，为的是让这一份比原来的一份更长：一二三四五六七八九十一二三四五六"
           "七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十。",
};

typedef struct {
  Fixture    base;
  ZbLibrary *library;
} Room;

static void
room_set_up (Room         *room,
             gconstpointer data)
{
  fixture_init (&room->base);
  room->library = fixture_open (&room->base);
}

static void
room_tear_down (Room         *room,
                gconstpointer data)
{
  assert_sound (room->library);
  g_clear_object (&room->library);
  fixture_clear (&room->base);
}

static void
test_one (Room         *room,
          gconstpointer data)
{
  g_autoptr(ZbImportResult) result = import_story (room->library, &official);
  g_autoptr(ZbDetail) detail = load_issue (room->library, 2024, 28);
  const ZbSourcedFigure *total = find_sourced (detail, ZB_FIGURE_INCIDENTS_TOTAL);
  const ZbCopyInfo *copy = g_ptr_array_index (detail->copies, 0);
  const ZbRecapLink *link = g_ptr_array_index (detail->recap, 0);
  g_autoptr(ZbDetail) earlier = NULL;
  g_autofree char *published = zb_date_dup_iso (&detail->entry->published);

  g_assert_cmpuint (result->imported, ==, 1);
  g_assert_cmpuint (result->bulletins->len, ==, 1);
  g_assert_cmpint (g_array_index (result->bulletins, gint64, 0), ==, detail->entry->id);
  g_assert_cmpint (detail->entry->state, ==, ZB_ENTRY_TEXT);
  g_assert_true (detail->entry->unread);
  g_assert_cmpint (detail->entry->rating, ==, ZB_RATING_GOOD);
  g_assert_cmpstr (published, ==, "2024-07-19");
  g_assert_cmpstr (detail->entry->title, ==, "网络安全信息与动态周报2024年第28期（7月8日-7月14日）");
  g_assert_cmpint (total->figure->value, ==, 512);
  g_assert_nonnull (strstr (total->figure->sentence, "512起"));
  g_assert_cmpint (total->origin, ==, ZB_FIGURE_FROM_COPY);
  g_assert_cmpint (total->copy_id, ==, copy->id);
  g_assert_null (total->disagreeing);
  g_assert_true (copy->official && copy->shown);
  g_assert_cmpstr (copy->origin, ==, "made.md");
  g_assert_nonnull (detail->shown);
  g_assert_cmpint (detail->shown->bulletin->status, ==, ZB_COPY_OK);
  g_assert_cmpuint (detail->warnings->len, ==, 0);

  /* Then the issue that its list names is known, with its address. */
  earlier = load_issue (room->library, 2024, 27);
  g_assert_cmpint (link->id, ==, earlier->entry->id);
  g_assert_cmpint (earlier->entry->state, ==, ZB_ENTRY_MISSING);
  g_assert_false (earlier->entry->unread);
  g_assert_cmpstr (earlier->entry->title, ==, "网络安全信息与动态周报2024年第27期（7月1日-7月7日）");
  g_assert_null (earlier->shown);
  g_assert_cmpuint (earlier->addresses->len, ==, 1);
  g_assert_cmpstr (((ZbKnownAddress *) g_ptr_array_index (earlier->addresses, 0))->url, ==,
                   OFFICIAL_URL ("2247499000", "&chksm=6f&scene=21#wechat_redirect"));
  g_assert_cmpint (earlier->newer_id, ==, detail->entry->id);
  g_assert_cmpint (detail->older_id, ==, earlier->entry->id);
  g_assert_cmpint (detail->week_before->id, ==, earlier->entry->id);
}

/* Given an imported folder, when it is imported again, then nothing at all changes. */
static void
test_twice (Room         *room,
            gconstpointer data)
{
  g_autofree char *folder = g_build_filename (room->base.folder, "archive", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gint64 counter;

  for (guint i = 1; i <= 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("archive/%u/%02u.md", i % 3, i);
      g_autofree char *text = week_to_markdown (2024, i, 100 + i);

      g_free (fixture_write (&room->base, name, text));
    }
  {
    g_autoptr(ZbImportResult) result = import_path (room->library, folder);

    g_assert_no_error (result->error);
    g_assert_cmpuint (result->imported, ==, 30);
    g_assert_cmpuint (result->bulletins->len, ==, 30);
  }
  first = dump_library (room->base.path);
  counter = zb_library_get_change_counter (room->library);
  {
    g_autoptr(ZbImportResult) result = import_path (room->library, folder);

    g_assert_cmpuint (result->imported, ==, 0);
    g_assert_cmpuint (result->duplicates, ==, 30);
    g_assert_cmpuint (result->bulletins->len, ==, 30);
  }
  second = dump_library (room->base.path);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (zb_library_get_change_counter (room->library), ==, counter);
}

/* Given a re-post that is longer and earlier, then the official copy is read all the same, its
 * figure counts, and the other value is shown as disagreeing. */
static void
test_united (Room         *room,
             gconstpointer data)
{
  for (guint round = 0; round < 2; round++)
    {
      const Story *story = round == 0 ? &repost : &official;
      g_autoptr(ZbImportResult) result = import_story (room->library, story);
      g_autoptr(ZbDetail) detail = load_issue (room->library, 2024, 28);
      const ZbSourcedFigure *total = find_sourced (detail, ZB_FIGURE_INCIDENTS_TOTAL);
      const ZbSourcedFigure *other;

      g_assert_cmpuint (result->imported, ==, round == 0);
      g_assert_cmpuint (result->updated, ==, round == 1);
      g_assert_cmpuint (detail->entry->n_copies, ==, round + 1);
      g_assert_cmpstr (detail->shown->bulletin->url, ==, story->url);
      g_assert_cmpint (total->figure->value, ==, story->total);
      g_assert_cmpint (zb_figures_find (detail->entry->figures, ZB_FIGURE_INCIDENTS_TOTAL)->value, ==,
                       story->total);
      g_assert_null (find_sourced (detail, ZB_FIGURE_INCIDENTS_PHISHING)->disagreeing);
      if (round == 0)
        continue;
      g_assert_cmpuint (total->disagreeing->len, ==, 1);
      other = g_ptr_array_index (total->disagreeing, 0);
      g_assert_cmpint (other->figure->value, ==, 513);
      g_assert_cmpint (other->copy_id, !=, total->copy_id);
    }
}

/* Given a text, when refusals of the same issue come, before or after, then the text stays. */
static void
test_refused (Room         *room,
              gconstpointer data)
{
  g_autofree char *shell = shell_to_markdown (&official, FALSE);
  g_autofree char *verification = shell_to_markdown (&official, TRUE);

  {
    g_autoptr(ZbImportResult) result = import_text (room->library, shell);
    g_autoptr(ZbDetail) detail = load_issue (room->library, 2024, 28);

    g_assert_cmpuint (result->imported, ==, 0);
    g_assert_cmpuint (zb_import_result_get_skipped (result, "no-text"), ==, 1);
    g_assert_cmpint (detail->entry->state, ==, ZB_ENTRY_MISSING);
    g_assert_cmpuint (detail->entry->n_copies, ==, 1);
    g_assert_cmpint (detail->shown->bulletin->status, ==, ZB_COPY_NO_TEXT);
  }
  {
    g_autoptr(ZbImportResult) result = import_story (room->library, &repost);

    g_assert_cmpuint (result->imported, ==, 1);
  }
  {
    g_autoptr(ZbImportResult) result = import_text (room->library, verification);
    g_autoptr(ZbDetail) detail = load_issue (room->library, 2024, 28);
    ZbKnownAddress *best = g_ptr_array_index (detail->addresses, 0);

    g_assert_cmpuint (zb_import_result_get_skipped (result, "blocked"), ==, 1);
    g_assert_cmpuint (detail->entry->n_copies, ==, 3);
    g_assert_cmpint (detail->entry->state, ==, ZB_ENTRY_TEXT);
    g_assert_cmpstr (detail->shown->bulletin->url, ==, repost.url);
    g_assert_cmpint (find_sourced (detail, ZB_FIGURE_INCIDENTS_TOTAL)->figure->value, ==, 513);
    /* The address that was refused is tried last. */
    g_assert_cmpstr (best->url, ==, repost.url);
    g_assert_cmpuint (detail->addresses->len, ==, 2);
  }
}

/* Given a week that contradicts the issue, then the issue wins and the reader is told. */
static void
test_wrong_week (Room         *room,
                 gconstpointer data)
{
  Story wrong = official;
  Story short_week = official;

  wrong.period = "6月3日-6月9日";
  short_week.number = 17;
  short_week.period = "4月22日-4月27日";
  {
    G_GNUC_UNUSED g_autoptr(ZbImportResult) result = import_story (room->library, &wrong);
    g_autoptr(ZbDetail) detail = load_issue (room->library, 2024, 28);
    g_autofree char *monday = zb_date_dup_iso (&detail->entry->period.start);

    g_assert_cmpstr (monday, ==, "2024-07-08");
    g_assert_cmpuint (detail->warnings->len, ==, 1);
  }
  {
    G_GNUC_UNUSED g_autoptr(ZbImportResult) result = import_story (room->library, &short_week);
    g_autoptr(ZbDetail) detail = load_issue (room->library, 2024, 17);
    const ZbCopyInfo *copy = g_ptr_array_index (detail->copies, 0);
    g_autofree char *sunday = zb_date_dup_iso (&detail->entry->period.end);
    g_autofree char *printed = zb_date_dup_iso (&copy->period.end);

    g_assert_cmpstr (sunday, ==, "2024-04-28");
    g_assert_cmpstr (printed, ==, "2024-04-27");
    g_assert_cmpuint (detail->warnings->len, ==, 0);
  }
}

/* Given texts of other kinds, then they are counted and not stored. */
static void
test_not_stored (Room         *room,
                 gconstpointer data)
{
  g_autofree char *before = dump_library (room->base.path);
  g_autoptr(ZbImportResult) none = import_text (room->library, "");
  g_autoptr(ZbImportResult) text = import_text (room->library, "# 买菜\n\n白菜、豆腐。\n");
  g_autofree char *after = dump_library (room->base.path);

  g_assert_cmpuint (zb_import_result_get_skipped (none, "unreadable"), ==, 1);
  g_assert_cmpuint (zb_import_result_get_skipped (text, "unreadable"), ==, 1);
  g_assert_cmpstr (before, ==, after);
}

/* Given a title that tries to be SQL, or names that are no UTF-8, then they are only text. */
static void
test_hostile_names (Room         *room,
                    gconstpointer data)
{
  g_autofree char *folder = g_build_filename (room->base.folder, "in", NULL);
  g_autofree char *text = week_to_markdown (2024, 3, 77);
  g_autofree char *sql = week_to_markdown (2024, 4, 78);
  g_autoptr(GString) hostile = g_string_new (sql);
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  const ZbCopyInfo *copy;

  g_string_replace (hostile, "source: " OFFICIAL_ACCOUNT,
                    "source: '); DROP TABLE copies; -- \xe2\x80\xae", 0);
  g_free (fixture_write (&room->base, "in/\xff\xfe'; DROP TABLE files;--.md", text));
  g_free (fixture_write (&room->base, "in/%s%n\n.md", hostile->str));
  result = import_path (room->library, folder);
  g_assert_no_error (result->error);
  g_assert_cmpuint (result->failed->len, ==, 0);
  g_assert_cmpuint (result->imported, ==, 2);
  detail = load_issue (room->library, 2024, 3);
  copy = g_ptr_array_index (detail->copies, 0);
  g_assert_true (g_utf8_validate (copy->origin, -1, NULL));
  g_assert_nonnull (strstr (copy->origin, "DROP TABLE files"));
}

static void
assert_failure (ZbImportResult *result,
                guint           i,
                const char     *part)
{
  const ZbImportFailure *failure = g_ptr_array_index (result->failed, i);

  g_test_message ("%s: %s", failure->file, failure->message);
  g_assert_nonnull (strstr (failure->message, part));
}

/* Given things that are no files, or too large, then each is told, nothing hangs, the rest is imported. */
static void
test_special_files (Room         *room,
                    gconstpointer data)
{
  g_autofree char *fifo = g_build_filename (room->base.folder, "pipe.md", NULL);
  g_autofree char *huge = g_build_filename (room->base.folder, "huge.md", NULL);
  g_autofree char *gone = g_build_filename (room->base.folder, "gone.md", NULL);
  g_autofree char *empty = fixture_write (&room->base, "empty.md", "");
  g_autofree char *text = week_to_markdown (2024, 5, 90);
  g_autofree char *good = fixture_write (&room->base, "good.txt", text);
  const char *const paths[] = { fifo, huge, gone, "/dev/zero", empty, good, NULL };
  g_autoptr(ZbImporter) importer = zb_importer_new (room->library);
  g_autoptr(ZbImportResult) result = NULL;
  int fd;

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  fd = g_open (huge, O_WRONLY | O_CREAT, 0600);
  g_assert_cmpint (ftruncate (fd, 3000000000), ==, 0);
  close (fd);

  result = zb_importer_import_paths (importer, paths, NULL);
  g_assert_no_error (result->error);
  g_assert_cmpuint (result->imported, ==, 1);
  g_assert_cmpuint (zb_import_result_get_skipped (result, "unreadable"), ==, 1);
  g_assert_cmpuint (result->failed->len, ==, 4);
  assert_failure (result, 0, "no file with contents");
  assert_failure (result, 1, "too large");
  assert_failure (result, 2, "does not exist");
  assert_failure (result, 3, "no file with contents");
}

/* Given a folder, then only likely files are tried, hidden ones are left alone, and no link leads
 * round in circles. */
static void
test_folder (Room         *room,
             gconstpointer data)
{
  g_autofree char *folder = g_build_filename (room->base.folder, "in", NULL);
  g_autofree char *loop = g_build_filename (folder, "deep", "loop", NULL);
  g_autofree char *link = g_build_filename (folder, "linked.md", NULL);
  g_autofree char *dangling = g_build_filename (folder, "dangling.md", NULL);
  g_autofree char *one = week_to_markdown (2024, 6, 91);
  g_autofree char *two = week_to_markdown (2024, 7, 92);
  g_autofree char *three = week_to_markdown (2024, 8, 93);
  g_autofree char *outside = fixture_write (&room->base, "outside.md", three);
  g_autoptr(ZbImportResult) result = NULL;

  g_free (fixture_write (&room->base, "in/one.MD", one));
  g_free (fixture_write (&room->base, "in/deep/two", two));
  g_free (fixture_write (&room->base, "in/.git/hidden.md", two));
  g_free (fixture_write (&room->base, "in/picture.png", "\x89PNG"));
  g_assert_cmpint (symlink (folder, loop), ==, 0);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  g_assert_cmpint (symlink ("/nowhere", dangling), ==, 0);

  result = import_path (room->library, folder);
  g_assert_no_error (result->error);
  g_assert_cmpuint (result->imported, ==, 3);
  g_assert_cmpuint (result->duplicates, ==, 0);
  g_assert_cmpuint (zb_import_result_get_skipped (result, ZB_IMPORT_OTHER_FILE), ==, 1);
  g_assert_cmpuint (result->failed->len, ==, 1);
  assert_failure (result, 0, "dangling.md” is a link to something that is not there");
}

#define FEED_TEXT(total) \
  "&lt;p&gt;本周网络安全基本态势&lt;/p&gt;&lt;p&gt;本周，互联网网络安全态势整体评价为良。&lt;/p&gt;" \
  "&lt;p&gt;本周事件处理情况&lt;/p&gt;&lt;p&gt;共处理网络安全事件" total "起。&lt;/p&gt;"
#define FEED(entries) "<rss><channel><title>" OFFICIAL_ACCOUNT "</title>" entries "</channel></rss>"
#define FEED_ENTRY(title, mid, text) \
  "<item><title>" title "</title><link>" OFFICIAL_URL (mid, "") "</link><description>" text "</description></item>"

/* Given a feed, then each of its entries is a copy, and those without a text are named by their titles. */
static void
test_feed (Room         *room,
           gconstpointer data)
{
  static const char feed[] = FEED (
    FEED_ENTRY ("网络安全信息与动态周报2024年第30期（7月22日-7月28日）", "2247499003", FEED_TEXT ("530"))
    FEED_ENTRY ("网络安全信息与动态周报2024年第29期（7月15日-7月21日）", "2247499002", "")
    FEED_ENTRY ("CNVD漏洞周报2024年第29期", "2247499004", "漏洞")
    FEED_ENTRY ("网络安全信息与动态周报2024年第28期（7月8日-7月14日）", "2247499001", FEED_TEXT ("512")));
  g_autofree char *path = fixture_write (&room->base, "feed.xml", feed);
  g_autoptr(ZbImportResult) result = import_path (room->library, path);
  g_autoptr(ZbImportResult) again = import_path (room->library, path);
  g_autoptr(ZbDetail) first = load_issue (room->library, 2024, 30);
  g_autoptr(ZbDetail) second = load_issue (room->library, 2024, 29);
  const ZbImportFailure *refused;

  g_assert_no_error (result->error);
  g_assert_cmpuint (result->imported, ==, 2);
  g_assert_cmpuint (zb_import_result_get_skipped (result, "no-text"), ==, 1);
  g_assert_cmpuint (zb_import_result_get_skipped (result, "other-series"), ==, 1);
  g_assert_cmpuint (result->refused->len, ==, 2);
  refused = g_ptr_array_index (result->refused, 0);
  g_assert_nonnull (strstr (refused->file, "feed.xml"));
  g_assert_nonnull (strstr (refused->file, "2024年第29期（7月15日"));
  refused = g_ptr_array_index (result->refused, 1);
  g_assert_nonnull (strstr (refused->file, "CNVD"));
  g_assert_cmpint (find_sourced (first, ZB_FIGURE_INCIDENTS_TOTAL)->figure->value, ==, 530);
  g_assert_cmpstr (first->shown->bulletin->account, ==, OFFICIAL_ACCOUNT);
  g_assert_cmpint (second->entry->state, ==, ZB_ENTRY_MISSING);
  g_assert_cmpuint (second->addresses->len, ==, 1);
  g_assert_cmpuint (again->duplicates, ==, 1);
  g_assert_cmpuint (again->imported, ==, 0);
  assert_sound (room->library);
}

/* Given data in a folder, then only feeds are taken from it, and nothing is said of the rest, unless
 * the user has named it. */
static void
test_data_in_folder (Room         *room,
                     gconstpointer data)
{
  static const char *const others[] = {
    "{\"a\": 1}", "[1, 2", "{\"a\": 1} // 注", "<?xml version=\"1.0\"?><note>白菜</note>", "\xff\xff\xff\xff\xff\xff\x80",
  };
  g_autofree char *folder = g_build_filename (room->base.folder, "in", NULL);
  g_autofree char *named = g_build_filename (folder, "other0.json", NULL);
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(ZbImportResult) alone = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *name = g_strdup_printf ("in/other%u.%s", i, i < 3 ? "json" : "XML");

      g_free (fixture_write (&room->base, name, others[i]));
    }
  g_free (fixture_write (&room->base, "in/feed.rss",
                         FEED (FEED_ENTRY ("网络安全信息与动态周报2024年第30期（7月22日-7月28日）", "2247499003",
                                           FEED_TEXT ("530")))));
  g_free (fixture_write (&room->base, "in/empty.xml", FEED ("")));
  g_free (fixture_write (&room->base, "in/cut.json", "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": ["));

  result = import_path (room->library, folder);
  g_assert_no_error (result->error);
  g_assert_cmpuint (result->imported, ==, 1);
  g_assert_cmpuint (result->failed->len, ==, 0);
  g_assert_cmpuint (zb_import_result_get_skipped (result, ZB_IMPORT_OTHER_FILE), ==, G_N_ELEMENTS (others));
  g_assert_cmpuint (zb_import_result_get_skipped (result, "unreadable"), ==, 2);

  alone = import_path (room->library, named);
  g_assert_cmpuint (zb_import_result_get_skipped (alone, ZB_IMPORT_OTHER_FILE), ==, 0);
  g_assert_cmpuint (zb_import_result_get_skipped (alone, "unreadable"), ==, 1);
}

/* Given folders within folders without an end, then the import says where it stopped. */
static void
test_deep_folder (Room         *room,
                  gconstpointer data)
{
  g_autoptr(GString) name = g_string_new ("in");
  g_autofree char *folder = g_build_filename (room->base.folder, "in", NULL);
  g_autofree char *text = week_to_markdown (2024, 6, 91);
  g_autoptr(ZbImportResult) result = NULL;

  for (guint i = 0; i < 70; i++)
    g_string_append (name, "/d");
  g_string_append (name, "/one.md");
  g_free (fixture_write (&room->base, name->str, text));
  g_free (fixture_write (&room->base, "in/one.md", text));

  result = import_path (room->library, folder);
  g_assert_no_error (result->error);
  g_assert_cmpuint (result->imported, ==, 1);
  g_assert_cmpuint (result->failed->len, ==, 1);
  assert_failure (result, 0, "lies too deep");
}

static char *
replace (const char *text,
         const char *old,
         const char *new)
{
  g_autoptr(GString) result = g_string_new (text);

  g_assert_cmpuint (g_string_replace (result, old, new, 0), >, 0);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

/* Given a copy that tells only its week, one that tells only its number, and one that tells both, then
 * they are one bulletin, of which the first has brought the text, and no dead bulletin is named. */
static void
test_joined (Room         *room,
             gconstpointer data)
{
  static const Story story = {
    .year = 2014, .number = 6, .period = "2月3日-2月9日", .published = "2014-02-14",
    .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2247400001", "&chksm=5f#rd"),
    .total = 512, .cross_border = 230, .phishing = 401,
  };
  g_autofree char *folder = g_build_filename (room->base.folder, "in", NULL);
  g_autofree char *both = story_to_markdown (&story);
  g_autofree char *week = replace (both, "2014年第6期（2月3日", "（2014年2月3日");
  g_autofree char *number = replace (both, "（2月3日-2月9日）", "");
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(ZbImportResult) again = NULL;
  g_autoptr(ZbDetail) detail = NULL;

  g_free (fixture_write (&room->base, "in/a.md", week));
  g_free (fixture_write (&room->base, "in/b.md", number));
  g_free (fixture_write (&room->base, "in/c.md", both));
  result = import_path (room->library, folder);
  g_assert_no_error (result->error);
  g_assert_cmpuint (result->imported, ==, 1);
  g_assert_cmpuint (result->updated, ==, 2);
  g_assert_cmpuint (result->bulletins->len, ==, 1);
  for (guint i = 0; i < result->bulletins->len; i++)
    {
      g_autoptr(GError) error = NULL;

      g_clear_pointer (&detail, zb_detail_unref);
      detail = zb_library_load (room->library, g_array_index (result->bulletins, gint64, i), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (detail->copies->len, ==, 3);
    }
  again = import_path (room->library, folder);
  g_assert_cmpuint (again->duplicates, ==, 3);
  g_assert_cmpuint (again->bulletins->len, ==, 1);
}

static void
cancel_after_ten (guint    done,
                  guint    total,
                  gpointer cancellable)
{
  if (done == 10)
    g_cancellable_cancel (cancellable);
}

/* Given an import that is cancelled, then what is counted is stored, and the next one completes it. */
static void
test_cancelled (Room         *room,
                gconstpointer data)
{
  g_autofree char *folder = g_build_filename (room->base.folder, "in", NULL);
  const char *const paths[] = { folder, NULL };
  g_autoptr(ZbImporter) importer = zb_importer_new (room->library);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(ZbImportResult) rest = NULL;

  for (guint i = 1; i <= 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("in/%02u.md", i);
      g_autofree char *text = week_to_markdown (2025, i, 200 + i);

      g_free (fixture_write (&room->base, name, text));
    }
  zb_importer_set_progress (importer, cancel_after_ten, cancellable);
  result = zb_importer_import_paths (importer, paths, cancellable);
  g_assert_error (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (result->imported, ==, 10);
  rest = import_path (room->library, folder);
  g_assert_cmpuint (rest->duplicates, ==, 10);
  g_assert_cmpuint (rest->imported, ==, 10);
}

/* The real thing: every text is imported, every refusal finds its issue. */
static void
test_corpus (Room         *room,
             gconstpointer data)
{
  const char *corpus = g_getenv ("ZB_CORPUS");
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(ZbDetail) detail = NULL;

  if (corpus == NULL || !g_file_test (corpus, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no corpus");
      return;
    }
  result = import_path (room->library, corpus);
  g_assert_no_error (result->error);
  g_assert_cmpuint (result->imported, ==, 24);
  g_assert_cmpuint (zb_import_result_get_skipped (result, "no-text"), ==, 4);
  g_assert_cmpuint (zb_import_result_get_skipped (result, "blocked"), ==, 1);
  g_assert_cmpuint (zb_import_result_get_skipped (result, "other-series"), ==, 9);
  g_assert_cmpuint (result->failed->len, ==, 0);
  detail = load_issue (room->library, 2024, 27);
  g_assert_cmpint (find_sourced (detail, ZB_FIGURE_INCIDENTS_TOTAL)->figure->value, ==, 495);
  g_assert_cmpuint (detail->recap->len, ==, 5);
  for (guint i = 0; i < detail->recap->len; i++)
    g_assert_cmpint (((ZbRecapLink *) g_ptr_array_index (detail->recap, i))->id, !=, 0);
}

#define ADD(name, function) \
  g_test_add ("/library/import/" name, Room, NULL, room_set_up, function, room_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("one", test_one);
  ADD ("twice", test_twice);
  ADD ("united", test_united);
  ADD ("refused", test_refused);
  ADD ("wrong-week", test_wrong_week);
  ADD ("not-stored", test_not_stored);
  ADD ("hostile-names", test_hostile_names);
  ADD ("special-files", test_special_files);
  ADD ("folder", test_folder);
  ADD ("feed", test_feed);
  ADD ("data-in-folder", test_data_in_folder);
  ADD ("deep-folder", test_deep_folder);
  ADD ("joined", test_joined);
  ADD ("cancelled", test_cancelled);
  ADD ("corpus", test_corpus);
  return g_test_run ();
}
