/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "library/zb-library-private.h"
#include "library/zb-search-tokenizer.h"

/* The search over titles, texts, figures and the user's notes. zb-search-text.h says what is found, zb-search-tokenizer.c how the index
 * finds it.
 *
 * What changes a bulletin only notes that it did; the text is read and put into the index here, in steps of one
 * transaction each, by whoever wants to search. A crash leaves a bulletin in the queue, or done. */

#define QUEUED "SELECT bulletin, serial FROM search_queue ORDER BY bulletin DESC LIMIT ?1"

#define MAX_BATCH 50

/* Beyond so many hits nobody reads the pieces of their texts. */
#define MAX_SNIPPETS 500

/* Counts as another index: all texts are put in anew. */
#define INDEX_VERSION 1

#define FOUND \
  "SELECT t.bulletin, t.text FROM search AS s JOIN search_texts AS t ON t.bulletin = s.rowid" \
  " JOIN bulletins AS b ON b.id = s.rowid" \
  " WHERE search MATCH ?1 ORDER BY s.rowid DESC LIMIT ?2"

/* A bulletin that is to be put into the index. */
typedef struct {
  gint64 bulletin;
  gint64 serial;
  char  *text;
} Item;

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_free (item->text);
}

static gboolean
run (ZbDatabase *database,
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

/* --- What is searched of a bulletin ------------------------------------------------------------ */

static void
append_block (GString       *text,
              const ZbBlock *block)
{
  guint cell = 0;

  for (guint i = 0; i < block->runs->len; i++)
    {
      const ZbRun *piece = g_ptr_array_index (block->runs, i);

      if (piece->cell != cell)
        g_string_append_c (text, '\t');
      cell = piece->cell;
      g_string_append (text, piece->text);
    }
  g_string_append_c (text, '\n');
}

/* Figures that no sentence of the text states: of the index, and those that were typed in. */
static void
append_figures (GString        *text,
                const ZbDetail *detail)
{
  for (guint i = 0; i < detail->figures->len; i++)
    {
      const ZbSourcedFigure *sourced = g_ptr_array_index (detail->figures, i);

      if (sourced->origin == ZB_FIGURE_FROM_COPY)
        continue;
      if (sourced->figure->level != NULL)
        g_string_append_printf (text, "%s\n", sourced->figure->level);
      else
        g_string_append_printf (text, "%" G_GINT64_FORMAT "\n", sourced->figure->value);
    }
}

static char *
dup_text (const ZbDetail *detail)
{
  GString *text = g_string_new (detail->entry->title);

  g_string_append_c (text, '\n');
  if (detail->shown != NULL && detail->shown->bulletin->status == ZB_COPY_OK)
    for (guint i = 0; i < detail->shown->body->blocks->len; i++)
      append_block (text, g_ptr_array_index (detail->shown->body->blocks, i));
  append_figures (text, detail);
  if (detail->note != NULL)
    g_string_append_printf (text, "%s\n", detail->note);
  return g_string_free (text, FALSE);
}

/* Without a text where the bulletin is gone. */
static gboolean
read_item (ZbLibrary *self,
           Item      *item,
           GError   **error)
{
  g_autoptr(GError) read_error = NULL;
  g_autoptr(ZbDetail) detail = zb_library_load (self, item->bulletin, &read_error);

  if (detail != NULL)
    {
      item->text = dup_text (detail);
      return TRUE;
    }
  if (g_error_matches (read_error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&read_error));
  return FALSE;
}

/* --- The index --------------------------------------------------------------------------------- */

static gboolean
take_out (ZbDatabase *database,
          gint64      bulletin,
          GError    **error)
{
  /* What is taken out must be what was put in, word by word. */
  return run (database,
              "INSERT INTO search (search, rowid, text)"
              " SELECT 'delete', bulletin, text FROM search_texts WHERE bulletin = ?1", bulletin, NULL, error) &&
         run (database, "DELETE FROM search_texts WHERE bulletin = ?1", bulletin, NULL, error);
}

static gboolean
finish_item (ZbDatabase *database,
             const Item *item,
             GError    **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, "DELETE FROM search_queue WHERE bulletin = ?1 AND serial = ?2", error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, item->bulletin);
  zb_statement_bind_int (statement, 2, item->serial);
  return zb_statement_run (statement, error);
}

static gboolean
write_item (ZbDatabase *database,
            const Item *item,
            GError    **error)
{
  return take_out (database, item->bulletin, error) &&
         (item->text == NULL ||
          (run (database, "INSERT INTO search_texts (bulletin, text) VALUES (?1, ?2)", item->bulletin, item->text,
                error) &&
           run (database, "INSERT INTO search (rowid, text) VALUES (?1, ?2)", item->bulletin, item->text, error))) &&
         finish_item (database, item, error);
}

static gboolean
write_items (ZbLibrary *self,
             GArray    *items,
             GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);
  ZbDatabase *database = zb_library_get_database (self);
  g_autoptr(ZbTransaction) transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!write_item (database, &g_array_index (items, Item, i), error))
      return FALSE;
  return zb_transaction_commit (transaction, error);
}

