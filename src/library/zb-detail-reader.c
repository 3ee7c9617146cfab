/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n-lib.h>

#include "library/zb-identity.h"
#include "library/zb-known-addresses.h"
#include "library/zb-library-private.h"

#define SOURCED_FIGURES \
  "SELECT figure, value, level, change, sentence, 0 AS origin, place, copy" \
  "  FROM figures WHERE bulletin = ?1" \
  " UNION ALL SELECT figure, value, level, NULL, NULL, 1, 0, 0" \
  "  FROM typed_figures WHERE bulletin = ?1" \
  " UNION ALL SELECT figure, value, level, change, NULL, 2, 0, 0" \
  "  FROM index_figures WHERE bulletin = ?1" \
  " ORDER BY figure, origin, place"

#define COPIES \
  "SELECT c.id, c.url, c.account, c.title, c.published, c.period_start, c.period_end, c.status," \
  " c.reason, c.official, f.origin, f.added, c.n_han" \
  " FROM copies AS c JOIN files AS f ON f.id = c.file WHERE c.bulletin = ?1 ORDER BY c.place"

#define RECAP \
  "SELECT year, number, period_start, period_end, title, url, bulletin" \
  " FROM recap WHERE copy = ?1 ORDER BY position"

#define PICTURES \
  "SELECT i.address, b.id, b.media_type, b.width, b.height, min (i.position) AS position" \
  " FROM images AS i JOIN copies AS c ON c.id = i.copy" \
  " LEFT JOIN pictures AS p ON p.file = c.file AND p.address = i.address" \
  " LEFT JOIN picture_bytes AS b ON b.id = p.picture" \
  " WHERE i.copy = ?1 GROUP BY i.address ORDER BY position"

#define NEWER \
  "SELECT n.id FROM bulletins AS b JOIN bulletins AS n ON (n.day, n.id) > (b.day, b.id)" \
  " WHERE b.id = ?1 ORDER BY n.day, n.id LIMIT 1"
#define OLDER \
  "SELECT n.id FROM bulletins AS b JOIN bulletins AS n ON (n.day, n.id) < (b.day, b.id)" \
  " WHERE b.id = ?1 ORDER BY n.day DESC, n.id DESC LIMIT 1"

/* Rows come by figure, best source first. */
static void
add_sourced_figure (GPtrArray       *figures,
                    ZbSourcedFigure *sourced)
{
  ZbSourcedFigure *best = figures->len > 0 ? g_ptr_array_index (figures, figures->len - 1) : NULL;

  if (best == NULL || !g_str_equal (best->figure->id, sourced->figure->id))
    {
      g_ptr_array_add (figures, sourced);
      return;
    }
  if (zb_figure_equal (best->figure, sourced->figure))
    {
      zb_sourced_figure_free (sourced);
      return;
    }
  if (best->disagreeing == NULL)
    best->disagreeing = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_sourced_figure_free);
  g_ptr_array_add (best->disagreeing, sourced);
}

static gboolean
read_figures (ZbDatabase *database,
              ZbDetail   *detail,
              GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, SOURCED_FIGURES, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, detail->entry->id);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      ZbFigure *figure;

      if (*zb_statement_get_string (statement, 0) == '\0')
        continue;
      figure = zb_reader_read_figure (statement, 0);
      figure->sentence = zb_statement_dup_text (statement, 4);
      add_sourced_figure (detail->figures,
                          zb_sourced_figure_new (figure,
                                                 (ZbFigureOrigin) zb_statement_get_int (statement, 5),
                                                 zb_statement_get_int (statement, 7)));
    }
  return step == ZB_STEP_DONE;
}

static gboolean
read_note (ZbDatabase *database,
           ZbDetail   *detail,
           GError    **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, "SELECT note FROM marks WHERE bulletin = ?1", error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, detail->entry->id);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    detail->note = zb_statement_dup_text (statement, 0);
  return step != ZB_STEP_ERROR;
}

static gboolean
read_copies (ZbDatabase *database,
             ZbDetail   *detail,
             GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, COPIES, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, detail->entry->id);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      ZbCopyInfo *copy = g_new0 (ZbCopyInfo, 1);

      copy->id = zb_statement_get_int (statement, 0);
      copy->url = zb_statement_dup_text (statement, 1);
      copy->account = zb_statement_dup_text (statement, 2);
      copy->title = zb_statement_dup_text (statement, 3);
      zb_statement_get_date (statement, 4, &copy->published);
      zb_period_init_iso (&copy->period, zb_statement_get_text (statement, 5),
                          zb_statement_get_text (statement, 6));
      if (!zb_copy_status_from_string (zb_statement_get_text (statement, 7), &copy->status))
        copy->status = ZB_COPY_UNREADABLE;
      copy->reason = zb_statement_dup_text (statement, 8);
      copy->official = zb_statement_get_int (statement, 9) != 0;
      copy->origin = g_strdup (zb_statement_get_string (statement, 10));
      copy->added = g_date_time_new_from_unix_utc (zb_statement_get_int (statement, 11));
      copy->n_han = (guint) zb_statement_get_int (statement, 12);
      g_ptr_array_add (detail->copies, copy);
    }
  return step == ZB_STEP_DONE;
}

/* The copy that was asked for, or the best, which comes first. */
static gboolean
choose_copy (ZbDetail *detail,
             gint64    copy_id,
             gint64   *shown_copy,
             GError  **error)
{
  *shown_copy = 0;
  for (guint i = 0; i < detail->copies->len && *shown_copy == 0; i++)
    {
      ZbCopyInfo *copy = g_ptr_array_index (detail->copies, i);

      copy->shown = copy_id == 0 || copy->id == copy_id;
      if (copy->shown)
        *shown_copy = copy->id;
    }
  if (*shown_copy != 0 || copy_id == 0)
    return TRUE;
  g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                       _("This copy is not one of the bulletin’s any more."));
  return FALSE;
}

