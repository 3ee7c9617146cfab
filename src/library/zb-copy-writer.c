/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-copy-writer.h"

#include "library/zb-address.h"
#include "library/zb-identity.h"

/* No bulletin has more; what comes from outside must not fill the library. */
#define MAX_IMAGES 256
#define MAX_RECAP  32

/* An entry that is read again keeps its row, and so its id. */
#define WRITE_COPY \
  "INSERT INTO copies (file, entry, bulletin, status, reason, year, number, period_start, period_end," \
  "  published, title, url, account, rating, rating_sentence, official, n_han, digest)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)" \
  " ON CONFLICT (file, entry) DO UPDATE SET" \
  "  bulletin = excluded.bulletin, status = excluded.status, reason = excluded.reason," \
  "  year = excluded.year, number = excluded.number, period_start = excluded.period_start," \
  "  period_end = excluded.period_end, published = excluded.published, title = excluded.title," \
  "  url = excluded.url, account = excluded.account, rating = excluded.rating," \
  "  rating_sentence = excluded.rating_sentence, official = excluded.official," \
  "  n_han = excluded.n_han, digest = excluded.digest" \
  " RETURNING id, place"

#define WRITE_FIGURE \
  "INSERT INTO figures (copy, figure, bulletin, place, value, level, change, sentence)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)" \
  " ON CONFLICT (copy, figure) DO NOTHING"

#define WRITE_IMAGE "INSERT INTO images (copy, position, address) VALUES (?1, ?2, ?3)"

#define WRITE_RECAP \
  "INSERT INTO recap (copy, position, bulletin, year, number, period_start, period_end, title, url)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"

/* The row that is being written. */
typedef struct {
  gint64 id;
  gint64 place;
  gint64 bulletin;
} Copy;

/* How much of the bulletin a copy holds, which its page's frame and its addresses do not change. */
static guint
count_han (const ZbDocument *body)
{
  guint n = 0;

  for (guint i = 0; i < body->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (body->blocks, i);

      for (guint j = 0; j < block->runs->len; j++)
        {
          const ZbRun *run = g_ptr_array_index (block->runs, j);

          for (const char *place = run->text; *place != '\0'; place = g_utf8_next_char (place))
            n += g_unichar_get_script (g_utf8_get_char (place)) == G_UNICODE_SCRIPT_HAN;
        }
    }
  return n;
}

static gboolean
write_row (ZbDatabase   *database,
           gint64        file,
           guint         entry,
           ZbExtraction *extraction,
           const char   *digest,
           Copy         *copy,
           GError      **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, WRITE_COPY, error);
  const ZbBulletin *bulletin = extraction->bulletin;
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, file);
  zb_statement_bind_int (statement, 2, entry);
  zb_statement_bind_id (statement, 3, copy->bulletin);
  zb_statement_bind_text (statement, 4, zb_copy_status_to_string (bulletin->status));
  zb_statement_bind_text (statement, 5, bulletin->reason);
  zb_statement_bind_id (statement, 6, bulletin->issue.year);
  zb_statement_bind_id (statement, 7, bulletin->issue.number);
  zb_statement_bind_date (statement, 8, &bulletin->period.start);
  zb_statement_bind_date (statement, 9, &bulletin->period.end);
  zb_statement_bind_date (statement, 10, &bulletin->published);
  zb_statement_bind_text (statement, 11, bulletin->title);
  zb_statement_bind_text (statement, 12, bulletin->url);
  zb_statement_bind_text (statement, 13, bulletin->account);
  zb_statement_bind_text (statement, 14, zb_rating_get_han (bulletin->rating));
  zb_statement_bind_text (statement, 15, bulletin->rating_sentence);
  zb_statement_bind_int (statement, 16, zb_address_is_official (bulletin->url, bulletin->account));
  zb_statement_bind_int (statement, 17, count_han (extraction->body));
  zb_statement_bind_text (statement, 18, digest);
  step = zb_statement_step (statement, error);
  if (step != ZB_STEP_ROW)
    return FALSE;
  copy->id = zb_statement_get_int (statement, 0);
  copy->place = zb_statement_get_int (statement, 1);
  /* A statement with RETURNING has run to its end only when it says so. */
  return zb_statement_step (statement, error) == ZB_STEP_DONE;
}

