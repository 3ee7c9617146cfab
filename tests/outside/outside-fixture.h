/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library-fixture.h"
#include "outside-keys.h"
#include "outside-tree.h"

G_BEGIN_DECLS

/* The program, started as a user starts it, with a home of its own; whoever tells the story has the keyboard, and hears
 * what a screen reader is told. */
typedef struct
{
  Fixture files;
  OutsideKeys *keys;
  GSubprocess *program;
  gboolean has_ended;
  /* Of GTK's own windows some warn. */
  gboolean survives_warnings;
  GDBusConnection *bus;
  char *name;
  /* (nullable): what the program told when it was asked last. */
  Tree *tree;
} Outside;

/* Of the entry in which weeks and words are looked for. */
#define OUTSIDE_SEARCH_FIELD "Search titles"

/* Long, since a machine may have much else to do; none of it is spent where all goes well. */
#define OUTSIDE_WAIT_SECONDS 60

/* Waits for an expression; a story that waits in vain fails, and says what there is instead. */
#define OUTSIDE_WAIT(self, expression)                                                  \
  G_STMT_START                                                                          \
  {                                                                                     \
    gint64 wait_end_ = g_get_monotonic_time () + OUTSIDE_WAIT_SECONDS * G_USEC_PER_SEC; \
    while (!(expression))                                                               \
      {                                                                                 \
        if ((self)->has_ended || g_get_monotonic_time () > wait_end_)                   \
          outside_fail (self, G_STRLOC, #expression);                                   \
        outside_wait_a_moment ();                                                       \
      }                                                                                 \
  }                                                                                     \
  G_STMT_END

int outside_test_run (int argc, char **argv, void (*add_tests) (void));
void outside_init (Outside *self);
void outside_start (Outside *self);
void outside_clear (Outside *self);
void outside_fail (Outside *self, const char *place, const char *expectation) G_GNUC_NORETURN;
void outside_wait_a_moment (void);
void outside_press (Outside *self, const char *accelerator);
void outside_type (Outside *self, const char *text);
TreeObject *outside_wait_for (Outside *self, TreeRole role, const char *part);
void outside_wait_gone (Outside *self, TreeRole role, const char *part);
void outside_read (Outside *self);
TreeObject *outside_find (Outside *self, TreeRole role, const char *part);
void outside_go_to (Outside *self, const char *query, const char *heading);
void outside_go_to_week (Outside *self);
void outside_walk_to (Outside *self, TreeRole role, const char *part);
TreeObject *outside_find_focus (Outside *self);
void outside_wait_focus (Outside *self, TreeRole role, const char *part);
void outside_put_text (Outside *self, const char *text);
gboolean outside_is_focused (Outside *self, TreeRole role, const char *part);
gboolean outside_is_file (const char *path, const char *start, const char *end);

G_END_DECLS
