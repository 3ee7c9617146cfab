/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _OutsideKeys OutsideKeys;

OutsideKeys *outside_keys_new (void);
void outside_keys_free (OutsideKeys *self);
void outside_keys_follow (OutsideKeys *self);
void outside_keys_leave (OutsideKeys *self);
void outside_keys_press (OutsideKeys *self, const char *accelerator);
void outside_keys_type (OutsideKeys *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutsideKeys, outside_keys_free)

G_END_DECLS
