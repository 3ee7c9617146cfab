/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-text-view.h"

#include <glib/gi18n.h>

#include "app/zb-window.h"

/* Shows a bulletin's text as native widgets: a label per heading, one
 * selectable label for the paragraphs under it, a card where pictures stand. */
struct _ZbTextView {
  GtkWidget  parent_instance;
  GtkWidget *box;
  guint      n_widgets;
};

/* About forty Han characters: longer lines are hard to read. */
#define MAX_WIDTH 660

G_DEFINE_FINAL_TYPE (ZbTextView, zb_text_view, GTK_TYPE_WIDGET)

static void
zb_text_view_dispose (GObject *object)
{
  ZbTextView *self = ZB_TEXT_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (zb_text_view_parent_class)->dispose (object);
}

static GtkSizeRequestMode
zb_text_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
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

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size > MAX_WIDTH)
    for_size = MAX_WIDTH;
  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = CLAMP (*natural, *minimum, MAX_WIDTH);
}

/* Unlike a clamp, which centres what it holds, the text begins where its heading begins. */
static void
zb_text_view_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  GtkAllocation allocation = { 0, 0, MIN (width, MAX_WIDTH), height };

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    allocation.x = width - allocation.width;
  gtk_widget_size_allocate (ZB_TEXT_VIEW (widget)->box, &allocation, baseline);
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
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
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

/**
 * zb_set_han_language:
 *
 * Gives the label's Han characters the shapes of simplified Chinese, whatever
 * the desktop's language is.
 */
void
zb_set_han_language (GtkLabel *label)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string ("zh-cn")));
  gtk_label_set_attributes (label, attributes);
}

/* A label is laid out as a whole, at every width that is tried: what is longer is divided, also
 * where a text has no place for it. */
#define MAX_LABEL_BYTES 6000
#define MAX_WORDS_CHARS 1000

/* More than thirty times a long bulletin. What lies behind is told, not shown: widgets for it
 * would take longer than anybody waits. */
#define MAX_WIDGETS 400
#define MAX_TEXT_BYTES (256 * 1024)
#define MAX_PICTURES 100

static void
append_words (GString    *markup,
              const char *words)
{
  glong n_left = g_utf8_strlen (words, -1);

  while (n_left > 0)
    {
      glong n = MIN (n_left, MAX_WORDS_CHARS);
      const char *end = g_utf8_offset_to_pointer (words, n);
      g_autofree char *text = g_markup_escape_text (words, end - words);

      g_string_append (markup, text);
      if (n < n_left)
        g_string_append_c (markup, '\n');
      words = end;
      n_left -= n;
    }
}

static void
append_markup (GString       *markup,
               const ZbBlock *block)
{
  if (markup->len > 0)
    g_string_append (markup, "\n\n");
  if (block->kind == ZB_BLOCK_LIST_ITEM)
    g_string_append (markup, "• ");
  for (guint i = 0; i < block->runs->len; i++)
    {
      const ZbRun *run = g_ptr_array_index (block->runs, i);
      g_autofree char *link = zb_is_web_address (run->link) ? g_markup_escape_text (run->link, -1) : NULL;

      if (run->strong)
        g_string_append (markup, "<b>");
      if (link != NULL)
        g_string_append_printf (markup, "<a href=\"%s\">", link);
      append_words (markup, run->text);
      if (link != NULL)
        g_string_append (markup, "</a>");
      if (run->strong)
        g_string_append (markup, "</b>");
    }
}

static gsize
count_bytes (const ZbBlock *block)
{
  gsize n = 0;

  for (guint i = 0; i < block->runs->len; i++)
    n += strlen (((const ZbRun *) g_ptr_array_index (block->runs, i))->text);
  return n;
}

