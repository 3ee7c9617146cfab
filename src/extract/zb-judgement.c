/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-judgement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a page of ours without the text is, by what the site sent in its place. */
static const struct {
  ZbCopyStatus status;
  const char  *reason;
} shells[] = {
  [ZB_REFUSAL_VERIFICATION] = {
    ZB_COPY_BLOCKED,
    N_("The site asked for a verification instead of showing the text. Open the "
       "address in a browser, pass the verification and save the page."),
  },
  [ZB_REFUSAL_TOO_FREQUENT] = {
    ZB_COPY_BLOCKED,
    N_("The site was asked too often and sent no text. Wait an hour, then open the "
       "address in a browser and save the page."),
  },
  [ZB_REFUSAL_DELETED] = {
    ZB_COPY_DELETED,
    N_("The publisher has removed this copy. Look for another copy of the same issue."),
  },
  [ZB_REFUSAL_VIOLATION] = {
    ZB_COPY_DELETED,
    N_("The platform has removed this copy as against its rules. Look for another copy of "
       "the same issue."),
  },
  [ZB_REFUSAL_ACCOUNT_BLOCKED] = {
    ZB_COPY_DELETED,
    N_("The platform has closed the account that published this copy. Look for a copy of "
       "another publisher."),
  },
  [ZB_REFUSAL_LINK_EXPIRED] = {
    ZB_COPY_DELETED,
    N_("The address of this copy was valid for a short time only. Look for the article’s "
       "lasting address, which begins with https://mp.weixin.qq.com/s."),
  },
  [ZB_REFUSAL_CARD] = {
    ZB_COPY_NO_TEXT,
    N_("This is a card that only links to the text. Open the original article and "
       "save that page."),
  },
  [ZB_REFUSAL_UNKNOWN_PAGE] = {
    ZB_COPY_NO_TEXT,
    N_("The site sent a page that is neither the article nor one of its known notices. Open "
       "the address in a browser and save the page again."),
  },
  [ZB_REFUSAL_ATTACHMENT] = {
    ZB_COPY_NO_TEXT,
    N_("The page only links to the bulletin’s PDF. Download the PDF and open that."),
  },
  [ZB_REFUSAL_TITLE_ONLY] = {
    ZB_COPY_NO_TEXT,
    N_("The list or feed names this issue without its text. Open the address in a browser "
       "and save the page."),
  },
  [ZB_REFUSAL_NOT_FETCHED] = {
    ZB_COPY_NO_TEXT,
    N_("The feed’s maker could not get the text. Open the address in a browser and save the "
       "page, or try the feed again later."),
  },
  [ZB_REFUSAL_SCANNED] = {
    ZB_COPY_NO_TEXT,
    N_("The pages hold pictures of a text, but no text. Look for another copy of the same "
       "issue, or type in the figures."),
  },
};

/* Of two numbers where one must be part of the other, one was misread or misprinted. */
static void
check_part (ZbBulletin  *bulletin,
            ZbCatalogue *catalogue,
            const char  *part_id)
{
  const ZbFigure *whole = zb_figures_find (bulletin->figures, ZB_FIGURE_INCIDENTS_TOTAL);
  const ZbFigure *part = zb_figures_find (bulletin->figures, part_id);
  g_autofree char *n_part = NULL;
  g_autofree char *n_whole = NULL;

  if (whole == NULL || part == NULL || part->value <= whole->value)
    return;
  n_part = g_strdup_printf ("%" G_GINT64_FORMAT, part->value);
  n_whole = g_strdup_printf ("%" G_GINT64_FORMAT, whole->value);
  g_ptr_array_add (bulletin->warnings,
                   /* Translators: first a figure's name, then two numbers. */
                   g_strdup_printf (_("%1$s: %2$s is more than all %3$s incidents"),
                                    zb_figure_kind_get_label (zb_catalogue_lookup (catalogue, part_id)),
                                    n_part, n_whole));
}

/* Figures that the bulletin prints with all of their parts. Hosts are rounded to a tenth of 万, so
 * the sum of two can be one of these away. */
#define MAX_SUM_PARTS 3

static const struct {
  const char *whole;
  const char *parts[MAX_SUM_PARTS];
  gint64      rounding;
} sums[] = {
  { "infected_hosts", { "trojan_botnet_hosts", "conficker_hosts" }, 1000 },
  { "new_vulnerabilities", { "high_vulnerabilities", "medium_vulnerabilities", "low_vulnerabilities" }, 0 },
};

/* Of numbers printed to a tenth of 万, the one that is ten times what the others make it: it lost its
 * point. */
