/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-window.h"

G_BEGIN_DECLS

/**
 * ZbSavingWords:
 * @working: what is told while it takes long
 * @stopped: that the user has stopped it
 * @saved: title of the notification that it is saved
 * @failed: title of the notification that it is not
 *
 * What is said of a file that is being saved, marked for translation with N_(). Static.
 */
typedef struct {
  const char *working;
  const char *stopped;
  const char *saved;
  const char *failed;
} ZbSavingWords;

/**
 * ZbTargetFunc:
 * @file: where to
 * @data: (transfer full): what is to be saved there
 *
 * Takes the file that the user has chosen.
 */
typedef void (*ZbTargetFunc) (ZbWindow *window,
                              GFile    *file,
                              gpointer  data);

typedef struct _ZbSaving ZbSaving;

void          zb_saving_choose          (ZbWindow            *window,
                                         const char          *title,
                                         const char          *name,
                                         ZbTargetFunc         func,
                                         gpointer             data,
                                         GDestroyNotify       free_data);
ZbSaving     *zb_saving_new             (ZbWindow            *window,
                                         const ZbSavingWords *words);
GCancellable *zb_saving_get_cancellable (ZbSaving            *self);
void          zb_saving_finish          (ZbSaving            *self,
                                         GFile               *file,
                                         const GError        *error);
void          zb_saving_open            (ZbWindow            *window,
                                         const char          *uri);

G_END_DECLS
