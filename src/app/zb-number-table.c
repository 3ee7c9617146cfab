/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-number-table.h"

#include <glib/gi18n.h>

#include "chart/zb-chart-table.h"

/* More rows than a person reads; longer tables are what CSV is for. */
#define MAX_ROWS 60

#define N_COLUMNS 3

/* The numbers stand under each other since their columns are as wide in every row; the first
 * takes the rest. */
static const int column_chars[N_COLUMNS] = { -1, 7, 5 };

static GtkWidget *
new_label (const char       *text,
           GtkAccessibleRole role,
           float             xalign)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", role,
                                   "label", text != NULL ? text : "–",
                                   "xalign", xalign,
                                   "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   NULL);

  if (role == GTK_ACCESSIBLE_ROLE_COLUMN_HEADER)
    gtk_widget_add_css_class (label, "table-heading");
  else if (xalign > 0)
    gtk_widget_add_css_class (label, "numeric");
  return label;
}

/* Each row is a widget of its own, so that a screen reader meets rows and cells. */
static void
add_row (GtkWidget        *table,
         GtkAccessibleRole role,
         const char       *cells[N_COLUMNS])
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_ROW,
                                 "spacing", 12,
                                 NULL);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *label;

      if (i == N_COLUMNS - 1 && cells[i] == NULL)
        continue;
      label = new_label (cells[i], i == 0 && role == GTK_ACCESSIBLE_ROLE_CELL
                                                ? GTK_ACCESSIBLE_ROLE_ROW_HEADER : role,
                                    i == 0 ? 0 : 1);

      gtk_widget_set_hexpand (label, i == 0);
      gtk_label_set_width_chars (GTK_LABEL (label), column_chars[i]);
      gtk_box_append (GTK_BOX (row), label);
    }
  gtk_box_append (GTK_BOX (table), row);
}

/* The rows of a trend are weeks of one figure, whose name stands above. */
static void
add_number (GtkWidget        *table,
            const ZbChartRow *row,
            gboolean          is_trend)
{
  g_autofree char *label = NULL;

  if (!is_trend && row->note != NULL && *row->note != '\0')
    /* Translators: a row of a table: a number's name, and what it belongs to, such as "By kind". */
    label = g_strdup_printf (_("%1$s (%2$s)"), row->label, row->note);
  add_row (table, GTK_ACCESSIBLE_ROLE_CELL,
           (const char *[]) { label != NULL ? label : row->label, row->value,
                              is_trend ? NULL : row->share != NULL ? row->share : "–" });
}

/**
 * zb_number_table_new:
 * @chart: a chart
 *
 * Returns: (transfer floating): the chart's numbers as a table, for those who
 *   cannot see it and for those who want the exact numbers.
 */
GtkWidget *
zb_number_table_new (ZbChart *chart)
{
  GtkWidget *table = g_object_new (GTK_TYPE_BOX,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_TABLE,
                                   "orientation", GTK_ORIENTATION_VERTICAL,
                                   "spacing", 6,
                                   NULL);
  g_autoptr(GPtrArray) rows = zb_chart_dup_table (chart);

  gboolean is_trend = chart->slots->len > 0;

  gtk_widget_add_css_class (table, "number-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  chart->title, -1);
  add_row (table, GTK_ACCESSIBLE_ROLE_COLUMN_HEADER,
           (const char *[]) { is_trend ? _("Week") : _("Figure"), _("Value"), is_trend ? NULL : _("Share") });
  for (guint i = rows->len > MAX_ROWS ? rows->len - MAX_ROWS : 0; i < rows->len; i++)
    add_number (table, g_ptr_array_index (rows, i), is_trend);
  return table;
}