static void
append (ZbTextView *self,
        GtkWidget  *child)
{
  gtk_box_append (GTK_BOX (self->box), child);
  self->n_widgets++;
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

static gboolean
activate_link_cb (GtkLabel   *label,
                  const char *uri,
                  ZbTextView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Links to bulletins open here; all others go where links go. */
  return ZB_IS_WINDOW (root) && zb_window_show_address (ZB_WINDOW (root), uri);
}

static void
flush_paragraphs (ZbTextView *self,
                  GString    *markup)
{
  GtkWidget *label;

  if (markup->len == 0)
    return;
  /* Without the language, Han characters take their Japanese shapes where the desktop's is not Chinese. */
  g_string_prepend (markup, "<span lang=\"zh-cn\">");
  g_string_append (markup, "</span>");
  label = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "bulletin-text");
  g_signal_connect_object (label, "activate-link", G_CALLBACK (activate_link_cb), self, 0);
  append (self, label);
  g_string_truncate (markup, 0);
}

static void
add_heading (ZbTextView    *self,
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
  append (self, label);
}

/* The pictures themselves come later; where they stand, and where they are, is told. */
static void
add_pictures (ZbTextView *self,
              GPtrArray  *addresses)
{
  GtkWidget *card, *text, *links;
  g_autofree char *message = NULL;
  g_autoptr(GString) markup = g_string_new (NULL);

  if (addresses->len == 0)
    return;
  card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "picture-card");
  gtk_box_append (GTK_BOX (card), gtk_image_new_from_icon_name ("image-x-generic-symbolic"));
  text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_hexpand (text, TRUE);
  message = g_strdup_printf (ngettext ("%u picture stands here. It is not loaded; open it in your browser:",
                                       "%u pictures stand here. They are not loaded; open them in your browser:",
                                       addresses->len), addresses->len);
  gtk_box_append (GTK_BOX (text), g_object_new (GTK_TYPE_LABEL, "label", message, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                                "xalign", 0.0f, NULL));
  for (guint i = 0; i < MIN (addresses->len, MAX_PICTURES); i++)
    {
      const char *address = g_ptr_array_index (addresses, i);
      g_autofree char *name = g_strdup_printf (_("Picture %u"), i + 1);
      g_autofree char *link = g_markup_escape_text (address, -1);

      if (i > 0)
        g_string_append (markup, "   ");
      if (zb_is_web_address (address))
        g_string_append_printf (markup, "<a href=\"%s\">%s</a>", link, name);
      else
        g_string_append (markup, name);
    }
  links = g_object_new (GTK_TYPE_LABEL, "label", markup->str, "use-markup", TRUE, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                        "xalign", 0.0f, NULL);
  gtk_box_append (GTK_BOX (text), links);
  gtk_box_append (GTK_BOX (card), text);
  append (self, card);
  g_ptr_array_set_size (addresses, 0);
}

static void
clear (ZbTextView *self)
{
  GtkWidget *child;

  self->n_widgets = 0;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
}

/**
 * zb_text_view_set_document:
 * @document: a bulletin's text
 */
void
zb_text_view_set_document (ZbTextView *self,
                           ZbDocument *document)
{
  g_autoptr(GString) markup = g_string_new (NULL);
  g_autoptr(GPtrArray) pictures = g_ptr_array_new ();
  gsize n_bytes = 0;

  g_return_if_fail (ZB_IS_TEXT_VIEW (self));

  clear (self);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);

      n_bytes += count_bytes (block);
      if (n_bytes > MAX_TEXT_BYTES || self->n_widgets > MAX_WIDGETS)
        {
          add_rest_notice (self);
          break;
        }

      if (block->kind != ZB_BLOCK_IMAGE)
        add_pictures (self, pictures);
      if (block->kind == ZB_BLOCK_IMAGE || block->kind == ZB_BLOCK_HEADING)
        flush_paragraphs (self, markup);
      if (block->kind == ZB_BLOCK_IMAGE)
        g_ptr_array_add (pictures, block->image);
      else if (block->kind == ZB_BLOCK_HEADING)
        add_heading (self, block);
      else
        append_markup (markup, block);
      if (markup->len > MAX_LABEL_BYTES)
        flush_paragraphs (self, markup);
    }
  add_pictures (self, pictures);
  flush_paragraphs (self, markup);
}
