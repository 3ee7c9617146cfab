/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/**
 * ZbHtmlTree:
 *
 * A web page as libxml2 understands it. Its texts and attributes are UTF-8,
 * with entities replaced. `_private` of its elements is zb-html-tree.c's.
 */
typedef xmlDoc ZbHtmlTree;

void        zb_html_init_library       (void);
ZbHtmlTree *zb_html_tree_new           (const char    *text,
                                        gsize          length,
                                        GError       **error);
xmlNode    *zb_html_tree_get_root      (ZbHtmlTree    *self);
xmlNode    *zb_html_next               (xmlNode       *node,
                                        const xmlNode *root);
xmlNode    *zb_html_next_outside       (xmlNode       *node,
                                        const xmlNode *root);
gboolean    zb_html_is                 (const xmlNode *node,
                                        const char    *name);
gboolean    zb_html_is_block           (const xmlNode *node);
gboolean    zb_html_is_silent          (const xmlNode *node);
const char *zb_html_get_attribute      (const xmlNode *node,
                                        const char    *name);
gboolean    zb_html_has_class          (const xmlNode *node,
                                        const char    *name);
char       *zb_html_dup_words          (xmlNode       *node);
char       *zb_html_resolve            (const char    *base,
                                        const char    *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbHtmlTree, xmlFreeDoc)

G_END_DECLS
