/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-categories.h"

#include <glib/gi18n-lib.h>

#define GROUP_INCIDENTS "incidents"

/* The ways of splitting the incidents. They overlap: a phishing complaint can
 * be cross-border. Each is drawn on its own, and nothing is ever added. */
static const struct {
  const char *heading;
  const char *part;
  const char *part_label;
  const char *rest_label;
  guint       color;
} splits[] = {
  { NC_("split", "By kind"), ZB_FIGURE_INCIDENTS_PHISHING,
    NC_("split", "Phishing complaints"), NC_("split", "Other incidents"), 0 },
  { NC_("split", "By place"), ZB_FIGURE_INCIDENTS_CROSS_BORDER,
    NC_("split", "Cross-border"), NC_("split", "Domestic"), 3 },
};

static const char *
translate_split (const char *text)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "split", text);
}

static const char *
get_label (ZbCatalogue *catalogue,
           const char  *id)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, id);

  return kind != NULL ? zb_figure_kind_get_short_label (kind) : id;
}

/* Says in what an item is counted: as the figure @id is. */
static void
set_unit (ZbChartItem *item,
          ZbCatalogue *catalogue,
          const char  *id)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, id);

  if (kind == NULL || zb_figure_kind_is_level (kind))
    return;
  item->unit = g_strdup (zb_catalogue_get_unit_name (catalogue, kind->unit));
  item->symbol = g_strdup (zb_catalogue_get_unit_symbol (catalogue, kind->unit));
}

static void
add_figure (ZbChartBlock   *block,
            ZbCatalogue    *catalogue,
            const ZbFigure *figure)
{
  ZbChartItem *item = zb_chart_block_add_item (block, figure->id,
                                               get_label (catalogue, figure->id), figure->value);

  item->is_typed = figure->is_typed;
  item->is_bundled = figure->is_bundled;
  set_unit (item, catalogue, figure->id);
  if (figure->level != NULL)
    {
      g_free (item->text);
      item->text = g_strdup (zb_level_get_label (figure->level));
    }
}

static void
add_split (ZbChart        *chart,
           ZbCatalogue    *catalogue,
           guint           which,
           const ZbFigure *total,
           const ZbFigure *part)
{
  ZbChartBlock *block = zb_chart_add_block (chart, ZB_CHART_BLOCK_SPLIT,
                                            translate_split (splits[which].heading));
  ZbChartItem *item;

  block->color = splits[which].color;
  item = zb_chart_block_set_whole (block, total->id, get_label (catalogue, total->id),
                                   total->value);
  item->is_typed = total->is_typed;
  item->is_bundled = total->is_bundled;
  set_unit (item, catalogue, total->id);
  item = zb_chart_block_add_item (block, part->id, translate_split (splits[which].part_label),
                                  part->value);
  item->is_typed = part->is_typed;
  item->is_bundled = part->is_bundled;
  set_unit (item, catalogue, total->id);
  item = zb_chart_block_add_item (block, NULL, translate_split (splits[which].rest_label),
                                  total->value - part->value);
  item->is_typed = total->is_typed || part->is_typed;
  set_unit (item, catalogue, total->id);
  block->unit = g_strdup (block->whole->unit);
  zb_chart_block_share (block);
}

/* Why a split is not there. */
static void
add_note (ZbChart        *chart,
          guint           which,
          const ZbFigure *total,
          const ZbFigure *part)
{
  const char *heading = translate_split (splits[which].heading);

  if (total == NULL || part == NULL)
    /* Translators: %s is a way of splitting the incidents: "By kind". */
    g_ptr_array_add (chart->notes,
                     g_strdup_printf (_("“%s” is left out: the bulletin does not state both the "
                                        "total and the part."), heading));
  else
    /* Translators: %s is a way of splitting the incidents: "By kind". */
    g_ptr_array_add (chart->notes,
                     g_strdup_printf (_("“%s” is left out: the part is larger than the total, so "
                                        "one of the two numbers must be wrong."), heading));
}

static gboolean
can_split (const ZbFigure *total,
           const ZbFigure *part)
{
  return total != NULL && part != NULL &&
         total->value >= 0 && part->value >= 0 && part->value <= total->value;
}

