/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-detail-text.h"

#include <glib/gi18n-lib.h>

#include "bulletin/zb-figure-value.h"

/* A bulletin as a text that can go elsewhere: what it says and where each figure comes from. What
 * the user has written on it is not part of it. */

/**
 * zb_sourced_figure_dup_origin:
 * @detail: the bulletin that it belongs to
 *
 * Where there are several copies, which of them it was matters.
 *
 * Returns: (transfer full): where the figure comes from, in the user's language: "from the text of copy 3".
 */
char *
zb_sourced_figure_dup_origin (const ZbSourcedFigure *figure,
                              const ZbDetail        *detail)
{
  g_autofree char *number = NULL;

  switch (figure->origin)
    {
    case ZB_FIGURE_FROM_COPY:
      if (detail->copies->len < 2)
        return g_strdup (C_("origin of a figure", "from the text"));
      number = g_strdup_printf ("%" G_GINT64_FORMAT, figure->copy_id);
      return g_strdup_printf (C_("origin of a figure", "from the text of copy %s"), number);
    case ZB_FIGURE_TYPED:
      return g_strdup (C_("origin of a figure", "typed in"));
    case ZB_FIGURE_FROM_INDEX:
      return g_strdup (C_("origin of a figure", "from the bundled index"));
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
append_figure (const ZbSourcedFigure *figure,
               const ZbDetail        *self,
               ZbCatalogue           *catalogue,
               ZbTextFormat           format,
               GString               *text)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure->figure->id);
  const char *label = kind != NULL ? zb_figure_kind_get_label (kind) : figure->figure->id;
  g_autofree char *value = zb_figure_dup_value (figure->figure, catalogue);
  g_autofree char *origin = zb_sourced_figure_dup_origin (figure, self);

  if (format == ZB_TEXT_MARKDOWN)
    g_string_append_printf (text, "| %s | %s | %s |\n", label, value, origin);
  else
    /* Translators: a figure, its value with its unit, and where it comes from. */
    g_string_append_printf (text, _("  %1$s: %2$s (%3$s)\n"), label, value, origin);
  for (guint i = 0; figure->disagreeing != NULL && i < figure->disagreeing->len; i++)
    {
      const ZbSourcedFigure *other = g_ptr_array_index (figure->disagreeing, i);
      g_autofree char *other_value = zb_figure_dup_value (other->figure, catalogue);
      g_autofree char *other_origin = zb_sourced_figure_dup_origin (other, self);

      if (format == ZB_TEXT_MARKDOWN)
        g_string_append_printf (text, "| %s | %s | %s |\n", label, other_value, other_origin);
      else
        /* Translators: another value of the same figure, and where it comes from. */
        g_string_append_printf (text, _("    but %s (%s)\n"), other_value, other_origin);
    }
}

/**
 * zb_detail_dup_figures:
 *
 * Returns: (transfer container) (element-type ZbSourcedFigure): the figures in the order in which people want to read
 *   them; what the catalogue does not know comes last.
 */
GPtrArray *
zb_detail_dup_figures (const ZbDetail *self,
                       ZbCatalogue    *catalogue)
{
  GPtrArray *figures = g_ptr_array_new ();

  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    for (guint j = 0; j < self->figures->len; j++)
      {
        ZbSourcedFigure *figure = g_ptr_array_index (self->figures, j);

        if (g_str_equal (figure->figure->id, zb_catalogue_get_figure (catalogue, i)->id))
          g_ptr_array_add (figures, figure);
      }
  for (guint j = 0; j < self->figures->len; j++)
    {
      ZbSourcedFigure *figure = g_ptr_array_index (self->figures, j);

      if (zb_catalogue_lookup (catalogue, figure->figure->id) == NULL)
        g_ptr_array_add (figures, figure);
    }
  return figures;
}

static void
append_all_figures (const ZbDetail *self,
                    ZbCatalogue    *catalogue,
                    ZbTextFormat    format,
                    GString        *text)
{
  g_autoptr(GPtrArray) figures = zb_detail_dup_figures (self, catalogue);

  for (guint i = 0; i < figures->len; i++)
    append_figure (g_ptr_array_index (figures, i), self, catalogue, format, text);
}

