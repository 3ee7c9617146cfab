/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-pdf-title.h"

#include <string.h>

/* The first page of a bulletin names the series in large letters, and the issue and the week near
 * it, each on a line of its own. Together they are the title that other copies print in one line. */

/* A name, an issue or a week is a short text; how far from the name the others are looked for. */
#define MAX_TITLE_CHARS 80
#define MAX_LINES_AROUND 10

/* Without blanks, Latin letters small. */
static const char *const series_names[] = { "网络安全信息与动态周报", "cncertweeklyreport" };

#define DASH "(?:-|–|—|~|～|至|到)+"

static const char issue_pattern[] = "(?<!总)(?:(?<year>[0-9]{4})年)?第(?<number>[0-9]{1,2})期";
static const char week_pattern[] =
  "(?:(?<y1>[0-9]{4})年)?[0-9]{1,2}月[0-9]{1,2}日?" DASH "(?:(?<y2>[0-9]{4})年)?(?:[0-9]{1,2}月)?[0-9]{1,2}日?|"
  "(?<y3>[0-9]{4})[./][0-9]{1,2}[./][0-9]{1,2}" DASH "(?<y4>[0-9]{4})[./][0-9]{1,2}[./][0-9]{1,2}";
static const char year_pattern[] = "(?<![0-9])(?<year>20[0-9]{2})(?:年|$)";

/* A text that may be part of the title: a paragraph, or a cell of a row. @text has no blanks. */
typedef struct {
  ZbPdfParagraph *paragraph;
  ZbPdfLine      *cell;
  char           *text;
  int             size;
  /* How many of its letters and digits are the title's. */
  glong           n_named;
  gboolean        is_taken;
} Part;

static void
part_clear (gpointer data)
{
  g_free (((Part *) data)->text);
}

static char *
dup_without_blanks (const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (result, g_utf8_get_char (p));
  return g_string_free (result, FALSE);
}

static void
add_part (GArray         *parts,
          ZbPdfParagraph *paragraph,
          ZbPdfLine      *cell,
          const char     *text,
          int             size)
{
  Part part = { paragraph, cell, dup_without_blanks (text), size, 0, FALSE };

  /* Sentences may name all of it as well. */
  if (g_utf8_strlen (part.text, -1) <= MAX_TITLE_CHARS && strstr (part.text, "。") == NULL)
    g_array_append_val (parts, part);
  else
    part_clear (&part);
}

static GArray *
find_parts (GPtrArray *paragraphs)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));

  g_array_set_clear_func (parts, part_clear);
  for (guint i = 0; i < paragraphs->len; i++)
    {
      ZbPdfParagraph *paragraph = g_ptr_array_index (paragraphs, i);
      const ZbPdfLine *first = g_ptr_array_index (paragraph->lines, 0);
      g_autofree char *text = zb_pdf_paragraph_dup_text (paragraph);
      gboolean is_bullet;

      zb_pdf_marker_length (first->text, &is_bullet);
      if (paragraph->page > 0 || is_bullet)
        continue;
      if (!paragraph->is_row)
        add_part (parts, paragraph, NULL, text, paragraph->size);
      for (guint k = 0; k < paragraph->lines->len && paragraph->is_row; k++)
        {
          ZbPdfLine *cell = g_ptr_array_index (paragraph->lines, k);

          add_part (parts, paragraph, cell, cell->text, cell->size);
        }
    }
  return parts;
}

/* What was taken away from the edges of pages; each text once. */
static void
add_frame_parts (GArray    *parts,
                 GPtrArray *frame)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < frame->len; i++)
    {
      ZbPdfLine *line = g_ptr_array_index (frame, i);

      if (g_hash_table_add (seen, line->text))
        add_part (parts, NULL, line, line->text, 0);
    }
}

