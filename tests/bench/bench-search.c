/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bulletin/zb-catalogue.h"
#include "extract/zb-normal-text.h"
#include "library/zb-library-private.h"

/* The search of a made library, beside a scan of the same texts with LIKE. The texts are of words that are as
 * frequent as words are (Zipf), so that there are pairs of characters in every text, and such as stand in few. */

#define N_WORDS 4000
#define N_CHARS 2500
#define TEXT_CHARS 1500
#define WEEKS_PER_YEAR 50

#define MAX_HITS 50
#define N_SEARCHES 41
#define N_SCANS 5

#define SCAN "SELECT bulletin, text FROM search_texts WHERE text LIKE ?1 AND text LIKE ?2 ORDER BY bulletin DESC LIMIT 50"

/* The most frequent words. */
static const char * const first_words[] = {
  "的", "网络", "安全", "漏洞", "事件", "境内", "感染", "主机", "网站", "本周", "数量", "恶意程序", "仿冒", "被篡改",
  "政府网站", "后门", "处理", "起", "个", "Windows", "钓鱼", "互联网", "CNCERT", "下降", "上升", "高危漏洞",
};

/* None of these texts holds "安全网站", though many hold "安全网络" and "网站". */
#define NEVER_BEFORE "安全"
#define NEVER_BEHIND "网站"

static const struct {
  const char *name;
  const char *term;
  const char *other_term;
} queries[] = {
  { "a frequent character", "的", NULL },
  { "a rare character", "鳐", NULL },
  { "two characters", "漏洞", NULL },
  { "four characters", "恶意程序", NULL },
  { "Latin letters", "windows", NULL },
  { "a rare Latin word", "Conficker", NULL },
  { "a number", "1548", NULL },
  { "two terms", "政府网站", "漏洞" },
  { "two terms, one of them rare", "蠕虫病毒", "的" },
  { "nothing, two characters", "鳐鳐", NULL },
  { "nothing, of frequent pairs", "安全网站", NULL },
};

/* --- Made texts -------------------------------------------------------------------------------- */

typedef struct {
  GRand     *random;
  gunichar   chars[N_CHARS];
  char      *words[N_WORDS];
  /* How often words up to this one come, of all. */
  double     frequency[N_WORDS];
} Maker;

/* Only characters that are compared as they are, so that LIKE finds the same. */
static void
choose_chars (Maker *self)
{
  for (guint i = 0; i < N_CHARS; )
    {
      g_autofree char *normal = NULL;
      char text[7] = "";

      self->chars[i] = (gunichar) g_rand_int_range (self->random, 0x4e00, 0x9fa0);
      text[g_unichar_to_utf8 (self->chars[i], text)] = '\0';
      normal = zb_normalise (text);
      if (g_str_equal (normal, text) && !g_str_equal (text, "鳐"))
        i++;
    }
}

static char *
make_word (Maker *self,
           guint  number)
{
  static const guint lengths[] = { 1, 2, 2, 2, 2, 2, 2, 3, 4, 4 };
  GString *word = g_string_new (NULL);
  guint n = lengths[g_rand_int_range (self->random, 0, G_N_ELEMENTS (lengths))];

  if (number % 40 == 0)
    for (guint i = 0; i < 2 + n; i++)
      g_string_append_c (word, (char) g_rand_int_range (self->random, 'a', 'z' + 1));
  else
    for (guint i = 0; i < n; i++)
      {
        double place = g_rand_double (self->random);

        /* Characters are not equally frequent either. */
        g_string_append_unichar (word, self->chars[(guint) (place * place * N_CHARS)]);
      }
  return g_string_free (word, FALSE);
}

static void
maker_init (Maker *self)
{
  double sum = 0;

  self->random = g_rand_new_with_seed (2024);
  choose_chars (self);
  for (guint i = 0; i < N_WORDS; i++)
    {
      self->words[i] = i < G_N_ELEMENTS (first_words) ? g_strdup (first_words[i]) : make_word (self, i);
      sum += 1.0 / (i + 1);
      self->frequency[i] = sum;
    }
  for (guint i = 0; i < N_WORDS; i++)
    self->frequency[i] /= sum;
}

static void
maker_clear (Maker *self)
{
  g_rand_free (self->random);
  for (guint i = 0; i < N_WORDS; i++)
    g_free (self->words[i]);
}

static const char *
choose_word (Maker *self)
{
  double place = g_rand_double (self->random);
  guint low = 0, high = N_WORDS - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->frequency[middle] < place)
        low = middle + 1;
      else
        high = middle;
    }
  return self->words[low];
}

static void
append_number (Maker   *self,
               GString *text)
{
  int number = g_rand_int_range (self->random, 1, 20000);

  g_string_append_printf (text, "%d", number);
}

/* A few texts hold what few texts hold. */
static const char *
choose_rare (Maker *self,
             guint  bulletin)
{
  return bulletin % 997 == 0 ? "鳐" : bulletin % 499 == 0 ? "Conficker" : bulletin % 307 == 0 ? "蠕虫病毒" : NULL;
}

static void
make_text (Maker   *self,
           guint    bulletin,
           GString *text)
{
  const char *previous = "";
  const char *rare = choose_rare (self, bulletin);

  g_string_printf (text, "网络安全信息与动态周报第%u期\n", bulletin);
  for (guint n_chars = 0, n_words = 1; n_chars < TEXT_CHARS; n_words++)
    {
      const char *word = choose_word (self);

      if (g_str_equal (previous, NEVER_BEFORE) && g_str_equal (word, NEVER_BEHIND))
        continue;
      g_string_append (text, word);
      n_chars += (guint) g_utf8_strlen (word, -1);
      previous = word;
      if (n_words % 30 == 0)
        append_number (self, text);
      if (n_words % 60 == 0)
        g_string_append (text, "。\n");
      else if (n_words % 12 == 0)
        g_string_append (text, "，");
      if (n_words % 12 == 0)
        previous = "";
    }
  if (rare != NULL)
    g_string_append (text, rare);
}

