/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-known-addresses.h"

#include "library/zb-address.h"
#include "library/zb-detail.h"
#include "library/zb-sync-record.h"

/* Where bulletins are known to be, from all who name an address, and how asking there has ended. */

/* The addresses of the bulletins that a condition names, those of one bulletin behind each other. */
#define ADDRESSES(condition) \
  "SELECT b.id, b.year, b.number, a.url, a.account, a.seen, a.refused," \
  " f.outcome, f.reason, f.checked, f.next_try FROM (" \
  " SELECT bulletin, url, account, published AS seen, status <> 'ok' AS refused, 0 AS source," \
  "   place AS position" \
  "  FROM copies WHERE bulletin " condition " AND url IS NOT NULL" \
  " UNION ALL SELECT bulletin, url, account, seen, 0, 1, position" \
  "  FROM index_addresses WHERE bulletin " condition \
  " UNION ALL SELECT bulletin, url, NULL, NULL, 0, 2, position" \
  "  FROM recap WHERE bulletin " condition " AND url IS NOT NULL" \
  " ) AS a JOIN bulletins AS b ON b.id = a.bulletin LEFT JOIN fetches AS f ON f.address = a.url" \
  " ORDER BY b.day DESC, b.id DESC, a.source, a.position"

#define OF_ONE         ADDRESSES ("= ?1")
/* The states are those of ZbEntryState. */
#define OF_MISSING     ADDRESSES ("IN (SELECT id FROM bulletins WHERE state <> 2)")
#define OF_ONE_MISSING ADDRESSES ("IN (SELECT id FROM bulletins WHERE state <> 2 AND id = ?1)")

/* An address with its rank, which costs too much to be found for each comparison. */
typedef struct {
  ZbKnownAddress *address;
  guint           rank;
  guint           place;
} Ranked;

/* The lower the better. What refused or is not there comes last, since it will do so again; then the
 * kind of the address counts more than whose it is. */
static guint
rank_address (const ZbKnownAddress *address)
{
  gboolean is_hopeless = address->refused || address->outcome == ZB_FETCH_MISSING ||
                         address->outcome == ZB_FETCH_GONE;
  gboolean is_official = zb_address_is_official (address->url, address->account);

  return (is_hopeless ? 100 : 0) + 2 * (guint) zb_address_get_kind (address->url) + (is_official ? 0 : 1);
}

/* What the sources put first stays first among equals. */
static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *one = a;
  const Ranked *two = b;

  if (one->rank != two->rank)
    return one->rank < two->rank ? -1 : 1;
  return one->place < two->place ? -1 : 1;
}

/* The same page is printed with many different tails; its best address is enough. */
static void
keep_best (GPtrArray *addresses)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autofree gpointer *all = NULL;
  gsize n;

  all = g_ptr_array_steal (addresses, &n);
  for (guint i = 0; i < n; i++)
    {
      Ranked entry = { all[i], rank_address (all[i]), i };

      g_array_append_val (ranked, entry);
    }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    {
      ZbKnownAddress *address = g_array_index (ranked, Ranked, i).address;

      if (g_hash_table_add (seen, zb_address_dup_identity (address->url)))
        g_ptr_array_add (addresses, address);
      else
        zb_known_address_free (address);
    }
}

/* Adds the address of a row of ADDRESSES. */
static void
add_row (GPtrArray   *addresses,
         ZbStatement *statement)
{
  const char *url = zb_statement_get_string (statement, 3);
  ZbKnownAddress *address;

  /* Anything else a page may print is nothing to be fetched or opened. */
  if (!g_str_has_prefix (url, "https://") && !g_str_has_prefix (url, "http://"))
    return;
  address = g_new0 (ZbKnownAddress, 1);
  address->url = g_strdup (url);
  address->account = zb_statement_dup_text (statement, 4);
  zb_statement_get_date (statement, 5, &address->seen);
  address->outcome = zb_fetch_outcome_from_int (zb_statement_get_int (statement, 7));
  address->reason = zb_statement_dup_text (statement, 8);
  address->checked = zb_statement_get_int (statement, 9);
  address->next_try = zb_statement_get_int (statement, 10);
  address->refused = zb_statement_get_int (statement, 6) != 0 || address->outcome == ZB_FETCH_REFUSED;
  g_ptr_array_add (addresses, address);
}

/**
 * zb_known_addresses_read:
 * @bulletin: a bulletin
 * @addresses: (element-type ZbKnownAddress): where to add its addresses, best first; empty yet
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_known_addresses_read (ZbDatabase *database,
                         gint64      bulletin,
                         GPtrArray  *addresses,
                         GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, OF_ONE, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, bulletin);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    add_row (addresses, statement);
  keep_best (addresses);
  return step == ZB_STEP_DONE;
}

static ZbMissingIssue *
new_missing_issue (ZbStatement *statement)
{
  ZbMissingIssue *missing = g_new0 (ZbMissingIssue, 1);

  missing->id = zb_statement_get_int (statement, 0);
  missing->issue.year = (guint) zb_statement_get_int (statement, 1);
  missing->issue.number = (guint) zb_statement_get_int (statement, 2);
  missing->addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_known_address_free);
  return missing;
}

/* Ends an issue whose addresses have all been read; one that can be had nowhere is not kept. */
static void
add_missing_issue (GPtrArray      *list,
                   ZbMissingIssue *missing)
{
  if (missing == NULL)
    return;
  keep_best (missing->addresses);
  if (missing->addresses->len > 0)
    g_ptr_array_add (list, missing);
  else
    zb_missing_issue_free (missing);
}

/**
 * zb_known_addresses_list_missing:
 * @bulletin: the only bulletin to look at; 0 for all
 *
 * Returns: (transfer full) (nullable) (element-type ZbMissingIssue): the bulletins without a text
 *   that can be had somewhere, newest first; or %NULL with an error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_known_addresses_list_missing (ZbDatabase *database,
                                 gint64      bulletin,
                                 GError    **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_missing_issue_free);
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, bulletin != 0 ? OF_ONE_MISSING : OF_MISSING, error);
  ZbMissingIssue *missing = NULL;
  ZbStep step;

  if (statement == NULL)
    return NULL;
  if (bulletin != 0)
    zb_statement_bind_int (statement, 1, bulletin);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      if (missing == NULL || missing->id != zb_statement_get_int (statement, 0))
        {
          add_missing_issue (list, missing);
          missing = new_missing_issue (statement);
        }
      add_row (missing->addresses, statement);
    }
  add_missing_issue (list, missing);
  return step == ZB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}
