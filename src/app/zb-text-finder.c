/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-text-finder.h"

#include "library/zb-search-text.h"

/* Marks words in all labels under a widget, and walks from one to the next. What is found is what the search finds:
 * see zb-search-text.h. */
struct _ZbTextFinder {
  GObject    parent_instance;
  GtkWidget *root;
  char      *query;
  GArray    *places;
  /* From 1; 0 before the first step. */
  guint      place;
};

/* Where a word stands. */
typedef struct {
  GtkLabel   *label;
  ZbTextRange range;
} Place;

/* As markers of two colours on paper, under the text's own colour: dark text on light ones, and behind half of the
 * colour light text on dark grounds. */
#define MARK_ALPHA    0x5fff
#define CURRENT_ALPHA 0xb000

/* How much of the page is left above what is walked to. */
#define MARGIN_ABOVE 0.3

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbTextFinder, zb_text_finder, G_TYPE_OBJECT)

static void
clear_place (gpointer data)
{
  g_clear_object (&((Place *) data)->label);
}

static void
zb_text_finder_dispose (GObject *object)
{
  ZbTextFinder *self = ZB_TEXT_FINDER (object);

  g_clear_weak_pointer (&self->root);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->query, g_free);

  G_OBJECT_CLASS (zb_text_finder_parent_class)->dispose (object);
}

static void
zb_text_finder_class_init (ZbTextFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_text_finder_dispose;

  /**
   * ZbTextFinder::changed:
   *
   * There are other places, or another one is the current one.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", ZB_TYPE_TEXT_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_text_finder_init (ZbTextFinder *self)
{
  self->query = g_strdup ("");
  self->places = g_array_new (FALSE, TRUE, sizeof (Place));
  g_array_set_clear_func (self->places, clear_place);
}

/**
 * zb_text_finder_new:
 * @root: under which is looked, where it is visible; not kept alive
 *
 * Returns: (transfer full): a finder that marks nothing yet.
 */
ZbTextFinder *
zb_text_finder_new (GtkWidget *root)
{
  ZbTextFinder *self = g_object_new (ZB_TYPE_TEXT_FINDER, NULL);

  g_set_weak_pointer (&self->root, root);
  return self;
}

/* The attributes that the label has for other reasons: the language of its characters. */
static PangoAttrList *
copy_own_attributes (GtkLabel *label)
{
  PangoAttrList *all = gtk_label_get_attributes (label);
  PangoAttrList *own = pango_attr_list_new ();
  g_autoptr(GSList) list = all != NULL ? pango_attr_list_get_attributes (all) : NULL;

  for (GSList *l = list; l != NULL; l = l->next)
    {
      PangoAttribute *attribute = l->data;

      if (attribute->klass->type == PANGO_ATTR_BACKGROUND || attribute->klass->type == PANGO_ATTR_BACKGROUND_ALPHA)
        pango_attribute_destroy (attribute);
      else
        pango_attr_list_insert (own, attribute);
    }
  return own;
}

static void
add_mark (PangoAttrList     *attributes,
          const ZbTextRange *range,
          gboolean           is_current)
{
  PangoAttribute *mark[] = {
    is_current ? pango_attr_background_new (0xffff, 0x7800, 0) : pango_attr_background_new (0xf8f8, 0xe4e4, 0x5c5c),
    pango_attr_background_alpha_new (is_current ? CURRENT_ALPHA : MARK_ALPHA),
  };

  for (guint i = 0; i < G_N_ELEMENTS (mark); i++)
    {
      mark[i]->start_index = range->start;
      mark[i]->end_index = range->end;
      pango_attr_list_insert (attributes, mark[i]);
    }
}

/* Marks all places of one label anew. */
static void
mark_label (ZbTextFinder *self,
            GtkLabel     *label)
{
  g_autoptr(PangoAttrList) attributes = copy_own_attributes (label);

  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);

      if (place->label == label)
        add_mark (attributes, &place->range, i + 1 == self->place);
    }
  gtk_label_set_attributes (label, attributes);
}

