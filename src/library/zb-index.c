/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-index.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "bulletin/zb-rating.h"
#include "library/zb-identity.h"
#include "library/zb-library-error.h"
#include "library/zb-summary.h"

#define INSERT_ISSUE \
  "INSERT INTO index_issues (bulletin, title, published, rating) VALUES (?1, ?2, ?3, ?4)"

#define INSERT_ADDRESS \
  "INSERT INTO index_addresses (bulletin, position, url, account, seen) VALUES (?1, ?2, ?3, ?4, ?5)"

#define INSERT_FIGURE \
  "INSERT INTO index_figures (bulletin, figure, value, level, change) VALUES (?1, ?2, ?3, ?4, ?5)"

#define SET_DIGEST \
  "INSERT INTO meta (key, value) VALUES ('index_digest', ?1)" \
  " ON CONFLICT (key) DO UPDATE SET value = excluded.value"

static gboolean
set_damaged (const char *what,
             GError    **error)
{
  g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
               _("The index of known issues that comes with the program is damaged (%s). "
                 "Install the program again."), what);
  return FALSE;
}

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

static guint
get_number (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64
           ? (guint) CLAMP (json_node_get_int (node), 0, G_MAXINT) : 0;
}

static JsonObject *
get_object (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
insert_issue (ZbDatabase *database,
              gint64      bulletin,
              JsonObject *issue,
              GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, INSERT_ISSUE, error);
  GDate published;

  if (statement == NULL)
    return FALSE;
  zb_date_parse_iso (get_string (issue, "published"), &published);
  zb_statement_bind_int (statement, 1, bulletin);
  zb_statement_bind_text (statement, 2, get_string (issue, "title"));
  zb_statement_bind_date (statement, 3, &published);
  zb_statement_bind_text (statement, 4,
                          zb_rating_get_han (zb_rating_from_word (get_string (issue, "rating"))));
  return zb_statement_run (statement, error);
}

