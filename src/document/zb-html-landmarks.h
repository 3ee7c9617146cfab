/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-html-tree.h"

G_BEGIN_DECLS

/**
 * ZbHtmlLandmarks:
 * @body: (nullable): the page's body
 * @title: (nullable): what the browser's window is called
 * @heading: (nullable): the first heading of the highest level
 * @wechat_content: (nullable): the text of a WeChat article
 * @wechat_title: (nullable): its title
 * @wechat_account: (nullable): its publisher
 * @wechat_time: (nullable): when it was published; often filled by a script only
 * @wechat_original: (nullable): of a shared article: what it shares
 * @is_wechat: whether the page has anything of WeChat's own
 * @cert_title: (nullable): the title of an article of www.cert.org.cn
 * @cert_byline: (nullable): its source and date
 * @cert_content: (nullable): its text
 * @cert_list: (nullable): a list of articles there
 * @meta: (element-type utf8 utf8): what <meta> elements say, by name or property; the first counts
 * @link: (nullable): the address that the page calls its own
 *
 * Places by which pages are told apart, found in one walk. All belong to the tree.
 */
typedef struct {
  xmlNode    *body;
  xmlNode    *title;
  xmlNode    *heading;
  xmlNode    *wechat_content;
  xmlNode    *wechat_title;
  xmlNode    *wechat_account;
  xmlNode    *wechat_time;
  xmlNode    *wechat_original;
  gboolean    is_wechat;
  xmlNode    *cert_title;
  xmlNode    *cert_byline;
  xmlNode    *cert_content;
  xmlNode    *cert_list;
  GHashTable *meta;
  const char *link;
} ZbHtmlLandmarks;

ZbHtmlLandmarks *zb_html_landmarks_new      (xmlNode               *root);
void             zb_html_landmarks_free     (ZbHtmlLandmarks       *self);
const char      *zb_html_landmarks_get_meta (const ZbHtmlLandmarks *self,
                                             const char            *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbHtmlLandmarks, zb_html_landmarks_free)

G_END_DECLS
