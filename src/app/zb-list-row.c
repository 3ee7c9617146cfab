/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-list-row.h"

#include <glib/gi18n.h>

#include "app/zb-rating-style.h"
#include "chart/zb-chart.h"

/* One row of the sidebar. A list view keeps about two hundred of them, so a
 * row is few widgets, and the same row shows headings, gaps and bulletins. */
struct _ZbListRow {
  GtkWidget   parent_instance;
  ZbListItem *item;
  gulong      notify_id;
  GtkWidget  *dot;
  GtkWidget  *box;
  GtkWidget  *title;
  GtkWidget  *subtitle;
  GtkWidget  *note;
  GtkWidget  *star;
  GtkWidget  *total;
  GtkWidget  *rating;
};

G_DEFINE_FINAL_TYPE (ZbListRow, zb_list_row, GTK_TYPE_WIDGET)

static void
zb_list_row_dispose (GObject *object)
{
  ZbListRow *self = ZB_LIST_ROW (object);

  zb_list_row_set_item (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_LIST_ROW);

  G_OBJECT_CLASS (zb_list_row_parent_class)->dispose (object);
}

static const ZbFigure *
find_total (ZbListRow *self)
{
  const ZbEntry *entry = self->item != NULL ? zb_list_item_get_entry (self->item) : NULL;

  return entry != NULL && entry->figures != NULL ? zb_figures_find (entry->figures, ZB_FIGURE_INCIDENTS_TOTAL) : NULL;
}

/* Found out when it is wanted: to set a tooltip costs a question to the display server, for each of two hundred rows. */
static gboolean
query_total_cb (GtkWidget  *widget,
                int         x,
                int         y,
                gboolean    is_keyboard,
                GtkTooltip *tooltip,
                gpointer    user_data)
{
  const ZbFigure *total = find_total (user_data);

  if (total == NULL || !total->is_typed)
    return FALSE;
  gtk_tooltip_set_text (tooltip, _("Typed by you"));
  return TRUE;
}

static void
zb_list_row_class_init (ZbListRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_list_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/zhoubao/Zhoubao/zb-list-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbListRow, dot);
  gtk_widget_class_bind_template_child (widget_class, ZbListRow, box);
  gtk_widget_class_bind_template_child (widget_class, ZbListRow, title);
  gtk_widget_class_bind_template_child (widget_class, ZbListRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ZbListRow, note);
  gtk_widget_class_bind_template_child (widget_class, ZbListRow, star);
  gtk_widget_class_bind_template_child (widget_class, ZbListRow, total);
  gtk_widget_class_bind_template_child (widget_class, ZbListRow, rating);
  gtk_widget_class_bind_template_callback (widget_class, query_total_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "zblistrow");
}

