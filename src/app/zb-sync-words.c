/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-words.h"

#include <glib/gi18n.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/**
 * zb_sync_words_dup_past:
 *
 * Returns: (transfer full): how long ago something was, such as "3 hours ago".
 */
char *
zb_sync_words_dup_past (gint64 moment,
                        gint64 now)
{
  /* A clock that was set back is no reason to speak of the future. */
  gint64 age = MAX (now - moment, 0);
  guint n;

  if (age < MINUTE)
    return g_strdup (_("just now"));
  if (age < HOUR)
    {
      n = (guint) (age / MINUTE);
      return g_strdup_printf (ngettext ("%u minute ago", "%u minutes ago", n), n);
    }
  if (age < DAY)
    {
      n = (guint) (age / HOUR);
      return g_strdup_printf (ngettext ("%u hour ago", "%u hours ago", n), n);
    }
  n = (guint) MIN (age / DAY, G_MAXINT);
  return g_strdup_printf (ngettext ("%u day ago", "%u days ago", n), n);
}

/**
 * zb_sync_words_dup_future:
 *
 * Returns: (transfer full): how long it is until something, such as "in 3 hours".
 */
char *
zb_sync_words_dup_future (gint64 moment,
                          gint64 now)
{
  gint64 wait = moment - now;
  guint n;

  if (wait <= 0)
    return g_strdup (_("now"));
  if (wait < HOUR)
    {
      n = (guint) ((wait + MINUTE - 1) / MINUTE);
      return g_strdup_printf (ngettext ("in %u minute", "in %u minutes", n), n);
    }
  if (wait < DAY)
    {
      n = (guint) ((wait + HOUR / 2) / HOUR);
      return g_strdup_printf (ngettext ("in %u hour", "in %u hours", n), n);
    }
  n = (guint) MIN ((wait + DAY / 2) / DAY, G_MAXINT);
  return g_strdup_printf (ngettext ("in %u day", "in %u days", n), n);
}

/**
 * zb_sync_words_dup_moment:
 *
 * Returns: (transfer full): day and time of a moment, in the form that the language uses.
 */
char *
zb_sync_words_dup_moment (gint64 moment)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (moment);

  return time != NULL ? g_date_time_format (time, "%x %H:%M") : g_strdup ("");
}

/**
 * zb_sync_words_dup_progress:
 *
 * Returns: (transfer full): how far it has come, such as "12 of 40 · 3 new · 1.2 MB".
 */
char *
zb_sync_words_dup_progress (const ZbSyncProgress *progress)
{
  g_autofree char *size = g_format_size ((guint64) MAX (progress->bytes, 0));

  if (progress->done + progress->left == 0)
    return g_strdup (_("Looking for what is new…"));
  /* Translators: how many addresses were asked, of how many that are known so far; how many files
   * were stored; and how much has come, with its unit. */
  return g_strdup_printf (_("%1$u of %2$u · %3$u new · %4$s"), progress->done,
                          progress->done + progress->left, progress->stored, size);
}

/**
 * zb_sync_words_has_failed:
 *
 * Returns: whether a source could not be reached, or its run ended early.
 */
gboolean
zb_sync_words_has_failed (const ZbRunRecord *run)
{
  return run->error != NULL || (run->asked > 0 && run->answered == 0);
}

static guint
count_failed (const ZbSyncReport *report)
{
  guint n = 0;

  for (guint i = 0; i < report->lines->len; i++)
    if (zb_sync_words_has_failed (((const ZbSyncLine *) g_ptr_array_index (report->lines, i))->run))
      n++;
  return n;
}

/**
 * zb_sync_words_has_notes:
 *
 * Returns: whether the log says more than the result in one line.
 */
