/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-text-view.h"

#include <glib/gi18n.h>

#include "app/zb-picture-card.h"
#include "app/zb-picture-view.h"
#include "app/zb-text-markup.h"
#include "app/zb-text-table.h"

/* Shows a bulletin's text as native widgets: a label per heading, one selectable label for the
 * paragraphs under it, tables, pictures, and a card where pictures stand that are not stored. */
struct _ZbTextView {
  GtkWidget       parent_instance;
  guint           n_widgets;
  guint           zoom;
  GtkCssProvider *style;
};

/* Longer lines are hard to read: so many Han characters, or about 66 letters and the blanks between their words. */
#define MEASURE_EMS 42

/* Between two widgets, whatever the size of the text. */
#define SPACING 12

/* Above the theme and the program's style sheet. */
#define STYLE_PRIORITY (GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1)

/* A label is laid out as a whole, at every width that is tried: what is longer is divided, also
 * where a text has no place for it. */
#define MAX_LABEL_BYTES 6000

/* More than thirty times a long bulletin. What lies behind is told, not shown: widgets for it
 * would take longer than anybody waits. */
#define MAX_WIDGETS 400
#define MAX_TEXT_BYTES (256 * 1024)

/* What is collected until it becomes a widget: paragraphs of one label, rows of one table, pictures
 * of one card. */
typedef struct {
  ZbTextView *self;
  ZbLibrary  *library;
  ZbDetail   *detail;
  GHashTable *positions;
  GString    *markup;
  GPtrArray  *rows;
  GArray     *missing;
} Builder;

G_DEFINE_FINAL_TYPE (ZbTextView, zb_text_view, GTK_TYPE_WIDGET)

static void
clear (ZbTextView *self)
{
  GtkWidget *child;

  self->n_widgets = 0;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
zb_text_view_dispose (GObject *object)
{
  ZbTextView *self = ZB_TEXT_VIEW (object);

  clear (self);
  g_clear_object (&self->style);

  G_OBJECT_CLASS (zb_text_view_parent_class)->dispose (object);
}

/* The size of the desktop's font, in pixels. */
static double
get_font_size (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  return pango_font_description_get_size_is_absolute (font)
         ? size : size * pango_cairo_context_get_resolution (context) / 72;
}

/* How wide a child may be: lines as long as they can be read well; pictures, and tables with them, do
 * not become smaller with the text. */
static int
get_limit (ZbTextView *self,
           GtkWidget  *child)
{
  int measure = zb_text_view_get_measure (self);

  return GTK_IS_LABEL (child) ? measure : MAX (measure, ZB_PICTURE_VIEW_MAX_WIDTH);
}

static GtkSizeRequestMode
zb_text_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* How high a child is where there is so much room; -1 for as much as it wants. */
static int
measure_child (ZbTextView *self,
               GtkWidget  *child,
               int         room,
               int        *minimum)
{
  int limit = get_limit (self, child);
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, room < 0 ? limit : MIN (room, limit), minimum, &natural,
                      NULL, NULL);
  return natural;
}

static void
zb_text_view_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  ZbTextView *self = ZB_TEXT_VIEW (widget);
  int spacing = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, MIN (child_natural, get_limit (self, child)));
        }
      else
        {
          child_natural = measure_child (self, child, for_size, &child_minimum);
          *minimum += spacing + child_minimum;
          *natural += spacing + child_natural;
          spacing = SPACING;
        }
    }
  *natural = MAX (*natural, *minimum);
}

/* Unlike in a clamp, which centres what it holds, the text begins where its heading begins. */
static void
zb_text_view_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  ZbTextView *self = ZB_TEXT_VIEW (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation allocation = { 0, y, MIN (width, get_limit (self, child)), 0 };
      int minimum;

      if (!gtk_widget_should_layout (child))
        continue;
      if (is_rtl)
        allocation.x = width - allocation.width;
      allocation.height = measure_child (self, child, width, &minimum);
      gtk_widget_size_allocate (child, &allocation, -1);
      y += allocation.height + SPACING;
    }
}

static void
zb_text_view_class_init (ZbTextViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_text_view_dispose;
  widget_class->get_request_mode = zb_text_view_get_request_mode;
  widget_class->measure = zb_text_view_measure;
  widget_class->size_allocate = zb_text_view_size_allocate;
}

static void
zb_text_view_init (ZbTextView *self)
{
  self->style = gtk_css_provider_new ();
  zb_text_view_set_zoom (self, 100);
}

/**
 * zb_text_view_new:
 *
 * Returns: (transfer floating): a view without a text.
 */
