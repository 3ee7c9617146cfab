/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-ctl-chart-make.h"

#include <glib/gi18n.h>

#include "chart/zb-chart-calendar.h"
#include "chart/zb-chart-categories.h"
#include "chart/zb-chart-comparison.h"
#include "chart/zb-chart-median.h"
#include "chart/zb-chart-report.h"
#include "chart/zb-chart-trend.h"
#include "chart/zb-chart-years.h"
#include "ctl/zb-ctl-library.h"

static ZbChart *
make_categories (ZbLibrary   *library,
                 const char  *name,
                 GError     **error)
{
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  gint64 id;

  if (!zb_ctl_find_bulletin (library, name, &id, error))
    return NULL;
  detail = zb_library_load (library, id, error);
  if (detail == NULL)
    return NULL;
  return zb_chart_new_categories (zb_catalogue_get_default (), detail->entry->issue,
                                  &detail->entry->period,
                                  detail->entry->figures != NULL ? detail->entry->figures : none);
}

/* Without limits the trend covers all weeks of which any of its figures is known. */
static gboolean
entry_has_any (const ZbEntry      *entry,
               const char * const *figures)
{
  for (guint i = 0; figures[i] != NULL; i++)
    if (entry->figures != NULL && zb_figures_find (entry->figures, figures[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
widen (GDate         *from,
       GDate         *to,
       const ZbEntry *entry)
{
  ZbPeriod week;

  if (!zb_chart_find_week (entry->issue, &entry->period, &week))
    return;
  if (!g_date_valid (from) || g_date_compare (&week.start, from) < 0)
    *from = week.start;
  if (!g_date_valid (to) || g_date_compare (&week.end, to) > 0)
    *to = week.end;
}

static gboolean
check_figures (const char * const *figures,
               GError            **error)
{
  g_autofree char *known = zb_ctl_dup_known_figures (FALSE);

  if (figures[0] != NULL)
    for (guint i = 0; ; i++)
      {
        if (figures[i] == NULL)
          return TRUE;
        if (zb_catalogue_lookup (zb_catalogue_get_default (), figures[i]) == NULL ||
            zb_figure_kind_is_level (zb_catalogue_lookup (zb_catalogue_get_default (), figures[i])))
          {
            g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                         /* Translators: what was asked for, then the names that can be. */
                         _("There is no figure “%1$s” that can be drawn over time. There are: %2$s."),
                         figures[i], known);
            return FALSE;
          }
      }
  g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                       _("Name a figure after --trend, such as incidents_total."));
  return FALSE;
}

/* What charts over weeks are told, with the first and the last day of which one of the figures is known. */
static GPtrArray *
list_weeks (ZbLibrary           *library,
            const char * const  *figures,
            GDate               *from,
            GDate               *to,
            GError             **error)
{
  g_autoptr(GPtrArray) list = zb_library_list (library, error);
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);

  g_date_clear (from, 1);
  g_date_clear (to, 1);
  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (list, i);

      g_ptr_array_add (weeks, zb_chart_week_new (entry->issue, &entry->period, entry->figures));
      if (entry_has_any (entry, figures))
        widen (from, to, entry);
    }
  return g_steal_pointer (&weeks);
}

static gboolean
read_limits (ZbLibrary              *library,
             const ZbCtlChartWanted *wanted,
             GDate                  *from,
             GDate                  *to,
             GError                **error)
{
  return (wanted->from == NULL || zb_ctl_read_limit (library, wanted->from, FALSE, from, error)) &&
         (wanted->to == NULL || zb_ctl_read_limit (library, wanted->to, TRUE, to, error));
}

static ZbChart *
make_comparison (ZbLibrary               *library,
                 const ZbCtlChartWanted  *wanted,
                 GError                 **error)
{
  const char *const none[] = { NULL };
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GPtrArray) weeks = NULL;
  GDate from, to;
  gint64 id;

  if (!zb_ctl_find_bulletin (library, wanted->issue, &id, error))
    return NULL;
  detail = zb_library_load (library, id, error);
  weeks = detail != NULL ? list_weeks (library, none, &from, &to, error) : NULL;
  if (weeks == NULL)
    return NULL;
  return zb_chart_new_comparison (zb_catalogue_get_default (), weeks, detail->entry->issue, &detail->entry->period,
                                  zb_chart_comparison_figures);
}

static ZbChart *
make_years (ZbLibrary               *library,
            const ZbCtlChartWanted  *wanted,
            GError                 **error)
{
  const char *const figures[] = { wanted->years, NULL };
  g_autoptr(GPtrArray) weeks = NULL;
  GDate from, to;

  if (!check_figures (figures, error))
    return NULL;
  weeks = list_weeks (library, figures, &from, &to, error);
  if (weeks == NULL)
    return NULL;
  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  if (!read_limits (library, wanted, &from, &to, error))
    return NULL;
  return zb_chart_new_years (zb_catalogue_get_default (), weeks, wanted->years, &from, &to, NULL);
}

/* The weeks of a trend or a report, and its range.
 * Returns: (transfer full) (nullable): as list_weeks() does; %NULL also where there is nothing in the range. */
static GPtrArray *
list_range (ZbLibrary               *library,
            const ZbCtlChartWanted  *wanted,
            const char * const      *figures,
            GDate                   *from,
            GDate                   *to,
            GError                 **error)
{
  g_autoptr(GPtrArray) weeks = NULL;

  if (!check_figures (figures, error))
    return NULL;
  weeks = list_weeks (library, figures, from, to, error);
  if (weeks == NULL || !read_limits (library, wanted, from, to, error))
    return NULL;
  if (g_date_valid (from) && g_date_valid (to) && g_date_compare (from, to) <= 0)
    return g_steal_pointer (&weeks);
  g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                       _("There are no weeks to draw: no figure is known there, or --from lies "
                         "behind --to."));
  return NULL;
}

