/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-note-card.h"

#include "library/zb-library.h"

/* So long after the first key that is not stored yet, all that was typed by then is. */
#define STORE_DELAY_MS 1000

/* The card is as high as its text, between these; a longer text scrolls. */
#define MIN_HEIGHT 60
#define MAX_HEIGHT 260

/* The user's own note on a bulletin: a text that is stored while it is typed. Without a note it
 * hides itself. */
struct _ZbNoteCard {
  GtkWidget          parent_instance;
  GtkWidget         *box;
  GtkScrolledWindow *scroller;
  GtkTextView       *view;
  GtkTextBuffer     *buffer;
  gint64             id;
  guint              store_id;
  guint              fit_id;
  /* While a text is put in that nobody has typed. */
  gboolean           is_filling;
  /* Whether the user has changed the text since the library was last asked for it. */
  gboolean           is_touched;
};

enum {
  SIGNAL_STORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbNoteCard, zb_note_card, GTK_TYPE_WIDGET)

static gboolean
store_cb (gpointer user_data)
{
  ZbNoteCard *self = user_data;
  g_autofree char *text = zb_note_card_dup_text (self);

  self->store_id = 0;
  g_signal_emit (self, signals[SIGNAL_STORE], 0, self->id, text);
  return G_SOURCE_REMOVE;
}

static gboolean
fit_cb (gpointer user_data)
{
  ZbNoteCard *self = user_data;
  GtkTextIter end;
  int y, height;

  self->fit_id = 0;
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_view_get_line_yrange (self->view, &end, &y, &height);
  gtk_scrolled_window_set_min_content_height (self->scroller, CLAMP (y + height, MIN_HEIGHT, MAX_HEIGHT));
  return G_SOURCE_REMOVE;
}

/* A text view tells how high it is before it knows how wide (GTK 4.8), and so cuts what it has to
 * wrap: its lines are asked when they have their places. */
static void
fit_later (ZbNoteCard *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
changed_cb (ZbNoteCard *self)
{
  fit_later (self);
  if (self->is_filling)
    return;
  self->is_touched = TRUE;
  if (self->store_id == 0)
    self->store_id = g_timeout_add (STORE_DELAY_MS, store_cb, self);
}

/* As much as there is room for: of what is pasted, the beginning. */
static void
insert_text_cb (GtkTextBuffer *buffer,
                GtkTextIter   *place,
                char          *text,
                int            length,
                ZbNoteCard    *self)
{
  glong n_chars = g_utf8_strlen (text, length);
  glong room = MAX (ZB_NOTE_MAX_LENGTH - gtk_text_buffer_get_char_count (buffer), 0);

  if (self->is_filling || n_chars <= room)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_widget_error_bell (GTK_WIDGET (self));
  if (room > 0)
    gtk_text_buffer_insert (buffer, place, text, (int) (g_utf8_offset_to_pointer (text, room) - text));
}

static void
fill (ZbNoteCard *self,
      const char *text)
{
  g_autofree char *before = zb_note_card_dup_text (self);

  /* The place of the cursor stays, and so does what can be undone. */
  if (g_strcmp0 (before, text) == 0)
    return;
  self->is_filling = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->is_filling = FALSE;
}

static void
zb_note_card_dispose (GObject *object)
{
  ZbNoteCard *self = ZB_NOTE_CARD (object);

  g_clear_handle_id (&self->store_id, g_source_remove);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_NOTE_CARD);

  G_OBJECT_CLASS (zb_note_card_parent_class)->dispose (object);
}

static void
zb_note_card_class_init (ZbNoteCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_note_card_dispose;

  /**
   * ZbNoteCard::store:
   * @id: the bulletin
   * @text: the whole note; empty where there is none any more
   *
   * The user has changed the note, and it is to be stored now.
   */
  signals[SIGNAL_STORE] =
    g_signal_new ("store", ZB_TYPE_NOTE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/zhoubao/Zhoubao/zb-note-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbNoteCard, box);
  gtk_widget_class_bind_template_child (widget_class, ZbNoteCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, ZbNoteCard, view);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
zb_note_card_init (ZbNoteCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->buffer = gtk_text_view_get_buffer (self->view);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "notify::page-size",
                           G_CALLBACK (fit_later), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (insert_text_cb), self, 0);
}

/**
 * zb_note_card_new:
 *
 * Returns: (transfer floating): a card that shows nothing yet.
 */
GtkWidget *
zb_note_card_new (void)
{
  return g_object_new (ZB_TYPE_NOTE_CARD, NULL);
}

/**
 * zb_note_card_show:
 * @id: a bulletin
 * @note: (nullable): what the library holds
 *
 * Shows another note, after what was typed into the one before is given to be stored. Where the
 * user has changed this very note since zb_note_card_settle(), it stays as it is.
 */
void
zb_note_card_show (ZbNoteCard *self,
                   gint64      id,
                   const char *note)
{
  g_return_if_fail (ZB_IS_NOTE_CARD (self));

  if (self->id == id && self->is_touched)
    return;
  zb_note_card_flush (self);
  fill (self, note != NULL ? note : "");
  /* An empty card in which somebody is about to write stays open. */
  if (note != NULL || self->id != id || !gtk_widget_has_focus (GTK_WIDGET (self->view)))
    gtk_widget_set_visible (GTK_WIDGET (self), note != NULL);
  self->id = id;
  self->is_touched = FALSE;
}

/**
 * zb_note_card_set_text:
 * @text: what the note of the shown bulletin is to be; empty for none
 *
 * Shows it as if the user had typed it; whoever calls it stores it.
 */
void
zb_note_card_set_text (ZbNoteCard *self,
                       const char *text)
{
  g_return_if_fail (ZB_IS_NOTE_CARD (self));
  g_return_if_fail (text != NULL);

  g_clear_handle_id (&self->store_id, g_source_remove);
  fill (self, text);
  self->is_touched = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
}

/**
 * zb_note_card_dup_text:
 *
 * Returns: (transfer full): the note as it stands there now.
 */
char *
zb_note_card_dup_text (ZbNoteCard *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (ZB_IS_NOTE_CARD (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/**
 * zb_note_card_edit:
 *
 * Opens the card, with the keyboard behind the last word.
 */
void
zb_note_card_edit (ZbNoteCard *self)
{
  GtkTextIter end;

  g_return_if_fail (ZB_IS_NOTE_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_place_cursor (self->buffer, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * zb_note_card_flush:
 *
 * Gives what is not stored yet to be stored at once.
 */
void
zb_note_card_flush (ZbNoteCard *self)
{
  g_return_if_fail (ZB_IS_NOTE_CARD (self));

  if (self->store_id == 0)
    return;
  g_clear_handle_id (&self->store_id, g_source_remove);
  store_cb (self);
}

/**
 * zb_note_card_settle:
 *
 * To be called before the library is asked for a bulletin: what it will say is newer than what was
 * typed by now.
 */
void
zb_note_card_settle (ZbNoteCard *self)
{
  g_return_if_fail (ZB_IS_NOTE_CARD (self));

  zb_note_card_flush (self);
  self->is_touched = FALSE;
}