/* The splits, and as plain facts the numbers that no split shows. */
static guint
add_incidents (ZbChart     *chart,
               ZbCatalogue *catalogue,
               GPtrArray   *figures)
{
  const ZbFigure *total = zb_figures_find (figures, ZB_FIGURE_INCIDENTS_TOTAL);
  g_autoptr(GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_splits = 0;
  ZbChartBlock *facts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      const ZbFigure *part = zb_figures_find (figures, splits[i].part);

      if (can_split (total, part))
        {
          add_split (chart, catalogue, i, total, part);
          g_hash_table_add (shown, (gpointer) total->id);
          g_hash_table_add (shown, (gpointer) part->id);
          n_splits++;
        }
      else if (total != NULL || part != NULL)
        add_note (chart, i, total, part);
    }

  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const ZbFigureKind *kind = zb_catalogue_get_figure (catalogue, i);
      const ZbFigure *figure = zb_figures_find (figures, kind->id);

      if (figure == NULL || !g_str_equal (kind->group, GROUP_INCIDENTS) ||
          g_hash_table_contains (shown, kind->id))
        continue;
      if (facts == NULL)
        facts = zb_chart_add_block (chart, ZB_CHART_BLOCK_FACTS,
                                    zb_catalogue_get_group_label (catalogue, kind->group));
      add_figure (facts, catalogue, figure);
    }
  return n_splits;
}

/* The known figures of a group in the catalogue's order. */
static GPtrArray *
collect_group (ZbCatalogue *catalogue,
               const char  *group,
               GPtrArray   *figures)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const ZbFigureKind *kind = zb_catalogue_get_figure (catalogue, i);
      const ZbFigure *figure = zb_figures_find (figures, kind->id);

      if (figure != NULL && g_str_equal (kind->group, group))
        g_ptr_array_add (found, (gpointer) figure);
    }
  return g_steal_pointer (&found);
}

static guint
count_unit (ZbCatalogue *catalogue,
            GPtrArray   *figures,
            const char  *unit)
{
  guint n = 0;

  for (guint i = 0; i < figures->len; i++)
    {
      const ZbFigure *figure = g_ptr_array_index (figures, i);

      if (g_str_equal (zb_catalogue_lookup (catalogue, figure->id)->unit, unit))
        n++;
    }
  return n;
}

/* Figures of one unit stand on one scale; those that are alone with theirs
 * stand apart as facts, since their length would mean nothing. */
static void
add_group (ZbChart     *chart,
           ZbCatalogue *catalogue,
           const char  *group,
           GPtrArray   *figures)
{
  g_autoptr(GPtrArray) found = collect_group (catalogue, group, figures);
  g_autoptr(GHashTable) bars = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) alone = g_ptr_array_new ();
  const char *heading = zb_catalogue_get_group_label (catalogue, group);
  ZbChartBlock *block = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const ZbFigure *figure = g_ptr_array_index (found, i);
      const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure->id);

      if (zb_figure_kind_is_level (kind) || count_unit (catalogue, found, kind->unit) < 2)
        {
          g_ptr_array_add (alone, (gpointer) figure);
          continue;
        }
      block = g_hash_table_lookup (bars, kind->unit);
      if (block == NULL)
        {
          block = zb_chart_add_block (chart, ZB_CHART_BLOCK_BARS,
                                      g_hash_table_size (bars) == 0 ? heading : NULL);
          block->unit = g_strdup (zb_catalogue_get_unit_name (catalogue, kind->unit));
          g_hash_table_insert (bars, (gpointer) kind->unit, block);
        }
      add_figure (block, catalogue, figure);
    }
  if (alone->len == 0)
    return;
  block = zb_chart_add_block (chart, ZB_CHART_BLOCK_FACTS,
                              g_hash_table_size (bars) == 0 ? heading : NULL);
  for (guint i = 0; i < alone->len; i++)
    add_figure (block, catalogue, g_ptr_array_index (alone, i));
}

static void
add_groups (ZbChart     *chart,
            ZbCatalogue *catalogue,
            GPtrArray   *figures)
{
  g_autoptr(GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (done, (gpointer) GROUP_INCIDENTS);
  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const ZbFigureKind *kind = zb_catalogue_get_figure (catalogue, i);

      if (g_hash_table_add (done, (gpointer) kind->group))
        add_group (chart, catalogue, kind->group, figures);
    }
}