static const ZbFigure *
find_without_point (const ZbFigure *whole,
                    const ZbFigure *parts[],
                    gint64          sum,
                    gint64          rounding)
{
  if (ABS (sum - whole->value / 10) <= rounding)
    return whole;
  for (guint i = 0; i < MAX_SUM_PARTS && parts[i] != NULL; i++)
    if (ABS (sum - parts[i]->value + parts[i]->value / 10 - whole->value) <= rounding)
      return parts[i];
  return NULL;
}

static void
warn_of_sum (ZbBulletin     *bulletin,
             ZbCatalogue    *catalogue,
             const ZbFigure *whole,
             gint64          sum)
{
  g_autofree char *n_sum = g_strdup_printf ("%" G_GINT64_FORMAT, sum);
  g_autofree char *n_whole = g_strdup_printf ("%" G_GINT64_FORMAT, whole->value);

  g_ptr_array_add (bulletin->warnings,
                   /* Translators: first a figure's name, then two numbers. */
                   g_strdup_printf (_("%1$s: the parts add up to %2$s, not to %3$s"),
                                    zb_figure_kind_get_label (zb_catalogue_lookup (catalogue, whole->id)),
                                    n_sum, n_whole));
}

/* A sign that was lost in a number can be seen where its parts do not make the whole. Where it is
 * clear which number it was, that one is not known. */
static void
check_sum (ZbBulletin  *bulletin,
           ZbCatalogue *catalogue,
           guint        which)
{
  const ZbFigure *whole = zb_figures_find (bulletin->figures, sums[which].whole);
  const ZbFigure *parts[MAX_SUM_PARTS] = { NULL, };
  const ZbFigure *damaged = NULL;
  gint64 sum = 0;

  for (guint i = 0; i < MAX_SUM_PARTS && sums[which].parts[i] != NULL; i++)
    {
      parts[i] = zb_figures_find (bulletin->figures, sums[which].parts[i]);
      if (parts[i] == NULL)
        return;
      sum += parts[i]->value;
    }
  if (whole == NULL || ABS (sum - whole->value) <= sums[which].rounding)
    return;
  warn_of_sum (bulletin, catalogue, whole, sum);
  if (sums[which].rounding > 0)
    damaged = find_without_point (whole, parts, sum, sums[which].rounding);
  if (damaged != NULL)
    g_ptr_array_remove (bulletin->figures, (gpointer) damaged);
}

static void
check_identity (ZbBulletin *bulletin)
{
  g_autofree char *period = NULL;

  if (bulletin->issue.number == 0 && !zb_period_is_known (&bulletin->period))
    g_ptr_array_add (bulletin->warnings, g_strdup (_("Neither the issue nor the week is printed")));
  if (!zb_period_is_known (&bulletin->period) || zb_period_is_week (&bulletin->period))
    return;
  period = zb_period_dup_label (&bulletin->period, ZB_DATE_LONG);
  g_ptr_array_add (bulletin->warnings,
                   g_strdup_printf (_("The printed week is not a Monday to Sunday: %s"), period));
}

/* A page of ours without the text: says why, and what can be done. */
static void
judge_shell (ZbBulletin       *bulletin,
             const ZbDocument *document)
{
  if (document->refusal < G_N_ELEMENTS (shells) && shells[document->refusal].reason != NULL)
    zb_judgement_set_status (bulletin, shells[document->refusal].status, _(shells[document->refusal].reason));
  else if (bulletin->images->len > 0)
    zb_judgement_set_status (bulletin, ZB_COPY_NO_TEXT,
                             _("The copy holds pictures but no text. Look for another copy of the same issue."));
  else
    zb_judgement_set_status (bulletin, ZB_COPY_NO_TEXT,
                             _("The copy holds the title but not the bulletin’s text. Open the address in a browser and "
                               "save the page, or look for another copy."));
}

/* What a site says is known for what it is, although it does not say which bulletin it keeps back. */
static gboolean
is_notice (ZbRefusal refusal)
{
  return refusal == ZB_REFUSAL_SCANNED ||
         (refusal < G_N_ELEMENTS (shells) && shells[refusal].reason != NULL &&
          shells[refusal].status != ZB_COPY_NO_TEXT);
}

static gboolean
has_group (const ZbBulletin *bulletin,
           ZbCatalogue      *catalogue,
           const char       *group)
{
  for (guint i = 0; i < bulletin->figures->len; i++)
    {
      const ZbFigure *figure = g_ptr_array_index (bulletin->figures, i);

      if (g_str_equal (zb_catalogue_lookup (catalogue, figure->id)->group, group))
        return TRUE;
    }
  return FALSE;
}

/* Whoever retells a bulletin gives it a title of his own and keeps no headings. Nobody else rates a
 * week's network or counts its viruses and its websites in the same words; single figures stand in
 * news and in other series too. */
