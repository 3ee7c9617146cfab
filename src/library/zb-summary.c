/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-summary.h"

/* The order of a bulletin's copies, the one to be read first: a text before
 * none, the official one before re-posts, a fuller text before a part of it,
 * the earlier before the later. Lengths count in steps of 64 characters: what
 * two archives leave of the page around a text must not decide. */
#define ORDERED_COPIES \
  "SELECT id, place FROM copies WHERE bulletin = ?1" \
  " ORDER BY status = 'ok' DESC, official DESC, n_han / 64 DESC," \
  "  published IS NULL, published, id"

/* The states are those of ZbEntryState. The date of an official text is the
 * bulletin's; a re-post may come days later than what the index knows. */
#define SUMMARISE \
  "UPDATE bulletins SET" \
  " title = coalesce (" \
  "  (SELECT title FROM copies WHERE bulletin = ?1 AND status = 'ok' AND title IS NOT NULL" \
  "   ORDER BY place LIMIT 1)," \
  "  (SELECT title FROM index_issues WHERE bulletin = ?1)," \
  "  (SELECT title FROM copies WHERE bulletin = ?1 AND title IS NOT NULL ORDER BY place LIMIT 1))," \
  " published = coalesce (" \
  "  (SELECT published FROM copies WHERE bulletin = ?1 AND status = 'ok' AND official" \
  "   AND published IS NOT NULL ORDER BY place LIMIT 1)," \
  "  (SELECT published FROM index_issues WHERE bulletin = ?1)," \
  "  (SELECT published FROM copies WHERE bulletin = ?1 AND status = 'ok'" \
  "   AND published IS NOT NULL ORDER BY place LIMIT 1)," \
  "  (SELECT published FROM copies WHERE bulletin = ?1 AND official" \
  "   AND published IS NOT NULL ORDER BY place LIMIT 1))," \
  " rating = coalesce (" \
  "  (SELECT rating FROM copies WHERE bulletin = ?1 AND rating IS NOT NULL ORDER BY place LIMIT 1)," \
  "  (SELECT rating FROM index_issues WHERE bulletin = ?1))," \
  " state = CASE" \
  "  WHEN EXISTS (SELECT 1 FROM copies WHERE bulletin = ?1 AND status = 'ok') THEN 2" \
  "  WHEN EXISTS (SELECT 1 FROM typed_figures WHERE bulletin = ?1) THEN 1" \
  "  WHEN EXISTS (SELECT 1 FROM index_figures WHERE bulletin = ?1) THEN 1" \
  "  ELSE 0 END," \
  " n_copies = (SELECT count(*) FROM copies WHERE bulletin = ?1)" \
  " WHERE id = ?1"

#define QUEUE_FOR_SEARCH \
  "INSERT INTO search_queue (bulletin) VALUES (?1)" \
  " ON CONFLICT (bulletin) DO UPDATE SET serial = serial + 1"

/* What is gone is not found any more. */
#define QUEUE_WHAT_IS_GONE \
  "INSERT INTO search_queue (bulletin) SELECT bulletin FROM search_texts" \
  " WHERE NOT EXISTS (SELECT 1 FROM bulletins WHERE id = search_texts.bulletin)" \
  " ON CONFLICT (bulletin) DO UPDATE SET serial = serial + 1"

/* Nothing speaks of the bulletin any more: no copy, no other copy's list of
 * earlier issues, no index, and above all nothing of the user's. */
#define PRUNE \
  "DELETE FROM bulletins WHERE" \
  " NOT EXISTS (SELECT 1 FROM copies WHERE bulletin = bulletins.id) AND" \
  " NOT EXISTS (SELECT 1 FROM recap WHERE bulletin = bulletins.id) AND" \
  " NOT EXISTS (SELECT 1 FROM marks WHERE bulletin = bulletins.id) AND" \
  " NOT EXISTS (SELECT 1 FROM typed_figures WHERE bulletin = bulletins.id) AND" \
  " NOT EXISTS (SELECT 1 FROM index_issues WHERE bulletin = bulletins.id)"

static gboolean
move_copy (ZbDatabase *database,
           const char *sql,
           gint64      copy,
           gint64      place,
           GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, copy);
  zb_statement_bind_int (statement, 2, place);
  return zb_statement_run (statement, error);
}

/* A copy's figures bear its place, so that the list finds the effective ones without the copies. */
static gboolean
place_copies (ZbDatabase *database,
              gint64      bulletin,
              GError    **error)
{
  g_autoptr(GArray) moves = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, ORDERED_COPIES, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, bulletin);
  for (gint64 place = 0; (step = zb_statement_step (statement, error)) == ZB_STEP_ROW; place++)
    if (zb_statement_get_int (statement, 1) != place)
      {
        gint64 move[] = { zb_statement_get_int (statement, 0), place };

        g_array_append_vals (moves, move, G_N_ELEMENTS (move));
      }
  if (step == ZB_STEP_ERROR)
    return FALSE;

  for (guint i = 0; i < moves->len; i += 2)
    {
      gint64 copy = g_array_index (moves, gint64, i);
      gint64 place = g_array_index (moves, gint64, i + 1);

      if (!move_copy (database, "UPDATE copies SET place = ?2 WHERE id = ?1", copy, place, error) ||
          !move_copy (database, "UPDATE figures SET place = ?2 WHERE copy = ?1", copy, place, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_with (ZbDatabase *database,
          const char *sql,
          gint64      bulletin,
          GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, bulletin);
  return zb_statement_run (statement, error);
}

/**
 * zb_summary_queue_search:
 * @bulletin: the bulletin of which something has changed that is searched
 *
 * Has it read again for the search. To be called in the transaction that made the change.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_summary_queue_search (ZbDatabase *database,
                         gint64      bulletin,
                         GError    **error)
{
  return run_with (database, QUEUE_FOR_SEARCH, bulletin, error);
}

/**
 * zb_summary_refresh:
 * @bulletin: the bulletin of which something has changed
 *
 * Writes anew what the list shows of a bulletin, and which of its copies is
 * read, and has it read again for the search. To be called in the transaction that made the change.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_summary_refresh (ZbDatabase *database,
                    gint64      bulletin,
                    GError    **error)
{
  if (!place_copies (database, bulletin, error))
    return FALSE;
  return run_with (database, SUMMARISE, bulletin, error) && zb_summary_queue_search (database, bulletin, error);
}

/**
 * zb_summary_prune:
 *
 * Takes away the bulletins of which nothing speaks any more.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_summary_prune (ZbDatabase *database,
                  GError    **error)
{
  return zb_database_execute (database, PRUNE, error) && zb_database_execute (database, QUEUE_WHAT_IS_GONE, error);
}
