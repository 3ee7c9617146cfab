/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (ZbChart, zb_chart, zb_chart_ref, zb_chart_unref)

static void
chart_item_free (gpointer data)
{
  ZbChartItem *item = data;

  g_free (item->label);
  g_free (item->text);
  g_free (item->unit);
  g_free (item->symbol);
  g_free (item->share);
  g_free (item);
}

static void
chart_series_free (gpointer data)
{
  ZbChartSeries *series = data;

  g_free (series->label);
  g_free (series->values);
  g_free (series->known);
  g_free (series->typed);
  g_free (series->bundled);
  g_free (series->far);
  g_free (series->median);
  g_free (series->slots);
  g_free (series);
}

static void
chart_block_free (gpointer data)
{
  ZbChartBlock *block = data;

  g_free (block->heading);
  g_free (block->unit);
  g_clear_pointer (&block->whole, chart_item_free);
  g_free (block->message);
  g_ptr_array_unref (block->items);
  g_ptr_array_unref (block->series);
  g_array_unref (block->cells);
  g_free (block);
}

/**
 * zb_chart_new:
 *
 * Returns: (transfer full): a chart without anything in it, for those who build charts.
 */
ZbChart *
zb_chart_new (void)
{
  ZbChart *self = g_atomic_rc_box_new0 (ZbChart);

  zb_period_clear (&self->period);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->blocks = g_ptr_array_new_with_free_func (chart_block_free);
  self->slots = g_array_new (FALSE, FALSE, sizeof (ZbChartSlot));
  self->highlight = -1;
  return self;
}

/**
 * zb_chart_ref:
 *
 * Returns: (transfer full): @self
 */
ZbChart *
zb_chart_ref (ZbChart *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_chart (gpointer data)
{
  ZbChart *self = data;

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->source);
  g_free (self->name);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->slots);
}

/**
 * zb_chart_unref:
 */
void
zb_chart_unref (ZbChart *self)
{
  g_atomic_rc_box_release_full (self, clear_chart);
}

static gboolean
series_is_known (const ZbChartSeries *series,
                 guint                n_slots)
{
  for (guint i = 0; i < n_slots; i++)
    if (series->known[i])
      return TRUE;
  return FALSE;
}

/**
 * zb_chart_is_empty:
 *
 * Returns: whether the chart shows no number at all.
 */
gboolean
zb_chart_is_empty (ZbChart *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->items->len > 0)
        return FALSE;
      for (guint j = 0; j < block->series->len; j++)
        if (series_is_known (g_ptr_array_index (block->series, j), self->slots->len))
          return FALSE;
    }
  return TRUE;
}

/**
 * zb_chart_join_sentences:
 *
 * Returns: (transfer full): both sentences, one after the other as the user's language does it.
 */
char *
zb_chart_join_sentences (const char *first,
                         const char *second)
{
  /* Translators: two whole sentences, one after the other. */
  return g_strdup_printf (C_("two sentences", "%1$s %2$s"), first, second);
}

/**
 * zb_chart_dup_caption:
 *
 * Returns: (transfer full): the source and the notes as one paragraph, "" where there is neither.
 */
char *
zb_chart_dup_caption (ZbChart *self)
{
  g_autofree char *caption = g_strdup (self->source);

  for (guint i = 0; i < self->notes->len; i++)
    {
      const char *note = g_ptr_array_index (self->notes, i);
      char *longer = caption == NULL ? g_strdup (note) : zb_chart_join_sentences (caption, note);

      g_free (caption);
      caption = longer;
    }
  return caption != NULL ? g_steal_pointer (&caption) : g_strdup ("");
}

/**
 * zb_chart_add_block:
 * @heading: (nullable): what is written above it
 *
 * Returns: (transfer none): a new part at the bottom of the chart.
 */
ZbChartBlock *
zb_chart_add_block (ZbChart          *self,
                    ZbChartBlockKind  kind,
                    const char       *heading)
{
  ZbChartBlock *block = g_new0 (ZbChartBlock, 1);

  block->kind = kind;
  block->heading = g_strdup (heading);
  block->items = g_ptr_array_new_with_free_func (chart_item_free);
  block->series = g_ptr_array_new_with_free_func (chart_series_free);
  block->cells = g_array_new (FALSE, FALSE, sizeof (ZbChartCell));
  g_ptr_array_add (self->blocks, block);
  return block;
}

static ZbChartItem *
chart_item_new (const char *figure,
                const char *label,
                gint64      value)
{
  ZbChartItem *item = g_new0 (ZbChartItem, 1);

  item->figure = g_intern_string (figure);
  item->label = g_strdup (label);
  item->value = value;
  item->text = zb_chart_format_number (value);
  item->percent = -1;
  zb_period_clear (&item->period);
  return item;
}

