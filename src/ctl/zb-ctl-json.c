/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-ctl-json.h"

#include "ctl/zb-ctl.h"

/**
 * zb_ctl_json_add_string:
 * @value: (nullable): %NULL becomes null
 */
void
zb_ctl_json_add_string (JsonBuilder *builder,
                        const char  *name,
                        const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/**
 * zb_ctl_json_add_int:
 */
void
zb_ctl_json_add_int (JsonBuilder *builder,
                     const char  *name,
                     gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * zb_ctl_json_add_bool:
 */
void
zb_ctl_json_add_bool (JsonBuilder *builder,
                      const char  *name,
                      gboolean     value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/**
 * zb_ctl_json_add_strings:
 * @strings: (element-type utf8): the elements
 */
void
zb_ctl_json_add_strings (JsonBuilder *builder,
                         const char  *name,
                         GPtrArray   *strings)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < strings->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (strings, i));
  json_builder_end_array (builder);
}

/**
 * zb_ctl_json_add_date:
 * @date: an invalid one becomes null
 */
void
zb_ctl_json_add_date (JsonBuilder *builder,
                      const char  *name,
                      const GDate *date)
{
  g_autofree char *text = zb_date_dup_iso (date);

  zb_ctl_json_add_string (builder, name, text);
}

/**
 * zb_ctl_json_add_known_number:
 * @number: 0 becomes null
 */
void
zb_ctl_json_add_known_number (JsonBuilder *builder,
                              const char  *name,
                              guint        number)
{
  json_builder_set_member_name (builder, name);
  if (number != 0)
    json_builder_add_int_value (builder, number);
  else
    json_builder_add_null_value (builder);
}

/**
 * zb_ctl_json_add_issue:
 *
 * Adds "year" and "issue".
 */
void
zb_ctl_json_add_issue (JsonBuilder *builder,
                       ZbIssue      issue)
{
  zb_ctl_json_add_known_number (builder, "year", issue.year);
  zb_ctl_json_add_known_number (builder, "issue", issue.number);
}

/**
 * zb_ctl_json_add_period:
 *
 * Adds "period", null where unknown.
 */
void
zb_ctl_json_add_period (JsonBuilder    *builder,
                        const ZbPeriod *period)
{
  json_builder_set_member_name (builder, "period");
  if (!zb_period_is_known (period))
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  zb_ctl_json_add_date (builder, "start", &period->start);
  zb_ctl_json_add_date (builder, "end", &period->end);
  json_builder_end_object (builder);
}

/**
 * zb_ctl_json_add_rating:
 *
 * Adds "rating" as the bulletin prints it, null where it does not.
 */
void
zb_ctl_json_add_rating (JsonBuilder *builder,
                        ZbRating     rating)
{
  zb_ctl_json_add_string (builder, "rating", zb_rating_get_han (rating));
}

/**
 * zb_ctl_json_add_figure_members:
 *
 * Adds value, unit, change and sentence to the object that is open.
 */
void
zb_ctl_json_add_figure_members (JsonBuilder    *builder,
                                ZbCatalogue    *catalogue,
                                const ZbFigure *figure)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure->id);

  if (figure->level != NULL)
    zb_ctl_json_add_string (builder, "value", figure->level);
  else
    zb_ctl_json_add_int (builder, "value", figure->value);
  zb_ctl_json_add_string (builder, "unit", kind != NULL ? kind->unit : NULL);
  json_builder_set_member_name (builder, "change_percent");
  if (figure->has_change)
    json_builder_add_double_value (builder, figure->change_percent);
  else
    json_builder_add_null_value (builder);
  zb_ctl_json_add_string (builder, "sentence", figure->sentence);
}

/**
 * zb_ctl_json_add_recap_line:
 *
 * Adds one earlier issue, as `parse` and `show` both print it.
 */
void
zb_ctl_json_add_recap_line (JsonBuilder    *builder,
                            ZbIssue         issue,
                            const ZbPeriod *period,
                            const char     *url,
                            const char     *title)
{
  json_builder_begin_object (builder);
  zb_ctl_json_add_issue (builder, issue);
  zb_ctl_json_add_period (builder, period);
  zb_ctl_json_add_string (builder, "url", url);
  zb_ctl_json_add_string (builder, "title", title);
  json_builder_end_object (builder);
}

/**
 * zb_ctl_json_add_recap:
 * @recap: (element-type ZbRecapEntry): earlier issues
 *
 * Adds "recap".
 */
void
zb_ctl_json_add_recap (JsonBuilder *builder,
                       GPtrArray   *recap)
{
  json_builder_set_member_name (builder, "recap");
  json_builder_begin_array (builder);
  for (guint i = 0; i < recap->len; i++)
    {
      const ZbRecapEntry *entry = g_ptr_array_index (recap, i);

      zb_ctl_json_add_recap_line (builder, entry->issue, &entry->period, entry->url, entry->title);
    }
  json_builder_end_array (builder);
}

/**
 * zb_ctl_json_print:
 *
 * Prints what was built, on one line.
 */
void
zb_ctl_json_print (JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  zb_ctl_print ("%s\n", text);
}
