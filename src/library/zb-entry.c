/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-entry.h"

G_DEFINE_BOXED_TYPE (ZbEntry, zb_entry, zb_entry_ref, zb_entry_unref)

/* These words are part of what zhoubaoctl prints: add, never change. */
static const char *const state_words[] = {
  [ZB_ENTRY_MISSING] = "missing",
  [ZB_ENTRY_FIGURES] = "figures",
  [ZB_ENTRY_TEXT] = "text",
};

/**
 * zb_entry_state_to_string:
 *
 * Returns: the state as `zhoubaoctl list --json` prints it.
 */
const char *
zb_entry_state_to_string (ZbEntryState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (state_words), NULL);

  return state_words[state];
}

/**
 * zb_entry_new:
 *
 * Returns: (transfer full): an entry of which nothing is known.
 */
ZbEntry *
zb_entry_new (void)
{
  ZbEntry *self = g_atomic_rc_box_new0 (ZbEntry);

  zb_period_clear (&self->period);
  g_date_clear (&self->published, 1);
  return self;
}

/**
 * zb_entry_ref:
 *
 * Returns: (transfer full): @self
 */
ZbEntry *
zb_entry_ref (ZbEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_entry (gpointer data)
{
  ZbEntry *self = data;

  g_free (self->title);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
}

/**
 * zb_entry_unref:
 */
void
zb_entry_unref (ZbEntry *self)
{
  g_atomic_rc_box_release_full (self, clear_entry);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const ZbFigure *figure_a = *(const ZbFigure *const *) a;
  const ZbFigure *figure_b = *(const ZbFigure *const *) b;

  return strcmp (figure_a->id, figure_b->id);
}

/**
 * zb_entry_add_figure:
 * @figure: (transfer full): what a source states
 *
 * Adds a figure, unless a better source has stated it before. For whoever
 * makes an entry: sources are added best first.
 */
void
zb_entry_add_figure (ZbEntry  *self,
                     ZbFigure *figure)
{
  if (self->figures == NULL)
    self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_free);
  if (zb_figures_find (self->figures, figure->id) != NULL)
    {
      zb_figure_free (figure);
      return;
    }
  g_ptr_array_add (self->figures, figure);
  /* Rows come in the order of their ids; only a second source can break it. */
  if (self->figures->len > 1 &&
      strcmp (((ZbFigure *) g_ptr_array_index (self->figures, self->figures->len - 2))->id,
              figure->id) > 0)
    g_ptr_array_sort (self->figures, compare_ids);
}

/**
 * zb_entry_build_title:
 * @issue: year and number; the number may be 0
 * @period: the week, or unknown
 *
 * Returns: (transfer full): the title as the bulletins of 2022 on print theirs:
 *   "网络安全信息与动态周报2024年第27期（7月1日-7月7日）". It is a name, and so is not translated.
 */
char *
zb_entry_build_title (ZbIssue         issue,
                      const ZbPeriod *period)
{
  g_autoptr(GString) title = g_string_new ("网络安全信息与动态周报");

  if (issue.number != 0)
    g_string_append_printf (title, "%u年第%u期", issue.year, issue.number);
  if (zb_period_is_known (period))
    {
      g_string_append (title, "（");
      if (issue.number == 0)
        g_string_append_printf (title, "%u年", g_date_get_year (&period->start));
      g_string_append_printf (title, "%u月%u日-",
                              (guint) g_date_get_month (&period->start),
                              g_date_get_day (&period->start));
      if (issue.number == 0 && g_date_get_year (&period->start) != g_date_get_year (&period->end))
        g_string_append_printf (title, "%u年", g_date_get_year (&period->end));
      g_string_append_printf (title, "%u月%u日）",
                              (guint) g_date_get_month (&period->end),
                              g_date_get_day (&period->end));
    }
  return g_string_free (g_steal_pointer (&title), FALSE);
}
