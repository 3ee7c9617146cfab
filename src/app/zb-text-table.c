/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-text-table.h"

#include <glib/gi18n.h>

#include "app/zb-text-markup.h"

/* A table of a bulletin has five columns; what lies beyond these limits is no table for reading. */
#define MAX_COLUMNS 16
#define MAX_CELL_BYTES 1500

/* A column is as wide as its longest cell, up to here; longer cells wrap. */
#define MAX_CHARS 22

/* A row, and a cell of it, is a widget of its own, so that a screen reader meets rows and cells. The
 * table gives all rows the same columns. */
struct _ZbTextTable {
  GtkWidget  parent_instance;
  guint      n_columns;
  int        widths[MAX_COLUMNS];
};

G_DEFINE_FINAL_TYPE (ZbTextTable, zb_text_table, GTK_TYPE_WIDGET)

/* As wide as the cells want to be: where that is too wide, the table scrolls. */
static int
measure_columns (ZbTextTable *self)
{
  int total = 0;

  memset (self->widths, 0, sizeof self->widths);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      guint i = 0;

      for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL;
           cell = gtk_widget_get_next_sibling (cell), i++)
        {
          int natural;

          gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
          self->widths[i] = MAX (self->widths[i], natural);
        }
    }
  for (guint i = 0; i < self->n_columns; i++)
    total += self->widths[i];
  return total;
}

static int
measure_row (ZbTextTable *self,
             GtkWidget   *row)
{
  int height = 0;
  guint i = 0;

  for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    {
      int minimum;

      gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, self->widths[i++], &minimum, NULL, NULL, NULL);
      height = MAX (height, minimum);
    }
  return height;
}

static void
zb_text_table_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  ZbTextTable *self = ZB_TEXT_TABLE (widget);
  int width = measure_columns (self);
  int height = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (widget); row != NULL; row = gtk_widget_get_next_sibling (row))
    height += measure_row (self, row);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
}

static void
zb_text_table_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  ZbTextTable *self = ZB_TEXT_TABLE (widget);
  GtkAllocation place = { 0, 0, measure_columns (self), 0 };

  for (GtkWidget *row = gtk_widget_get_first_child (widget); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkAllocation cell_place = { 0, 0, 0, 0 };
      guint i = 0;

      place.height = cell_place.height = measure_row (self, row);
      gtk_widget_size_allocate (row, &place, -1);
      place.y += place.height;
      for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
        {
          cell_place.width = self->widths[i++];
          gtk_widget_size_allocate (cell, &cell_place, -1);
          cell_place.x += cell_place.width;
        }
    }
}

static void
zb_text_table_dispose (GObject *object)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (row);

  G_OBJECT_CLASS (zb_text_table_parent_class)->dispose (object);
}

static void
zb_text_table_class_init (ZbTextTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_text_table_dispose;
  widget_class->measure = zb_text_table_measure;
  widget_class->size_allocate = zb_text_table_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
zb_text_table_init (ZbTextTable *self)
{
}

static guint
count_columns (GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n = MAX (n, ((const ZbBlock *) g_ptr_array_index (rows, i))->n_cells);
  return MIN (n, MAX_COLUMNS);
}

/* Whether a cell is a number, perhaps with a unit or a sign: such cells stand at the end. */
static gboolean
is_number (const char *markup)
{
  guint n_digits = 0, n_others = 0;

  for (const char *p = markup; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isdigit (*p))
      n_digits++;
    else if (strchr (",.%+- ", *p) == NULL)
      n_others++;
  return n_digits > 0 && n_others <= 1;
}

static GtkAccessibleRole
get_role (guint    column,
          gboolean is_head)
{
  if (is_head)
    return GTK_ACCESSIBLE_ROLE_COLUMN_HEADER;
  return column == 0 ? GTK_ACCESSIBLE_ROLE_ROW_HEADER : GTK_ACCESSIBLE_ROLE_CELL;
}

static GtkWidget *
new_cell (const ZbBlock *row,
          guint          column,
          gboolean       is_head)
{
  GtkWidget *cell = g_object_new (GTK_TYPE_BOX, "accessible-role", get_role (column, is_head), NULL);
  g_autoptr(GString) markup = g_string_new (NULL);
  GtkWidget *label;
  gboolean is_right;

  zb_text_append_cell (markup, row, column, MAX_CELL_BYTES);
  is_right = !is_head && is_number (markup->str);
  label = zb_text_label_new (markup->str);
  g_object_set (label,
                "max-width-chars", MAX_CHARS,
                "hexpand", TRUE,
                "xalign", is_right ? 1.0f : 0.0f,
                "yalign", 0.0f,
                NULL);
  gtk_widget_add_css_class (cell, "table-cell");
  if (is_right)
    gtk_widget_add_css_class (label, "numeric");
  if (is_head)
    gtk_widget_add_css_class (label, "table-heading");
  gtk_box_append (GTK_BOX (cell), label);
  return cell;
}

static void
add_row (ZbTextTable   *self,
         const ZbBlock *block,
         gboolean       is_head)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_ROW, NULL);

  /* The table itself says where the cells are. */
  gtk_widget_set_layout_manager (row, NULL);
  gtk_widget_add_css_class (row, is_head ? "table-head" : "table-row");
  for (guint i = 0; i < self->n_columns; i++)
    gtk_box_append (GTK_BOX (row), new_cell (block, i, is_head));
  gtk_widget_set_parent (row, GTK_WIDGET (self));
}

/**
 * zb_text_table_new:
 * @rows: (element-type ZbBlock): a table's rows; the first is its head
 * @n_cells: (out): how many cells it has
 *
 * Returns: (transfer floating): the table; where it is wider than its place it
 *   scrolls within itself.
 */
GtkWidget *
zb_text_table_new (GPtrArray *rows,
                   guint     *n_cells)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  ZbTextTable *self = g_object_new (ZB_TYPE_TEXT_TABLE, NULL);

  self->n_columns = count_columns (rows);
  for (guint i = 0; i < rows->len; i++)
    add_row (self, g_ptr_array_index (rows, i), i == 0 && rows->len > 1);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self), "text-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Table"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self));
  *n_cells = rows->len * self->n_columns;
  return scroller;
}
