/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-issue.h"

#include <glib/gi18n-lib.h>

/* Years of five digits are misprints, and a GDate has no room for all of them. */
#define LAST_YEAR 9999

/**
 * zb_issue_is_known:
 *
 * Returns: whether both the year and the number are known.
 */
gboolean
zb_issue_is_known (ZbIssue self)
{
  return self.year != 0 && self.number != 0;
}

/**
 * zb_issue_compare:
 *
 * Orders by year, then by number; an unknown part comes first.
 */
int
zb_issue_compare (ZbIssue a,
                  ZbIssue b)
{
  if (a.year != b.year)
    return a.year < b.year ? -1 : 1;
  if (a.number != b.number)
    return a.number < b.number ? -1 : 1;
  return 0;
}

/**
 * zb_issue_parse:
 * @text: "2024-28" or "2024-8", as users type it
 * @issue: (out caller-allocates): where to put the issue
 *
 * Returns: %FALSE, and @issue untouched, where @text is anything else.
 */
gboolean
zb_issue_parse (const char *text,
                ZbIssue    *issue)
{
  const char *rest;
  guint64 year, number;
  char *end;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (issue != NULL, FALSE);

  if (strspn (text, "0123456789") != 4 || text[4] != '-')
    return FALSE;
  rest = text + 5;
  if (strspn (rest, "0123456789") < 1 || strlen (rest) > 2)
    return FALSE;
  year = g_ascii_strtoull (text, NULL, 10);
  number = g_ascii_strtoull (rest, &end, 10);
  if (*end != '\0' || year < 1000 || number < 1 || number > ZB_ISSUE_MAX_NUMBER)
    return FALSE;
  issue->year = (guint) year;
  issue->number = (guint) number;
  return TRUE;
}

/**
 * zb_issue_to_string:
 *
 * Returns: (transfer full): the form zb_issue_parse() reads: "2024-08".
 */
char *
zb_issue_to_string (ZbIssue self)
{
  return g_strdup_printf ("%04u-%02u", self.year, self.number);
}

/**
 * zb_issue_dup_label:
 *
 * Returns: (transfer full): the issue in the user's language, for a heading.
 */
char *
zb_issue_dup_label (ZbIssue self)
{
  if (self.number == 0)
    return g_strdup (_("Issue without a number"));
  /* Translators: %1$u is the number of the issue, %2$u the year. */
  return g_strdup_printf (_("Issue %1$u of %2$u"), self.number, self.year);
}

/**
 * zb_issue_is_numbered_year:
 * @year: the year of a week's Sunday
 *
 * The bulletins of 2018, and of 2022 and later, are known to be numbered as
 * zb_issue_for_date() counts. Of other years no numbering is known: there a
 * week must not be given a number that its bulletin does not bear.
 *
 * Returns: whether number and week are known to go together in @year.
 */
gboolean
zb_issue_is_numbered_year (guint year)
{
  return year == 2018 || year >= 2022;
}

/**
 * zb_issue_for_date:
 * @date: a valid date
 *
 * The numbering that all known years follow (2018, 2022 to 2026): a week
 * belongs to the year of its Sunday, and is counted by that Sunday's place in
 * the year. So 26 December 2022 to 1 January 2023 is issue 1 of 2023, and
 * 2023 has 53 issues. Whether the year of @date is one of these is for
 * zb_issue_is_numbered_year() to say.
 *
 * Returns: the issue whose week holds @date.
 */
ZbIssue
zb_issue_for_date (const GDate *date)
{
  ZbPeriod week;

  g_return_val_if_fail (g_date_valid (date), ((ZbIssue) { 0, 0 }));

  zb_period_init_week (&week, date);
  return (ZbIssue) {
    .year = g_date_get_year (&week.end),
    .number = (g_date_get_day_of_year (&week.end) - 1) / 7 + 1,
  };
}

/**
 * zb_issue_n_in_year:
 *
 * Returns: how many weeks end on a Sunday of @year: 52 or 53.
 */
guint
zb_issue_n_in_year (guint year)
{
  GDate last;

  g_date_clear (&last, 1);
  g_date_set_dmy (&last, 31, G_DATE_DECEMBER, (GDateYear) year);
  while (g_date_get_weekday (&last) != G_DATE_SUNDAY)
    g_date_subtract_days (&last, 1);
  return zb_issue_for_date (&last).number;
}

/**
 * zb_period_init_issue:
 * @issue: an issue
 *
 * Makes @self the week of @issue: the reverse of zb_issue_for_date(). In a year
 * whose numbering is not known (see zb_issue_is_numbered_year()) this is only
 * where the number would be expected: good enough to put issues in order. In
 * a year of 52 weeks the 53rd is the first of the next.
 *
 * Returns: %FALSE, and @self unknown, where @issue is not known or no issue can
 *   have its year or number.
 */
gboolean
zb_period_init_issue (ZbPeriod *self,
                      ZbIssue   issue)
{
  GDate sunday;

  g_return_val_if_fail (self != NULL, FALSE);

  zb_period_clear (self);
  if (!zb_issue_is_known (issue) || issue.year > LAST_YEAR || issue.number > ZB_ISSUE_MAX_NUMBER)
    return FALSE;
  g_date_clear (&sunday, 1);
  g_date_set_dmy (&sunday, 1, G_DATE_JANUARY, (GDateYear) issue.year);
  g_date_add_days (&sunday, (guint) (G_DATE_SUNDAY - g_date_get_weekday (&sunday)) +
                            7 * (issue.number - 1));
  zb_period_init_week (self, &sunday);
  return TRUE;
}
