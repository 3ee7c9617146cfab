/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-retry-after.h"

#include <libsoup/soup.h>

/* After the first failure, doubled with each further one, up to a day. */
#define FIRST_PAUSE_SECONDS (5 * 60)
#define MAX_PAUSE_SECONDS (24 * 3600)

/**
 * zb_retry_after_parse:
 * @text: (nullable): the value of a Retry-After header: seconds, or a date of HTTP
 * @now: seconds since 1970
 *
 * Source of the rule: RFC 9110, section 10.2.3.
 *
 * Returns: how many seconds to wait, at most %ZB_RETRY_AFTER_MAX_SECONDS, 0
 *   for a date that is past; -1 where the text says nothing.
 */
gint64
zb_retry_after_parse (const char *text,
                      gint64      now)
{
  g_autofree char *value = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autoptr(GDateTime) date = NULL;
  guint64 seconds;

  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT64, &seconds, NULL))
    return (gint64) MIN (seconds, ZB_RETRY_AFTER_MAX_SECONDS);
  /* All digits, and still no number: more than anybody waits. */
  if (*value != '\0' && value[strspn (value, "0123456789")] == '\0')
    return ZB_RETRY_AFTER_MAX_SECONDS;
  date = g_ascii_isalpha (*value) ? soup_date_time_new_from_http_string (value) : NULL;
  return date != NULL ? CLAMP (g_date_time_to_unix (date) - now, 0, ZB_RETRY_AFTER_MAX_SECONDS) : -1;
}

/**
 * zb_retry_after_guess:
 * @n_failures: how many times it has failed one after the other, at least 1
 * @chance: a random number from 0 to 1, so that not all who failed together come again together
 *
 * Returns: how many seconds to wait where the host does not say.
 */
gint64
zb_retry_after_guess (guint  n_failures,
                      double chance)
{
  gint64 pause = FIRST_PAUSE_SECONDS << MIN (MAX (n_failures, 1) - 1, 16);

  pause = MIN (pause, MAX_PAUSE_SECONDS);
  return pause * 3 / 4 + (gint64) ((double) pause / 2 * chance);
}
