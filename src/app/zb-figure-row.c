/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-figure-row.h"

#include <glib/gi18n.h>

#include "app/zb-drop-down-name.h"
#include "bulletin/zb-figure-value.h"
#include "chart/zb-chart.h"

/* Beyond this change from the week before, a slip of the hand is likelier than the change. */
#define UNLIKELY_FACTOR 10

/* How much larger than usual. */
#define LARGE_TEXT 1.6

/* The choice of a level; the first one is none. */
static const char *const levels[] = { NULL, "低", "中", "高" };

/* One figure of a bulletin: what the text states, or an entry for what a picture shows. */
struct _ZbFigureRow {
  AdwPreferencesRow   parent_instance;
  ZbCatalogue        *catalogue;
  const ZbFigureKind *kind;
  /* What is stored as typed, or on its way there. */
  ZbFigure           *typed;
  gboolean            is_stated;
  gboolean            has_before;
  gint64              before;
  char               *known;
  gboolean            is_updating;
  GtkWidget          *line;
  GtkLabel           *label;
  GtkLabel           *hint;
  GtkWidget          *entry;
  GtkDropDown        *levels;
  GtkLabel           *value;
  GtkWidget          *remove_button;
  GtkWidget          *message_box;
  GtkLabel           *message;
};

enum {
  SIGNAL_TYPED,
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbFigureRow, zb_figure_row, ADW_TYPE_PREFERENCES_ROW)

static char *
dup_value (const ZbFigure *figure)
{
  return figure->level != NULL ? g_strdup (zb_level_get_label (figure->level))
                               : zb_chart_format_number (figure->value);
}

/* What stands in the entry or in the choice of levels; *@figure is %NULL where nothing does. */
static gboolean
read_input (ZbFigureRow  *self,
            ZbFigure    **figure,
            GError      **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  *figure = NULL;
  if (zb_figure_kind_is_level (self->kind))
    {
      guint selected = gtk_drop_down_get_selected (self->levels);

      if (selected > 0 && selected < G_N_ELEMENTS (levels))
        *figure = zb_figure_new_level (self->kind->id, levels[selected]);
      return TRUE;
    }
  return *stripped == '\0' || zb_figure_parse_value (self->kind, stripped, figure, error);
}

static gboolean
is_same (const ZbFigure *a,
         const ZbFigure *b)
{
  return a == b || (a != NULL && b != NULL && zb_figure_equal (a, b));
}

