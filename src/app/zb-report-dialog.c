/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-report-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin/zb-catalogue.h"
#include "chart/zb-chart-comparison.h"

/* Of more figures a page has no room for their numbers beside each other. */
#define MAX_FIGURES 6

#define WEEKS_OF_3_MONTHS 13
#define WEEKS_OF_A_YEAR   52

/* As in the list of the template. */
enum {
  RANGE_3_MONTHS,
  RANGE_YEAR,
  RANGE_ALL,
  RANGE_OWN,
};

/* Asks which weeks and figures a report is about, before it is asked where to save it. */
struct _ZbReportDialog {
  AdwWindow            parent_instance;
  GPtrArray           *entries;
  GPtrArray           *checks;
  ZbPeriod             known;
  GtkWidget           *save_button;
  GtkWidget           *range_row;
  GtkWidget           *from_row;
  GtkWidget           *to_row;
  GtkLabel            *range_message;
  AdwPreferencesGroup *figures_group;
  GtkLabel            *figures_message;
};

enum {
  SIGNAL_SAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbReportDialog, zb_report_dialog, ADW_TYPE_WINDOW)

/* --- What is known ------------------------------------------------------------------------------- */

static gboolean
is_number (const ZbFigure *figure)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (zb_catalogue_get_default (), figure->id);

  return kind != NULL && !zb_figure_kind_is_level (kind) && figure->value >= 0;
}

static gboolean
has_number (const ZbEntry *entry)
{
  for (guint i = 0; entry->figures != NULL && i < entry->figures->len; i++)
    if (is_number (g_ptr_array_index (entry->figures, i)))
      return TRUE;
  return FALSE;
}

/* From the first to the last day of all weeks of which a number is known. */
static void
find_known (GPtrArray *entries,
            ZbPeriod  *known)
{
  zb_period_clear (known);
  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);
      ZbPeriod week;

      if (!has_number (entry) || !zb_chart_find_week (entry->issue, &entry->period, &week))
        continue;
      if (!zb_period_is_known (known) || g_date_compare (&week.start, &known->start) < 0)
        known->start = week.start;
      if (!g_date_valid (&known->end) || g_date_compare (&week.end, &known->end) > 0)
        known->end = week.end;
    }
}

/* Returns: (transfer container): the ids of the figures that are chosen, with a %NULL at the end */
static GPtrArray *
get_figures (ZbReportDialog *self)
{
  GPtrArray *figures = g_ptr_array_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkCheckButton *check = g_ptr_array_index (self->checks, i);

      if (gtk_check_button_get_active (check))
        g_ptr_array_add (figures, (gpointer) gtk_widget_get_name (GTK_WIDGET (check)));
    }
  g_ptr_array_add (figures, NULL);
  return figures;
}

/* In how many weeks of the range one of the figures is known. */
static guint
count_weeks (ZbReportDialog *self,
             GPtrArray      *figures,
             const ZbPeriod *range)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (self->entries, i);
      gboolean has_any = FALSE;
      ZbPeriod week;

      for (guint j = 0; entry->figures != NULL && j + 1 < figures->len; j++)
        has_any = has_any || zb_figures_find (entry->figures, g_ptr_array_index (figures, j)) != NULL;
      if (has_any && zb_chart_find_week (entry->issue, &entry->period, &week))
        n += g_date_compare (&week.end, &range->start) >= 0 && g_date_compare (&week.start, &range->end) <= 0;
    }
  return n;
}

/* --- What is chosen ------------------------------------------------------------------------------ */

/* A day as it is typed: an input method may write full-width digits, and a copied date has blanks around it. */
static gboolean
read_day (GtkWidget *row,
          GDate     *day)
{
  g_autofree char *plain = g_utf8_normalize (gtk_editable_get_text (GTK_EDITABLE (row)), -1, G_NORMALIZE_ALL_COMPOSE);

  g_date_clear (day, 1);
  if (plain == NULL)
    return FALSE;
  g_strstrip (plain);
  return strlen (plain) == strlen ("2024-07-01") && zb_date_parse_iso (plain, day);
}

/* So many weeks up to the last one that is known. */
static void
init_last (ZbReportDialog *self,
           guint           n_weeks,
           ZbPeriod       *range)
{
  range->start = range->end = self->known.end;
  g_date_subtract_days (&range->start, n_weeks * 7 - 1);
}

