/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-week-query.h"

#include <string.h>

/* Years that a bulletin, or a slip of the finger, may have. */
#define FIRST_YEAR 2000
#define LAST_YEAR  2099

/* The numbers of a text, of which no date and no issue has more than three. */
typedef struct {
  guint    values[3];
  guint    n_digits[3];
  guint    n;
  gboolean has_words;
} Numbers;

/* Returns whether there are no more than three. */
static gboolean
read_numbers (const char *text,
              Numbers    *numbers)
{
  *numbers = (Numbers) { .n = 0 };
  for (const char *p = text; *p != '\0';)
    {
      gsize n_digits = strspn (p, "0123456789");

      if (n_digits == 0)
        {
          numbers->has_words |= g_unichar_isalpha (g_utf8_get_char (p));
          p = g_utf8_next_char (p);
          continue;
        }
      if (numbers->n == G_N_ELEMENTS (numbers->values) || n_digits > 8)
        return FALSE;
      numbers->values[numbers->n] = (guint) g_ascii_strtoull (p, NULL, 10);
      numbers->n_digits[numbers->n] = (guint) n_digits;
      numbers->n++;
      p += n_digits;
    }
  return TRUE;
}

/* Whether nothing but these characters stands in @text. */
static gboolean
has_only (const char *text,
          const char *allowed)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_strchr (allowed, -1, g_utf8_get_char (p)) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
set_day (GDate *day,
         guint  year,
         guint  month,
         guint  number)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || number < 1 || number > 31 ||
      !g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

static gboolean
parse_issue (const char    *text,
             const Numbers *numbers,
             ZbIssue       *issue)
{
  if (numbers->n != 2 || numbers->n_digits[0] != 4 || numbers->n_digits[1] > 2 ||
      !has_only (text, "0123456789-/ 年第期"))
    return FALSE;
  if (numbers->values[0] < FIRST_YEAR || numbers->values[0] > LAST_YEAR || numbers->values[1] < 1 ||
      numbers->values[1] > ZB_ISSUE_MAX_NUMBER)
    return FALSE;
  *issue = (ZbIssue) { numbers->values[0], numbers->values[1] };
  return TRUE;
}

/* A date with the name of its month is read as the user's language writes it. */
static gboolean
parse_day (const char    *text,
           const Numbers *numbers,
           GDate         *day)
{
  if (numbers->n == 3 && numbers->n_digits[0] == 4 && has_only (text, "0123456789-/. 年月日"))
    return set_day (day, numbers->values[0], numbers->values[1], numbers->values[2]);
  if (numbers->n == 1 && numbers->n_digits[0] == 8 && has_only (text, "0123456789"))
    return set_day (day, numbers->values[0] / 10000, numbers->values[0] / 100 % 100, numbers->values[0] % 100);
  if (numbers->n != 2 || !numbers->has_words || (numbers->n_digits[0] != 4 && numbers->n_digits[1] != 4))
    return FALSE;
  g_date_set_parse (day, text);
  return g_date_valid (day) && g_date_get_year (day) >= FIRST_YEAR && g_date_get_year (day) <= LAST_YEAR;
}

/**
 * zb_week_query_parse:
 * @text: what the user has typed
 * @issue: (out caller-allocates): the issue that is named; its parts are 0 where a day is
 * @day: (out caller-allocates): the day that is named; invalid where an issue is
 *
 * Understands "2024-28", "2024 28" and "2024年第28期" as issues; "2024-07-08", "2024/7/8", "20240708", "2024年7月8日" and
 * dates such as "8 July 2024" in the user's language as days.
 *
 * Returns: whether @text names a week, and nothing else.
 */
gboolean
zb_week_query_parse (const char *text,
                     ZbIssue    *issue,
                     GDate      *day)
{
  g_autofree char *folded = NULL;
  Numbers numbers;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (issue != NULL, FALSE);
  g_return_val_if_fail (day != NULL, FALSE);

  *issue = (ZbIssue) { 0, 0 };
  g_date_clear (day, 1);
  folded = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  if (folded == NULL || !read_numbers (g_strstrip (folded), &numbers))
    return FALSE;
  return parse_issue (folded, &numbers, issue) || parse_day (folded, &numbers, day);
}
