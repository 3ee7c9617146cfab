/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-issue-paper.h"

#include <glib/gi18n-lib.h>

#include "bulletin/zb-figure-value.h"
#include "chart/zb-chart-categories.h"
#include "chart/zb-chart-comparison.h"
#include "library/zb-detail-text.h"
#include "paper/zb-paper-pictures.h"
#include "paper/zb-paper-text.h"

/* One issue on paper: what it is, its figures, its charts, its text and where that comes from. It needs the library and
 * the charts, which do not know each other, and both the window and zhoubaoctl print: so it has a room above the two.
 * What the user has written on the issue is not part of it. */

#define MARGIN ZB_CHART_PAGES_MARGIN
#define WIDTH ZB_CHART_PAGES_WIDTH

#define BELOW_PART 18.0
#define CELL_GAP 12.0
#define ROW_PAD 3.0
#define LABEL_DROP 1.2

/* Where the columns of the figures begin and end. */
#define VALUE_END 0.66
#define LABEL_END 0.42

/* What a heading needs below it: the head of a table and a row, or two lines. */
#define ROOM_BELOW_HEADING 64.0

typedef struct {
  const ZbDetail *detail;
  ZbCatalogue    *catalogue;
  /* (nullable) */
  ZbChart        *categories;
  ZbChart        *comparison;
  GHashTable     *pictures;
} Issue;

/* A name and a value, where there is one. */
static void
put_pair (ZbChartPages *pages,
          const char   *name,
          const char   *value)
{
  g_autofree char *pair = NULL;

  if (value == NULL || *value == '\0')
    return;
  pair = zb_chart_format_pair (name, value);
  zb_paper_text_put_words (pages, ZB_CHART_FACE_SUBTITLE, pair);
}

static char *
dup_day (const GDate *day)
{
  return g_date_valid (day) ? zb_date_dup_label (day, ZB_DATE_LONG) : NULL;
}

/* In Chinese the word and the sign are one. */
static char *
dup_rating (ZbRating rating)
{
  const char *label = zb_rating_get_label (rating), *han = zb_rating_get_han (rating);

  return g_str_equal (label, han) ? g_strdup (han) : g_strdup_printf ("%s (%s)", label, han);
}

static void
put_head (ZbChartPages   *pages,
          const ZbDetail *detail)
{
  const ZbEntry *entry = detail->entry;
  g_autofree char *week = zb_chart_format_issue (entry->issue, &entry->period);
  g_autofree char *day = dup_day (&entry->published);
  g_autofree char *rating = NULL;

  zb_paper_text_put_words (pages, ZB_CHART_FACE_TITLE, entry->title);
  if (*week != '\0')
    zb_paper_text_put_words (pages, ZB_CHART_FACE_SUBTITLE, week);
  put_pair (pages, _("Published"), day);
  if (entry->rating != ZB_RATING_UNKNOWN)
    rating = dup_rating (entry->rating);
  put_pair (pages, _("Rating of the week"), rating);
}

/* Returns: how high the row is. */
static double
put_cells (ZbChartPages *pages,
           ZbChartFace   face,
           const char   *label,
           const char   *value,
           const char   *origin)
{
  double height, high;

  height = zb_chart_pages_put_text (pages, face, label, MARGIN, pages->y, WIDTH * LABEL_END, FALSE);
  high = zb_chart_pages_put_text (pages, face, value, MARGIN + WIDTH * LABEL_END + CELL_GAP,
                                  pages->y, WIDTH * (VALUE_END - LABEL_END) - CELL_GAP, TRUE);
  height = MAX (height, high);
  /* Smaller, on the same line. */
  high = zb_chart_pages_put_text (pages, face == ZB_CHART_FACE_HEADING ? face : ZB_CHART_FACE_LABEL, origin,
                                  MARGIN + WIDTH * VALUE_END + CELL_GAP,
                                  pages->y + (face == ZB_CHART_FACE_HEADING ? 0 : LABEL_DROP),
                                  WIDTH * (1 - VALUE_END) - CELL_GAP, FALSE);
  return MAX (height, high);
}

/* As the charts write numbers: with a comma between thousands. */
static char *
dup_value (const ZbFigure *figure,
           ZbCatalogue    *catalogue)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure->id);
  g_autofree char *number = NULL;

  if (figure->level != NULL || kind == NULL)
    return zb_figure_dup_value (figure, catalogue);
  number = zb_chart_format_number (figure->value);
  return g_strdup_printf ("%s %s", number, zb_catalogue_get_unit_name (catalogue, kind->unit));
}