static gboolean
insert_addresses (ZbDatabase *database,
                  gint64      bulletin,
                  JsonArray  *addresses,
                  GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, INSERT_ADDRESS, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; addresses != NULL && i < json_array_get_length (addresses); i++)
    {
      JsonNode *node = json_array_get_element (addresses, i);
      JsonObject *address = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (address == NULL || get_string (address, "url") == NULL)
        return set_damaged ("addresses", error);
      zb_statement_bind_int (statement, 1, bulletin);
      zb_statement_bind_int (statement, 2, i);
      zb_statement_bind_text (statement, 3, get_string (address, "url"));
      zb_statement_bind_text (statement, 4, get_string (address, "account"));
      zb_statement_bind_text (statement, 5, get_string (address, "seen"));
      if (!zb_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_figures (ZbDatabase *database,
                gint64      bulletin,
                JsonObject *figures,
                JsonObject *changes,
                GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, INSERT_FIGURE, error);
  JsonObjectIter iter;
  const char *id;
  JsonNode *value;

  if (statement == NULL)
    return FALSE;
  if (figures == NULL)
    return TRUE;
  json_object_iter_init (&iter, figures);
  while (json_object_iter_next (&iter, &id, &value))
    {
      gboolean is_level = json_node_get_value_type (value) == G_TYPE_STRING;

      if (!is_level && json_node_get_value_type (value) != G_TYPE_INT64)
        return set_damaged (id, error);
      zb_statement_bind_int (statement, 1, bulletin);
      zb_statement_bind_text (statement, 2, id);
      zb_statement_bind_int (statement, 3, is_level ? 0 : json_node_get_int (value));
      zb_statement_bind_text (statement, 4, is_level ? json_node_get_string (value) : NULL);
      if (changes != NULL && json_object_has_member (changes, id))
        zb_statement_bind_double (statement, 5, json_object_get_double_member (changes, id));
      else
        zb_statement_bind_null (statement, 5);
      if (!zb_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply_issue (JsonNode   *node,
             ZbDatabase *database,
             GHashTable *touched,
             GError    **error)
{
  JsonObject *issue = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  ZbIdentity identity;
  ZbPeriod period;
  ZbIssue name;
  gint64 bulletin;

  if (issue == NULL)
    return set_damaged ("issues", error);
  name = (ZbIssue) { get_number (issue, "year"), get_number (issue, "issue") };
  zb_period_init_iso (&period, get_string (issue, "start"), get_string (issue, "end"));
  if (!zb_identity_init (&identity, name, &period))
    return set_damaged ("issues", error);
  if (!zb_identity_resolve (&identity, database, &bulletin, error))
    return FALSE;
  g_hash_table_add (touched, g_memdup2 (&bulletin, sizeof bulletin));
  return insert_issue (database, bulletin, issue, error) &&
         insert_addresses (database, bulletin, get_array (issue, "addresses"), error) &&
         insert_figures (database, bulletin, get_object (issue, "figures"),
                         get_object (issue, "change"), error);
}

/* What an older index said goes as a whole; the bulletins that it named are
 * remembered, since what the list shows of them may change. */
static gboolean
remove_old (ZbDatabase *database,
            GHashTable *touched,
            GError    **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, "SELECT bulletin FROM index_issues", error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      gint64 bulletin = zb_statement_get_int (statement, 0);

      g_hash_table_add (touched, g_memdup2 (&bulletin, sizeof bulletin));
    }
  return step == ZB_STEP_DONE &&
         zb_database_execute (database,
                              "DELETE FROM index_figures;"
                              "DELETE FROM index_addresses;"
                              "DELETE FROM index_issues", error);
}

static gboolean
set_digest (ZbDatabase *database,
            const char *digest,
            GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, SET_DIGEST, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_text (statement, 1, digest);
  return zb_statement_run (statement, error);
}

static gboolean
is_current (ZbDatabase *database,
            const char *digest,
            gboolean   *result,
            GError    **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, "SELECT value FROM meta WHERE key = 'index_digest'", error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  step = zb_statement_step (statement, error);
  *result = step == ZB_STEP_ROW && g_strcmp0 (zb_statement_get_text (statement, 0), digest) == 0;
  return step != ZB_STEP_ERROR;
}

static gboolean
replace (JsonArray  *issues,
         const char *digest,
         ZbDatabase *database,
         GError    **error)
{
  g_autoptr(GHashTable) touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(ZbTransaction) transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  GHashTableIter iter;
  gpointer bulletin;
  gboolean is_done;

  /* Asked again now that nobody else can write: another window may have been first. */
  if (transaction == NULL || !is_current (database, digest, &is_done, error))
    return FALSE;
  if (is_done)
    return TRUE;
  if (!remove_old (database, touched, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (issues); i++)
    if (!apply_issue (json_array_get_element (issues, i), database, touched, error))
      return FALSE;
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &bulletin, NULL))
    if (!zb_summary_refresh (database, *(gint64 *) bulletin, error))
      return FALSE;
  return zb_summary_prune (database, error) &&
         set_digest (database, digest, error) &&
         zb_transaction_commit (transaction, error);
}

/**
 * zb_index_apply:
 * @bytes: JSON in the shape that data/make-index.py describes; trusted, since
 *   it comes with the program
 *
 * Makes the library know the issues of the index, with their addresses and
 * figures, in place of what an older index said. Costs nothing where it is the
 * index of last time. All in one transaction.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_INVALID for a damaged index, an error
 *   of json-glib, or another error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_index_apply (GBytes     *bytes,
                ZbDatabase *database,
                GError    **error)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr(JsonParser) parser = NULL;
  JsonArray *issues = NULL;
  gboolean is_done;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!is_current (database, digest, &is_done, error))
    return FALSE;
  if (is_done)
    return TRUE;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, (gssize) size, error))
    return FALSE;
  if (json_parser_get_root (parser) != NULL && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    issues = get_array (json_node_get_object (json_parser_get_root (parser)), "issues");
  if (issues == NULL)
    return set_damaged ("issues", error);
  return replace (issues, digest, database, error);
}
