/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-news.h"

#include <glib/gi18n.h>

/* The notification of new issues. There is one, which the next one replaces. */

/**
 * zb_news_dup_title:
 * @entries: (element-type ZbEntry): what is new, newest first; not empty
 *
 * Returns: (transfer full): the issue, or how many there are.
 */
char *
zb_news_dup_title (GPtrArray *entries)
{
  const ZbEntry *entry = g_ptr_array_index (entries, 0);
  g_autofree char *label = NULL;

  if (entries->len > 1)
    return g_strdup_printf (ngettext ("%u new issue", "%u new issues", entries->len), entries->len);
  label = entry->issue.number != 0 ? zb_issue_dup_label (entry->issue) : g_strdup (entry->title);
  /* Translators: %s is an issue, such as "2024, issue 28". */
  return g_strdup_printf (_("New: %s"), label);
}

/**
 * zb_news_dup_body:
 * @entries: (element-type ZbEntry): what is new, newest first; not empty
 *
 * Returns: (transfer full): the newest one's week and rating, as far as known.
 */
char *
zb_news_dup_body (GPtrArray *entries)
{
  const ZbEntry *entry = g_ptr_array_index (entries, 0);
  g_autofree char *label = entry->issue.number != 0 ? zb_issue_dup_label (entry->issue) : NULL;
  g_autofree char *week = zb_period_is_known (&entry->period)
                          ? zb_period_dup_label (&entry->period, ZB_DATE_LONG) : NULL;
  const char *parts[4] = { NULL };
  guint n = 0;

  if (entries->len > 1 && label != NULL)
    parts[n++] = label;
  if (week != NULL)
    parts[n++] = week;
  if (entry->rating != ZB_RATING_UNKNOWN)
    parts[n++] = zb_rating_get_label (entry->rating);
  return g_strjoinv (" · ", (char **) parts);
}

/**
 * zb_news_announce:
 * @entries: (element-type ZbEntry): what is new, newest first; not empty
 *
 * Tells the user, who may be elsewhere. Activating it shows the newest one.
 */
void
zb_news_announce (GApplication *application,
                  GPtrArray    *entries)
{
  const ZbEntry *entry = g_ptr_array_index (entries, 0);
  g_autofree char *title = zb_news_dup_title (entries);
  g_autofree char *body = zb_news_dup_body (entries);
  g_autoptr(GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-issue", "x", entry->id);
  g_application_send_notification (application, ZB_NEWS_ID, notification);
}
