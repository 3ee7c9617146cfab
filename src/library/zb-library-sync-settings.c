/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-sync.h"

#include <glib/gi18n-lib.h>

#include "library/zb-library-private.h"

/* What the user wants of synchronisation. */

#define GET_SETTING "SELECT value FROM meta WHERE key = ?1"

#define SET_SETTING \
  "INSERT INTO meta (key, value) VALUES (?1, ?2)" \
  " ON CONFLICT (key) DO UPDATE SET value = excluded.value"

#define REMOVE_SETTING "DELETE FROM meta WHERE key = ?1"

#define AGREED       "sync.agreed"
#define INTERVAL     "sync.interval"
#define METERED      "sync.metered"
#define BACKGROUND   "sync.background"
#define NOTIFY       "sync.notify"
#define PICTURES     "sync.pictures"
#define PICTURE_DAYS "sync.picture-days"
#define USER_AGENT   "sync.user-agent"

/* Longer than any honest name. */
#define MAX_USER_AGENT 256

static gboolean
read_setting (ZbDatabase *database,
              const char *key,
              char      **value,
              GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, GET_SETTING, error);
  ZbStep step;

  *value = NULL;
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_text (statement, 1, key);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    *value = zb_statement_dup_text (statement, 0);
  return step != ZB_STEP_ERROR;
}

/* What is neither yes nor no leaves @value as it is. */
static gboolean
read_switch (ZbDatabase *database,
             const char *key,
             gboolean   *value,
             GError    **error)
{
  g_autofree char *text = NULL;

  if (!read_setting (database, key, &text, error))
    return FALSE;
  if (g_strcmp0 (text, "0") == 0 || g_strcmp0 (text, "1") == 0)
    *value = *text == '1';
  return TRUE;
}

/* What is no number leaves @value as it is. */
static gboolean
read_number (ZbDatabase *database,
             const char *key,
             guint       maximum,
             guint      *value,
             GError    **error)
{
  g_autofree char *text = NULL;
  guint64 number;

  if (!read_setting (database, key, &text, error))
    return FALSE;
  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &number, NULL))
    *value = (guint) MIN (number, maximum);
  return TRUE;
}

/* Whether it may stand in the head of a request. */
static gboolean
is_user_agent (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (!g_ascii_isprint (*at))
      return FALSE;
  return *text != '\0' && strlen (text) <= MAX_USER_AGENT;
}

static gboolean
read_user_agent (ZbDatabase *database,
                 char      **user_agent,
                 GError    **error)
{
  g_autofree char *text = NULL;

  if (!read_setting (database, USER_AGENT, &text, error))
    return FALSE;
  if (text != NULL && is_user_agent (text))
    *user_agent = g_steal_pointer (&text);
  return TRUE;
}

/**
 * zb_sync_settings_clear:
 *
 * Frees what the settings hold.
 */
void
zb_sync_settings_clear (ZbSyncSettings *self)
{
  g_clear_pointer (&self->user_agent, g_free);
  *self = (ZbSyncSettings) { 0, };
}

/**
 * zb_library_get_sync_settings:
 * @settings: (out caller-allocates): what the user wants; a value that is damaged reads as the one
 *   that a new library has. To be cleared, also after a failure
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_get_sync_settings (ZbLibrary      *self,
                              ZbSyncSettings *settings,
                              GError        **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (settings != NULL, FALSE);

  *settings = (ZbSyncSettings) { .interval_hours = ZB_SYNC_INTERVAL_HOURS, .notifies = TRUE,
                                 .loads_pictures = TRUE };
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_READ, error);
  return transaction != NULL &&
         read_switch (database, AGREED, &settings->is_agreed, error) &&
         read_number (database, INTERVAL, ZB_SYNC_MAX_INTERVAL_HOURS, &settings->interval_hours, error) &&
         read_switch (database, METERED, &settings->on_metered, error) &&
         read_switch (database, BACKGROUND, &settings->in_background, error) &&
         read_switch (database, NOTIFY, &settings->notifies, error) &&
         read_switch (database, PICTURES, &settings->loads_pictures, error) &&
         read_number (database, PICTURE_DAYS, ZB_SYNC_MAX_PICTURE_DAYS, &settings->picture_days, error) &&
         read_user_agent (database, &settings->user_agent, error);
}

static gboolean
write_setting (ZbDatabase *database,
               const char *key,
               const char *value,
               GError    **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, value != NULL ? SET_SETTING : REMOVE_SETTING, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_text (statement, 1, key);
  if (value != NULL)
    zb_statement_bind_text (statement, 2, value);
  return zb_statement_run (statement, error);
}

/**
 * zb_library_set_sync_settings:
 * @settings: what the user wants; an interval beyond %ZB_SYNC_MAX_INTERVAL_HOURS counts as that,
 *   a name of blanks as none
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_INVALID where the name cannot be sent, or another error of
 *   %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_set_sync_settings (ZbLibrary            *self,
                              const ZbSyncSettings *settings,
                              GError              **error)
{
  g_autofree char *interval = NULL;
  g_autofree char *days = NULL;
  g_autofree char *user_agent = NULL;
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (settings != NULL, FALSE);

  interval = g_strdup_printf ("%u", MIN (settings->interval_hours, ZB_SYNC_MAX_INTERVAL_HOURS));
  days = g_strdup_printf ("%u", MIN (settings->picture_days, ZB_SYNC_MAX_PICTURE_DAYS));
  user_agent = g_strstrip (g_strdup (settings->user_agent != NULL ? settings->user_agent : ""));
  if (*user_agent != '\0' && !is_user_agent (user_agent))
    {
      g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                           _("The program cannot name itself so when it asks a site. Use Latin letters, "
                             "digits and signs, and no more than a line."));
      return FALSE;
    }
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  return transaction != NULL &&
         write_setting (database, AGREED, settings->is_agreed ? "1" : "0", error) &&
         write_setting (database, INTERVAL, interval, error) &&
         write_setting (database, METERED, settings->on_metered ? "1" : "0", error) &&
         write_setting (database, BACKGROUND, settings->in_background ? "1" : "0", error) &&
         write_setting (database, NOTIFY, settings->notifies ? "1" : "0", error) &&
         write_setting (database, PICTURES, settings->loads_pictures ? "1" : "0", error) &&
         write_setting (database, PICTURE_DAYS, days, error) &&
         write_setting (database, USER_AGENT, *user_agent != '\0' ? user_agent : NULL, error) &&
         zb_transaction_commit (transaction, error);
}