static ZbChart *
make_trend (ZbLibrary               *library,
            const ZbCtlChartWanted  *wanted,
            GError                 **error)
{
  g_auto(GStrv) names = g_strsplit (wanted->trend, ",", -1);
  const char * const *figures = (const char * const *) names;
  g_autoptr(GPtrArray) weeks = NULL;
  ZbChart *chart;
  GDate from, to;

  weeks = list_range (library, wanted, figures, &from, &to, error);
  if (weeks == NULL)
    return NULL;
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, figures, &from, &to, NULL);
  if (wanted->median > 0)
    zb_chart_add_median (chart, wanted->median);
  return chart;
}

static ZbChartCellState
get_cell_state (const ZbEntry *entry)
{
  switch (entry->state)
    {
    case ZB_ENTRY_TEXT:
      return ZB_CHART_CELL_TEXT;
    case ZB_ENTRY_FIGURES:
      return ZB_CHART_CELL_FIGURES;
    case ZB_ENTRY_MISSING:
    default:
      return ZB_CHART_CELL_MISSING;
    }
}

/* Of a week that is not over there can be no bulletin. */
static void
init_last_week (GDate *day)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  g_date_subtract_days (day, 7);
}

/* Up to the last week of which anything is known, if that is later. */
static void
widen_to (GDate         *to,
          const ZbEntry *entry)
{
  ZbPeriod week;

  if (zb_chart_find_week (entry->issue, &entry->period, &week) && g_date_compare (&week.end, to) > 0)
    *to = week.end;
}

/* What a calendar is told; widens @to (nullable) to the last week of which anything is known. */
static GPtrArray *
list_calendar (ZbLibrary  *library,
               GDate      *to,
               GError    **error)
{
  g_autoptr(GPtrArray) list = zb_library_list (library, error);
  GPtrArray *weeks;

  if (list == NULL)
    return NULL;
  weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_calendar_week_free);
  for (guint i = 0; i < list->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (list, i);

      g_ptr_array_add (weeks, zb_chart_calendar_week_new (entry->issue, &entry->period,
                                                          get_cell_state (entry)));
      if (to != NULL)
        widen_to (to, entry);
    }
  return weeks;
}

/* Without limits the calendar goes from the first week that is known to the last that is over or known. */
static ZbChart *
make_calendar (ZbLibrary               *library,
               const ZbCtlChartWanted  *wanted,
               GError                 **error)
{
  g_autoptr(GPtrArray) weeks = NULL;
  GDate from, to;

  g_date_clear (&from, 1);
  init_last_week (&to);
  weeks = list_calendar (library, &to, error);
  if (weeks == NULL)
    return NULL;
  if (!read_limits (library, wanted, &from, &to, error))
    return NULL;
  if (g_date_valid (&from) && g_date_compare (&from, &to) > 0)
    {
      g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                           _("There are no weeks between --from and --to: the first lies behind the second."));
      return NULL;
    }
  return zb_chart_new_calendar (weeks, &from, &to);
}

/* The figures of a report for which none are named. */
#define REPORT_FIGURES \
  ZB_FIGURE_INCIDENTS_TOTAL "," ZB_FIGURE_INCIDENTS_CROSS_BORDER "," ZB_FIGURE_INCIDENTS_PHISHING

/**
 * zb_ctl_chart_make_report:
 * @wanted: the range, and the figures as of a trend, if any
 *
 * A report as zb_chart_report_of_weeks() makes it; without limits of all weeks of which one of the figures is known.
 *
 * Returns: (transfer full) (nullable): the PDF, or %NULL with an error like that of zb_ctl_chart_make(), or of
 *   %ZB_CHART_ERROR.
 */
GBytes *
zb_ctl_chart_make_report (ZbLibrary               *library,
                          const ZbCtlChartWanted  *wanted,
                          GError                 **error)
{
  g_auto(GStrv) names = g_strsplit (wanted->trend != NULL ? wanted->trend : REPORT_FIGURES, ",", -1);
  const char * const *figures = (const char * const *) names;
  g_autoptr(GPtrArray) weeks = NULL;
  g_autoptr(GPtrArray) calendar = NULL;
  GDate from, to;

  weeks = list_range (library, wanted, figures, &from, &to, error);
  if (weeks == NULL)
    return NULL;
  calendar = list_calendar (library, NULL, error);
  return calendar != NULL ? zb_chart_report_of_weeks (weeks, calendar, figures, &from, &to, NULL, error) : NULL;
}

/**
 * zb_ctl_chart_make:
 *
 * Returns: (transfer full) (nullable): the chart, or %NULL with an error of
 *   %ZB_LIBRARY_ERROR; %ZB_LIBRARY_ERROR_INVALID where the command line is wrong.
 */
ZbChart *
zb_ctl_chart_make (ZbLibrary               *library,
                   const ZbCtlChartWanted  *wanted,
                   GError                 **error)
{
  if (wanted->calendar)
    return make_calendar (library, wanted, error);
  if (wanted->trend != NULL)
    return make_trend (library, wanted, error);
  if (wanted->years != NULL)
    return make_years (library, wanted, error);
  return wanted->compares ? make_comparison (library, wanted, error) : make_categories (library, wanted->issue, error);
}
