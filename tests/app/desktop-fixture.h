/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The desktop's place for notifications, and what has come there. */
typedef struct {
  guint            registration;
  guint            owner;
  gboolean         is_owned;
  guint            n;
  char            *id;
  char            *title;
  char            *body;
  char            *action;
  gint64           target;
} Desktop;

void desktop_init  (Desktop *self);
void desktop_clear (Desktop *self);

G_END_DECLS