static void
set_titles (ZbChart        *chart,
            ZbCatalogue    *catalogue,
            const ZbFigure *total)
{
  g_autofree char *week = zb_period_dup_label (&chart->period, ZB_DATE_LONG);
  g_autofree char *when = zb_chart_format_issue (chart->issue, &chart->period);

  if (zb_issue_is_known (chart->issue))
    {
      chart->source = g_strdup_printf (_("Source: CNCERT, issue %1$u of %2$u."),
                                       chart->issue.number, chart->issue.year);
      chart->name = g_strdup_printf ("%04u-%02u-categories", chart->issue.year,
                                     chart->issue.number);
    }
  else if (zb_period_is_known (&chart->period))
    {
      g_autofree char *start = zb_date_dup_iso (&chart->period.start);

      /* Translators: %s is a week: "3–9 February 2014". */
      chart->source = g_strdup_printf (_("Source: CNCERT, bulletin of %s."), week);
      chart->name = g_strdup_printf ("%s-categories", start);
    }
  else
    {
      chart->source = g_strdup (_("Source: CNCERT."));
      chart->name = g_strdup ("categories");
    }

  chart->title = g_strdup (total != NULL ? _("Security incidents handled by CNCERT")
                                         : _("Network security in figures"));
  if (total != NULL)
    {
      g_autofree char *number = zb_chart_format_number (total->value);

      /* Translators: %1$s is an issue and its week, %2$s how many incidents it counts. */
      chart->subtitle = g_strdup_printf (_("%1$s · %2$s in all"), when, number);
    }
  else if (*when != '\0')
    chart->subtitle = g_steal_pointer (&when);
}

/* Nobody shall take for the bulletin's own words what a reader has typed in. */
static void
add_note_of_typed (ZbChart     *chart,
                   ZbCatalogue *catalogue,
                   GPtrArray   *figures)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const ZbFigureKind *kind = zb_catalogue_get_figure (catalogue, i);
      const ZbFigure *figure = zb_figures_find (figures, kind->id);

      if (figure != NULL && figure->is_typed)
        g_ptr_array_add (names, (gpointer) get_label (catalogue, kind->id));
    }
  if (names->len == 0)
    return;
  g_ptr_array_add (names, NULL);
  /* Translators: between the names of figures. */
  list = g_strjoinv (C_("names", ", "), (char **) names->pdata);
  /* Translators: below a chart; %s is a list of figures. */
  g_ptr_array_add (chart->notes, g_strdup_printf (_("Typed in from pictures: %s."), list));
}

/**
 * zb_chart_new_categories:
 * @catalogue: what the figures mean
 * @issue: the issue; parts are 0 where unknown
 * @period: (nullable): its week
 * @figures: (element-type ZbFigure): what is known of it
 *
 * One week, divided. The incidents stand as one bar per way of splitting,
 * over the same total; a split whose total or part is not known, or whose
 * part is larger than its total, is left out and a note says why. All other
 * figures follow by group and unit, and never as a slice of the incidents.
 *
 * Returns: (transfer full): the chart; one with a sentence where nothing is known.
 */
ZbChart *
zb_chart_new_categories (ZbCatalogue    *catalogue,
                         ZbIssue         issue,
                         const ZbPeriod *period,
                         GPtrArray      *figures)
{
  ZbChart *chart;
  guint n_splits;

  g_return_val_if_fail (ZB_IS_CATALOGUE (catalogue), NULL);
  g_return_val_if_fail (figures != NULL, NULL);

  chart = zb_chart_new ();
  chart->issue = issue;
  if (period != NULL)
    chart->period = *period;
  set_titles (chart, catalogue, zb_figures_find (figures, ZB_FIGURE_INCIDENTS_TOTAL));
  n_splits = add_incidents (chart, catalogue, figures);
  add_groups (chart, catalogue, figures);
  if (n_splits > 1)
    g_ptr_array_insert (chart->notes, 0,
                        g_strdup (_("The two splits overlap and cannot be added.")));
  add_note_of_typed (chart, catalogue, figures);
  if (chart->blocks->len == 0)
    {
      ZbChartBlock *block = zb_chart_add_block (chart, ZB_CHART_BLOCK_MESSAGE, NULL);

      block->message = g_strdup (_("No figures of this week are known."));
    }
  return chart;
}
