/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-table.h"

#include <glib/gi18n-lib.h>

/* A description that reads out more values than this helps nobody; the table has them all. */
#define MAX_SPOKEN 60

/**
 * zb_chart_row_free:
 */
void
zb_chart_row_free (ZbChartRow *self)
{
  g_free (self->label);
  g_free (self->value);
  g_free (self->share);
  g_free (self->unit);
  g_free (self->note);
  g_free (self);
}

static void
add_item_row (GPtrArray         *rows,
              const ZbChartItem *item,
              const char        *note)
{
  ZbChartRow *row = g_new0 (ZbChartRow, 1);

  row->label = g_strdup (item->label);
  row->value = item->is_missing ? NULL : g_strdup (item->text);
  row->share = g_strdup (item->share);
  row->unit = g_strdup (item->unit);
  row->note = g_strdup (note);
  g_ptr_array_add (rows, row);
}

static void
add_series_rows (GPtrArray           *rows,
                 ZbChart             *chart,
                 const ZbChartBlock  *block,
                 const ZbChartSeries *series)
{
  for (guint i = 0; i < chart->slots->len; i++)
    {
      const ZbChartSlot *slot = zb_chart_get_slot (chart, series, i);
      ZbChartRow *row;

      if (!zb_period_is_known (&slot->period))
        continue;
      row = g_new0 (ZbChartRow, 1);
      row->label = zb_chart_format_issue (slot->issue, &slot->period);
      if (series->known[i])
        row->value = zb_chart_format_number (series->values[i]);
      row->unit = g_strdup (block->unit);
      row->note = g_strdup (series->label);
      g_ptr_array_add (rows, row);
    }
}

/* The weeks of a year are in order, and the years as well. */
static guint
count_cells (const ZbChartBlock *block,
             guint               first,
             guint              *n)
{
  guint year = g_array_index (block->cells, ZbChartCell, first).year;
  guint i = first;

  for (; i < block->cells->len; i++)
    {
      const ZbChartCell *cell = &g_array_index (block->cells, ZbChartCell, i);

      if (cell->year != year)
        break;
      n[cell->state]++;
    }
  return i;
}

static void
add_year_rows (GPtrArray          *rows,
               const ZbChartBlock *block)
{
  guint next;

  for (guint i = 0; i < block->cells->len; i = next)
    {
      guint n[ZB_CHART_N_CELL_STATES] = { 0, };
      g_autofree char *year = NULL;

      year = g_strdup_printf ("%u", g_array_index (block->cells, ZbChartCell, i).year);
      next = count_cells (block, i, n);
      for (guint state = 0; state < ZB_CHART_N_CELL_STATES; state++)
        {
          const ZbChartItem *item = g_ptr_array_index (block->items, state);
          ZbChartRow *row;

          if (n[state] == 0)
            continue;
          row = g_new0 (ZbChartRow, 1);
          row->label = zb_chart_format_pair (year, item->label);
          row->value = zb_chart_format_number (n[state]);
          row->unit = g_strdup (block->unit);
          g_ptr_array_add (rows, row);
        }
    }
}

/**
 * zb_chart_dup_table:
 *
 * Returns: (transfer full) (element-type ZbChartRow): all numbers of the
 *   chart; what is not known has a row without a value. Of a calendar how many
 *   weeks of each year there are of each state, where there are any.
 */
GPtrArray *
zb_chart_dup_table (ZbChart *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_row_free);
  const char *whole = NULL, *heading = NULL;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->heading != NULL)
        heading = block->heading;
      if (block->whole != NULL && block->whole->figure != whole)
        {
          add_item_row (rows, block->whole, NULL);
          whole = block->whole->figure;
        }
      if (block->kind == ZB_CHART_BLOCK_GRID)
        {
          add_year_rows (rows, block);
          continue;
        }
      for (guint j = 0; j < block->items->len; j++)
        add_item_row (rows, g_ptr_array_index (block->items, j), heading);
      for (guint j = 0; j < block->series->len; j++)
        add_series_rows (rows, self, block, g_ptr_array_index (block->series, j));
    }
  return rows;
}

static void
add_to_list (GString    *list,
             const char *entry)
{
  if (list->len > 0)
    /* Translators: between the entries of a list within a sentence. */
    g_string_append (list, C_("list", ", "));
  g_string_append (list, entry);
}

static void
add_sentence (char       **text,
              const char  *name,
              const char  *words)
{
  g_autofree char *sentence = NULL;
  char *longer;

  if (name != NULL)
    {
      g_autofree char *pair = zb_chart_format_pair (name, words);

      /* Translators: ends a sentence. */
      sentence = g_strdup_printf (C_("sentence", "%s."), pair);
    }
  else
    sentence = g_strdup_printf (C_("sentence", "%s."), words);
  longer = *text == NULL ? g_strdup (sentence) : zb_chart_join_sentences (*text, sentence);
  g_free (*text);
  *text = longer;
}

static void
describe_items (char               **text,
                const ZbChartBlock  *block,
                const char          *heading)
{
  g_autoptr(GString) list = g_string_new (NULL);

  if (block->items->len == 0)
    return;
  for (guint i = 0; i < block->items->len; i++)
    {
      const ZbChartItem *item = g_ptr_array_index (block->items, i);
      g_autofree char *quantity = zb_chart_item_dup_quantity (item);
      g_autofree char *entry = NULL;

      if (item->share != NULL)
        /* Translators: a part in a sentence: its name, its quantity and its share. */
        entry = g_strdup_printf (C_("part", "%1$s %2$s (%3$s)"), item->label, quantity,
                                 item->share);
      else
        /* Translators: a figure in a sentence: its name and its quantity. */
        entry = g_strdup_printf (C_("part", "%1$s %2$s"), item->label, quantity);
      add_to_list (list, entry);
    }
  add_sentence (text, heading, list->str);
}

