/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZB_TYPE_NOTE_CARD (zb_note_card_get_type ())

G_DECLARE_FINAL_TYPE (ZbNoteCard, zb_note_card, ZB, NOTE_CARD, GtkWidget)

GtkWidget *zb_note_card_new      (void);
void       zb_note_card_show     (ZbNoteCard *self,
                                  gint64      id,
                                  const char *note);
void       zb_note_card_set_text (ZbNoteCard *self,
                                  const char *text);
char      *zb_note_card_dup_text (ZbNoteCard *self);
void       zb_note_card_edit     (ZbNoteCard *self);
void       zb_note_card_flush    (ZbNoteCard *self);
void       zb_note_card_settle   (ZbNoteCard *self);

G_END_DECLS