/* Both days are invalid where what is typed is not a range. */
static void
get_range (ZbReportDialog *self,
           ZbPeriod       *range)
{
  switch (adw_combo_row_get_selected (ADW_COMBO_ROW (self->range_row)))
    {
    case RANGE_3_MONTHS:
      init_last (self, WEEKS_OF_3_MONTHS, range);
      break;
    case RANGE_OWN:
      if (!read_day (self->from_row, &range->start) || !read_day (self->to_row, &range->end) ||
          g_date_compare (&range->start, &range->end) > 0)
        zb_period_clear (range);
      break;
    case RANGE_ALL:
      *range = self->known;
      break;
    case RANGE_YEAR:
    default:
      init_last (self, WEEKS_OF_A_YEAR, range);
      break;
    }
}

/* --- What is wrong ------------------------------------------------------------------------------- */

static void
set_invalid (GtkWidget  *widget,
             const char *message)
{
  if (message != NULL)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message != NULL ? message : "", -1);
}

/* A row in which a day is typed says itself that it is wrong. Returns: (nullable): what is wrong with either */
static const char *
check_days (ZbReportDialog *self)
{
  const char *wrong = _("Type a day as year, month and day, such as 2024-01-31.");
  const char *order = _("The last day lies before the first one.");
  gboolean is_own = adw_combo_row_get_selected (ADW_COMBO_ROW (self->range_row)) == RANGE_OWN;
  GDate from, to;
  gboolean is_from = read_day (self->from_row, &from), is_to = read_day (self->to_row, &to);
  gboolean is_reversed = is_from && is_to && g_date_compare (&from, &to) > 0;

  gtk_widget_set_visible (self->from_row, is_own);
  gtk_widget_set_visible (self->to_row, is_own);
  set_invalid (self->from_row, is_own && !is_from ? wrong : NULL);
  set_invalid (self->to_row, is_own && !is_to ? wrong : is_own && is_reversed ? order : NULL);
  if (!is_own)
    return NULL;
  return !is_from || !is_to ? wrong : is_reversed ? order : NULL;
}

/* Returns: (transfer full) (nullable): what is wrong with the choice of figures */
static char *
check_figures (guint n_figures)
{
  if (n_figures == 0)
    return g_strdup (_("Choose a figure."));
  if (n_figures > MAX_FIGURES)
    return g_strdup_printf (ngettext ("Choose %d figure at most: a page has no room for more numbers beside each other.",
                                      "Choose %d figures at most: a page has no room for more numbers beside each other.",
                                      MAX_FIGURES), MAX_FIGURES);
  return NULL;
}

/* Returns: (transfer full): a range in words, and for how many of its weeks the report has numbers */
static char *
dup_summary (const ZbPeriod *range,
             guint           n_weeks)
{
  g_autofree char *from = zb_date_dup_label (&range->start, ZB_DATE_LONG);
  g_autofree char *to = zb_date_dup_label (&range->end, ZB_DATE_LONG);
  /* Translators: from the first to the last day of a range of weeks. */
  g_autofree char *days = g_strdup_printf (C_("range", "%1$s – %2$s"), from, to);
  g_autofree char *count = g_strdup_printf (ngettext ("numbers of %u week", "numbers of %u weeks", n_weeks), n_weeks);

  /* Translators: a range of days, then "numbers of 47 weeks". */
  return g_strdup_printf (C_("weeks of a report", "%1$s · %2$s"), days, count);
}

static void
show_range (ZbReportDialog *self,
            const char     *summary,
            const char     *wrong)
{
  GtkWidget *label = GTK_WIDGET (self->range_message);
  const char *shown = wrong != NULL ? wrong : summary;

  gtk_widget_remove_css_class (label, wrong != NULL ? "dim-label" : "error");
  gtk_widget_add_css_class (label, wrong != NULL ? "error" : "dim-label");
  gtk_label_set_label (self->range_message, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->range_row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, shown, -1);
}

/* At every key: what is chosen, what is wrong with it, and whether it can be saved. */
static void
update (ZbReportDialog *self)
{
  g_autoptr(GPtrArray) figures = get_figures (self);
  g_autofree char *wrong_figures = check_figures (figures->len - 1);
  const char *wrong_days = check_days (self);
  g_autofree char *summary = NULL;
  ZbPeriod range;
  guint n_weeks = 0;

  get_range (self, &range);
  if (zb_period_is_known (&range))
    {
      n_weeks = count_weeks (self, figures, &range);
      summary = dup_summary (&range, n_weeks);
    }
  if (wrong_days == NULL && wrong_figures == NULL && n_weeks == 0)
    wrong_days = _("None of the chosen figures is known for any of these weeks.");
  show_range (self, summary, wrong_days);
  gtk_label_set_label (self->figures_message, wrong_figures != NULL ? wrong_figures : "");
  gtk_widget_set_visible (GTK_WIDGET (self->figures_message), wrong_figures != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", wrong_days == NULL && wrong_figures == NULL);
}

/* --- The dialog ---------------------------------------------------------------------------------- */

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_SAVE], 0);
  gtk_window_close (GTK_WINDOW (widget));
}