/**
 * zb_chart_block_add_item:
 * @figure: (nullable): the figure's id
 * @label: what it is called
 * @value: the number
 *
 * Returns: (transfer none): the new item, the last of the block.
 */
ZbChartItem *
zb_chart_block_add_item (ZbChartBlock *self,
                         const char   *figure,
                         const char   *label,
                         gint64        value)
{
  ZbChartItem *item = chart_item_new (figure, label, value);

  g_ptr_array_add (self->items, item);
  return item;
}

/**
 * zb_chart_block_add_missing:
 * @figure: (nullable): the figure's id
 * @label: what it is called
 *
 * Returns: (transfer none): a new item whose number is not known, the last of the block.
 */
ZbChartItem *
zb_chart_block_add_missing (ZbChartBlock *self,
                            const char   *figure,
                            const char   *label)
{
  ZbChartItem *item = zb_chart_block_add_item (self, figure, label, 0);

  item->is_missing = TRUE;
  g_free (item->text);
  item->text = g_strdup (_("not known"));
  return item;
}

/**
 * zb_chart_block_set_whole:
 * @figure: (nullable): the figure's id
 * @label: what it is called
 * @value: the number
 *
 * Says what a split divides.
 *
 * Returns: (transfer none): the whole.
 */
ZbChartItem *
zb_chart_block_set_whole (ZbChartBlock *self,
                          const char   *figure,
                          const char   *label,
                          gint64        value)
{
  g_clear_pointer (&self->whole, chart_item_free);
  self->whole = chart_item_new (figure, label, value);
  return self->whole;
}

/* What is there is never written as nothing, and what is missing never as all. */
static char *
dup_share (const ZbChartItem *item,
           gint64             whole)
{
  if (item->percent == 0 && item->value > 0)
    /* Translators: a share that is above zero, but less than one percent. */
    return g_strdup (C_("share", "<1 %"));
  if (item->percent == 100 && item->value < whole)
    /* Translators: a share that is below all, but more than 99 percent. */
    return g_strdup (C_("share", ">99 %"));
  /* Translators: a share in percent; the space does not break. */
  return g_strdup_printf (C_("share", "%d %%"), item->percent);
}

/**
 * zb_chart_block_share:
 * @self: a split whose whole and two parts are set
 *
 * Works out the shares. The second part gets what the first one leaves of
 * 100, so that the two always add up. Of nothing there is no share.
 */
void
zb_chart_block_share (ZbChartBlock *self)
{
  ZbChartItem *first, *second;

  g_return_if_fail (self->whole != NULL && self->items->len == 2);

  if (self->whole->value <= 0)
    return;
  first = g_ptr_array_index (self->items, 0);
  second = g_ptr_array_index (self->items, 1);
  first->percent = (int) (100.0 * (double) first->value / (double) self->whole->value + 0.5);
  second->percent = 100 - first->percent;
  first->share = dup_share (first, self->whole->value);
  second->share = dup_share (second, self->whole->value);
}

/**
 * zb_chart_block_add_series:
 * @figure: the figure's id
 * @label: what it is called
 * @n_slots: how many weeks the chart has
 *
 * Returns: (transfer none): a new line of the plot of which no week is known.
 */
ZbChartSeries *
zb_chart_block_add_series (ZbChartBlock *self,
                           const char   *figure,
                           const char   *label,
                           guint         n_slots)
{
  ZbChartSeries *series = g_new0 (ZbChartSeries, 1);

  series->figure = g_intern_string (figure);
  series->label = g_strdup (label);
  series->color = series->variant = self->series->len;
  series->values = g_new0 (gint64, n_slots);
  series->known = g_new0 (gboolean, n_slots);
  series->typed = g_new0 (gboolean, n_slots);
  series->bundled = g_new0 (gboolean, n_slots);
  series->far = g_new0 (gboolean, n_slots);
  g_ptr_array_add (self->series, series);
  return series;
}

/**
 * zb_chart_get_slot:
 * @series: a line of one of its plots
 * @index: a week
 *
 * Returns: (transfer none): which week the line's value is of.
 */
const ZbChartSlot *
zb_chart_get_slot (ZbChart             *self,
                   const ZbChartSeries *series,
                   guint                index)
{
  return series->slots != NULL ? &series->slots[index] : &g_array_index (self->slots, ZbChartSlot, index);
}