/* A sentence where the number is not believed at once; NULL where it may well be. */
static char *
dup_doubt (ZbFigureRow    *self,
           const ZbFigure *figure)
{
  g_autofree char *before = NULL;

  if (figure == NULL || figure->level != NULL || !self->has_before || self->before == 0)
    return NULL;
  before = zb_chart_format_number (self->before);
  if (figure->value / UNLIKELY_FACTOR > self->before)
    /* Translators: %s is a number. */
    return g_strdup_printf (_("More than ten times as many as in the week before (%s). Please look again."), before);
  if (figure->value < self->before / UNLIKELY_FACTOR)
    /* Translators: %s is a number. */
    return g_strdup_printf (_("Less than a tenth of the week before (%s). Please look again."), before);
  return NULL;
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
add_part (GString    *text,
          const char *part)
{
  if (part != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* Unit, how the number was understood, the week before, and where the figure comes from. */
static void
show_hint (ZbFigureRow    *self,
           const ZbFigure *input)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *typed_text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (!zb_figure_kind_is_level (self->kind))
    add_part (text, zb_catalogue_get_unit_name (self->catalogue, self->kind->unit));
  if (input != NULL && input->level == NULL)
    {
      g_autofree char *value = zb_chart_format_number (input->value);
      g_autofree char *plain = g_strdup_printf ("%" G_GINT64_FORMAT, input->value);
      g_autofree char *understood = g_strdup_printf ("= %s", value);

      if (strcmp (typed_text, value) != 0 && strcmp (typed_text, plain) != 0)
        add_part (text, understood);
    }
  if (self->has_before)
    {
      g_autofree char *value = zb_chart_format_number (self->before);
      /* Translators: %s is a number. */
      g_autofree char *before = g_strdup_printf (_("week before %s"), value);

      add_part (text, before);
    }
  add_part (text, self->known);
  if (self->typed != NULL && !self->is_stated)
    add_part (text, _("typed by you"));
  else if (self->typed != NULL)
    {
      g_autofree char *value = dup_value (self->typed);
      /* Translators: %s is a value that the user has typed, though a text states another one. */
      g_autofree char *typed = g_strdup_printf (_("you typed %s"), value);

      add_part (text, typed);
    }
  gtk_label_set_label (self->hint, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text->len > 0);
}

/* Says at every key whether the number can be used. */
static void
check_input (ZbFigureRow *self)
{
  g_autoptr(GError) error = NULL;
  ZbFigure *read = NULL;
  g_autoptr(ZbFigure) input = NULL;
  gboolean is_valid = self->is_stated || read_input (self, &read, &error);
  g_autofree char *doubt = NULL;

  input = read;
  doubt = self->is_stated ? NULL : dup_doubt (self, input);
  set_class (self->entry, "error", !is_valid);
  set_class (self->entry, "warning", is_valid && doubt != NULL);
  set_class (self->message_box, "error", !is_valid);
  set_class (self->message_box, "warning", is_valid && doubt != NULL);
  gtk_label_set_label (self->message, !is_valid ? error->message : doubt != NULL ? doubt : "");
  gtk_widget_set_visible (self->message_box, !is_valid || doubt != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  show_hint (self, input);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_label (!is_valid || doubt != NULL ? self->message : self->hint), -1);
}

static void
show_remove_button (ZbFigureRow *self)
{
  gboolean can_remove = self->typed != NULL;

  /* It keeps its place, so that the numbers stand below each other. */
  gtk_widget_set_opacity (self->remove_button, can_remove ? 1 : 0);
  gtk_widget_set_sensitive (self->remove_button, can_remove);
}

/**
 * zb_figure_row_commit:
 *
 * Lets what was typed be stored, where it can be used and is new.
 */
void
zb_figure_row_commit (ZbFigureRow *self)
{
  ZbFigure *input = NULL;

  g_return_if_fail (ZB_IS_FIGURE_ROW (self));

  if (self->is_stated || self->is_updating || !read_input (self, &input, NULL))
    return;
  if (is_same (input, self->typed))
    {
      g_clear_pointer (&input, zb_figure_free);
      return;
    }
  g_clear_pointer (&self->typed, zb_figure_free);
  self->typed = input;
  show_remove_button (self);
  check_input (self);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static void
activate_cb (ZbFigureRow *self)
{
  zb_figure_row_commit (self);
  if (!zb_figure_row_is_invalid (self))
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
set_input (ZbFigureRow    *self,
           const ZbFigure *figure)
{
  g_autofree char *text = figure != NULL && figure->level == NULL ? zb_chart_format_number (figure->value)
                                                                  : g_strdup ("");
  guint selected = 0;

  self->is_updating = TRUE;
  for (guint i = 1; i < G_N_ELEMENTS (levels); i++)
    if (figure != NULL && g_strcmp0 (figure->level, levels[i]) == 0)
      selected = i;
  gtk_drop_down_set_selected (self->levels, selected);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->is_updating = FALSE;
}

/* Also where a text states the figure by now: what was typed then is only in its way. */
static void
remove_cb (ZbFigureRow *self)
{
  g_clear_pointer (&self->typed, zb_figure_free);
  set_input (self, NULL);
  show_remove_button (self);
  check_input (self);
  if (!self->is_stated)
    zb_figure_row_begin (self);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static void
zb_figure_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_FIGURE_ROW);

  G_OBJECT_CLASS (zb_figure_row_parent_class)->dispose (object);
}

static void
zb_figure_row_finalize (GObject *object)
{
  ZbFigureRow *self = ZB_FIGURE_ROW (object);

  g_clear_pointer (&self->typed, zb_figure_free);
  g_free (self->known);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (zb_figure_row_parent_class)->finalize (object);
}

static void
zb_figure_row_class_init (ZbFigureRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_figure_row_dispose;
  object_class->finalize = zb_figure_row_finalize;

  /**
   * ZbFigureRow::typed:
   *
   * Something else is to be stored: see zb_figure_row_get_typed().
   */
  signals[SIGNAL_TYPED] =
    g_signal_new ("typed", ZB_TYPE_FIGURE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ZbFigureRow::done:
   *
   * The user goes on to the next figure.
   */
  signals[SIGNAL_DONE] =
    g_signal_new ("done", ZB_TYPE_FIGURE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/zhoubao/Zhoubao/zb-figure-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbFigureRow, line);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureRow, label);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureRow, hint);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureRow, entry);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureRow, levels);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureRow, value);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureRow, message_box);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureRow, message);
}