static GArray *
list_queued (ZbLibrary *self,
             GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);
  g_autoptr(GArray) items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_autoptr(ZbStatement) statement = zb_database_prepare (zb_library_get_database (self), QUEUED, error);
  ZbStep step;

  g_array_set_clear_func (items, clear_item);
  if (statement == NULL)
    return NULL;
  zb_statement_bind_int (statement, 1, MAX_BATCH);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      Item item = { zb_statement_get_int (statement, 0), zb_statement_get_int (statement, 1), NULL };

      g_array_append_val (items, item);
    }
  return step == ZB_STEP_DONE ? g_steal_pointer (&items) : NULL;
}

static gboolean
count_queued (ZbLibrary *self,
              gint64    *n_queued,
              GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);

  return zb_database_query_int (zb_library_get_database (self), "SELECT count(*) FROM search_queue", n_queued, error);
}

/* An index that was made by other rules is made anew. */
static gboolean
check_version (ZbLibrary *self,
               GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);
  ZbDatabase *database = zb_library_get_database (self);
  g_autoptr(ZbTransaction) transaction = NULL;
  gint64 version;

  if (!zb_database_query_int (database,
                              "SELECT coalesce ((SELECT CAST (value AS INTEGER) FROM meta"
                              " WHERE key = 'search_version'), 0)", &version, error))
    return FALSE;
  if (version == INDEX_VERSION)
    return TRUE;
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  return transaction != NULL &&
         zb_database_execute (database,
                              "INSERT INTO search (search) VALUES ('delete-all');"
                              "DELETE FROM search_texts;"
                              "INSERT INTO search_queue (bulletin) SELECT id FROM bulletins WHERE true"
                              " ON CONFLICT (bulletin) DO UPDATE SET serial = serial + 1;", error) &&
         run (database,
              "INSERT INTO meta (key, value) VALUES ('search_version', CAST (?1 AS TEXT))"
              " ON CONFLICT (key) DO UPDATE SET value = excluded.value", INDEX_VERSION, NULL, error) &&
         zb_transaction_commit (transaction, error);
}

/**
 * zb_library_update_search:
 * @progress: (nullable): told after each step
 * @data: for @progress
 * @cancellable: (nullable): asked between bulletins
 *
 * Puts into the index what has changed, in steps of their own, so that others can use the library in between. It is
 * quick where little has changed.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED or an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_update_search (ZbLibrary         *self,
                          ZbLibraryProgress  progress,
                          gpointer           data,
                          GCancellable      *cancellable,
                          GError           **error)
{
  gint64 n_queued, n_done = 0;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);

  if (!check_version (self, error) || !count_queued (self, &n_queued, error))
    return FALSE;
  while (n_done < n_queued)
    {
      g_autoptr(GArray) items = list_queued (self, error);

      if (items == NULL)
        return FALSE;
      if (items->len == 0)
        break;
      for (guint i = 0; i < items->len; i++)
        if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
            !read_item (self, &g_array_index (items, Item, i), error))
          return FALSE;
      if (!write_items (self, items, error))
        return FALSE;
      n_done += items->len;
      if (progress != NULL)
        progress ((guint) MIN (n_done, n_queued), (guint) n_queued, data);
    }
  return TRUE;
}

/**
 * zb_library_search:
 * @query: what the user has typed
 * @max_hits: how many bulletins are wanted at most
 * @cancellable: (nullable): asked for each hit
 *
 * Finds the bulletins whose title, text, figures and note hold all words of @query, in what zb_library_update_search() has
 * put into the index.
 *
 * Returns: (transfer full) (nullable) (element-type ZbSearchHit): the hits, those that were stored last first, with
 *   snippets for the first five hundred; none for a query of blanks; or %NULL with %G_IO_ERROR_CANCELLED or an error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_library_search (ZbLibrary    *self,
                   const char   *query,
                   guint         max_hits,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_search_hit_free);
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbStatement) statement = NULL;
  g_autofree char *match = NULL;
  g_auto(GStrv) terms = NULL;
  ZbStep step;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  terms = zb_search_split (query);
  if (terms[0] == NULL)
    return g_steal_pointer (&hits);
  match = zb_search_tokenizer_dup_match (terms);
  locker = zb_library_locker_new (self);
  statement = zb_database_prepare (zb_library_get_database (self), FOUND, error);
  if (statement == NULL)
    return NULL;
  zb_statement_bind_text (statement, 1, match);
  zb_statement_bind_int (statement, 2, max_hits);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_ptr_array_add (hits, zb_search_hit_new (zb_statement_get_int (statement, 0),
                                                hits->len < MAX_SNIPPETS ? zb_statement_get_string (statement, 1) : NULL,
                                                terms));
    }
  return step == ZB_STEP_DONE ? g_steal_pointer (&hits) : NULL;
}