gboolean
zb_sync_words_has_notes (const ZbSyncReport *report)
{
  for (guint i = 0; i < report->lines->len; i++)
    {
      const ZbRunRecord *run = ((const ZbSyncLine *) g_ptr_array_index (report->lines, i))->run;

      if (run->error != NULL || run->notes->len > 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * zb_sync_words_dup_result:
 * @report: what was done
 * @n_new: how many issues have a text now that had none before
 *
 * Returns: (transfer full): the result in one line.
 */
char *
zb_sync_words_dup_result (const ZbSyncReport *report,
                          guint               n_new)
{
  guint n_failed = count_failed (report);
  g_autofree char *brought = NULL;
  g_autofree char *failed = NULL;

  if (report->lines->len == 0)
    return g_strdup (_("No source is switched on"));
  if (n_new > 0)
    brought = g_strdup_printf (ngettext ("%u new issue", "%u new issues", n_new), n_new);
  else if (report->result->updated > 0)
    brought = g_strdup_printf (ngettext ("%u further copy", "%u further copies", report->result->updated),
                               report->result->updated);
  if (n_failed > 0)
    failed = g_strdup_printf (ngettext ("%u source could not be reached", "%u sources could not be reached",
                                        n_failed), n_failed);
  if (brought != NULL && failed != NULL)
    /* Translators: what synchronisation has brought, and what has failed. */
    return g_strdup_printf (_("%1$s · %2$s"), brought, failed);
  if (brought != NULL || failed != NULL)
    return g_strdup (brought != NULL ? brought : failed);
  return g_strdup (_("Nothing new"));
}

/**
 * zb_sync_words_get_kind:
 *
 * Returns: what a source is.
 */
const char *
zb_sync_words_get_kind (ZbSourceKind kind)
{
  switch (kind)
    {
    case ZB_SOURCE_ARCHIVE:
      return _("Markdown archive");
    case ZB_SOURCE_CERT:
      return _("Official site of CNCERT");
    case ZB_SOURCE_KNOWN:
      return _("Addresses that issues name");
    case ZB_SOURCE_FEED:
      return _("Feed");
    case ZB_SOURCE_FOLDER:
    default:
      return _("Folder");
    }
}

/**
 * zb_sync_words_dup_host:
 *
 * Returns: (transfer full): the host of an address, or the whole of it where it names none.
 */
char *
zb_sync_words_dup_host (const char *address)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : address);
}

/**
 * zb_sync_words_dup_name:
 *
 * Returns: (transfer full): the name that the user gave a source, or one that tells it apart.
 */
char *
zb_sync_words_dup_name (const ZbSourceRecord *source)
{
  if (source->name != NULL)
    return g_strdup (source->name);
  if (source->kind == ZB_SOURCE_FOLDER)
    return g_filename_display_basename (source->address);
  if (source->kind == ZB_SOURCE_FEED)
    return zb_sync_words_dup_host (source->address);
  return g_strdup (zb_sync_words_get_kind (source->kind));
}

/**
 * zb_sync_words_dup_place:
 *
 * Returns: (transfer full): where a source is, in short: its host or its folder; for what has no place of
 *   its own, what it asks.
 */
char *
zb_sync_words_dup_place (const ZbSourceRecord *source)
{
  if (source->kind == ZB_SOURCE_KNOWN)
    return g_strdup (_("Mostly mp.weixin.qq.com"));
  if (source->kind == ZB_SOURCE_FOLDER)
    return g_filename_display_name (source->address);
  return zb_sync_words_dup_host (source->address);
}

/* Takes @text, which says how many there are; of nothing nothing is said. */
static void
add_count (GPtrArray *parts,
           guint      n,
           char      *text)
{
  if (n > 0)
    g_ptr_array_add (parts, text);
  else
    g_free (text);
}

static char *
join (GPtrArray *parts)
{
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (_(", "), (char **) parts->pdata);
}

/**
 * zb_sync_words_dup_run:
 * @run: the last run of a source
 *
 * Returns: (transfer full): when it was and how it went, in a few words.
 */
char *
zb_sync_words_dup_run (const ZbRunRecord *run,
                       gint64             now)
{
  g_autofree char *when = zb_sync_words_dup_past (run->ended != 0 ? run->ended : run->started, now);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *counts = NULL;

  if (run->ended == 0)
    /* Translators: %s is such as "3 hours ago". */
    return g_strdup_printf (_("Begun %s and not ended"), when);
  if (zb_sync_words_has_failed (run))
    /* Translators: %s is such as "3 hours ago". */
    return g_strdup_printf (_("Asked %s, without success"), when);
  add_count (parts, run->stored, g_strdup_printf (ngettext ("%u new", "%u new", run->stored), run->stored));
  add_count (parts, run->refused, g_strdup_printf (ngettext ("%u refused", "%u refused", run->refused), run->refused));
  add_count (parts, run->failed, g_strdup_printf (ngettext ("%u failed", "%u failed", run->failed), run->failed));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_("nothing new")));
  counts = join (parts);
  /* Translators: %1$s is such as "3 hours ago", %2$s such as "2 new, 1 refused". */
  return g_strdup_printf (_("Asked %1$s: %2$s"), when, counts);
}

