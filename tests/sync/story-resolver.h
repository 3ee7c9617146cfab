/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define STORY_TYPE_RESOLVER (story_resolver_get_type ())

G_DECLARE_FINAL_TYPE (StoryResolver, story_resolver, STORY, RESOLVER, GResolver)

StoryResolver *story_resolver_install (void);
void           story_resolver_add     (StoryResolver *self,
                                       const char    *name,
                                       const char    *address);

G_END_DECLS
