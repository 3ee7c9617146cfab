/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-week.h"

/**
 * zb_chart_week_new:
 * @issue: the issue
 * @period: (nullable): its week
 * @figures: (nullable) (element-type ZbFigure): what is known of it
 *
 * Returns: (transfer full): a week that holds a reference to @figures.
 */
ZbChartWeek *
zb_chart_week_new (ZbIssue         issue,
                   const ZbPeriod *period,
                   GPtrArray      *figures)
{
  ZbChartWeek *self = g_new0 (ZbChartWeek, 1);

  self->issue = issue;
  if (period != NULL)
    self->period = *period;
  else
    zb_period_clear (&self->period);
  self->figures = figures != NULL ? g_ptr_array_ref (figures) : NULL;
  return self;
}

/**
 * zb_chart_week_free:
 */
void
zb_chart_week_free (ZbChartWeek *self)
{
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_free (self);
}

/**
 * zb_chart_find_week:
 * @issue: an issue; parts are 0 where unknown
 * @period: its week as it is printed, or unknown
 * @week: (out caller-allocates): Monday to Sunday
 *
 * Which week is meant. A printed one can be a day off, so its middle says it; where none is printed, the issue does.
 *
 * Returns: whether that is known.
 */
gboolean
zb_chart_find_week (ZbIssue         issue,
                    const ZbPeriod *period,
                    ZbPeriod       *week)
{
  GDate middle;

  if (!zb_period_is_known (period))
    return zb_period_init_issue (week, issue);
  middle = period->start;
  g_date_add_days (&middle, (guint) g_date_days_between (&period->start, &period->end) / 2);
  zb_period_init_week (week, &middle);
  return TRUE;
}

/**
 * zb_chart_week_find:
 * @week: (out caller-allocates): Monday to Sunday
 *
 * Returns: whether it is known which week is meant, as in zb_chart_find_week().
 */
gboolean
zb_chart_week_find (const ZbChartWeek *self,
                    ZbPeriod          *week)
{
  return zb_chart_find_week (self->issue, &self->period, week);
}

/**
 * zb_chart_week_get_value:
 * @figure: (not nullable): a figure's id
 *
 * Returns: (transfer none) (nullable): what is known of it, %NULL for nothing that can be drawn.
 */
const ZbFigure *
zb_chart_week_get_value (const ZbChartWeek *self,
                         const char        *figure)
{
  const ZbFigure *found = self->figures != NULL ? zb_figures_find (self->figures, figure) : NULL;

  return found != NULL && found->value >= 0 ? found : NULL;
}
