/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A network of which the story says whether it is there. */
typedef struct {
  GObject  parent_instance;
  gboolean is_available;
  gboolean is_metered;
} StoryMonitor;

typedef struct {
  GObjectClass parent_class;
} StoryMonitorClass;

GType story_monitor_get_type (void);

G_END_DECLS
