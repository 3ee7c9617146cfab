/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-number-table.h"

#include <glib/gi18n.h>

#include "chart/zb-chart-table.h"

/* More rows than a person reads; longer tables are what CSV is for. */
#define MAX_ROWS 60

static GtkWidget *
new_label (const char       *text,
           GtkAccessibleRole role,
           float             xalign)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", role,
                                   "label", text != NULL ? text : "–",
                                   "xalign", xalign,
                                   "wrap", TRUE,
                                   "selectable", role != GTK_ACCESSIBLE_ROLE_COLUMN_HEADER,
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
         GtkSizeGroup     *groups[4],
         GtkAccessibleRole role,
         const char       *cells[4])
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_ROW,
                                 "spacing", 12,
                                 NULL);

  for (guint i = 0; i < 4; i++)
    {
      GtkWidget *label = new_label (cells[i], i == 0 && role == GTK_ACCESSIBLE_ROLE_CELL
                                                ? GTK_ACCESSIBLE_ROLE_ROW_HEADER : role,
                                    i == 0 || i == 3 ? 0 : 1);

      gtk_widget_set_hexpand (label, i == 0);
      gtk_size_group_add_widget (groups[i], label);
      gtk_box_append (GTK_BOX (row), label);
    }
  gtk_box_append (GTK_BOX (table), row);
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
  GtkSizeGroup *groups[4];

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    groups[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_add_css_class (table, "number-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  chart->title, -1);
  add_row (table, groups, GTK_ACCESSIBLE_ROLE_COLUMN_HEADER,
           (const char *[]) { chart->slots->len > 0 ? _("Week") : _("Figure"), _("Value"), _("Share"), _("Note") });
  for (guint i = rows->len > MAX_ROWS ? rows->len - MAX_ROWS : 0; i < rows->len; i++)
    {
      const ZbChartRow *row = g_ptr_array_index (rows, i);

      add_row (table, groups, GTK_ACCESSIBLE_ROLE_CELL,
               (const char *[]) { row->label, row->value, row->share != NULL ? row->share : "",
                                  row->note != NULL ? row->note : "" });
    }
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    g_object_unref (groups[i]);
  return table;
}
