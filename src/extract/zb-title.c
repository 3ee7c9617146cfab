/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-title.h"

#include <string.h>

#include "extract/zb-normal-text.h"

/* In normal spelling (see ZbNormalText), as ZB_TITLE_NAME is. */
#define BULLETIN_NAME_ENGLISH "cncertweeklyreport"

/* Before the bulletin's name they say that the line is about another issue than the page. */
static const char *const words_of_mention[] = {
  "上期", "上一期", "往期", "前期", "下期", "下一期", "回顾", "推荐", "相关", "阅读", "更多",
  "上一篇", "下一篇", "上一条", "下一条", "前一篇", "后一篇",
};

/* A week that is only dated by its day of publication is not older than this. */
#define MAX_DAYS_TO_PUBLICATION 45

/* Stands behind a week that is named in a sentence, which is no longer than this. */
#define WEEK_MARK "期间"
#define MAX_WEEK_BYTES 48

/* How the week is printed. Groups: y1 m1 d1 y2 m2 d2, as far as the form has them. */
static const char *const period_patterns[] = {
  "(?:(?<y1>[0-9]{4})年)?(?<m1>[0-9]{1,2})月(?<d1>[0-9]{1,2})(?:日?(?:-+|至|到)|日)"
  "(?:(?<y2>[0-9]{4})年)?(?:(?<m2>[0-9]{1,2})月)?(?<d2>[0-9]{1,2})(?:日|(?=\\)|$))",
  "(?<y1>[0-9]{4})[./-](?<m1>[0-9]{1,2})[./-](?<d1>[0-9]{1,2})(?:-+|至|到)"
  "(?:(?<y2>[0-9]{4})[./-])?(?<m2>[0-9]{1,2})[./-](?<d2>[0-9]{1,2})",
  "(?<![0-9])(?<y1>[0-9]{4})(?<m1>[0-9]{2})(?<d1>[0-9]{2})(?:-+|至|到)"
  "(?<y2>[0-9]{4})(?<m2>[0-9]{2})(?<d2>[0-9]{2})(?![0-9])",
};

static const char english_period_pattern[] =
  "(?<month>january|february|march|april|may|june|july|august|september|october|november|december)"
  "(?<d1>[0-9]{1,2})-+(?<month2>[a-z]+)?(?<d2>[0-9]{1,2}),?[ ]?(?<y2>[0-9]{4})";

typedef struct {
  GRegex *issue;
  GRegex *number;
  GRegex *period[G_N_ELEMENTS (period_patterns)];
  GRegex *english_period;
} Patterns;

static GRegex *
compile (const char *pattern)
{
  return g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
}

static const Patterns *
get_patterns (void)
{
  static gsize once = 0;
  static Patterns patterns;

  if (g_once_init_enter (&once))
    {
      patterns.issue = compile ("(?<![0-9])(?<year>[0-9]{4})年?(?<mark>第)?(?:(?<=第)0+)?(?<number>[0-9]{1,2})"
                                "(?(<mark>)(?![0-9、,])|期)");
      patterns.number = compile ("(?<!总)第0*(?<number>[0-9]{1,2})期");
      for (guint i = 0; i < G_N_ELEMENTS (period_patterns); i++)
        patterns.period[i] = compile (period_patterns[i]);
      patterns.english_period = compile (english_period_pattern);
      g_once_init_leave (&once, 1);
    }
  return &patterns;
}