static void
zb_report_dialog_dispose (GObject *object)
{
  ZbReportDialog *self = ZB_REPORT_DIALOG (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_REPORT_DIALOG);

  G_OBJECT_CLASS (zb_report_dialog_parent_class)->dispose (object);
}

static void
zb_report_dialog_class_init (ZbReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_report_dialog_dispose;

  /**
   * ZbReportDialog::save:
   *
   * The user has chosen; the dialog closes.
   */
  signals[SIGNAL_SAVE] =
    g_signal_new ("save", ZB_TYPE_REPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/zhoubao/Zhoubao/zb-report-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbReportDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, ZbReportDialog, range_row);
  gtk_widget_class_bind_template_child (widget_class, ZbReportDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, ZbReportDialog, to_row);
  gtk_widget_class_bind_template_child (widget_class, ZbReportDialog, range_message);
  gtk_widget_class_bind_template_child (widget_class, ZbReportDialog, figures_group);
  gtk_widget_class_bind_template_child (widget_class, ZbReportDialog, figures_message);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zb_report_dialog_init (ZbReportDialog *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
is_ever_known (GPtrArray  *entries,
               const char *figure)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);

      if (entry->figures != NULL && zb_figures_find (entry->figures, figure) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
add_figure (ZbReportDialog     *self,
            const ZbFigureKind *kind)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_name (check, kind->id);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_strv_contains (zb_chart_comparison_figures, kind->id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  zb_figure_kind_get_label (kind), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), zb_figure_kind_get_label (kind));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->figures_group, row);
  g_ptr_array_add (self->checks, check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/* The last year, which can be changed from there; all that have a number can be chosen. */
static void
fill (ZbReportDialog *self)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  ZbPeriod range;

  init_last (self, WEEKS_OF_A_YEAR, &range);
  from = zb_date_dup_iso (&range.start);
  to = zb_date_dup_iso (&range.end);
  gtk_editable_set_text (GTK_EDITABLE (self->from_row), from);
  gtk_editable_set_text (GTK_EDITABLE (self->to_row), to);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->range_row), RANGE_YEAR);
  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const ZbFigureKind *kind = zb_catalogue_get_figure (catalogue, i);

      if (!zb_figure_kind_is_level (kind) && is_ever_known (self->entries, kind->id))
        add_figure (self, kind);
    }
}

/**
 * zb_report_dialog_can_show:
 * @entries: (nullable) (element-type ZbEntry): all bulletins
 *
 * Returns: whether there is any week with a number that a report could be about.
 */
gboolean
zb_report_dialog_can_show (GPtrArray *entries)
{
  ZbPeriod known;

  if (entries == NULL)
    return FALSE;
  find_known (entries, &known);
  return zb_period_is_known (&known);
}

/**
 * zb_report_dialog_new:
 * @parent: (nullable): the window it stands in front of
 * @entries: (element-type ZbEntry): all bulletins, of which zb_report_dialog_can_show() is true
 *
 * Returns: (transfer floating): the dialog.
 */
GtkWidget *
zb_report_dialog_new (GtkWindow *parent,
                      GPtrArray *entries)
{
  ZbReportDialog *self;

  g_return_val_if_fail (zb_report_dialog_can_show (entries), NULL);

  self = g_object_new (ZB_TYPE_REPORT_DIALOG, "transient-for", parent, NULL);
  self->entries = g_ptr_array_ref (entries);
  find_known (entries, &self->known);
  fill (self);
  update (self);
  /* Whoever wants the last year presses Enter. */
  gtk_window_set_focus (GTK_WINDOW (self), self->save_button);
  g_signal_connect_object (self->range_row, "notify::selected", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->from_row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to_row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * zb_report_dialog_dup_request:
 *
 * Returns: (transfer full): what was chosen; only for a handler of #ZbReportDialog::save.
 */
ZbReportRequest *
zb_report_dialog_dup_request (ZbReportDialog *self)
{
  g_autoptr(GPtrArray) figures = NULL;
  ZbPeriod range;

  g_return_val_if_fail (ZB_IS_REPORT_DIALOG (self), NULL);

  figures = get_figures (self);
  get_range (self, &range);
  return zb_report_request_new (self->entries, (const char * const *) figures->pdata, &range.start, &range.end);
}
