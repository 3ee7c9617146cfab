/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-number-table.h"

#include <glib/gi18n.h>

#include "chart/zb-chart-table.h"

/* More weeks than a person reads, of all lines together and of one of many; longer tables are what CSV is for. */
#define MAX_WEEKS 60
#define MIN_WEEKS 20

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

static void
add_number (GtkWidget        *table,
            const ZbChartRow *row)
{
  g_autofree char *label = NULL;

  if (row->note != NULL && *row->note != '\0')
    /* Translators: a row of a table: a number's name, and what it belongs to, such as "By kind". */
    label = g_strdup_printf (_("%1$s (%2$s)"), row->label, row->note);
  add_row (table, GTK_ACCESSIBLE_ROLE_CELL,
           (const char *[]) { label != NULL ? label : row->label, row->value, row->share != NULL ? row->share : "–" });
}

static void
add_numbers (GtkWidget *table,
             GPtrArray *rows)
{
  add_row (table, GTK_ACCESSIBLE_ROLE_COLUMN_HEADER, (const char *[]) { _("Figure"), _("Value"), _("Share") });
  for (guint i = 0; i < rows->len; i++)
    add_number (table, g_ptr_array_index (rows, i));
}

/* How many weeks of each year there are. */
static void
add_years (GtkWidget *table,
           GPtrArray *rows)
{
  add_row (table, GTK_ACCESSIBLE_ROLE_COLUMN_HEADER, (const char *[]) { _("Year"), _("Weeks"), NULL });
  for (guint i = 0; i < rows->len; i++)
    {
      const ZbChartRow *row = g_ptr_array_index (rows, i);

      add_row (table, GTK_ACCESSIBLE_ROLE_CELL, (const char *[]) { row->label, row->value, NULL });
    }
}

/* The row behind the last one of the line that begins at @first. */
static guint
find_end (GPtrArray *rows,
          guint      first)
{
  const char *line = ((const ZbChartRow *) g_ptr_array_index (rows, first))->note;
  guint end = first + 1;

  while (end < rows->len && g_strcmp0 (((const ZbChartRow *) g_ptr_array_index (rows, end))->note, line) == 0)
    end++;
  return end;
}

static guint
count_lines (GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i = find_end (rows, i))
    n++;
  return n;
}

static void
add_sentence (GtkWidget  *table,
              const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (table), label);
}

/* The weeks of each line under the line's name, the newest first, since they are looked for most. */
static void
add_weeks (GtkWidget *table,
           GPtrArray *rows)
{
  guint n_lines = count_lines (rows);
  guint most = MAX (MAX_WEEKS / MAX (n_lines, 1), MIN_WEEKS);
  gboolean cut = FALSE;
  guint end;

  for (guint first = 0; first < rows->len; first = end)
    {
      const char *line = ((const ZbChartRow *) g_ptr_array_index (rows, first))->note;

      end = find_end (rows, first);
      add_row (table, GTK_ACCESSIBLE_ROLE_COLUMN_HEADER,
               (const char *[]) { n_lines > 1 ? line : _("Week"), _("Value"), NULL });
      for (guint i = end; i > first && end - i < most; i--)
        {
          const ZbChartRow *row = g_ptr_array_index (rows, i - 1);

          add_row (table, GTK_ACCESSIBLE_ROLE_CELL, (const char *[]) { row->label, row->value, NULL });
        }
      cut = cut || end - first > most;
    }
  if (cut)
    {
      g_autofree char *text =
        /* Translators: under a table of numbers. */
        g_strdup_printf (ngettext ("Only the newest %u week is listed. “Save Numbers as CSV” has all of them.",
                                   "Only the newest %u weeks are listed. “Save Numbers as CSV” has all of them.",
                                   most), most);

      add_sentence (table, text);
    }
}

static gboolean
has_calendar (ZbChart *chart)
{
  for (guint i = 0; i < chart->blocks->len; i++)
    if (((const ZbChartBlock *) g_ptr_array_index (chart->blocks, i))->kind == ZB_CHART_BLOCK_GRID)
      return TRUE;
  return FALSE;
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

  gtk_widget_add_css_class (table, "number-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  chart->title, -1);
  if (has_calendar (chart))
    add_years (table, rows);
  else if (chart->slots->len > 0)
    add_weeks (table, rows);
  else
    add_numbers (table, rows);
  return table;
}