/* The number of a group, 0 where the form has no such group or it is empty. */
static guint
fetch_number (GMatchInfo *info,
              const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (info, name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

static gboolean
set_date (GDate *date,
          guint  year,
          guint  month,
          guint  day)
{
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* Whether a week that ends on @day of @month was over when it was published in @published's year. */
static guint
guess_end_year (const GDate *published,
                guint        month,
                guint        day)
{
  GDate end;
  guint year;

  if (published == NULL || !g_date_valid (published))
    return 0;
  year = g_date_get_year (published);
  g_date_clear (&end, 1);
  if (set_date (&end, year, month, day) && g_date_compare (&end, published) > 0)
    year--;
  return year;
}

/* The year of a bulletin is the year of its week's Sunday (see zb_issue_for_date()), so it is
 * the end's year; a start in a later month than the end lies in the year before. */
static void
read_period (ZbTitle     *self,
             guint        years[2],
             guint        months[2],
             guint        days[2],
             const GDate *published)
{
  guint end_year = years[1] != 0 ? years[1] : self->issue.year;
  guint start_year;

  if (months[1] == 0)
    months[1] = months[0];
  if (end_year == 0 && years[0] != 0)
    end_year = years[0] + (months[0] > months[1] ? 1 : 0);
  if (end_year == 0)
    end_year = guess_end_year (published, months[1], days[1]);
  if (end_year == 0)
    return;
  start_year = years[0] != 0 ? years[0] : end_year - (months[0] > months[1] ? 1 : 0);
  if (!set_date (&self->period.start, start_year, months[0], days[0]) ||
      !set_date (&self->period.end, end_year, months[1], days[1]) ||
      g_date_compare (&self->period.start, &self->period.end) > 0)
    zb_period_clear (&self->period);
}

static gboolean
find_numeric_period (ZbTitle     *self,
                     const char  *text,
                     const GDate *published)
{
  const Patterns *patterns = get_patterns ();

  for (guint i = 0; i < G_N_ELEMENTS (patterns->period); i++)
    {
      g_autoptr(GMatchInfo) info = NULL;

      if (g_regex_match (patterns->period[i], text, 0, &info))
        {
          read_period (self,
                       (guint[]) { fetch_number (info, "y1"), fetch_number (info, "y2") },
                       (guint[]) { fetch_number (info, "m1"), fetch_number (info, "m2") },
                       (guint[]) { fetch_number (info, "d1"), fetch_number (info, "d2") },
                       published);
          return TRUE;
        }
    }
  return FALSE;
}

static guint
month_from_english (const char *name)
{
  static const char *const names[] = {
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return i + 1;
  return 0;
}

static void
find_english_period (ZbTitle    *self,
                     const char *text)
{
  g_autoptr(GMatchInfo) info = NULL;
  g_autofree char *month = NULL;
  g_autofree char *month2 = NULL;

  if (!g_regex_match (get_patterns ()->english_period, text, 0, &info))
    return;
  month = g_match_info_fetch_named (info, "month");
  month2 = g_match_info_fetch_named (info, "month2");
  read_period (self,
               (guint[]) { 0, fetch_number (info, "y2") },
               (guint[]) { month_from_english (month), month_from_english (month2) },
               (guint[]) { fetch_number (info, "d1"), fetch_number (info, "d2") },
               NULL);
}

static gboolean
is_issue_number (guint number)
{
  return number >= 1 && number <= ZB_ISSUE_MAX_NUMBER;
}

static void
find_issue (ZbTitle    *self,
            const char *text)
{
  g_autoptr(GMatchInfo) info = NULL;
  guint number;

  if (!g_regex_match (get_patterns ()->issue, text, 0, &info))
    return;
  number = fetch_number (info, "number");
  if (is_issue_number (number))
    self->issue = (ZbIssue) { fetch_number (info, "year"), number };
}

/* The year that was not printed with the number is that of the week. */
static void
find_number (ZbTitle    *self,
             const char *text)
{
  g_autoptr(GMatchInfo) info = NULL;

  self->issue.year = g_date_get_year (&self->period.end);
  if (g_regex_match (get_patterns ()->number, text, 0, &info) &&
      is_issue_number (fetch_number (info, "number")))
    self->issue.number = fetch_number (info, "number");
}

static gboolean
skip_word (const char **p,
           const char  *word)
{
  gsize length = strlen (word);

  if (strncmp (*p, word, length) != 0)
    return FALSE;
  *p += length;
  return TRUE;
}

static gboolean
read_digits (const char **p,
             guint        max_digits,
             guint       *number)
{
  const char *start = *p;

  *number = 0;
  for (; g_ascii_isdigit (**p) && *p - start < max_digits; (*p)++)
    *number = *number * 10 + (guint) (**p - '0');
  return *p > start;
}

/* "2024年第27期(7月1日-7月7日)", which nearly all titles since 2018 are: seen here much faster than by
 * the patterns, which say the same of it. */
static gboolean
read_usual_title (ZbTitle     *self,
                  const char  *title,
                  const GDate *published)
{
  const char *p = title + strlen (ZB_TITLE_NAME);
  guint year, number, months[2], days[2];

  if (!g_str_has_prefix (title, ZB_TITLE_NAME) ||
      !read_digits (&p, 4, &year) || year < 1000 || !skip_word (&p, "年第") ||
      !read_digits (&p, 2, &number) || !is_issue_number (number) || !skip_word (&p, "期(") ||
      !read_digits (&p, 2, &months[0]) || !skip_word (&p, "月") ||
      !read_digits (&p, 2, &days[0]) || !skip_word (&p, "日-") ||
      !read_digits (&p, 2, &months[1]) || !skip_word (&p, "月") ||
      !read_digits (&p, 2, &days[1]) || !skip_word (&p, "日)") || *p != '\0')
    return FALSE;
  self->issue = (ZbIssue) { year, number };
  read_period (self, (guint[]) { 0, 0 }, months, days, published);
  return TRUE;
}

/* A line that ended within a number leaves a blank there: "第4 3期". */
static char *
dup_joined (const char *normal)
{
  char *joined = g_strdup (normal);
  char *out = joined;

  for (const char *in = normal; *in != '\0'; in++)
    if (*in != ' ' || in == normal || !g_ascii_isdigit (in[-1]) || !g_ascii_isdigit (in[1]))
      *out++ = *in;
  *out = '\0';
  return joined;
}

static void
read_title (ZbTitle     *self,
            const char  *normal,
            const GDate *published)
{
  g_autofree char *title = NULL;

  if (read_usual_title (self, normal, published))
    return;
  title = dup_joined (normal);
  find_issue (self, title);
  if (!find_numeric_period (self, title, published))
    find_english_period (self, title);
  if (self->issue.year == 0 && zb_period_is_known (&self->period))
    find_number (self, title);
}

static gboolean
is_mention (const char *title,
            const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (words_of_mention); i++)
    if (g_strstr_len (title, name - title, words_of_mention[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Nearly all lines name no series at all, and this is seen at once. */
static gboolean
may_be_title (const char *normal)
{
  return strstr (normal, "报") != NULL || strstr (normal, "漏洞") != NULL ||
         strstr (normal, "weekly") != NULL || strstr (normal, "分析") != NULL ||
         strstr (normal, "cnnvd") != NULL;
}

/**
 * zb_title_parse:
 * @text: a title, heading or line, as printed
 * @published: (nullable): when it was published, for a week that is printed without its year
 * @title: (out caller-allocates): what it says
 *
 * Reads every form of title and week that formats of 2010 to 2026 use.
 *
 * Returns: whether the title is one of the bulletin's.
 */
gboolean
zb_title_parse (const char  *text,
                const GDate *published,
                ZbTitle     *title)
{
  g_autofree char *normal = zb_normalise (text);

  return zb_title_parse_normal (normal, published, title);
}

/**
 * zb_title_parse_normal:
 * @normal: the same in its normal spelling
 *
 * See zb_title_parse().
 */
gboolean
zb_title_parse_normal (const char  *normal,
                       const GDate *published,
                       ZbTitle     *title)
{
  const char *name = NULL;
  const char *other_name = NULL;

  *title = (ZbTitle) { .series = ZB_SERIES_UNKNOWN };
  zb_period_clear (&title->period);
  if (!may_be_title (normal))
    return FALSE;
  name = strstr (normal, ZB_TITLE_NAME);
  if (name == NULL)
    name = strstr (normal, BULLETIN_NAME_ENGLISH);
  if (name != NULL)
    read_title (title, name, published);
  /* Of two series the one that has an issue or a week is meant, else the first. */
  if (title->issue.year == 0)
    title->other = zb_other_series_find (normal, &other_name);
  if (name != NULL && (title->other == NULL || name < other_name))
    {
      title->series = ZB_SERIES_BULLETIN;
      title->is_mention = is_mention (normal, name);
      title->other = NULL;
      return TRUE;
    }
  if (title->other != NULL)
    {
      title->series = ZB_SERIES_OTHER;
      read_title (title, other_name, published);
    }
  return FALSE;
}

/**
 * zb_title_is_other:
 *
 * Returns: whether @a and @b surely name different issues of the bulletin.
 */
gboolean
zb_title_is_other (const ZbTitle *a,
                   const ZbTitle *b)
{
  if (a->series != ZB_SERIES_BULLETIN || b->series != ZB_SERIES_BULLETIN)
    return FALSE;
  if (zb_issue_is_known (a->issue) && zb_issue_is_known (b->issue))
    return zb_issue_compare (a->issue, b->issue) != 0;
  return zb_period_is_known (&a->period) && zb_period_is_known (&b->period) &&
         g_date_compare (&a->period.start, &b->period.start) != 0 &&
         g_date_compare (&a->period.end, &b->period.end) != 0;
}

/**
 * zb_title_names_other:
 * @line: a line of text in its normal spelling
 *
 * Returns: whether @line names the number of another issue than @self is.
 */
gboolean
zb_title_names_other (const ZbTitle *self,
                      const char    *line)
{
  g_autoptr(GMatchInfo) info = NULL;

  if (self->issue.number == 0 || strstr (line, "期") == NULL)
    return FALSE;
  return g_regex_match (get_patterns ()->number, line, 0, &info) &&
         fetch_number (info, "number") != self->issue.number;
}

/* The week that ends just before @end, as in "(2014.02.03至2014.02.09)期间". */
static gboolean
read_week_before (const char  *line,
                  const char  *end,
                  const GDate *published,
                  ZbPeriod    *week)
{
  g_autofree char *text = NULL;
  ZbTitle title = { .series = ZB_SERIES_UNKNOWN };
  gboolean is_dated;

  if (end > line && end[-1] == ')')
    end--;
  if (end - line > MAX_WEEK_BYTES)
    line = end - MAX_WEEK_BYTES;
  while (((guchar) *line & 0xc0) == 0x80)
    line++;
  text = g_strndup (line, (gsize) (end - line));
  zb_period_clear (&title.period);
  if (*text == '\0' || !(g_str_has_suffix (text, "日") || g_ascii_isdigit (end[-1])) ||
      !find_numeric_period (&title, text, NULL))
    return FALSE;
  is_dated = zb_period_is_known (&title.period);
  if (!is_dated)
    find_numeric_period (&title, text, published);
  if (!zb_period_is_known (&title.period) ||
      (!is_dated && g_date_days_between (&title.period.end, published) > MAX_DAYS_TO_PUBLICATION))
    return FALSE;
  *week = title.period;
  return TRUE;
}

/**
 * zb_title_find_week:
 * @normal: a text in its normal spelling
 * @published: (nullable): when it was published
 * @week: (out caller-allocates): the week, or unknown
 *
 * Those who retell a bulletin name its week in a sentence: "在8月12日至8月18日期间". Without its year
 * it counts only where the text was published soon afterwards.
 */
void
zb_title_find_week (const char  *normal,
                    const GDate *published,
                    ZbPeriod    *week)
{
  zb_period_clear (week);
  for (const char *p = strstr (normal, WEEK_MARK); p != NULL; p = strstr (p + 1, WEEK_MARK))
    {
      const char *from = p - normal > MAX_WEEK_BYTES ? p - MAX_WEEK_BYTES : normal;
      const char *feed = memrchr (from, '\n', (gsize) (p - from));

      if (read_week_before (feed != NULL ? feed + 1 : from, p, published, week))
        return;
    }
}
