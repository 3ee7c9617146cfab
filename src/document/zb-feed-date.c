/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-feed-date.h"

#include <string.h>

#include "bulletin/zb-period.h"

#define MINUTES_PER_DAY  (24 * 60)
#define MINUTES_OF_CHINA (8 * 60)

/* Feeds are no older, and a day far off is a mistake of a program. */
#define MIN_YEAR 1990
#define MAX_YEAR 2199

/* A moment as it is printed. */
typedef struct {
  guint    year;
  guint    month;
  guint    day;
  guint    minute;
  gboolean has_zone;
  int      zone_minutes;
} Moment;

/* RFC 822 names these zones; CST is China's here, since no feed of these bulletins comes from Chicago. */
static const struct {
  const char *name;
  int         hours;
} zones[] = {
  { "Z", 0 }, { "GMT", 0 }, { "UTC", 0 }, { "UT", 0 }, { "CST", 8 }, { "EST", -5 }, { "EDT", -4 },
  { "CDT", -5 }, { "MST", -7 }, { "MDT", -6 }, { "PST", -8 }, { "PDT", -7 },
};

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

static gboolean
finish (const Moment *moment,
        GDate        *day)
{
  int minute = (int) moment->minute;

  g_date_clear (day, 1);
  if (moment->year < MIN_YEAR || moment->year > MAX_YEAR || moment->minute >= MINUTES_PER_DAY ||
      ABS (moment->zone_minutes) >= MINUTES_PER_DAY ||
      !g_date_valid_dmy ((GDateDay) moment->day, (GDateMonth) moment->month, (GDateYear) moment->year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) moment->day, (GDateMonth) moment->month, (GDateYear) moment->year);
  if (moment->has_zone)
    minute += MINUTES_OF_CHINA - moment->zone_minutes;
  for (; minute < 0; minute += MINUTES_PER_DAY)
    g_date_subtract_days (day, 1);
  for (; minute >= MINUTES_PER_DAY; minute -= MINUTES_PER_DAY)
    g_date_add_days (day, 1);
  return TRUE;
}

/* Up to @max digits; moves @p behind them. */
static gboolean
read_number (const char **p,
             guint        max,
             guint       *number)
{
  guint n = 0;

  for (*number = 0; n < max && g_ascii_isdigit ((*p)[n]); n++)
    *number = *number * 10 + (guint) ((*p)[n] - '0');
  *p += n;
  return n > 0;
}

/* "18:00", "18:00:05" or "18:00:05.123"; moves @p behind it. */
static gboolean
read_time (const char **p,
           Moment      *moment)
{
  guint hour, minute;

  if (!read_number (p, 2, &hour) || **p != ':')
    return FALSE;
  (*p)++;
  if (!read_number (p, 2, &minute) || hour > 23 || minute > 59)
    return FALSE;
  moment->minute = hour * 60 + minute;
  *p += strspn (*p, ":.0123456789");
  return TRUE;
}

/* "+0800", "+08:00" or "+08", or a zone's name, or "GMT+0800". */
static gboolean
read_zone (const char *p,
           Moment     *moment)
{
  guint hours, minutes = 0;
  gsize length = 0;

  while (g_ascii_isalpha (p[length]))
    length++;
  for (guint i = 0; i < G_N_ELEMENTS (zones) && length > 0; i++)
    if (strlen (zones[i].name) == length && g_ascii_strncasecmp (p, zones[i].name, length) == 0)
      {
        moment->has_zone = TRUE;
        moment->zone_minutes = zones[i].hours * 60;
      }
  p += length;
  if (*p == '+' || *p == '-')
    {
      gboolean is_west = *p++ == '-';

      if (!read_number (&p, 2, &hours))
        return FALSE;
      p += *p == ':';
      read_number (&p, 2, &minutes);
      moment->has_zone = TRUE;
      moment->zone_minutes = (int) (hours * 60 + minutes) * (is_west ? -1 : 1);
    }
  return moment->has_zone;
}