/* --- The library ------------------------------------------------------------------------------- */

static gboolean
insert (ZbDatabase *database,
        const char *sql,
        gint64      number,
        const char *text,
        GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, number);
  if (text != NULL)
    zb_statement_bind_text (statement, 2, text);
  return zb_statement_run (statement, error);
}

static gboolean
fill (ZbLibrary *library,
      guint      n_bulletins,
      GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (library);
  ZbDatabase *database = zb_library_get_database (library);
  g_autoptr(ZbTransaction) transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  g_autoptr(GString) text = g_string_new (NULL);
  Maker maker;
  gboolean is_done = transaction != NULL;

  maker_init (&maker);
  for (guint i = 1; is_done && i <= n_bulletins; i++)
    {
      make_text (&maker, i, text);
      is_done = insert (database,
                        "INSERT INTO bulletins (id, year, number, day) VALUES"
                        " (?1, 1000 + ?1 / " G_STRINGIFY (WEEKS_PER_YEAR) ", ?1 % " G_STRINGIFY (WEEKS_PER_YEAR) " + 1, ?1)",
                        i, NULL, error) &&
                insert (database, "INSERT INTO search_texts (bulletin, text) VALUES (?1, ?2)", i, text->str, error) &&
                insert (database, "INSERT INTO search (rowid, text) VALUES (?1, ?2)", i, text->str, error);
    }
  maker_clear (&maker);
  return is_done &&
         zb_database_execute (database, "DELETE FROM search_queue", error) &&
         zb_transaction_commit (transaction, error);
}

/* --- Measuring --------------------------------------------------------------------------------- */

static int
compare_times (const void *a,
               const void *b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static gint64
get_median (gint64 *times,
            gsize   n)
{
  qsort (times, n, sizeof *times, compare_times);
  return times[n / 2];
}

/* Returns: how many it found, or -1. */
static gint64
scan (ZbLibrary  *library,
      const char *term,
      const char *other_term,
      GError    **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (library);
  g_autoptr(ZbStatement) statement = zb_database_prepare (zb_library_get_database (library), SCAN, error);
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", term);
  g_autofree char *other = other_term != NULL ? g_strdup_printf ("%%%s%%", other_term) : g_strdup ("%");
  gint64 n = 0;
  ZbStep step;

  if (statement == NULL)
    return -1;
  zb_statement_bind_text (statement, 1, pattern);
  zb_statement_bind_text (statement, 2, other);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    n++;
  return step == ZB_STEP_DONE ? n : -1;
}

static gint64
search (ZbLibrary  *library,
        const char *query,
        GError    **error)
{
  g_autoptr(GPtrArray) hits = zb_library_search (library, query, MAX_HITS, NULL, error);

  return hits != NULL ? (gint64) hits->len : -1;
}

static gboolean
measure (ZbLibrary *library,
         guint      i,
         GError   **error)
{
  g_autofree char *query = g_strjoin (" ", queries[i].term, queries[i].other_term, NULL);
  gint64 search_times[N_SEARCHES], scan_times[N_SCANS];
  gint64 n_found = 0, n_scanned = 0;

  /* The first round fills the caches and is not counted. */
  for (guint j = 0; j <= N_SEARCHES; j++)
    {
      gint64 start = g_get_monotonic_time ();

      n_found = search (library, query, error);
      if (n_found < 0)
        return FALSE;
      if (j > 0)
        search_times[j - 1] = g_get_monotonic_time () - start;
    }
  for (guint j = 0; j <= N_SCANS; j++)
    {
      gint64 start = g_get_monotonic_time ();

      n_scanned = scan (library, queries[i].term, queries[i].other_term, error);
      if (n_scanned < 0)
        return FALSE;
      if (j > 0)
        scan_times[j - 1] = g_get_monotonic_time () - start;
    }
  printf ("%s{\"name\":\"%s\",\"hits\":%" G_GINT64_FORMAT ",\"scan_hits\":%" G_GINT64_FORMAT
          ",\"search_us\":%" G_GINT64_FORMAT ",\"scan_us\":%" G_GINT64_FORMAT "}",
          i > 0 ? "," : "", queries[i].name, n_found, n_scanned, get_median (search_times, N_SEARCHES),
          get_median (scan_times, N_SCANS));
  return TRUE;
}

static int
fail (const GError *error)
{
  fprintf (stderr, "bench-search: %s\n", error->message);
  return 1;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GBytes) index = g_bytes_new_static ("{\"issues\":[]}", strlen ("{\"issues\":[]}"));
  g_autoptr(ZbExtractor) extractor = NULL;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GError) error = NULL;
  guint n_bulletins = argc >= 3 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 0;

  if (argc < 2 || argc > 3)
    {
      fprintf (stderr, "usage: bench-search LIBRARY [COUNT]\nWith COUNT, fills a new library first.\n");
      return 2;
    }
  extractor = zb_extractor_new (zb_catalogue_get_default (), &error);
  if (extractor == NULL)
    return fail (error);
  library = zb_library_open (argv[1], extractor, index, &error);
  /* An empty queue, and the mark that the index is of this version. */
  if (library == NULL || !zb_library_update_search (library, NULL, NULL, NULL, &error) ||
      (n_bulletins > 0 && !fill (library, n_bulletins, &error)))
    return fail (error);
  printf ("{\"queries\":[");
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    if (!measure (library, i, &error))
      return fail (error);
  printf ("]}\n");
  return 0;
}