static void
zb_list_row_init (ZbListRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zb_list_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet.
 */
GtkWidget *
zb_list_row_new (void)
{
  return g_object_new (ZB_TYPE_LIST_ROW, NULL);
}

static void
show_year (ZbListRow *self)
{
  g_autofree char *title = g_strdup_printf ("%u", zb_list_item_get_year (self->item));
  guint n_weeks = zb_list_item_get_n_weeks (self->item);
  guint n_here = zb_list_item_get_n_here (self->item);
  g_autofree char *subtitle =
    n_weeks != 0
      /* Translators: of how many weeks of a year the library holds something. */
      ? g_strdup_printf (ngettext ("%1$u of %2$u week", "%1$u of %2$u weeks", n_weeks), n_here, n_weeks)
      /* Translators: how many issues of a year were found. */
      : g_strdup_printf (ngettext ("%u found", "%u found", n_here), n_here);

  gtk_label_set_label (GTK_LABEL (self->title),
                       zb_list_item_get_year (self->item) != 0 ? title : _("Year unknown"));
  gtk_label_set_label (GTK_LABEL (self->total),
                       n_weeks != 0 || zb_list_item_get_year (self->item) != 0 ? subtitle : "");
}

static void
show_gap (ZbListRow *self)
{
  guint n = zb_list_item_get_n_weeks (self->item);
  g_autofree char *title = g_strdup_printf (ngettext ("%u week unknown", "%u weeks unknown", n), n);

  gtk_label_set_label (GTK_LABEL (self->title), title);
}

static void
show_rating (ZbListRow *self,
             ZbRating   rating)
{
  gtk_widget_set_visible (self->rating, rating != ZB_RATING_UNKNOWN);
  if (rating == ZB_RATING_UNKNOWN)
    return;
  gtk_label_set_label (GTK_LABEL (self->rating), zb_rating_get_han (rating));
  zb_rating_style_widget (self->rating, rating);
}

/* A row of the sidebar names the issue; where no heading above says the year, that as well. */
static char *
dup_title (ZbListRow *self)
{
  ZbIssue issue = zb_list_item_get_entry (self->item)->issue;

  if (issue.number == 0)
    return g_strdup (_("Issue without a number"));
  if (zb_list_item_get_names_year (self->item))
    return zb_issue_dup_label (issue);
  /* Translators: a row of the sidebar; the year stands above. */
  return g_strdup_printf (_("Issue %u"), issue.number);
}

/* The piece of the text that was found, with what was searched for in bold; otherwise the week. */
static void
show_subtitle (ZbListRow *self)
{
  const ZbSearchHit *hit = zb_list_item_get_hit (self->item);
  gboolean is_found = hit != NULL && *hit->snippet != '\0';
  g_autofree char *text = is_found ? g_strdelimit (g_strdup (hit->snippet), "\t", ' ')
                                   : zb_period_dup_label (&zb_list_item_get_entry (self->item)->period, ZB_DATE_SHORT);
  g_autoptr(PangoAttrList) attributes = is_found ? pango_attr_list_new () : NULL;

  for (guint i = 0; is_found && i < hit->ranges->len; i++)
    {
      const ZbTextRange *range = &g_array_index (hit->ranges, ZbTextRange, i);
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = range->start;
      bold->end_index = range->end;
      pango_attr_list_insert (attributes, bold);
    }
  gtk_label_set_label (GTK_LABEL (self->subtitle), text);
  gtk_label_set_attributes (GTK_LABEL (self->subtitle), attributes);
}

static void
show_issue (ZbListRow *self)
{
  const ZbEntry *entry = zb_list_item_get_entry (self->item);
  const ZbFigure *total = find_total (self);
  g_autofree char *value = total != NULL ? zb_chart_format_number (total->value) : NULL;
  g_autofree char *title = dup_title (self);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  show_subtitle (self);
  gtk_label_set_label (GTK_LABEL (self->total), value != NULL ? value : "");
  show_rating (self, entry->rating);
}

static void
update_marks (ZbListRow *self)
{
  gboolean is_issue = zb_list_item_get_kind (self->item) == ZB_LIST_ITEM_ISSUE;

  gtk_widget_set_opacity (self->dot, is_issue && zb_list_item_get_unread (self->item) ? 1 : 0);
  gtk_widget_set_visible (self->note, is_issue && zb_list_item_get_has_note (self->item));
  gtk_widget_set_visible (self->star, is_issue && zb_list_item_get_starred (self->item));
}

/* What a screen reader says: the row in one sentence. */
static void
update_accessible (ZbListRow *self)
{
  GString *text = g_string_new (gtk_label_get_label (GTK_LABEL (self->title)));
  const ZbEntry *entry = zb_list_item_get_entry (self->item);

  if (entry != NULL)
    {
      /* Translators: %s is a week; part of what a screen reader says about a row. */
      g_string_append_printf (text, C_("week", ", %s"), gtk_label_get_label (GTK_LABEL (self->subtitle)));
      if (*gtk_label_get_label (GTK_LABEL (self->total)) != '\0')
        /* Translators: %s is a number; part of what a screen reader says about a row. */
        g_string_append_printf (text, _(", %s incidents"), gtk_label_get_label (GTK_LABEL (self->total)));
      if (entry->rating != ZB_RATING_UNKNOWN)
        /* Translators: %s is a rating; part of what a screen reader says about a row. */
        g_string_append_printf (text, _(", rated %s"), zb_rating_get_label (entry->rating));
      if (entry->state == ZB_ENTRY_MISSING)
        g_string_append (text, _(", not downloaded"));
      if (zb_list_item_get_unread (self->item))
        g_string_append (text, _(", unread"));
      if (zb_list_item_get_starred (self->item))
        g_string_append (text, _(", starred"));
      if (zb_list_item_get_has_note (self->item))
        g_string_append (text, _(", with a note"));
    }
  else if (zb_list_item_get_kind (self->item) == ZB_LIST_ITEM_YEAR)
    /* Translators: %s is "12 of 52 weeks"; part of what a screen reader says about a year. */
    g_string_append_printf (text, C_("year", ", %s"), gtk_label_get_label (GTK_LABEL (self->total)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
  /* The keyboard is on the list's own row around this one. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
  g_string_free (text, TRUE);
}

static void
set_class (ZbListRow  *self,
           const char *name,
           gboolean    is_set)
{
  if (is_set)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
show_marks (ZbListRow *self)
{
  update_marks (self);
  update_accessible (self);
}

static void
update_item (ZbListRow *self)
{
  ZbListItemKind kind = zb_list_item_get_kind (self->item);
  const ZbEntry *entry = zb_list_item_get_entry (self->item);

  gtk_widget_set_visible (self->subtitle, kind == ZB_LIST_ITEM_ISSUE);
  gtk_widget_set_visible (self->total, kind != ZB_LIST_ITEM_GAP);
  gtk_widget_set_visible (self->rating, FALSE);
  set_class (self, "year", kind == ZB_LIST_ITEM_YEAR);
  set_class (self, "gap", kind == ZB_LIST_ITEM_GAP);
  set_class (self, "missing", entry != NULL && entry->state == ZB_ENTRY_MISSING);
  set_class (self, "text", entry != NULL && entry->state == ZB_ENTRY_TEXT);
  if (kind == ZB_LIST_ITEM_YEAR)
    show_year (self);
  else if (kind == ZB_LIST_ITEM_GAP)
    show_gap (self);
  else
    show_issue (self);
  show_marks (self);
}

static void
item_notify_cb (ZbListRow  *self,
                GParamSpec *pspec)
{
  if (g_str_equal (g_param_spec_get_name (pspec), "hit"))
    update_item (self);
  else
    show_marks (self);
}

/**
 * zb_list_row_get_item:
 *
 * Returns: (nullable) (transfer none): what the row shows.
 */
ZbListItem *
zb_list_row_get_item (ZbListRow *self)
{
  g_return_val_if_fail (ZB_IS_LIST_ROW (self), NULL);

  return self->item;
}

/**
 * zb_list_row_set_item:
 * @item: (nullable): what the row shows
 */
void
zb_list_row_set_item (ZbListRow  *self,
                      ZbListItem *item)
{
  g_return_if_fail (ZB_IS_LIST_ROW (self));

  if (self->item != NULL)
    g_clear_signal_handler (&self->notify_id, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->notify_id = g_signal_connect_swapped (item, "notify", G_CALLBACK (item_notify_cb), self);
  update_item (self);
}
