/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-figure-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/zb-copy-label.h"
#include "app/zb-text-markup.h"
#include "chart/zb-chart.h"

/* In bytes: "184,000", "6,090,000" and "184,000,000". */
#define LONG_NUMBER 7
#define VERY_LONG_NUMBER 9
#define HUGE_NUMBER 11

/* One figure as a large number. It opens to the sentence that states it. */
struct _ZbFigureCard {
  GtkWidget   parent_instance;
  const char *figure_id;
  GtkWidget  *button;
  GtkPopover *popover;
  GtkLabel   *label;
  GtkWidget  *typed_mark;
  GtkWidget  *disagreement_mark;
  GtkLabel   *value;
  GtkLabel   *unit;
  GtkLabel   *chip;
  GtkLabel   *full_label;
  GtkLabel   *sentence;
  GtkLabel   *comparison;
  GtkLabel   *provenance;
  GtkWidget  *trend_button;
};

G_DEFINE_FINAL_TYPE (ZbFigureCard, zb_figure_card, GTK_TYPE_WIDGET)

static void
zb_figure_card_dispose (GObject *object)
{
  ZbFigureCard *self = ZB_FIGURE_CARD (object);

  /* A popover that is destroyed while it is open leaves the pointer on a surface that is gone. */
  if (self->popover != NULL)
    gtk_popover_popdown (self->popover);
  self->popover = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_FIGURE_CARD);

  G_OBJECT_CLASS (zb_figure_card_parent_class)->dispose (object);
}

static void
zb_figure_card_class_init (ZbFigureCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_figure_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/zhoubao/Zhoubao/zb-figure-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, button);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, popover);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, label);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, typed_mark);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, disagreement_mark);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, value);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, unit);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, chip);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, full_label);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, sentence);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, comparison);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, provenance);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureCard, trend_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* Not the sentence, which would be selected as a whole. */
static void
opened_cb (ZbFigureCard *self)
{
  gtk_widget_grab_focus (self->trend_button);
}

