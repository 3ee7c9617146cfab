/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "outside-portal.h"

G_BEGIN_DECLS

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal."

#define PORTAL_APPEARANCE "org.freedesktop.appearance"
#define PORTAL_SCHEME "color-scheme"

struct _OutsidePortal
{
  /* Where the user puts what is saved, and the printer what is printed. */
  char *folder;
  /* The program waits for some answers while whoever tells the story waits for the program: they come from a thread. */
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GDBusConnection *connection;
  GDBusNodeInfo *info;

  /* Both threads use what follows, under the lock. */
  GMutex lock;
  /* (element-type utf8): each call, as a text. */
  GPtrArray *calls;
  /* (nullable): the newest notification. */
  GVariant *notification;
  gboolean is_dark;
};

void portal_answer (OutsidePortal *self,
                    GDBusMethodInvocation *invocation,
                    const char *interface,
                    GVariant *parameters);
GVariant *portal_get_scheme (OutsidePortal *self);

G_END_DECLS