static gboolean
is_retelling (const ZbBulletin *bulletin,
              const ZbBody     *body,
              ZbCatalogue      *catalogue)
{
  if (strstr (body->normal->text, "周") == NULL)
    return FALSE;
  return (bulletin->rating != ZB_RATING_UNKNOWN && bulletin->figures->len >= 2) ||
         (has_group (bulletin, catalogue, "malware") && has_group (bulletin, catalogue, "sites"));
}

static void
judge (ZbBulletin       *bulletin,
       const ZbBody     *body,
       const ZbDocument *document,
       ZbCatalogue      *catalogue)
{
  gboolean states_something = bulletin->rating != ZB_RATING_UNKNOWN || bulletin->figures->len > 0;

  if (body->title.series == ZB_SERIES_OTHER)
    {
      g_autofree char *reason =
        /* Translators: first which series it is ("the CNVD vulnerability weekly"), then its title. */
        g_strdup_printf (_("Another series, %1$s: “%2$s”. Only the weekly bulletin "
                           "网络安全信息与动态周报 is read."),
                         zb_other_series_get_name (body->title.other), bulletin->title);

      zb_judgement_set_status (bulletin, ZB_COPY_OTHER_SERIES, reason);
    }
  else if (body->title.series == ZB_SERIES_UNKNOWN && !states_something && is_notice (document->refusal))
    judge_shell (bulletin, document);
  else if (body->title.series == ZB_SERIES_UNKNOWN && !states_something &&
           document->refusal == ZB_REFUSAL_UNKNOWN_PAGE)
    zb_judgement_set_status (bulletin, ZB_COPY_UNREADABLE, _(shells[ZB_REFUSAL_UNKNOWN_PAGE].reason));
  else if (body->title.series == ZB_SERIES_UNKNOWN && !(states_something && body->n_headings > 0) &&
           !is_retelling (bulletin, body, catalogue))
    zb_judgement_set_status (bulletin, ZB_COPY_UNREADABLE,
                             _("There is no bulletin 网络安全信息与动态周报 in this file."));
  else if (!states_something && (body->n_headings == 0 || document->refusal != ZB_REFUSAL_NONE ||
                                 !zb_body_has_text (body)))
    judge_shell (bulletin, document);
  else if (!states_something)
    g_ptr_array_add (bulletin->warnings, g_strdup (_("The text states neither a rating nor a figure")));
}

/* What other series or unreadable files state is not the bulletin's. */
static void
forget_statements (ZbBulletin *bulletin)
{
  g_ptr_array_set_size (bulletin->figures, 0);
  g_ptr_array_set_size (bulletin->warnings, 0);
  g_ptr_array_set_size (bulletin->recap, 0);
  bulletin->rating = ZB_RATING_UNKNOWN;
  g_clear_pointer (&bulletin->rating_sentence, g_free);
  bulletin->issue = (ZbIssue) { 0, 0 };
  zb_period_clear (&bulletin->period);
}

/**
 * zb_judgement_apply:
 * @bulletin: what was read from @document; changed
 * @body: the part of @document that it was read from
 * @document: the document
 * @catalogue: where the figures' names are found
 *
 * Looks at what was read as a whole: warns of what cannot be right, and sets
 * the bulletin's status and the reason for it. A document that is no bulletin
 * of ours states nothing afterwards.
 */
void
zb_judgement_apply (ZbBulletin       *bulletin,
                    const ZbBody     *body,
                    const ZbDocument *document,
                    ZbCatalogue      *catalogue)
{
  g_return_if_fail (bulletin != NULL);
  g_return_if_fail (body != NULL);

  check_part (bulletin, catalogue, ZB_FIGURE_INCIDENTS_CROSS_BORDER);
  check_part (bulletin, catalogue, ZB_FIGURE_INCIDENTS_PHISHING);
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    check_sum (bulletin, catalogue, i);
  judge (bulletin, body, document, catalogue);
  /* A notice in the place of a text says its own reason. */
  if (bulletin->status == ZB_COPY_OK || zb_period_is_known (&bulletin->period))
    check_identity (bulletin);
  if (bulletin->status == ZB_COPY_OTHER_SERIES || bulletin->status == ZB_COPY_UNREADABLE)
    forget_statements (bulletin);
}

/**
 * zb_judgement_set_status:
 * @reason: a sentence that says why, in the user's language
 *
 * Sets what was found, in place of what was thought before.
 */
void
zb_judgement_set_status (ZbBulletin   *bulletin,
                         ZbCopyStatus  status,
                         const char   *reason)
{
  g_return_if_fail (bulletin != NULL);

  bulletin->status = status;
  g_free (bulletin->reason);
  bulletin->reason = g_strdup (reason);
}
