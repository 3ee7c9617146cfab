/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-figure.h"

#include <glib/gi18n-lib.h>

/**
 * zb_figure_new:
 * @id: the figure's id in the catalogue
 * @value: the number
 *
 * Returns: (transfer full): a figure without a sentence.
 */
ZbFigure *
zb_figure_new (const char *id,
               gint64      value)
{
  ZbFigure *self = g_new0 (ZbFigure, 1);

  self->id = g_intern_string (id);
  self->value = value;
  return self;
}

/**
 * zb_figure_new_level:
 * @id: the figure's id in the catalogue
 * @level: the level's word
 *
 * Returns: (transfer full): a figure that is a level.
 */
ZbFigure *
zb_figure_new_level (const char *id,
                     const char *level)
{
  ZbFigure *self = zb_figure_new (id, 0);

  self->level = g_intern_string (level);
  return self;
}

/**
 * zb_figure_copy:
 *
 * Returns: (transfer full): a deep copy.
 */
ZbFigure *
zb_figure_copy (const ZbFigure *self)
{
  ZbFigure *copy = g_new (ZbFigure, 1);

  *copy = *self;
  copy->sentence = g_strdup (self->sentence);
  return copy;
}

/**
 * zb_figure_free:
 */
void
zb_figure_free (ZbFigure *self)
{
  g_free (self->sentence);
  g_free (self);
}

/**
 * zb_figure_equal:
 *
 * Returns: whether both state the same value of the same figure, whatever
 *   their sentences are.
 */
gboolean
zb_figure_equal (const ZbFigure *a,
                 const ZbFigure *b)
{
  return g_str_equal (a->id, b->id) && a->value == b->value && g_strcmp0 (a->level, b->level) == 0;
}

/**
 * zb_figures_find:
 * @figures: (element-type ZbFigure): figures of one bulletin
 * @id: the figure's id in the catalogue
 *
 * Returns: (nullable) (transfer none): the figure, or %NULL where it is not stated.
 */
const ZbFigure *
zb_figures_find (GPtrArray  *figures,
                 const char *id)
{
  for (guint i = 0; i < figures->len; i++)
    {
      const ZbFigure *figure = g_ptr_array_index (figures, i);

      if (g_str_equal (figure->id, id))
        return figure;
    }
  return NULL;
}

/**
 * zb_level_get_label:
 * @level: a level's word as printed: 低, 中 or 高
 *
 * Returns: the word in the user's language; @level itself where it is another.
 */
const char *
zb_level_get_label (const char *level)
{
  if (strcmp (level, "低") == 0)
    return C_("level", "Low");
  if (strcmp (level, "中") == 0)
    return C_("level", "Medium");
  if (strcmp (level, "高") == 0)
    return C_("level", "High");
  return level;
}