/**
 * zb_chart_item_dup_quantity:
 *
 * Returns: (transfer full): the number with what is written behind it in the
 *   user's language: "12", "12 个".
 */
char *
zb_chart_item_dup_quantity (const ZbChartItem *self)
{
  if (self->symbol == NULL || *self->symbol == '\0')
    return g_strdup (self->text);
  /* Translators: a number and what is written behind it in your language, if anything. */
  return g_strdup_printf (C_("quantity", "%1$s %2$s"), self->text, self->symbol);
}

/**
 * zb_chart_format_issue:
 * @issue: an issue; parts are 0 where unknown
 * @week: its week, or unknown
 *
 * Returns: (transfer full): both: "Issue 27 of 2024 · 1–7 July 2024"; the one
 *   that is known where the other is not, "" where neither is.
 */
char *
zb_chart_format_issue (ZbIssue         issue,
                       const ZbPeriod *week)
{
  g_autofree char *name = NULL;
  g_autofree char *days = zb_period_dup_label (week, ZB_DATE_LONG);

  if (!zb_issue_is_known (issue))
    return g_steal_pointer (&days);
  name = zb_issue_dup_label (issue);
  if (!zb_period_is_known (week))
    return g_steal_pointer (&name);
  /* Translators: an issue and its week: "Issue 27 of 2024 · 1–7 July 2024". */
  return g_strdup_printf (C_("issue and week", "%1$s · %2$s"), name, days);
}

static const ZbChartSeries *
find_series (ZbChart             *self,
             const ZbChartSeries *wanted)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (self->blocks, i);

      for (guint j = 0; j < block->series->len; j++)
        {
          const ZbChartSeries *series = g_ptr_array_index (block->series, j);

          if (series->figure == wanted->figure && g_str_equal (series->label, wanted->label))
            return series;
        }
    }
  return NULL;
}

/**
 * zb_chart_match_looks:
 * @self: a chart that nobody has been given yet
 * @model: a chart with the same lines and more
 *
 * Gives the lines that both charts have the colours and forms of @model, so that a line is known again
 * when others are left out.
 */
void
zb_chart_match_looks (ZbChart *self,
                      ZbChart *model)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (self->blocks, i);

      for (guint j = 0; j < block->series->len; j++)
        {
          ZbChartSeries *series = g_ptr_array_index (block->series, j);
          const ZbChartSeries *same = find_series (model, series);

          if (same == NULL)
            continue;
          series->color = same->color;
          series->variant = same->variant;
        }
    }
}

static int
find_week (ZbChart             *self,
           const ZbChartSeries *series,
           const GDate         *monday)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (g_date_compare (&zb_chart_get_slot (self, series, i)->period.start, monday) == 0)
      return (int) i;
  return -1;
}

/**
 * zb_chart_find_place:
 * @figure: (nullable): a figure's id (interned)
 * @monday: a valid date: when a week begins
 * @block: (out): which block of the chart
 * @series: (out): which line of that plot
 * @index: (out): which week
 *
 * Finds the value that a line of @figure has in a week, such as one that another chart shows as well.
 *
 * Returns: whether there is such a line and such a week, whatever is known of it.
 */
gboolean
zb_chart_find_place (ZbChart     *self,
                     const char  *figure,
                     const GDate *monday,
                     guint       *block,
                     guint       *series,
                     guint       *index)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ZbChartBlock *plot = g_ptr_array_index (self->blocks, i);

      for (guint j = 0; j < plot->series->len; j++)
        {
          const ZbChartSeries *line = g_ptr_array_index (plot->series, j);
          int week = line->figure == figure ? find_week (self, line, monday) : -1;

          if (week < 0)
            continue;
          *block = i;
          *series = j;
          *index = (guint) week;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * zb_chart_format_pair:
 *
 * Returns: (transfer full): a name and what it stands for: "Cross-border: 228".
 */
char *
zb_chart_format_pair (const char *name,
                      const char *value)
{
  /* Translators: a name and its value or values: "Cross-border: 228". */
  return g_strdup_printf (C_("named value", "%1$s: %2$s"), name, value);
}

/**
 * zb_chart_format_number:
 *
 * Returns: (transfer full): the number with a comma between thousands, the same in every language.
 */
char *
zb_chart_format_number (gint64 value)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  const char *p = digits;
  GString *text = g_string_new (NULL);

  if (*p == '-')
    g_string_append_c (text, *p++);
  for (gsize left = strlen (p); left > 0; left--, p++)
    {
      g_string_append_c (text, *p);
      if (left > 1 && left % 3 == 1)
        g_string_append_c (text, ',');
    }
  return g_string_free (text, FALSE);
}