static void
put_row (ZbChartPages          *pages,
         const Issue           *issue,
         const ZbSourcedFigure *figure)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (issue->catalogue, figure->figure->id);
  const char *label = kind != NULL ? zb_figure_kind_get_label (kind) : figure->figure->id;
  g_autofree char *value = dup_value (figure->figure, issue->catalogue);
  g_autofree char *origin = zb_sourced_figure_dup_origin (figure, issue->detail);
  cairo_t *cr = g_steal_pointer (&pages->cr);
  double height = put_cells (pages, ZB_CHART_FACE_READING, label, value, origin);

  pages->cr = cr;
  zb_chart_pages_need (pages, height + 2 * ROW_PAD);
  pages->y += ROW_PAD;
  put_cells (pages, ZB_CHART_FACE_READING, label, value, origin);
  pages->y += height + ROW_PAD;
  zb_chart_pages_put_rule (pages, ZB_CHART_ROLE_GRID);
}

/* What others state of the same figure stands below it. */
static void
put_figures (ZbChartPages *pages,
             const Issue  *issue)
{
  g_autoptr(GPtrArray) figures = zb_detail_dup_figures (issue->detail, issue->catalogue);

  if (figures->len == 0)
    return;
  zb_paper_text_put_heading (pages, _("Figures"), ROOM_BELOW_HEADING);
  pages->y += put_cells (pages, ZB_CHART_FACE_HEADING, _("Figure"), _("Value"), _("Origin")) + ROW_PAD;
  zb_chart_pages_put_rule (pages, ZB_CHART_ROLE_AXIS);
  for (guint i = 0; i < figures->len; i++)
    {
      const ZbSourcedFigure *figure = g_ptr_array_index (figures, i);

      put_row (pages, issue, figure);
      for (guint j = 0; figure->disagreeing != NULL && j < figure->disagreeing->len; j++)
        put_row (pages, issue, g_ptr_array_index (figure->disagreeing, j));
    }
  pages->y += BELOW_PART;
}

/* Without a text: why there is none, and where it can be had. */
static void
put_lack_of_text (ZbChartPages   *pages,
                  const ZbDetail *detail)
{
  g_autoptr(GString) reading = g_string_new (NULL);
  g_auto(GStrv) lines = NULL;

  zb_detail_append_reading (detail, ZB_TEXT_PLAIN, reading);
  lines = g_strsplit (reading->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      zb_paper_text_put_words (pages, ZB_CHART_FACE_READING, lines[i]);
}

/* The title stands above already. */
static gboolean
is_title (const ZbBlock  *block,
          const ZbDetail *detail)
{
  g_autofree char *words = zb_block_dup_text (block);

  return block->kind == ZB_BLOCK_HEADING && g_strcmp0 (words, detail->entry->title) == 0;
}

/* How many of its pictures are not here, or of a kind that is not printed. */
static guint
count_missing (const Issue *issue)
{
  GPtrArray *blocks = issue->detail->shown->body->blocks;
  guint n = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == ZB_BLOCK_IMAGE && block->image != NULL && *block->image != '\0' &&
          (issue->pictures == NULL || !g_hash_table_contains (issue->pictures, block->image)))
        n++;
    }
  return n;
}

static gboolean
put_text (ZbChartPages  *pages,
          const Issue   *issue,
          GCancellable    *cancellable,
          GError         **error)
{
  const ZbDetail *detail = issue->detail;
  GPtrArray *blocks = detail->shown->body->blocks;
  g_autoptr(GPtrArray) rest = g_ptr_array_new ();

  for (guint i = 0; i < blocks->len; i++)
    if (rest->len > 0 || !is_title (g_ptr_array_index (blocks, i), detail))
      g_ptr_array_add (rest, g_ptr_array_index (blocks, i));
  return zb_paper_text_put_blocks (pages, rest, issue->pictures, cancellable, error);
}

static void
append_pair (GString    *lines,
             const char *name,
             const char *value)
{
  g_autofree char *pair = value != NULL ? zb_chart_format_pair (name, value) : NULL;

  if (pair != NULL)
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", pair);
}

/* Who published it, where and when; and what of it is not here. */
static void
put_source (ZbChartPages *pages,
            const Issue  *issue)
{
  const ZbDetail *detail = issue->detail;
  const ZbBulletin *shown = detail->shown->bulletin;
  guint n = count_missing (issue);
  g_autofree char *day = dup_day (&shown->published);
  g_autoptr(GString) lines = g_string_new (NULL);

  append_pair (lines, _("Published by"), shown->account);
  append_pair (lines, _("Published"), day);
  append_pair (lines, _("Address"), zb_detail_get_link (detail));
  if (n > 0)
    {
      if (lines->len > 0)
        g_string_append_c (lines, '\n');
      g_string_append_printf (lines,
                              g_dngettext (GETTEXT_PACKAGE, "%u picture of the bulletin is not printed here.",
                                           "%u pictures of the bulletin are not printed here.", n),
                              n);
    }
  if (lines->len > 0)
    zb_paper_text_put_section (pages, C_("heading on paper", "Source"), lines->str);
}