/**
 * zb_detail_append_figures:
 * @text: what it is added to
 *
 * Adds the title, the rating and the figures with where they come from, in the user's language.
 */
void
zb_detail_append_figures (const ZbDetail *self,
                          ZbCatalogue    *catalogue,
                          ZbTextFormat    format,
                          GString        *text)
{
  const ZbEntry *entry = self->entry;
  gboolean markdown = format == ZB_TEXT_MARKDOWN;

  g_string_append_printf (text, markdown ? "# %s\n\n" : "%s\n", entry->title);
  if (entry->rating != ZB_RATING_UNKNOWN)
    g_string_append_printf (text, _("  Rating: %s (%s)\n"), zb_rating_get_label (entry->rating),
                            zb_rating_get_han (entry->rating));
  if (markdown && self->figures->len > 0)
    g_string_append_printf (text, "\n| %s | %s | %s |\n|---|---:|---|\n", _("Figure"), _("Value"), _("Origin"));
  append_all_figures (self, catalogue, format, text);
}

/* Why there is no text: the chosen copy has none, no copy has, or it is damaged. */
static void
append_lack_of_text (const ZbDetail *self,
                     ZbTextFormat    format,
                     GString        *text)
{
  const ZbBulletin *shown = self->shown != NULL ? self->shown->bulletin : NULL;

  if (shown != NULL && shown->reason != NULL)
    g_string_append_printf (text, "\n%s\n", shown->reason);
  if (self->entry->state == ZB_ENTRY_TEXT && shown != NULL)
    return;
  g_string_append_printf (text, "\n%s\n",
                          _("The text of this issue is not in the library. It is known to be here:"));
  for (guint i = 0; i < self->addresses->len; i++)
    g_string_append_printf (text, format == ZB_TEXT_MARKDOWN ? "- <%s>\n" : "  %s\n",
                            ((const ZbKnownAddress *) g_ptr_array_index (self->addresses, i))->url);
}

/**
 * zb_detail_append_reading:
 * @text: what it is added to
 *
 * Adds what does not fit together, and the text of the shown copy, or why there is none.
 */
void
zb_detail_append_reading (const ZbDetail *self,
                          ZbTextFormat    format,
                          GString        *text)
{
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->warnings->len; i++)
    g_string_append_printf (text, _("  Note: %s\n"), (const char *) g_ptr_array_index (self->warnings, i));
  if (!zb_detail_has_text (self))
    {
      append_lack_of_text (self, format, text);
      return;
    }
  words = format == ZB_TEXT_MARKDOWN ? zb_document_to_markdown (self->shown->body)
                                     : zb_document_to_text (self->shown->body);
  g_string_append_printf (text, "\n%s\n", words);
}

/**
 * zb_detail_to_string:
 *
 * Returns: (transfer full): the whole bulletin in the user's language, with the figures of all
 *   copies, the text of the shown one, and where that is to be found.
 */
char *
zb_detail_to_string (const ZbDetail *self,
                     ZbCatalogue    *catalogue,
                     ZbTextFormat    format)
{
  GString *text = g_string_new (NULL);
  const char *link = zb_detail_get_link (self);

  zb_detail_append_figures (self, catalogue, format, text);
  zb_detail_append_reading (self, format, text);
  /* Of an issue without its text, the places are told already. */
  if (link != NULL && zb_detail_has_text (self))
    {
      g_autofree char *address = g_strdup_printf (format == ZB_TEXT_MARKDOWN ? "<%s>" : "%s", link);

      g_string_append_c (text, '\n');
      /* Translators: %s is an address on the web. */
      g_string_append_printf (text, _("Source: %s"), address);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/**
 * zb_detail_get_link:
 *
 * Returns: (nullable) (transfer none): where on the web the shown copy is, or where the bulletin is
 *   known to be; exactly as printed, since others do not open.
 */
const char *
zb_detail_get_link (const ZbDetail *self)
{
  const ZbBulletin *shown = zb_detail_has_text (self) ? self->shown->bulletin : NULL;

  if (shown != NULL && zb_is_web_address (shown->url))
    return shown->url;
  for (guint i = 0; i < self->addresses->len; i++)
    {
      const ZbKnownAddress *address = g_ptr_array_index (self->addresses, i);

      if (zb_is_web_address (address->url))
        return address->url;
    }
  return NULL;
}