GtkWidget *
zb_text_view_new (void)
{
  return g_object_new (ZB_TYPE_TEXT_VIEW, NULL);
}

static void
append (ZbTextView *self,
        GtkWidget  *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  self->n_widgets++;
}

/* What is read is as large as the reader wants it; buttons and notes among it stay as they are. */
static void
append_text (ZbTextView *self,
             GtkWidget  *child)
{
  gtk_style_context_add_provider (gtk_widget_get_style_context (child), GTK_STYLE_PROVIDER (self->style),
                                  STYLE_PRIORITY);
  append (self, child);
}

static void
add_rest_notice (ZbTextView *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label",
                                   _("The page goes on, longer than any bulletin. “zhoubaoctl show” prints all of it."),
                                   "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, NULL);

  gtk_widget_add_css_class (label, "dim-label");
  append (self, label);
}

static void
flush_paragraphs (Builder *builder)
{
  GtkWidget *label;

  if (builder->markup->len == 0)
    return;
  label = zb_text_label_new (builder->markup->str);
  gtk_widget_add_css_class (label, "bulletin-text");
  append_text (builder->self, label);
  g_string_truncate (builder->markup, 0);
}

static void
flush_table (Builder *builder)
{
  guint n_cells = 0;

  if (builder->rows->len == 0)
    return;
  append_text (builder->self, zb_text_table_new (builder->rows, &n_cells));
  builder->self->n_widgets += n_cells;
  g_ptr_array_set_size (builder->rows, 0);
}

static void
flush_missing (Builder *builder)
{
  if (builder->missing->len == 0)
    return;
  append (builder->self, zb_picture_card_new (builder->detail, builder->missing));
  g_array_set_size (builder->missing, 0);
}

static void
add_heading (Builder       *builder,
             const ZbBlock *block)
{
  g_autofree char *text = zb_block_dup_text (block);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", text,
                                   "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0f,
                                   "selectable", TRUE,
                                   NULL);

  zb_set_han_language (GTK_LABEL (label));
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "bulletin-heading");
  append_text (builder->self, label);
}

static gboolean
is_shown_picture (const ZbDetail *detail,
                  guint           position)
{
  const ZbCopyPicture *picture = g_ptr_array_index (detail->pictures, position);

  return picture->is_stored && picture->width > 0 && picture->height > 0;
}

static void
add_picture (Builder       *builder,
             const ZbBlock *block)
{
  gpointer position;
  guint n;

  /* One that the library does not count is no picture of this copy. */
  if (block->image == NULL || !g_hash_table_lookup_extended (builder->positions, block->image, NULL, &position))
    return;
  n = GPOINTER_TO_UINT (position);
  if (!is_shown_picture (builder->detail, n))
    {
      g_array_append_val (builder->missing, n);
      return;
    }
  flush_missing (builder);
  append (builder->self, zb_picture_view_new (builder->library, builder->detail, n));
}

/* Only blocks of one kind are collected at a time. */
static void
add_block (Builder       *builder,
           const ZbBlock *block)
{
  if (block->kind != ZB_BLOCK_IMAGE)
    flush_missing (builder);
  if (block->kind != ZB_BLOCK_TABLE_ROW)
    flush_table (builder);
  if (block->kind != ZB_BLOCK_PARAGRAPH && block->kind != ZB_BLOCK_LIST_ITEM)
    flush_paragraphs (builder);

  switch (block->kind)
    {
    case ZB_BLOCK_IMAGE:
      add_picture (builder, block);
      break;
    case ZB_BLOCK_HEADING:
      add_heading (builder, block);
      break;
    case ZB_BLOCK_TABLE_ROW:
      g_ptr_array_add (builder->rows, (gpointer) block);
      if (builder->self->n_widgets + builder->rows->len * block->n_cells > MAX_WIDGETS)
        flush_table (builder);
      break;
    case ZB_BLOCK_PARAGRAPH:
    case ZB_BLOCK_LIST_ITEM:
    default:
      zb_text_append_block (builder->markup, block);
      if (builder->markup->len > MAX_LABEL_BYTES)
        flush_paragraphs (builder);
    }
}

static GHashTable *
index_pictures (const ZbDetail *detail)
{
  GHashTable *positions = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < detail->pictures->len; i++)
    {
      const ZbCopyPicture *picture = g_ptr_array_index (detail->pictures, i);

      g_hash_table_insert (positions, picture->address, GUINT_TO_POINTER (i));
    }
  return positions;
}

/**
 * zb_text_view_show:
 * @library: where its pictures are
 * @detail: a bulletin whose shown copy has a text
 */