static void
zb_figure_card_init (ZbFigureCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "map", G_CALLBACK (opened_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  /* A menu button centres what it holds; numbers in cards stand at the start. */
  gtk_widget_set_halign (gtk_widget_get_parent (gtk_menu_button_get_child (GTK_MENU_BUTTON (self->button))),
                         GTK_ALIGN_FILL);
  /* The page scrolls to the trend; a popover must not stay behind where its card was. */
  g_signal_connect_object (self->trend_button, "clicked", G_CALLBACK (gtk_menu_button_popdown),
                           self->button, G_CONNECT_SWAPPED);
}

/* The value of the same figure in the exact week before, or NULL: a change is
 * computed from two known neighbours only. */
static const ZbFigure *
find_week_before (const ZbDetail *detail,
                  const char     *id)
{
  if (detail->week_before == NULL || detail->week_before->figures == NULL)
    return NULL;
  return zb_figures_find (detail->week_before->figures, id);
}

static char *
dup_change (gint64 now,
            gint64 before)
{
  gint64 difference = now - before;
  g_autofree char *count = zb_chart_format_number (ABS (difference));
  const char *sign = difference > 0 ? "+" : "−";

  if (difference == 0)
    return g_strdup (_("unchanged"));
  if (before == 0)
    /* Translators: a change from the week before: sign and number. */
    return g_strdup_printf (_("%1$s%2$s on week before"), sign, count);
  /* Translators: a change from the week before: sign and number, then sign and percent. */
  return g_strdup_printf (_("%1$s%2$s (%3$s%4$.0f %%)"), sign, count, sign,
                          fabs ((double) difference) * 100.0 / (double) before);
}

static const ZbFigure *
find_figure (const ZbDetail *detail,
             const char     *id)
{
  return detail->entry->figures != NULL ? zb_figures_find (detail->entry->figures, id) : NULL;
}

/* What the number is a share of, or what belongs to it; NULL where there is no such thing. */
static char *
dup_context (const ZbDetail *detail,
             const ZbFigure *figure)
{
  const ZbFigure *total = find_figure (detail, ZB_FIGURE_INCIDENTS_TOTAL);
  const ZbFigure *platforms = find_figure (detail, ZB_FIGURE_APP_STORE_PLATFORMS);

  if (g_str_equal (figure->id, ZB_FIGURE_MALICIOUS_APP_URLS) && platforms != NULL)
    {
      g_autofree char *number = zb_chart_format_number (platforms->value);

      /* Translators: on how many app platforms malicious URLs were found. */
      return g_strdup_printf (ngettext ("on %s platform", "on %s platforms", (gulong) platforms->value),
                              number);
    }
  if ((g_str_equal (figure->id, ZB_FIGURE_INCIDENTS_CROSS_BORDER) ||
       g_str_equal (figure->id, ZB_FIGURE_INCIDENTS_PHISHING)) &&
      total != NULL && total->value > 0 && figure->value <= total->value)
    /* Translators: a share of all incidents. */
    return g_strdup_printf (_("%.0f %% of all"), (double) figure->value * 100.0 / (double) total->value);
  return NULL;
}

/* The change from the week before, where both weeks are known, or as the bulletin states it. */
static char *
dup_change_text (const ZbDetail *detail,
                 const ZbFigure *figure)
{
  const ZbFigure *before = find_week_before (detail, figure->id);

  if (figure->level != NULL)
    return NULL;
  if (before != NULL)
    return dup_change (figure->value, before->value);
  if (figure->has_change)
    /* Translators: a change that the bulletin itself states: sign and percent. */
    return g_strdup_printf (_("%1$s%2$.1f %% stated"), figure->change_percent < 0 ? "−" : "+",
                            fabs (figure->change_percent));
  return NULL;
}

/* The chip has room for one thing: the change, but for URLs the platforms that they were on. */
static void
show_chip (ZbFigureCard   *self,
           const ZbDetail *detail,
           const ZbFigure *figure)
{
  const ZbFigure *before = find_week_before (detail, figure->id);
  g_autofree char *change = dup_change_text (detail, figure);
  g_autofree char *context = dup_context (detail, figure);
  gboolean prefers_context = g_str_equal (figure->id, ZB_FIGURE_MALICIOUS_APP_URLS);
  g_autoptr(GString) more = g_string_new (NULL);
  const char *text = change != NULL && !(prefers_context && context != NULL) ? change : context;

  if (text == NULL && figure->level == NULL)
    text = _("no week before");
  gtk_label_set_label (self->chip, text != NULL ? text : "");
  /* Without a chip the others would stand lower on this card than on its neighbours. */
  gtk_widget_set_opacity (GTK_WIDGET (self->chip), text != NULL ? 1 : 0);
  if (change != NULL && before != NULL)
    {
      g_autofree char *value = zb_chart_format_number (before->value);

      /* Translators: the change of a figure, then its value in the week before. */
      g_string_append_printf (more, _("Week before: %2$s; change: %1$s"), change, value);
    }
  if (context != NULL)
    g_string_append_printf (more, "%s%s", more->len > 0 ? "\n" : "", context);
  gtk_label_set_label (self->comparison, more->str);
  gtk_widget_set_visible (GTK_WIDGET (self->comparison), more->len > 0);
}

static char *
dup_provenance (const ZbDetail        *detail,
                const ZbSourcedFigure *figure)
{
  const ZbCopyInfo *copy = zb_copy_find (detail, figure->copy_id);

  switch (figure->origin)
    {
    case ZB_FIGURE_FROM_COPY:
      if (copy == NULL || copy->account == NULL)
        return g_strdup (_("Stated in the text"));
      /* Translators: %s is the account that published a copy. */
      return g_strdup_printf (_("Stated in the copy of %s"), copy->account);
    case ZB_FIGURE_TYPED:
      return g_strdup (_("Typed in by you"));
    case ZB_FIGURE_FROM_INDEX:
      return g_strdup (_("From the index that comes with Zhoubao"));
    default:
      g_return_val_if_reached (NULL);
    }
}

static char *
dup_disagreement (const ZbDetail        *detail,
                  const ZbSourcedFigure *figure)
{
  GString *text;

  if (figure->disagreeing == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < figure->disagreeing->len; i++)
    {
      const ZbSourcedFigure *other = g_ptr_array_index (figure->disagreeing, i);
      g_autofree char *value = other->figure->level != NULL ? g_strdup (zb_level_get_label (other->figure->level))
                                                            : zb_chart_format_number (other->figure->value);
      g_autofree char *provenance = dup_provenance (detail, other);

      /* Translators: another value of the same figure, and where it comes from. */
      g_string_append_printf (text, _("\nAnother source says %1$s: %2$s"), value, provenance);
    }
  return g_string_free (text, FALSE);
}

static void
show_details (ZbFigureCard          *self,
              const ZbFigureKind    *kind,
              const ZbDetail        *detail,
              const ZbSourcedFigure *figure)
{
  g_autofree char *provenance = dup_provenance (detail, figure);
  g_autofree char *disagreement = dup_disagreement (detail, figure);
  g_autofree char *all = g_strconcat (provenance, disagreement, NULL);

  gtk_label_set_label (self->full_label, zb_figure_kind_get_label (kind));
  gtk_label_set_label (self->sentence, figure->figure->sentence != NULL ? figure->figure->sentence : "");
  zb_set_han_language (self->sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), figure->figure->sentence != NULL);
  gtk_label_set_label (self->provenance, all);
  gtk_widget_set_visible (self->trend_button, figure->figure->level == NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->trend_button), "s", figure->figure->id);
}