/* Says the issue alone, since both would be long to listen to; its week where it has no number. */
static char *
dup_slot_name (const ZbChartSlot *slot)
{
  return zb_issue_is_known (slot->issue) ? zb_issue_dup_label (slot->issue)
                                         : zb_period_dup_label (&slot->period, ZB_DATE_LONG);
}

static char *
dup_slot_value (ZbChart             *chart,
                const ZbChartSeries *series,
                guint                index)
{
  g_autofree char *number = zb_chart_format_number (series->values[index]);
  g_autofree char *name = dup_slot_name (zb_chart_get_slot (chart, series, index));

  return zb_chart_format_pair (name, number);
}

static void
describe_series (char                **text,
                 ZbChart              *chart,
                 const ZbChartSeries  *series)
{
  g_autoptr(GString) list = g_string_new (NULL);
  g_autofree char *known = NULL;
  guint n_known = 0, low = 0, high = 0;

  for (guint i = 0; i < chart->slots->len; i++)
    {
      g_autofree char *entry = NULL;

      if (!series->known[i])
        continue;
      if (n_known == 0 || series->values[i] < series->values[low])
        low = i;
      if (n_known == 0 || series->values[i] > series->values[high])
        high = i;
      if (n_known++ >= MAX_SPOKEN)
        continue;
      entry = dup_slot_value (chart, series, i);
      add_to_list (list, entry);
    }
  /* Translators: how many weeks of the chart have a value. */
  known = g_strdup_printf (ngettext ("known for %1$u of %2$u week", "known for %1$u of %2$u weeks",
                                     chart->slots->len), n_known, chart->slots->len);
  add_sentence (text, series->label, known);
  if (n_known > 0)
    {
      g_autofree char *lowest = dup_slot_value (chart, series, low);
      g_autofree char *highest = dup_slot_value (chart, series, high);

      add_sentence (text, _("Lowest"), lowest);
      add_sentence (text, _("Highest"), highest);
    }
  if (n_known > 0 && n_known <= MAX_SPOKEN)
    add_sentence (text, _("All values"), list->str);
  if (chart->highlight >= 0 && series->known[chart->highlight])
    {
      g_autofree char *marked = dup_slot_value (chart, series, (guint) chart->highlight);

      add_sentence (text, _("Marked week"), marked);
    }
}

static char *
dup_run (ZbChart *chart,
         guint    first,
         guint    last)
{
  g_autofree char *from = dup_slot_name (&g_array_index (chart->slots, ZbChartSlot, first));
  g_autofree char *to = NULL;

  if (first == last)
    return g_steal_pointer (&from);
  to = dup_slot_name (&g_array_index (chart->slots, ZbChartSlot, last));
  /* Translators: from the first to the last of several weeks or issues in a row. */
  return g_strdup_printf (C_("weeks in a row", "%1$s to %2$s"), from, to);
}

/* Names the weeks of one state, those in a row together. */
static void
describe_cells (char               **text,
                ZbChart             *chart,
                const ZbChartBlock  *block,
                ZbChartCellState     state)
{
  g_autoptr(GString) list = g_string_new (NULL);
  guint n_runs = 0, last;

  for (guint i = 0; i < block->cells->len; i = last + 1)
    {
      g_autofree char *run = NULL;

      last = i;
      if (g_array_index (block->cells, ZbChartCell, i).state != state)
        continue;
      while (last + 1 < block->cells->len &&
             g_array_index (block->cells, ZbChartCell, last + 1).state == state)
        last++;
      if (n_runs++ >= MAX_SPOKEN)
        break;
      run = dup_run (chart, i, last);
      add_to_list (list, run);
    }
  if (n_runs > 0 && n_runs <= MAX_SPOKEN)
    add_sentence (text, ((ZbChartItem *) block->items->pdata[state])->label, list->str);
}

/**
 * zb_chart_dup_description:
 *
 * Returns: (transfer full): the chart in whole sentences, for those who
 *   listen to it. Values beyond sixty of a line are left to the table, and so
 *   are more than sixty gaps of a calendar.
 */
char *
zb_chart_dup_description (ZbChart *self)
{
  g_autofree char *text = NULL;
  g_autofree char *caption = zb_chart_dup_caption (self);
  const char *heading = NULL;

  if (self->title != NULL)
    add_sentence (&text, self->subtitle != NULL ? self->title : NULL,
                  self->subtitle != NULL ? self->subtitle : self->title);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->heading != NULL)
        heading = block->heading;
      describe_items (&text, block, heading);
      if (block->kind == ZB_CHART_BLOCK_GRID)
        {
          describe_cells (&text, self, block, ZB_CHART_CELL_MISSING);
          describe_cells (&text, self, block, ZB_CHART_CELL_UNKNOWN);
        }
      for (guint j = 0; j < block->series->len; j++)
        describe_series (&text, self, g_ptr_array_index (block->series, j));
      if (block->kind == ZB_CHART_BLOCK_MESSAGE && block->message != NULL)
        {
          char *longer = text != NULL ? zb_chart_join_sentences (text, block->message)
                                      : g_strdup (block->message);

          g_free (text);
          text = longer;
        }
    }
  if (*caption == '\0')
    return text != NULL ? g_steal_pointer (&text) : g_strdup ("");
  return text != NULL ? zb_chart_join_sentences (text, caption) : g_steal_pointer (&caption);
}