void
zb_text_view_show (ZbTextView *self,
                   ZbLibrary  *library,
                   ZbDetail   *detail)
{
  g_autoptr(GHashTable) positions = NULL;
  g_autoptr(GString) markup = g_string_new (NULL);
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();
  g_autoptr(GArray) missing = g_array_new (FALSE, FALSE, sizeof (guint));
  GPtrArray *blocks;
  Builder builder;
  gsize n_bytes = 0;
  gboolean is_whole = TRUE;

  g_return_if_fail (ZB_IS_TEXT_VIEW (self));
  g_return_if_fail (zb_detail_has_text (detail));

  clear (self);
  positions = index_pictures (detail);
  builder = (Builder) { self, library, detail, positions, markup, rows, missing };
  blocks = detail->shown->body->blocks;
  for (guint i = 0; i < blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (blocks, i);

      n_bytes += zb_text_count_bytes (block);
      if (n_bytes > MAX_TEXT_BYTES || self->n_widgets > MAX_WIDGETS)
        {
          is_whole = FALSE;
          break;
        }
      add_block (&builder, block);
    }
  flush_table (&builder);
  flush_missing (&builder);
  flush_paragraphs (&builder);
  if (!is_whole)
    add_rest_notice (self);
}

/* What is in the place of the card's pictures now: pictures, and cards for those that are still missing. */
static void
replace_card (ZbTextView *self,
              ZbLibrary  *library,
              ZbDetail   *detail,
              GtkWidget  *card)
{
  GArray *positions = zb_picture_card_get_positions (ZB_PICTURE_CARD (card));
  g_autoptr(GArray) missing = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean had_focus = gtk_widget_get_focus_child (card) != NULL;
  GtkWidget *before = gtk_widget_get_prev_sibling (card);
  GtkWidget *first;

  for (guint i = 0; i <= positions->len; i++)
    {
      guint position = i < positions->len ? g_array_index (positions, guint, i) : 0;
      gboolean is_picture = i < positions->len && is_shown_picture (detail, position);

      if (i < positions->len && !is_picture)
        g_array_append_val (missing, position);
      else if (missing->len > 0)
        {
          gtk_widget_insert_before (zb_picture_card_new (detail, missing), GTK_WIDGET (self), card);
          g_array_set_size (missing, 0);
        }
      if (is_picture)
        gtk_widget_insert_before (zb_picture_view_new (library, detail, position), GTK_WIDGET (self), card);
    }
  first = before != NULL ? gtk_widget_get_next_sibling (before) : gtk_widget_get_first_child (GTK_WIDGET (self));
  if (had_focus)
    gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
  gtk_widget_unparent (card);
}

static gboolean
has_come_any (ZbPictureCard  *card,
              const ZbDetail *detail)
{
  GArray *positions = zb_picture_card_get_positions (card);

  for (guint i = 0; i < positions->len; i++)
    if (is_shown_picture (detail, g_array_index (positions, guint, i)))
      return TRUE;
  return FALSE;
}

/**
 * zb_text_view_update_pictures:
 * @library: where its pictures are
 * @detail: the bulletin that is shown, with pictures that have come meanwhile, and none that has gone
 *
 * Shows the pictures that have come; all else stays as it is.
 */
void
zb_text_view_update_pictures (ZbTextView *self,
                              ZbLibrary  *library,
                              ZbDetail   *detail)
{
  GtkWidget *child, *next;

  g_return_if_fail (ZB_IS_TEXT_VIEW (self));

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (!ZB_IS_PICTURE_CARD (child))
        continue;
      if (has_come_any (ZB_PICTURE_CARD (child), detail))
        replace_card (self, library, detail, child);
      else
        zb_picture_card_set_detail (ZB_PICTURE_CARD (child), detail);
    }
}

/**
 * zb_text_view_set_zoom:
 * @percent: how large the text is to be, compared with that of the desktop
 */
void
zb_text_view_set_zoom (ZbTextView *self,
                       guint       percent)
{
  g_autofree char *css = g_strdup_printf ("* { font-size: %u%%; }", percent);

  g_return_if_fail (ZB_IS_TEXT_VIEW (self));

  if (percent == self->zoom)
    return;
  self->zoom = percent;
  gtk_css_provider_load_from_data (self->style, css, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * zb_text_view_get_measure:
 *
 * Returns: how wide a line of text can be, in pixels, at the present size of the text.
 */
int
zb_text_view_get_measure (ZbTextView *self)
{
  g_return_val_if_fail (ZB_IS_TEXT_VIEW (self), 0);

  return (int) (MEASURE_EMS * get_font_size (GTK_WIDGET (self)) * self->zoom / 100);
}