static gboolean
read_pictures (ZbDatabase *database,
               ZbDetail   *detail,
               gint64      shown_copy,
               GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, PICTURES, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, shown_copy);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      ZbCopyPicture *picture = g_new0 (ZbCopyPicture, 1);

      picture->address = g_strdup (zb_statement_get_string (statement, 0));
      picture->is_stored = !zb_statement_is_null (statement, 1);
      picture->media_type = zb_statement_dup_text (statement, 2);
      picture->width = (guint) zb_statement_get_int (statement, 3);
      picture->height = (guint) zb_statement_get_int (statement, 4);
      g_ptr_array_add (detail->pictures, picture);
    }
  return step == ZB_STEP_DONE;
}

static gboolean
read_recap (ZbDatabase *database,
            ZbDetail   *detail,
            gint64      shown_copy,
            GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, RECAP, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, shown_copy);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      ZbRecapLink *link = g_new0 (ZbRecapLink, 1);

      link->issue.year = (guint) zb_statement_get_int (statement, 0);
      link->issue.number = (guint) zb_statement_get_int (statement, 1);
      zb_period_init_iso (&link->period, zb_statement_get_text (statement, 2),
                          zb_statement_get_text (statement, 3));
      link->title = zb_statement_dup_text (statement, 4);
      link->url = zb_statement_dup_text (statement, 5);
      link->id = zb_statement_get_int (statement, 6);
      g_ptr_array_add (detail->recap, link);
    }
  return step == ZB_STEP_DONE;
}

static gboolean
read_id (ZbDatabase *database,
         const char *sql,
         gint64      id,
         gint64     *result,
         GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, sql, error);
  ZbStep step;

  *result = 0;
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, id);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    *result = zb_statement_get_int (statement, 0);
  return step != ZB_STEP_ERROR;
}

/* Exactly the week before, or nothing: a change over a gap would be a wrong number. */
static gboolean
read_week_before (ZbDatabase *database,
                  ZbDetail   *detail,
                  GError    **error)
{
  g_autoptr(ZbStatement) statement = NULL;
  GDate monday = detail->entry->period.start;
  ZbStep step;

  if (!g_date_valid (&monday))
    return TRUE;
  g_date_subtract_days (&monday, 7);
  statement = zb_database_prepare (database, "SELECT id FROM bulletins WHERE week = ?1", error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_date (statement, 1, &monday);
  step = zb_statement_step (statement, error);
  if (step != ZB_STEP_ROW)
    return step == ZB_STEP_DONE;
  detail->week_before = zb_reader_read_entry (database, zb_statement_get_int (statement, 0), error);
  return detail->week_before != NULL;
}

/* Where a copy's week is not the one that its issue number means, the number
 * was believed; the reader is told, since the number could be the misprint. */
static void
add_warnings (ZbDetail *detail)
{
  for (guint i = 0; i < detail->copies->len; i++)
    {
      const ZbCopyInfo *copy = g_ptr_array_index (detail->copies, i);
      g_autofree char *printed = NULL;
      g_autofree char *counted = NULL;
      ZbPeriod week;

      if (!zb_identity_normal_week (&copy->period, &week) ||
          !zb_period_is_known (&detail->entry->period) ||
          g_date_compare (&week.start, &detail->entry->period.start) == 0)
        continue;
      printed = zb_period_dup_label (&copy->period, ZB_DATE_LONG);
      counted = zb_period_dup_label (&detail->entry->period, ZB_DATE_LONG);
      /* Translators: %1$s and %2$s are weeks, %3$s is the copy's file or address. */
      g_ptr_array_add (detail->warnings,
                       g_strdup_printf (_("A copy prints the week %1$s, but its issue number means "
                                          "%2$s. The number was believed. (%3$s)"),
                                        printed, counted, copy->origin));
    }
}

/**
 * zb_reader_load:
 * @copy_id: the copy to be shown; 0 for the best
 * @shown_copy: (out): the copy to be read for the page; 0 where there is none
 *
 * Reads all of a bulletin's page but its text. To be called in a transaction,
 * so that its parts fit together.
 *
 * Returns: (transfer full) (nullable): the detail, or %NULL with
 *   %ZB_LIBRARY_ERROR_NOT_FOUND or another error of %ZB_LIBRARY_ERROR.
 */
ZbDetail *
zb_reader_load (ZbDatabase *database,
                gint64      id,
                gint64      copy_id,
                gint64     *shown_copy,
                GError    **error)
{
  g_autoptr(ZbDetail) detail = zb_detail_new ();

  detail->entry = zb_reader_read_entry (database, id, error);
  if (detail->entry == NULL ||
      !read_note (database, detail, error) ||
      !read_copies (database, detail, error) ||
      !choose_copy (detail, copy_id, shown_copy, error) ||
      !read_figures (database, detail, error) ||
      !read_pictures (database, detail, *shown_copy, error) ||
      !read_recap (database, detail, *shown_copy, error) ||
      !zb_known_addresses_read (database, id, detail->addresses, error) ||
      !read_week_before (database, detail, error) ||
      !read_id (database, NEWER, id, &detail->newer_id, error) ||
      !read_id (database, OLDER, id, &detail->older_id, error))
    return NULL;
  add_warnings (detail);
  return g_steal_pointer (&detail);
}