static void
look_through (ZbTextFinder *self,
              GtkWidget    *widget,
              char        **terms)
{
  if (GTK_IS_LABEL (widget))
    {
      g_autoptr(GArray) ranges = zb_search_find (gtk_label_get_text (GTK_LABEL (widget)), terms);
      gboolean was_marked = gtk_label_get_attributes (GTK_LABEL (widget)) != NULL;

      for (guint i = 0; i < ranges->len; i++)
        {
          Place place = { g_object_ref (GTK_LABEL (widget)), g_array_index (ranges, ZbTextRange, i) };

          g_array_append_val (self->places, place);
        }
      if (ranges->len > 0 || was_marked)
        mark_label (self, GTK_LABEL (widget));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_through (self, child, terms);
}

/**
 * zb_text_finder_refresh:
 *
 * Looks again, since the labels are other ones.
 */
void
zb_text_finder_refresh (ZbTextFinder *self)
{
  g_auto(GStrv) terms = NULL;

  g_return_if_fail (ZB_IS_TEXT_FINDER (self));

  terms = zb_search_split (self->query);
  g_array_set_size (self->places, 0);
  self->place = 0;
  if (self->root != NULL && gtk_widget_get_visible (self->root))
    look_through (self, self->root, terms);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * zb_text_finder_set_query:
 * @query: what to look for; blanks part words, of which each is marked
 */
void
zb_text_finder_set_query (ZbTextFinder *self,
                          const char   *query)
{
  g_return_if_fail (ZB_IS_TEXT_FINDER (self));
  g_return_if_fail (query != NULL);

  if (g_str_equal (self->query, query))
    return;
  g_free (self->query);
  self->query = g_strdup (query);
  zb_text_finder_refresh (self);
}

/**
 * zb_text_finder_get_query:
 *
 * Returns: (transfer none): what is looked for; empty for nothing.
 */
const char *
zb_text_finder_get_query (ZbTextFinder *self)
{
  g_return_val_if_fail (ZB_IS_TEXT_FINDER (self), NULL);

  return self->query;
}

/* Where the place is, from the label's upper edge. */
static double
locate (const Place *place)
{
  PangoRectangle at;
  int x, y;

  pango_layout_index_to_pos (gtk_label_get_layout (place->label), (int) place->range.start, &at);
  gtk_label_get_layout_offsets (place->label, &x, &y);
  return y + (double) at.y / PANGO_SCALE;
}

static void
scroll_to (const Place *place)
{
  GtkWidget *label = GTK_WIDGET (place->label);
  GtkWidget *scroller = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  double top, page, y;

  /* A table scrolls sideways only; the page is around it. */
  while (scroller != NULL && gtk_widget_get_ancestor (gtk_widget_get_parent (scroller), GTK_TYPE_SCROLLED_WINDOW) != NULL)
    scroller = gtk_widget_get_ancestor (gtk_widget_get_parent (scroller), GTK_TYPE_SCROLLED_WINDOW);
  if (scroller == NULL || !gtk_widget_translate_coordinates (label, scroller, 0, locate (place), NULL, &y))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  top = gtk_adjustment_get_value (adjustment);
  page = gtk_adjustment_get_page_size (adjustment);
  if (y < 0.05 * page || y > 0.9 * page)
    gtk_adjustment_set_value (adjustment, top + y - MARGIN_ABOVE * page);
}

/**
 * zb_text_finder_move:
 * @direction: 1 for the next place, -1 for the one before
 *
 * Goes to another place, from the last to the first and back, and scrolls to it.
 */
void
zb_text_finder_move (ZbTextFinder *self,
                     int           direction)
{
  guint n = self->places->len;
  guint before = self->place;
  const Place *place;

  g_return_if_fail (ZB_IS_TEXT_FINDER (self));
  g_return_if_fail (direction == 1 || direction == -1);

  if (n == 0)
    return;
  if (direction > 0)
    self->place = before < n ? before + 1 : 1;
  else
    self->place = before > 1 ? before - 1 : n;
  place = &g_array_index (self->places, Place, self->place - 1);
  if (before != 0)
    mark_label (self, g_array_index (self->places, Place, before - 1).label);
  mark_label (self, place->label);
  scroll_to (place);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * zb_text_finder_get_n_places:
 *
 * Returns: at how many places something was found.
 */
guint
zb_text_finder_get_n_places (ZbTextFinder *self)
{
  g_return_val_if_fail (ZB_IS_TEXT_FINDER (self), 0);

  return self->places->len;
}

/**
 * zb_text_finder_get_place:
 *
 * Returns: which of the places is the current one, from 1; 0 where none was gone to.
 */
guint
zb_text_finder_get_place (ZbTextFinder *self)
{
  g_return_val_if_fail (ZB_IS_TEXT_FINDER (self), 0);

  return self->place;
}