/* What the week was comes first; how it compares with others comes behind its own text. */
static gboolean
put_issue (ZbChartPages   *pages,
           gconstpointer   data,
           GCancellable   *cancellable,
           GError        **error)
{
  const Issue *issue = data;
  const ZbDetail *detail = issue->detail;

  put_head (pages, detail);
  put_figures (pages, issue);
  if (issue->categories != NULL)
    zb_chart_pages_put_chart (pages, issue->categories);
  if (zb_detail_has_text (detail))
    {
      for (guint i = 0; i < detail->warnings->len; i++)
        put_pair (pages, C_("heading on paper", "Note"), g_ptr_array_index (detail->warnings, i));
      if (!put_text (pages, issue, cancellable, error))
        return FALSE;
    }
  else
    put_lack_of_text (pages, detail);
  if (issue->comparison != NULL)
    {
      pages->y += BELOW_PART;
      zb_chart_pages_put_chart (pages, issue->comparison);
    }
  if (zb_detail_has_text (detail))
    put_source (pages, issue);
  return TRUE;
}

/* Returns: (transfer full) (nullable): the chart, unless it shows nothing. */
static ZbChart *
take_chart (ZbChart *chart)
{
  if (zb_chart_is_empty (chart))
    g_clear_pointer (&chart, zb_chart_unref);
  return chart;
}

static ZbChart *
make_comparison (const Issue *self,
                 GPtrArray   *entries)
{
  const ZbEntry *shown = self->detail->entry;
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);

  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);

      g_ptr_array_add (weeks, zb_chart_week_new (entry->issue, &entry->period, entry->figures));
    }
  return zb_chart_new_comparison (self->catalogue, weeks, shown->issue, &shown->period,
                                  zb_chart_comparison_figures);
}

static void
issue_init (Issue          *self,
            const ZbDetail *detail,
            ZbLibrary      *library,
            GPtrArray      *entries,
            GCancellable   *cancellable)
{
  const ZbEntry *entry = detail->entry;

  self->detail = detail;
  self->catalogue = zb_catalogue_get_default ();
  if (library != NULL)
    self->pictures = zb_paper_pictures_load (library, detail, cancellable);
  if (entry->figures == NULL)
    return;
  self->categories = take_chart (zb_chart_new_categories (self->catalogue, entry->issue, &entry->period, entry->figures));
  if (entries != NULL)
    self->comparison = take_chart (make_comparison (self, entries));
}

static void
issue_clear (Issue *self)
{
  g_clear_pointer (&self->categories, zb_chart_unref);
  g_clear_pointer (&self->comparison, zb_chart_unref);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Issue, issue_clear)

static char *
dup_footer (const ZbDetail *detail)
{
  g_autofree char *week = zb_chart_format_issue (detail->entry->issue, &detail->entry->period);

  return g_strdup (*week != '\0' ? week : detail->entry->title);
}

/**
 * zb_issue_paper_to_pdf:
 * @detail: the bulletin
 * @library: (nullable): where its pictures are
 * @entries: (nullable) (element-type ZbEntry): all bulletins, to compare its figures with
 * @cancellable: (nullable): to stop it
 *
 * Makes a PDF of A4 pages, in any thread. Its texts can be selected, and the same bulletin gives the same bytes.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with %ZB_CHART_ERROR_RENDER or %G_IO_ERROR_CANCELLED.
 */
GBytes *
zb_issue_paper_to_pdf (const ZbDetail  *detail,
                       ZbLibrary       *library,
                       GPtrArray       *entries,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_auto(Issue) issue = { NULL, };
  g_autofree char *footer = NULL;

  g_return_val_if_fail (detail != NULL, NULL);

  issue_init (&issue, detail, library, entries, cancellable);
  footer = dup_footer (detail);
  return zb_chart_pages_to_pdf (detail->entry->title, footer, put_issue, &issue, cancellable,
                                error);
}

/**
 * zb_issue_paper_record:
 *
 * The pages of zb_issue_paper_to_pdf(), for a printer.
 *
 * Returns: (transfer full) (nullable) (element-type cairo_surface_t): a drawing for each page, in points.
 */
GPtrArray *
zb_issue_paper_record (const ZbDetail  *detail,
                       ZbLibrary       *library,
                       GPtrArray       *entries,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_auto(Issue) issue = { NULL, };
  g_autofree char *footer = NULL;

  g_return_val_if_fail (detail != NULL, NULL);

  issue_init (&issue, detail, library, entries, cancellable);
  footer = dup_footer (detail);
  return zb_chart_pages_record (footer, put_issue, &issue, cancellable, error);
}

/**
 * zb_issue_paper_dup_file_name:
 *
 * Returns: (transfer full): a name to propose: "zhoubao-2024-28.pdf"; the first day where no number is known.
 */
char *
zb_issue_paper_dup_file_name (const ZbDetail *detail)
{
  const ZbEntry *entry = detail->entry;
  g_autofree char *day = NULL;

  if (zb_issue_is_known (entry->issue))
    return g_strdup_printf ("zhoubao-%u-%02u.pdf", entry->issue.year, entry->issue.number);
  day = zb_period_is_known (&entry->period) ? zb_date_dup_iso (&entry->period.start) : NULL;
  return g_strdup_printf ("zhoubao-%s.pdf", day != NULL ? day : "week");
}