/**
 * zb_sync_words_dup_counts:
 *
 * Returns: (transfer full): all numbers of a run.
 */
char *
zb_sync_words_dup_counts (const ZbRunRecord *run)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *size = g_format_size ((guint64) MAX (run->bytes, 0));

  if (run->asked == 0)
    return g_strdup (_("Nothing had to be asked"));
  add_count (parts, run->asked, g_strdup_printf (ngettext ("%u asked", "%u asked", run->asked), run->asked));
  g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u answered", "%u answered", run->answered), run->answered));
  g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u stored", "%u stored", run->stored), run->stored));
  add_count (parts, run->unchanged, g_strdup_printf (ngettext ("%u unchanged", "%u unchanged", run->unchanged), run->unchanged));
  add_count (parts, run->refused, g_strdup_printf (ngettext ("%u refused", "%u refused", run->refused), run->refused));
  add_count (parts, run->failed, g_strdup_printf (ngettext ("%u failed", "%u failed", run->failed), run->failed));
  if (run->bytes > 0)
    g_ptr_array_add (parts, g_strdup (size));
  return join (parts);
}

static const char *
get_outcome (const ZbKnownAddress *address)
{
  switch (address->outcome)
    {
    case ZB_FETCH_REFUSED:
      return address->reason != NULL ? address->reason : _("It answered, but without the text.");
    case ZB_FETCH_MISSING:
      return _("Nothing is there.");
    case ZB_FETCH_GONE:
      return _("It is gone for good.");
    case ZB_FETCH_FAILED:
      return address->reason != NULL ? address->reason : _("It could not be fetched.");
    case ZB_FETCH_OK:
      return address->reason != NULL ? address->reason : _("It answered, but with something else.");
    case ZB_FETCH_NEVER:
    default:
      return NULL;
    }
}

/**
 * zb_sync_words_dup_address:
 *
 * Returns: (transfer full) (nullable): how asking an address ended last; %NULL where it never was.
 */
char *
zb_sync_words_dup_address (const ZbKnownAddress *address,
                           gint64                now)
{
  const char *outcome = get_outcome (address);
  GString *text;

  if (outcome == NULL)
    return NULL;
  text = g_string_new (NULL);
  if (address->checked != 0)
    {
      g_autofree char *when = zb_sync_words_dup_past (address->checked, now);

      /* Translators: %1$s is such as "3 hours ago", %2$s a sentence that says what happened. */
      g_string_append_printf (text, _("Asked %1$s: %2$s"), when, outcome);
    }
  else
    g_string_append (text, outcome);
  if (address->next_try > now && address->outcome != ZB_FETCH_GONE)
    {
      g_autofree char *next = zb_sync_words_dup_future (address->next_try, now);

      /* Translators: %s is such as "in 3 hours". Begins with a blank where the language has them. */
      g_string_append_printf (text, _(" By itself it is asked again %s."), next);
    }
  return g_string_free (text, FALSE);
}

/**
 * zb_sync_words_dup_refusal:
 * @report: of a run that was to bring one bulletin, and did not
 *
 * Returns: (transfer full): why the bulletin did not come.
 */
char *
zb_sync_words_dup_refusal (const ZbSyncReport *report)
{
  guint n_asked = 0;

  for (guint i = 0; i < report->lines->len; i++)
    {
      const ZbRunRecord *run = ((const ZbSyncLine *) g_ptr_array_index (report->lines, i))->run;

      /* One address may be asked several times. */
      n_asked += run->notes->len > 0 ? run->notes->len : run->asked;
      if (run->error != NULL)
        return g_strdup (run->error);
      if (zb_sync_words_has_failed (run) && run->notes->len > 0)
        return g_strdup (((const ZbRunNote *) g_ptr_array_index (run->notes, 0))->message);
    }
  if (n_asked == 0)
    return g_strdup (_("No address may be asked now: the sites have asked for a pause. Try again later, or open "
                       "a saved file."));
  return g_strdup_printf (ngettext ("%u address was asked, and it does not hold the text.",
                                    "%u addresses were asked, and none holds the text.", n_asked), n_asked);
}