/* ISO 8601, or the same with a blank for the T. */
static gboolean
parse_iso (const char *text,
           GDate      *day)
{
  Moment moment = { 0, };
  const char *p;

  if (!zb_date_parse_iso (text, day))
    return FALSE;
  p = text + strlen ("2024-07-01");
  moment.year = g_date_get_year (day);
  moment.month = (guint) g_date_get_month (day);
  moment.day = g_date_get_day (day);
  if (*p == 'T' || *p == 't' || *p == ' ')
    {
      p++;
      if (read_time (&p, &moment))
        read_zone (p + strspn (p, " "), &moment);
    }
  return finish (&moment, day);
}

/* The month whose name begins as @word does, from 1; 0 where none does. */
static guint
find_month (const char *word)
{
  for (guint i = 0; i < 12; i++)
    if (g_ascii_strncasecmp (word, months + 3 * i, 3) == 0)
      return i + 1;
  return 0;
}

static void
read_word (const char *word,
           Moment     *moment)
{
  gsize n_digits = strspn (word, "0123456789");
  const char *p = word;

  if (n_digits > 0 && word[n_digits] == ':')
    {
      if (read_time (&p, moment))
        read_zone (p, moment);
    }
  else if (n_digits == 4 && moment->year == 0)
    read_number (&p, 4, &moment->year);
  else if (n_digits > 0 && n_digits <= 2 && moment->day == 0)
    read_number (&p, 2, &moment->day);
  else if (n_digits == 2 && moment->year == 0)
    {
      /* RFC 822 itself wrote years so; it is of 1982. */
      read_number (&p, 2, &moment->year);
      moment->year += moment->year < 70 ? 2000 : 1900;
    }
  else if (n_digits == 0 && moment->month == 0 && find_month (word) > 0)
    moment->month = find_month (word);
  else if (n_digits == 0 && moment->year > 0)
    read_zone (word, moment);
}

/* RFC 822 and its relatives: the words say themselves what they are, in whichever order. */
static gboolean
parse_words (const char *text,
             GDate      *day)
{
  g_auto(GStrv) words = g_strsplit_set (text, " ,\t\r\n", 32);
  Moment moment = { 0, };

  for (guint i = 0; words[i] != NULL; i++)
    read_word (words[i], &moment);
  return finish (&moment, day);
}

/* As pages print a day. */
static gboolean
parse_printed (const char *text,
               GDate      *day)
{
  if (zb_date_parse_printed (text, day) && g_date_get_year (day) <= MAX_YEAR)
    return TRUE;
  g_date_clear (day, 1);
  return FALSE;
}

/**
 * zb_feed_date_from_unix:
 * @seconds: since 1970
 * @day: (out caller-allocates): where to put the day in China
 *
 * Returns: %FALSE, and @day invalid, where that is no time at which a feed was made.
 */
gboolean
zb_feed_date_from_unix (gint64  seconds,
                        GDate  *day)
{
  g_autoptr(GDateTime) moment = NULL;

  g_date_clear (day, 1);
  if (seconds < 0 || seconds > G_MAXUINT32)
    return FALSE;
  moment = g_date_time_new_from_unix_utc (seconds + MINUTES_OF_CHINA * 60);
  if (g_date_time_get_year (moment) < MIN_YEAR)
    return FALSE;
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (moment),
                  (GDateMonth) g_date_time_get_month (moment), (GDateYear) g_date_time_get_year (moment));
  return TRUE;
}

/**
 * zb_feed_date_parse:
 * @text: (nullable): a date in the form of RSS (RFC 822), of Atom and JSON Feed (ISO 8601), or in
 *   the number of seconds since 1970
 * @day: (out caller-allocates): where to put the day
 *
 * Reads the day on which an entry was published: that in China, where a zone
 * is given, and the one that is printed, where none is.
 *
 * Returns: %FALSE, and @day invalid, where @text holds no such date.
 */
gboolean
zb_feed_date_parse (const char *text,
                    GDate      *day)
{
  g_autofree char *stripped = NULL;
  gsize length;

  g_date_clear (day, 1);
  if (text == NULL)
    return FALSE;
  /* No date is longer, and what stands behind it does not matter. */
  stripped = g_strstrip (g_strndup (text, 128));
  length = strlen (stripped);
  if (length >= 9 && length <= 10 && strspn (stripped, "0123456789") == length)
    return zb_feed_date_from_unix (g_ascii_strtoll (stripped, NULL, 10), day);
  return parse_iso (stripped, day) || parse_words (stripped, day) || parse_printed (stripped, day);
}