static void
fill_levels (ZbFigureRow *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  /* Translators: the choice of a level, where none has been chosen. */
  gtk_string_list_append (names, C_("level", "Not typed"));
  for (guint i = 1; i < G_N_ELEMENTS (levels); i++)
    gtk_string_list_append (names, zb_level_get_label (levels[i]));
  gtk_drop_down_set_model (self->levels, G_LIST_MODEL (names));
}

/* Where the text is very large, the entry stands below its label, which would get no room beside it. */
static void
choose_orientation (ZbFigureRow *self)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line),
                                  dpi > LARGE_TEXT * 96 * 1024 ? GTK_ORIENTATION_VERTICAL
                                                               : GTK_ORIENTATION_HORIZONTAL);
}

static void
zb_figure_row_init (ZbFigureRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  choose_orientation (self);
  fill_levels (self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (check_input), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->levels, "notify::selected", G_CALLBACK (zb_figure_row_commit), self);
  g_signal_connect_swapped (self->remove_button, "clicked", G_CALLBACK (remove_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (zb_figure_row_commit), self);
  gtk_widget_add_controller (self->entry, focus);
}

/**
 * zb_figure_row_new:
 * @catalogue: where the figure is described
 * @kind: which figure
 *
 * Returns: (transfer floating): a row that knows no bulletin yet.
 */
GtkWidget *
zb_figure_row_new (ZbCatalogue        *catalogue,
                   const ZbFigureKind *kind)
{
  ZbFigureRow *self = g_object_new (ZB_TYPE_FIGURE_ROW, NULL);
  const char *label = zb_figure_kind_get_label (kind);
  /* Translators: %s is a figure. */
  g_autofree char *remove = g_strdup_printf (_("Remove what you typed for “%s”"), label);

  self->catalogue = g_object_ref (catalogue);
  self->kind = kind;
  gtk_label_set_label (self->label, label);
  gtk_widget_set_tooltip_text (self->remove_button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  zb_drop_down_name (self->levels, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  return GTK_WIDGET (self);
}

/* The figure as one origin gives it: the effective one, or one of those that disagree with it. */
static const ZbFigure *
find_origin (const ZbSourcedFigure *figure,
             ZbFigureOrigin         origin)
{
  if (figure == NULL)
    return NULL;
  if (figure->origin == origin)
    return figure->figure;
  for (guint i = 0; figure->disagreeing != NULL && i < figure->disagreeing->len; i++)
    {
      const ZbSourcedFigure *other = g_ptr_array_index (figure->disagreeing, i);

      if (other->origin == origin)
        return other->figure;
    }
  return NULL;
}

static const ZbSourcedFigure *
find_sourced (const ZbDetail *detail,
              const char     *id)
{
  for (guint i = 0; i < detail->figures->len; i++)
    {
      const ZbSourcedFigure *figure = g_ptr_array_index (detail->figures, i);

      if (g_str_equal (figure->figure->id, id))
        return figure;
    }
  return NULL;
}

static void
take_before (ZbFigureRow    *self,
             const ZbDetail *detail)
{
  const ZbFigure *before = detail->week_before != NULL && detail->week_before->figures != NULL
                           ? zb_figures_find (detail->week_before->figures, self->kind->id) : NULL;

  self->has_before = before != NULL && before->level == NULL;
  self->before = self->has_before ? before->value : 0;
}

/* Where the figure is known from, other than by typing. */
static void
take_known (ZbFigureRow           *self,
            const ZbSourcedFigure *figure)
{
  const ZbFigure *index = find_origin (figure, ZB_FIGURE_FROM_INDEX);

  g_clear_pointer (&self->known, g_free);
  if (self->is_stated)
    self->known = g_strdup (_("stated in the text"));
  else if (index != NULL)
    {
      g_autofree char *value = dup_value (index);

      /* Translators: %s is a value that the index that comes with the program gives. */
      self->known = g_strdup_printf (_("%s in the index of Zhoubao"), value);
    }
}

/* What was being typed stays; what only showed the library shows it as it is now. */
static void
take_typed (ZbFigureRow    *self,
            const ZbFigure *typed)
{
  g_autoptr(ZbFigure) before = g_steal_pointer (&self->typed);
  ZbFigure *read = NULL;
  gboolean shows_before = read_input (self, &read, NULL) && is_same (read, before);
  g_autoptr(ZbFigure) input = read;

  self->typed = typed != NULL ? zb_figure_copy (typed) : NULL;
  if (shows_before && !is_same (input, self->typed))
    set_input (self, self->typed);
}

/**
 * zb_figure_row_show:
 * @detail: a bulletin
 *
 * Shows the bulletin's figure, or brings the row up to date.
 */
void
zb_figure_row_show (ZbFigureRow    *self,
                    const ZbDetail *detail)
{
  const ZbSourcedFigure *figure;

  g_return_if_fail (ZB_IS_FIGURE_ROW (self));

  figure = find_sourced (detail, self->kind->id);
  self->is_stated = figure != NULL && figure->origin == ZB_FIGURE_FROM_COPY;
  take_before (self, detail);
  take_known (self, figure);
  take_typed (self, find_origin (figure, ZB_FIGURE_TYPED));
  if (self->is_stated)
    {
      g_autofree char *value = dup_value (figure->figure);
      /* Translators: a figure's name and its value, as a screen reader says them. */
      g_autofree char *named = g_strdup_printf (C_("figure", "%s: %s"), zb_figure_kind_get_label (self->kind), value);

      gtk_label_set_label (self->value, value);
      /* The keyboard comes to it, since it can be copied. */
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_PROPERTY_LABEL, named, -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->value), self->is_stated);
  gtk_widget_set_visible (self->entry, !self->is_stated && !zb_figure_kind_is_level (self->kind));
  gtk_widget_set_visible (GTK_WIDGET (self->levels), !self->is_stated && zb_figure_kind_is_level (self->kind));
  show_remove_button (self);
  check_input (self);
}

/**
 * zb_figure_row_get_figure:
 *
 * Returns: the figure's id.
 */
const char *
zb_figure_row_get_figure (ZbFigureRow *self)
{
  g_return_val_if_fail (ZB_IS_FIGURE_ROW (self), NULL);

  return self->kind->id;
}

/**
 * zb_figure_row_get_typed:
 *
 * Returns: (nullable) (transfer none): what the user has typed.
 */
const ZbFigure *
zb_figure_row_get_typed (ZbFigureRow *self)
{
  g_return_val_if_fail (ZB_IS_FIGURE_ROW (self), NULL);

  return self->typed;
}

/**
 * zb_figure_row_is_editable:
 *
 * Returns: whether the figure can be typed in, since no text states it.
 */
gboolean
zb_figure_row_is_editable (ZbFigureRow *self)
{
  g_return_val_if_fail (ZB_IS_FIGURE_ROW (self), FALSE);

  return !self->is_stated;
}

/**
 * zb_figure_row_is_invalid:
 *
 * Returns: whether something stands in the entry that cannot be stored.
 */
gboolean
zb_figure_row_is_invalid (ZbFigureRow *self)
{
  ZbFigure *input = NULL;
  gboolean is_valid;

  g_return_val_if_fail (ZB_IS_FIGURE_ROW (self), FALSE);

  is_valid = self->is_stated || read_input (self, &input, NULL);
  g_clear_pointer (&input, zb_figure_free);
  return !is_valid;
}

/**
 * zb_figure_row_begin:
 *
 * Puts the keyboard on the row's entry.
 */
void
zb_figure_row_begin (ZbFigureRow *self)
{
  g_return_if_fail (ZB_IS_FIGURE_ROW (self));

  gtk_widget_grab_focus (zb_figure_kind_is_level (self->kind) ? GTK_WIDGET (self->levels) : self->entry);
}
