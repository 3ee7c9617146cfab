/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-figures-csv.h"

#include "chart/zb-csv.h"
#include "chart/zb-figure-csv.h"

/* The columns of `zhoubaoctl export`, so that both go into one table; then what is for people. */
#define HEADER ZB_FIGURE_CSV_COLUMNS ",label,sentence\r\n"

static const ZbCopyInfo *
find_copy (const ZbDetail *detail,
           gint64          id)
{
  for (guint i = 0; i < detail->copies->len; i++)
    {
      const ZbCopyInfo *copy = g_ptr_array_index (detail->copies, i);

      if (copy->id == id)
        return copy;
    }
  return NULL;
}

static void
append_row (GString               *csv,
            const ZbDetail        *detail,
            const ZbSourcedFigure *sourced)
{
  const ZbFigure *figure = sourced->figure;
  const ZbFigureKind *kind = zb_catalogue_lookup (zb_catalogue_get_default (), figure->id);
  const ZbCopyInfo *copy = find_copy (detail, sourced->copy_id);
  const ZbFigureRow row = {
    .issue = detail->entry->issue,
    .period = &detail->entry->period,
    .figure = figure,
    .origin = zb_figure_origin_to_column (sourced->origin),
    .account = copy != NULL ? copy->account : NULL,
    .url = copy != NULL ? copy->url : NULL,
  };

  zb_figure_csv_append (csv, &row, FALSE);
  zb_csv_append_text (csv, kind != NULL ? zb_figure_kind_get_label (kind) : NULL, FALSE);
  zb_csv_append_text (csv, figure->sentence, TRUE);
}

/**
 * zb_figures_csv_new:
 *
 * The figures of one bulletin as a table of RFC 4180, in UTF-8: of each the value that counts, with
 * where it comes from and the sentence that states it.
 *
 * Returns: (transfer full): the file's content.
 */
GBytes *
zb_figures_csv_new (const ZbDetail *detail)
{
  GString *csv = g_string_new (HEADER);

  for (guint i = 0; i < detail->figures->len; i++)
    append_row (csv, detail, g_ptr_array_index (detail->figures, i));
  return g_string_free_to_bytes (csv);
}

/**
 * zb_figures_csv_dup_file_name:
 *
 * Returns: (transfer full): a name to propose: "zhoubao-2024-27-figures.csv".
 */
char *
zb_figures_csv_dup_file_name (const ZbDetail *detail)
{
  const ZbEntry *entry = detail->entry;
  g_autofree char *start = zb_date_dup_iso (&entry->period.start);

  if (entry->issue.number == 0)
    return g_strdup_printf ("zhoubao-%s-figures.csv", start);
  return g_strdup_printf ("zhoubao-%u-%02u-figures.csv", entry->issue.year, entry->issue.number);
}
