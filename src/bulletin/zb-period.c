/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-period.h"

#include <glib/gi18n-lib.h>

/* Nothing on the web is older. */
#define FIRST_PRINTED_YEAR 1990

/* Month names come from our own catalogue of translations, not from the C
 * library's locale: a chart can be drawn in another language than the
 * system's, and both languages must be there wherever the program runs. */
static const char *const short_months[] = {
  NC_("month", "Jan"), NC_("month", "Feb"), NC_("month", "Mar"), NC_("month", "Apr"),
  NC_("month", "May"), NC_("month", "Jun"), NC_("month", "Jul"), NC_("month", "Aug"),
  NC_("month", "Sep"), NC_("month", "Oct"), NC_("month", "Nov"), NC_("month", "Dec"),
};

static const char *const long_months[] = {
  NC_("long month", "January"), NC_("long month", "February"), NC_("long month", "March"),
  NC_("long month", "April"), NC_("long month", "May"), NC_("long month", "June"),
  NC_("long month", "July"), NC_("long month", "August"), NC_("long month", "September"),
  NC_("long month", "October"), NC_("long month", "November"), NC_("long month", "December"),
};

/**
 * zb_date_month_name:
 *
 * Returns: the short name of @month in the user's language.
 */
const char *
zb_date_month_name (GDateMonth month)
{
  g_return_val_if_fail (g_date_valid_month (month), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", short_months[month - 1]);
}

/* Fills a translated pattern: {day}, {month} and {year}. */
static char *
fill_pattern (const char  *pattern,
              const GDate *date,
              ZbDateStyle  style)
{
  g_autoptr(GString) text = g_string_new (pattern);
  g_autofree char *day = g_strdup_printf ("%u", g_date_get_day (date));
  g_autofree char *year = g_strdup_printf ("%u", g_date_get_year (date));
  guint month = (guint) g_date_get_month (date) - 1;

  g_string_replace (text, "{day}", day, 1);
  g_string_replace (text, "{month}",
                    style == ZB_DATE_LONG
                      ? g_dpgettext2 (GETTEXT_PACKAGE, "long month", long_months[month])
                      : g_dpgettext2 (GETTEXT_PACKAGE, "month", short_months[month]), 1);
  g_string_replace (text, "{year}", year, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * zb_date_dup_label:
 * @date: a valid date
 * @style: with or without the year
 *
 * Returns: (transfer full): the date in the user's language.
 */
char *
zb_date_dup_label (const GDate *date,
                   ZbDateStyle  style)
{
  g_return_val_if_fail (g_date_valid (date), NULL);

  if (style == ZB_DATE_LONG)
    /* Translators: a date with its year; keep the words in braces. */
    return fill_pattern (_("{day} {month} {year}"), date, style);
  /* Translators: a date without its year; keep the words in braces. */
  return fill_pattern (_("{day} {month}"), date, style);
}

/**
 * zb_date_parse_iso:
 * @text: (nullable): "2024-07-01"; anything after the tenth character is ignored
 * @date: (out caller-allocates): where to put the date
 *
 * Returns: %FALSE, and @date invalid, where @text holds no such date.
 */
gboolean
zb_date_parse_iso (const char *text,
                   GDate      *date)
{
  guint number[3] = { 0, };
  static const struct { guint at, digits; } part[] = { { 0, 4 }, { 5, 2 }, { 8, 2 } };

  g_date_clear (date, 1);
  if (text == NULL || strlen (text) < 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (part); i++)
    for (guint j = 0; j < part[i].digits; j++)
      {
        char c = text[part[i].at + j];

        if (!g_ascii_isdigit (c))
          return FALSE;
        number[i] = number[i] * 10 + (guint) (c - '0');
      }
  if (!g_date_valid_dmy ((GDateDay) number[2], (GDateMonth) number[1], (GDateYear) number[0]))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) number[2], (GDateMonth) number[1], (GDateYear) number[0]);
  return TRUE;
}

/* The number at *@p, of @max_digits at most; puts *@p behind it and the sign that follows. */
static guint
read_number (const char **p,
             guint        max_digits)
{
  guint value = 0;

  for (guint i = 0; i < max_digits && g_ascii_isdigit (**p); i++)
    value = value * 10 + (guint) (*(*p)++ - '0');
  if (**p != '\0' && !g_ascii_isdigit (**p))
    *p = g_utf8_next_char (*p);
  return value;
}

/**
 * zb_date_parse_printed:
 * @text: what begins with a date as pages print it: "2024-07-12 18:05", "2024/7/12",
 *   "2024年7月12日"
 * @date: (out caller-allocates): where to put the day
 *
 * Returns: %FALSE, and @date untouched, where there is no such date, or one
 *   of a year before there were web pages.
 */
gboolean
zb_date_parse_printed (const char *text,
                       GDate      *date)
{
  guint year = read_number (&text, 4);
  guint month = read_number (&text, 2);
  guint day = read_number (&text, 2);

  if (year < FIRST_PRINTED_YEAR || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/**
 * zb_date_dup_iso:
 *
 * Returns: (transfer full) (nullable): "2024-07-01", or %NULL for an invalid date.
 */
char *
zb_date_dup_iso (const GDate *date)
{
  if (!g_date_valid (date))
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (date),
                          (guint) g_date_get_month (date), g_date_get_day (date));
}

/**
 * zb_period_clear:
 *
 * Makes the period unknown.
 */
void
zb_period_clear (ZbPeriod *self)
{
  g_date_clear (&self->start, 1);
  g_date_clear (&self->end, 1);
}

/**
 * zb_period_init_week:
 * @day: any valid day of the week
 *
 * Sets the week, Monday to Sunday, that holds @day.
 */
void
zb_period_init_week (ZbPeriod    *self,
                     const GDate *day)
{
  g_return_if_fail (g_date_valid (day));

  self->start = *day;
  g_date_subtract_days (&self->start, (guint) g_date_get_weekday (day) - G_DATE_MONDAY);
  self->end = self->start;
  g_date_add_days (&self->end, 6);
}

/**
 * zb_period_init_iso:
 * @start: (nullable): "2024-07-01"
 * @end: (nullable): "2024-07-07"
 *
 * Returns: %FALSE, and an unknown period, where either is no date or they
 *   stand in the wrong order.
 */
gboolean
zb_period_init_iso (ZbPeriod   *self,
                    const char *start,
                    const char *end)
{
  if (zb_date_parse_iso (start, &self->start) &&
      zb_date_parse_iso (end, &self->end) &&
      g_date_compare (&self->start, &self->end) <= 0)
    return TRUE;
  zb_period_clear (self);
  return FALSE;
}

/**
 * zb_period_is_known:
 *
 * Returns: whether both ends are known.
 */
gboolean
zb_period_is_known (const ZbPeriod *self)
{
  return g_date_valid (&self->start) && g_date_valid (&self->end);
}

/**
 * zb_period_is_week:
 *
 * Returns: whether this is a Monday and the Sunday after it.
 */
gboolean
zb_period_is_week (const ZbPeriod *self)
{
  return zb_period_is_known (self) &&
         g_date_get_weekday (&self->start) == G_DATE_MONDAY &&
         g_date_days_between (&self->start, &self->end) == 6;
}

/**
 * zb_period_dup_label:
 * @style: with or without the year
 *
 * Returns: (transfer full): the period in the user's language, "" where unknown.
 */
char *
zb_period_dup_label (const ZbPeriod *self,
                     ZbDateStyle     style)
{
  const char *start_pattern, *end_pattern;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  if (!zb_period_is_known (self))
    return g_strdup ("");

  if (g_date_get_year (&self->start) != g_date_get_year (&self->end) && style == ZB_DATE_LONG)
    {
      /* Translators: first day of a week that ends in another year. */
      start_pattern = C_("week in two years", "{day} {month} {year}");
      end_pattern = C_("end of a week in two years", "{day} {month} {year}");
    }
  else if (g_date_get_month (&self->start) != g_date_get_month (&self->end))
    {
      start_pattern = style == ZB_DATE_LONG
        /* Translators: first day of a week that ends in another month of the same year. */
        ? C_("start of a week in two months, with year", "{day} {month}")
        : C_("start of a week in two months", "{day} {month}");
      end_pattern = style == ZB_DATE_LONG
        ? C_("end of a week in two months, with year", "{day} {month} {year}")
        : C_("end of a week in two months", "{day} {month}");
    }
  else
    {
      start_pattern = style == ZB_DATE_LONG
        /* Translators: first day of a week that ends in the same month: "1" of "1–7 July 2024". */
        ? C_("start of a week in one month, with year", "{day}")
        : C_("start of a week in one month", "{day}");
      end_pattern = style == ZB_DATE_LONG
        ? C_("end of a week in one month, with year", "{day} {month} {year}")
        : C_("end of a week in one month", "{day} {month}");
    }
  start = fill_pattern (start_pattern, &self->start, style);
  end = fill_pattern (end_pattern, &self->end, style);
  /* Translators: a week, from its first to its last day. */
  return g_strdup_printf (C_("week", "%1$s–%2$s"), start, end);
}