/* What the copy said when it was read last time. */
static gboolean
clear_children (ZbDatabase *database,
                const Copy *copy,
                GError    **error)
{
  static const char *const statements[] = {
    "DELETE FROM figures WHERE copy = ?1",
    "DELETE FROM images WHERE copy = ?1",
    "DELETE FROM recap WHERE copy = ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr(ZbStatement) statement = zb_database_prepare (database, statements[i], error);

      if (statement == NULL)
        return FALSE;
      zb_statement_bind_int (statement, 1, copy->id);
      if (!zb_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_figures (ZbDatabase *database,
               const Copy *copy,
               GPtrArray  *figures,
               GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, WRITE_FIGURE, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < figures->len; i++)
    {
      const ZbFigure *figure = g_ptr_array_index (figures, i);

      zb_statement_bind_int (statement, 1, copy->id);
      zb_statement_bind_text (statement, 2, figure->id);
      zb_statement_bind_id (statement, 3, copy->bulletin);
      zb_statement_bind_int (statement, 4, copy->place);
      zb_statement_bind_int (statement, 5, figure->value);
      zb_statement_bind_text (statement, 6, figure->level);
      if (figure->has_change)
        zb_statement_bind_double (statement, 7, figure->change_percent);
      else
        zb_statement_bind_null (statement, 7);
      zb_statement_bind_text (statement, 8, figure->sentence);
      if (!zb_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_images (ZbDatabase *database,
              const Copy *copy,
              GPtrArray  *images,
              GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, WRITE_IMAGE, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (images->len, MAX_IMAGES); i++)
    {
      zb_statement_bind_int (statement, 1, copy->id);
      zb_statement_bind_int (statement, 2, i);
      zb_statement_bind_text (statement, 3, g_ptr_array_index (images, i));
      if (!zb_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* The list of earlier issues says which issues exist, and where: those that
 * the library does not know yet become known by it. */
static gboolean
write_recap (ZbDatabase *database,
             const Copy *copy,
             GPtrArray  *recap,
             GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, WRITE_RECAP, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (recap->len, MAX_RECAP); i++)
    {
      const ZbRecapEntry *entry = g_ptr_array_index (recap, i);
      ZbIdentity identity;
      gint64 bulletin = 0;

      if (zb_identity_init (&identity, entry->issue, &entry->period) &&
          !zb_identity_resolve (&identity, database, &bulletin, error))
        return FALSE;
      zb_statement_bind_int (statement, 1, copy->id);
      zb_statement_bind_int (statement, 2, i);
      zb_statement_bind_id (statement, 3, bulletin);
      zb_statement_bind_id (statement, 4, entry->issue.year);
      zb_statement_bind_id (statement, 5, entry->issue.number);
      zb_statement_bind_date (statement, 6, &entry->period.start);
      zb_statement_bind_date (statement, 7, &entry->period.end);
      zb_statement_bind_text (statement, 8, entry->title);
      zb_statement_bind_text (statement, 9, entry->url);
      if (!zb_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zb_copy_writer_write:
 * @file: the stored file that the copy was read from
 * @entry: which of the file's bulletins it is, from 0
 * @bulletin: the bulletin that it is a copy of; 0 where it does not say
 * @digest: what it was read with
 *
 * Writes what a copy says, in place of what it said before. To be called in a
 * writing transaction; the caller refreshes the bulletin's summary.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_copy_writer_write (ZbDatabase   *database,
                      gint64        file,
                      guint         entry,
                      ZbExtraction *extraction,
                      gint64        bulletin,
                      const char   *digest,
                      GError      **error)
{
  const ZbBulletin *read = extraction->bulletin;
  Copy copy = { .bulletin = bulletin };

  return write_row (database, file, entry, extraction, digest, &copy, error) &&
         clear_children (database, &copy, error) &&
         write_figures (database, &copy, read->figures, error) &&
         write_images (database, &copy, read->images, error) &&
         write_recap (database, &copy, read->recap, error);
}
