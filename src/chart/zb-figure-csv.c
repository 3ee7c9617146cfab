/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-figure-csv.h"

#include "bulletin/zb-catalogue.h"
#include "chart/zb-csv.h"

/**
 * zb_figure_csv_append:
 * @csv: a table of RFC 4180
 * @last: whether nothing follows %ZB_FIGURE_CSV_COLUMNS in this table
 *
 * Appends the columns %ZB_FIGURE_CSV_COLUMNS of a figure.
 */
void
zb_figure_csv_append (GString           *csv,
                      const ZbFigureRow *row,
                      gboolean           last)
{
  const ZbFigure *figure = row->figure;
  const ZbFigureKind *kind = zb_catalogue_lookup (zb_catalogue_get_default (), figure->id);
  g_autofree char *start = zb_date_dup_iso (&row->period->start);
  g_autofree char *end = zb_date_dup_iso (&row->period->end);
  char change[G_ASCII_DTOSTR_BUF_SIZE];

  zb_csv_append_number (csv, row->issue.year, row->issue.year != 0);
  zb_csv_append_number (csv, row->issue.number, row->issue.number != 0);
  zb_csv_append_text (csv, start, FALSE);
  zb_csv_append_text (csv, end, FALSE);
  zb_csv_append_text (csv, figure->id, FALSE);
  if (figure->level != NULL)
    zb_csv_append_text (csv, figure->level, FALSE);
  else
    zb_csv_append_number (csv, figure->value, TRUE);
  zb_csv_append_text (csv, kind != NULL ? kind->unit : NULL, FALSE);
  /* A number, although it may begin with a sign. */
  if (figure->has_change)
    g_string_append (csv, g_ascii_formatd (change, sizeof change, "%.10g", figure->change_percent));
  g_string_append_c (csv, ',');
  zb_csv_append_text (csv, row->origin, FALSE);
  zb_csv_append_text (csv, row->account, FALSE);
  zb_csv_append_text (csv, row->url, last);
}