static gboolean
names_series (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (series_names); i++)
    if (strstr (lower, series_names[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The name in the largest letters, be it on one line or on two; puts what it says. */
static gboolean
find_name (GArray  *parts,
           guint   *position,
           char   **name)
{
  int size = -1;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      const Part *next = i + 1 < parts->len ? &g_array_index (parts, Part, i + 1) : NULL;
      g_autofree char *both = next != NULL ? g_strconcat (part->text, next->text, NULL) : NULL;
      gboolean is_whole = names_series (part->text);
      gboolean is_divided = !is_whole && next != NULL && ABS (next->size - part->size) * 8 <= part->size &&
                            names_series (both) && !names_series (next->text);

      if (part->size <= size || (!is_whole && !is_divided))
        continue;
      size = part->size;
      *position = i;
      g_free (*name);
      *name = is_whole ? g_strdup (part->text) : g_steal_pointer (&both);
    }
  return size >= 0;
}

static GRegex *
compile (const char *pattern)
{
  return g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
}

static char *
fetch (GMatchInfo *info,
       const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (info, name);

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static glong
count_letters (const char *text)
{
  glong n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      n++;
  return n;
}

/* Takes the part where it says little else than @match and what was found in it before. */
static void
take_part (Part       *part,
           const char *match)
{
  part->n_named += count_letters (match);
  part->is_taken = count_letters (part->text) - part->n_named <= 4;
}

/* Looks for @pattern near the name at @position, first in what follows it. */
static GMatchInfo *
find_near (GArray      *parts,
           guint        position,
           GRegex      *regex,
           Part       **found)
{
  for (guint step = 0; step <= MAX_LINES_AROUND * 2; step++)
    {
      gint64 i = (gint64) position + (step <= MAX_LINES_AROUND ? (gint64) step : MAX_LINES_AROUND - (gint64) step);
      GMatchInfo *info;

      if (i < 0 || i >= (gint64) parts->len)
        continue;
      *found = &g_array_index (parts, Part, i);
      if (g_regex_match (regex, (*found)->text, 0, &info))
        return info;
      g_match_info_free (info);
    }
  return NULL;
}

/* What the title says about the issue and the week, as far as it was found. */
typedef struct {
  char *number;
  char *year;
  char *week;
} Facts;

static void
facts_clear (Facts *facts)
{
  g_free (facts->number);
  g_free (facts->year);
  g_free (facts->week);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

static void
find_facts (GArray *parts,
            guint   position,
            Facts  *facts)
{
  static const char *const years[] = { "y2", "y4", "y1", "y3" };
  g_autoptr(GRegex) issue_regex = compile (issue_pattern);
  g_autoptr(GRegex) week_regex = compile (week_pattern);
  g_autoptr(GRegex) year_regex = compile (year_pattern);
  g_autoptr(GMatchInfo) issue = NULL;
  g_autoptr(GMatchInfo) week = NULL;
  g_autoptr(GMatchInfo) year = NULL;
  Part *part;

  issue = find_near (parts, position, issue_regex, &part);
  if (issue != NULL)
    {
      g_autofree char *match = g_match_info_fetch (issue, 0);

      facts->number = fetch (issue, "number");
      facts->year = fetch (issue, "year");
      take_part (part, match);
    }
  week = find_near (parts, position, week_regex, &part);
  if (week != NULL)
    {
      facts->week = g_match_info_fetch (week, 0);
      take_part (part, facts->week);
      for (guint i = 0; i < G_N_ELEMENTS (years) && facts->year == NULL; i++)
        facts->year = fetch (week, years[i]);
    }
  if (facts->year == NULL && facts->number != NULL)
    {
      year = find_near (parts, position, year_regex, &part);
      facts->year = year != NULL ? fetch (year, "year") : NULL;
    }
}

/* The title in one line: NAME YEAR年第NUMBER期（WEEK）. */
static char *
compose (const char  *name,
         const Facts *facts)
{
  g_autoptr(GRegex) issue_regex = compile (issue_pattern);
  g_autoptr(GRegex) week_regex = compile (week_pattern);
  g_autoptr(GMatchInfo) issue = NULL;
  g_autofree char *year = NULL;
  g_autofree char *start = NULL;
  gboolean has_issue = g_regex_match (issue_regex, name, 0, &issue);
  GString *title;

  if (has_issue)
    year = fetch (issue, "year");
  /* "第6期" says less than "2018年第6期". */
  if (has_issue && year == NULL && facts->year != NULL)
    {
      int at;

      g_match_info_fetch_pos (issue, 0, &at, NULL);
      start = g_strndup (name, (gsize) at);
      title = g_string_new (start);
      g_string_append_printf (title, "%s年%s", facts->year, name + at);
    }
  else
    title = g_string_new (name);
  if (!has_issue && facts->number != NULL && facts->year != NULL)
    g_string_append_printf (title, "%s年第%s期", facts->year, facts->number);
  else if (!has_issue && facts->number != NULL)
    g_string_append_printf (title, "第%s期", facts->number);
  if (facts->week != NULL && !g_regex_match (week_regex, name, 0, NULL))
    g_string_append_printf (title, "（%s）", facts->week);
  return g_string_free (title, FALSE);
}

/* Takes out of the text what became part of the title. */
static void
remove_taken (GPtrArray *paragraphs,
              GArray    *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      guint cell;

      if (!part->is_taken || part->paragraph == NULL)
        continue;
      if (part->cell == NULL)
        g_ptr_array_set_size (part->paragraph->lines, 0);
      else if (g_ptr_array_find (part->paragraph->lines, part->cell, &cell))
        {
          g_ptr_array_remove_index (part->paragraph->lines, cell);
          g_array_remove_index (part->paragraph->cells, cell);
        }
    }
  for (guint i = paragraphs->len; i-- > 0;)
    if (((const ZbPdfParagraph *) g_ptr_array_index (paragraphs, i))->lines->len == 0)
      g_ptr_array_remove_index (paragraphs, i);
}

/**
 * zb_pdf_title_take:
 * @paragraphs: (element-type ZbPdfParagraph): the text; changed
 * @frame: (element-type ZbPdfLine): what stands at the edges of all pages
 *
 * Looks on the first page for the name of the series, and near it for the issue
 * and the week, and takes all of it out of the text.
 *
 * Returns: (transfer full) (nullable): the title in the form that other copies
 *   print it in; %NULL where the series is not named.
 */
char *
zb_pdf_title_take (GPtrArray *paragraphs,
                   GPtrArray *frame)
{
  g_autoptr(GArray) parts = find_parts (paragraphs);
  g_autofree char *name = NULL;
  g_auto(Facts) facts = { NULL, };
  guint position = 0;
  guint n_parts = parts->len;

  add_frame_parts (parts, frame);
  if (!find_name (parts, &position, &name))
    return NULL;
  for (guint i = position; i < n_parts && i <= position + (names_series (g_array_index (parts, Part, position).text) ? 0 : 1); i++)
    g_array_index (parts, Part, i).is_taken = TRUE;
  find_facts (parts, position, &facts);
  remove_taken (paragraphs, parts);
  return compose (name, &facts);
}

/**
 * zb_pdf_title_of_head:
 * @title: (nullable): the title in a PDF's head, which programs often fill in by themselves
 *
 * Returns: (transfer full) (nullable): what of it is a title.
 */
char *
zb_pdf_title_of_head (const char *title)
{
  static const char *const suffixes[] = { ".docx", ".doc", ".wps", ".pdf" };
  g_autofree char *text = g_strdup (title != NULL ? title : "");

  g_strstrip (text);
  if (g_str_has_prefix (text, "Microsoft Word - "))
    memmove (text, text + strlen ("Microsoft Word - "), strlen (text) + 1 - strlen ("Microsoft Word - "));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (text, suffixes[i]))
      text[strlen (text) - strlen (suffixes[i])] = '\0';
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}
