/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture-answer.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "document/zb-document.h"
#include "sync/zb-retry-after.h"

/* What the answer to a request for a picture means: for the user, for its host, and for the next time. */

/* A picture that is not there may be a day later, or never. */
#define MISSING_SECONDS (24 * 3600)
#define MAX_PAUSE_SECONDS (30 * 24 * 3600)

static gboolean
wants_pause (const ZbFetchAnswer *answer)
{
  return answer->status == ZB_FETCH_TOO_MANY_REQUESTS ||
         ((answer->status == SOUP_STATUS_SERVICE_UNAVAILABLE || answer->status == SOUP_STATUS_FORBIDDEN) &&
          answer->retry_after >= 0);
}

static gboolean
is_unreachable (const GError *error)
{
  return g_error_matches (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONNECTION) ||
         g_error_matches (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_TIMEOUT) ||
         g_error_matches (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_TLS);
}

/**
 * zb_picture_answer_note_host:
 * @hosts: what hosts have asked for
 * @host: whom it was asked
 * @answer: (nullable): what came
 * @error: (nullable): why nothing came
 * @now: seconds since 1970
 *
 * Remembers what the answer says of its host, for whatever else is asked there.
 */
void
zb_picture_answer_note_host (ZbHostTable         *hosts,
                             const char          *host,
                             const ZbFetchAnswer *answer,
                             const GError        *error,
                             gint64               now)
{
  if (is_unreachable (error))
    zb_host_table_note_failure (hosts, host, now);
  if (answer == NULL)
    return;
  if (wants_pause (answer))
    zb_host_table_note_pause (hosts, host, now + (answer->retry_after >= 0 ? answer->retry_after
                                                  : zb_retry_after_guess (1, g_random_double ())));
  else
    zb_host_table_note_success (hosts, host);
}

/**
 * zb_picture_answer_judge:
 * @answer: (nullable): what came
 * @error: (nullable): why nothing came
 * @address: what was asked
 * @host: whom it was asked
 *
 * Returns: (transfer full) (nullable): why there is no picture, of %ZB_SYNC_ERROR; %NULL where there is
 *   a body, which is to be looked at.
 */
GError *
zb_picture_answer_judge (const ZbFetchAnswer *answer,
                         const GError        *error,
                         const char          *address,
                         const char          *host)
{
  if (error != NULL)
    return g_error_copy (error);
  if (wants_pause (answer))
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_LATER,
                        _("“%s” has asked not to be asked for a while. It is tried again later."), host);
  if (answer->status == SOUP_STATUS_NOT_FOUND)
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_STATUS, _("There is nothing at “%s”."), address);
  if (answer->status == SOUP_STATUS_GONE)
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_STATUS,
                        _("What was at “%s” is gone for good. It is not asked again."), address);
  if (answer->bytes == NULL)
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_STATUS,
                        _("“%s” answers with the error %u. It is tried again later."), host, answer->status);
  if (g_bytes_get_size (answer->bytes) == 0)
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONTENT,
                        _("“%s” has sent an empty answer. It is asked again later."), host);
  return NULL;
}

/**
 * zb_picture_answer_explain:
 * @refusal: an error of zb_picture_check()
 * @host: who has sent what is no picture
 *
 * Returns: (transfer full): the %ZB_SYNC_ERROR_CONTENT that says so to somebody who has no file in hand.
 */
GError *
zb_picture_answer_explain (const GError *refusal,
                           const char   *host)
{
  if (g_error_matches (refusal, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM))
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONTENT,
                        _("What “%s” has sent is no picture that can be shown here. Open the link in your browser."),
                        host);
  if (g_error_matches (refusal, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_DAMAGED))
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONTENT,
                        _("The picture that “%s” has sent is cut off or damaged. It is tried again later."), host);
  return g_error_new_literal (ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONTENT, refusal->message);
}

/**
 * zb_picture_answer_remember:
 * @record: what is known of the address
 * @failure: why there is no picture
 * @answer: (nullable): what came
 * @now: seconds since 1970
 *
 * Notes in @record how it ended, and when the address may be asked again by itself: later with each
 * time.
 *
 * Returns: whether that is to be kept: a network that is down, or a host that wants a pause, is nothing
 *   of the address.
 */
gboolean
zb_picture_answer_remember (ZbFetchRecord       *record,
                            const GError        *failure,
                            const ZbFetchAnswer *answer,
                            gint64               now)
{
  guint status = answer != NULL ? answer->status : 0;
  gboolean is_missing = status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE;
  gint64 pause;

  if (failure->domain != ZB_SYNC_ERROR || failure->code == ZB_SYNC_ERROR_OFFLINE ||
      failure->code == ZB_SYNC_ERROR_ADDRESS || failure->code == ZB_SYNC_ERROR_LATER)
    return FALSE;
  record->outcome = status == SOUP_STATUS_GONE ? ZB_FETCH_GONE : is_missing ? ZB_FETCH_MISSING : ZB_FETCH_FAILED;
  if (answer != NULL)
    record->checked = now;
  record->n_failures++;
  pause = is_missing ? (gint64) MISSING_SECONDS << MIN (record->n_failures - 1, 5)
                     : zb_retry_after_guess (record->n_failures, g_random_double ());
  record->next_try = now + MIN (pause, MAX_PAUSE_SECONDS);
  g_free (record->reason);
  record->reason = g_strdup (failure->message);
  return TRUE;
}