/* Marks that are seen without colours, and heard. */
static void
show_marks (ZbFigureCard          *self,
            const ZbSourcedFigure *figure)
{
  gtk_widget_set_visible (self->typed_mark, figure->origin == ZB_FIGURE_TYPED);
  gtk_widget_set_visible (self->disagreement_mark, figure->disagreeing != NULL);
  if (figure->disagreeing != NULL)
    gtk_widget_add_css_class (self->button, "disagreeing");
}

/* What a screen reader says about a card. */
static char *
dup_accessible_name (ZbFigureCard          *self,
                     ZbCatalogue           *catalogue,
                     const ZbFigureKind    *kind,
                     const ZbSourcedFigure *figure)
{
  const char *value = gtk_label_get_label (self->value);
  g_autoptr(GString) name = g_string_new (NULL);

  if (figure->figure->level != NULL)
    /* Translators: what a screen reader says about a card: figure and level. */
    g_string_append_printf (name, _("%1$s: %2$s"), zb_figure_kind_get_label (kind), value);
  else
    /* Translators: what a screen reader says about a card: figure, number, unit, change or share. */
    g_string_append_printf (name, _("%1$s: %2$s %3$s, %4$s"), zb_figure_kind_get_label (kind), value,
                            zb_catalogue_get_unit_name (catalogue, kind->unit),
                            gtk_label_get_label (self->chip));
  if (figure->origin == ZB_FIGURE_TYPED)
    g_string_append (name, _(", typed by you"));
  if (figure->disagreeing != NULL)
    g_string_append (name, _(", sources state different numbers"));
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * zb_figure_card_new:
 * @catalogue: where the figure is described
 * @detail: the bulletin
 * @figure: one of its figures
 *
 * Returns: (transfer floating): the card.
 */
GtkWidget *
zb_figure_card_new (ZbCatalogue           *catalogue,
                    const ZbDetail        *detail,
                    const ZbSourcedFigure *figure)
{
  ZbFigureCard *self = g_object_new (ZB_TYPE_FIGURE_CARD, NULL);
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure->figure->id);
  g_autofree char *number = figure->figure->level != NULL
                            ? g_strdup (zb_level_get_label (figure->figure->level))
                            : zb_chart_format_number (figure->figure->value);
  g_autofree char *accessible = NULL;

  self->figure_id = figure->figure->id;
  gtk_label_set_label (self->label, zb_figure_kind_get_short_label (kind));
  gtk_label_set_label (self->value, number);
  /* A number is never cut: where it is long, it is written smaller. */
  if (figure->figure->level != NULL || strlen (number) >= LONG_NUMBER)
    gtk_widget_add_css_class (GTK_WIDGET (self->value),
                              strlen (number) >= HUGE_NUMBER ? "huge" :
                              strlen (number) >= VERY_LONG_NUMBER ? "very-long" : "long");
  gtk_widget_set_visible (GTK_WIDGET (self->unit), strlen (number) < HUGE_NUMBER);
  gtk_label_set_label (self->unit, zb_catalogue_get_unit_symbol (catalogue, kind->unit));
  show_marks (self, figure);
  show_chip (self, detail, figure->figure);
  show_details (self, kind, detail, figure);
  accessible = dup_accessible_name (self, catalogue, kind, figure);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, accessible, -1);
  return GTK_WIDGET (self);
}

/**
 * zb_figure_card_get_figure:
 *
 * Returns: the figure's id.
 */
const char *
zb_figure_card_get_figure (ZbFigureCard *self)
{
  g_return_val_if_fail (ZB_IS_FIGURE_CARD (self), NULL);

  return self->figure_id;
}
