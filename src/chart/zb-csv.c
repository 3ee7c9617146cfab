/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-csv.h"

#include <string.h>

/* What spreadsheets take for the beginning of a formula; in China also the full-width signs. */
static gboolean
is_formula (const char *text)
{
  static const char *const signs[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i]))
      return TRUE;
  return FALSE;
}

/**
 * zb_csv_append_text:
 * @text: (nullable): what stands in the cell
 * @last: whether it is the row's last cell
 *
 * Adds a cell as RFC 4180 has it. A text that a spreadsheet would take for a
 * formula gets an apostrophe in front, which makes it a text there.
 */
void
zb_csv_append_text (GString    *csv,
                    const char *text,
                    gboolean    last)
{
  g_autoptr(GString) cell = g_string_new (text);

  if (is_formula (cell->str))
    g_string_prepend_c (cell, '\'');
  if (strpbrk (cell->str, ",\"\r\n") != NULL)
    {
      g_string_replace (cell, "\"", "\"\"", 0);
      g_string_append_printf (csv, "\"%s\"", cell->str);
    }
  else
    g_string_append (csv, cell->str);
  g_string_append (csv, last ? "\r\n" : ",");
}

/**
 * zb_csv_append_number:
 * @known: whether there is a number; otherwise the cell is empty
 *
 * Adds a cell that is not the row's last.
 */
void
zb_csv_append_number (GString  *csv,
                      gint64    number,
                      gboolean  known)
{
  if (known)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, number);
  g_string_append_c (csv, ',');
}
