/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-html-landmarks.h"

#include <stddef.h>
#include <string.h>

/* An element that a site is known to use; the first one of a page counts. */
typedef struct {
  const char *value;
  gsize       place;
  gboolean    is_wechat;
} Mark;

static const Mark id_marks[] = {
  { "js_content", offsetof (ZbHtmlLandmarks, wechat_content), TRUE },
  { "activity-name", offsetof (ZbHtmlLandmarks, wechat_title), TRUE },
  { "js_name", offsetof (ZbHtmlLandmarks, wechat_account), TRUE },
  { "publish_time", offsetof (ZbHtmlLandmarks, wechat_time), TRUE },
  { "js_share_source", offsetof (ZbHtmlLandmarks, wechat_original), TRUE },
};

static const Mark class_marks[] = {
  { "wx_follow_nickname", offsetof (ZbHtmlLandmarks, wechat_account), TRUE },
  { "artil_tit", offsetof (ZbHtmlLandmarks, cert_title), FALSE },
  { "artil_art", offsetof (ZbHtmlLandmarks, cert_byline), FALSE },
  { "artil_content", offsetof (ZbHtmlLandmarks, cert_content), FALSE },
  { "waring_con", offsetof (ZbHtmlLandmarks, cert_list), FALSE },
  { "con_list", offsetof (ZbHtmlLandmarks, cert_list), FALSE },
};

/* What WeChat's other pages are made of: its notices, its verification page, its error page. */
static const char *const wechat_classes[] = {
  "weui-msg", "weui_msg", "mesg-block", "global_error_msg", "page_verify", "rich_media",
};

static gboolean
is_word (const char *word,
         gsize       length,
         const char *expected)
{
  return strncmp (word, expected, length) == 0 && expected[length] == '\0';
}

static void
note_word (ZbHtmlLandmarks *self,
           xmlNode         *node,
           const char      *word,
           gsize            length,
           const Mark      *marks,
           gsize            n_marks)
{
  for (gsize i = 0; i < n_marks; i++)
    if (is_word (word, length, marks[i].value))
      {
        xmlNode **place = (xmlNode **) (gpointer) ((char *) self + marks[i].place);

        if (*place == NULL)
          *place = node;
        self->is_wechat = self->is_wechat || marks[i].is_wechat;
      }
}

static void
note_classes (ZbHtmlLandmarks *self,
              xmlNode         *node,
              const char      *classes)
{
  static const char blanks[] = " \t\r\n\f";

  for (const char *p = classes + strspn (classes, blanks); *p != '\0'; p += strspn (p, blanks))
    {
      gsize length = strcspn (p, blanks);

      note_word (self, node, p, length, class_marks, G_N_ELEMENTS (class_marks));
      for (guint i = 0; i < G_N_ELEMENTS (wechat_classes) && !self->is_wechat; i++)
        self->is_wechat = is_word (p, length, wechat_classes[i]);
      p += length;
    }
}

static void
note_attributes (ZbHtmlLandmarks *self,
                 xmlNode         *node)
{
  const char *id = zb_html_get_attribute (node, "id");
  const char *classes = zb_html_get_attribute (node, "class");

  if (id != NULL)
    note_word (self, node, id, strlen (id), id_marks, G_N_ELEMENTS (id_marks));
  if (classes != NULL)
    note_classes (self, node, classes);
}

static void
note_meta (ZbHtmlLandmarks *self,
           xmlNode         *node)
{
  const char *name = zb_html_get_attribute (node, "property");
  const char *content = zb_html_get_attribute (node, "content");

  if (name == NULL)
    name = zb_html_get_attribute (node, "name");
  if (name != NULL && content != NULL && *content != '\0' && !g_hash_table_contains (self->meta, name))
    g_hash_table_insert (self->meta, (gpointer) name, (gpointer) content);
}

static void
note_element (ZbHtmlLandmarks *self,
              xmlNode         *node)
{
  if (zb_html_is (node, "meta"))
    note_meta (self, node);
  else if (zb_html_is (node, "link") && g_strcmp0 (zb_html_get_attribute (node, "rel"), "canonical") == 0)
    self->link = zb_html_get_attribute (node, "href");
  else if (zb_html_is (node, "title") && self->title == NULL)
    self->title = node;
  else if (zb_html_is (node, "body") && self->body == NULL)
    self->body = node;
  else if ((zb_html_is (node, "h1") || zb_html_is (node, "h2")) &&
           (self->heading == NULL || strcmp ((const char *) node->name, (const char *) self->heading->name) < 0))
    self->heading = node;
}

/**
 * zb_html_landmarks_new:
 * @root: the page's outermost element
 *
 * Returns: (transfer full): what is found there; valid as long as the tree is.
 */
ZbHtmlLandmarks *
zb_html_landmarks_new (xmlNode *root)
{
  ZbHtmlLandmarks *self = g_new0 (ZbHtmlLandmarks, 1);

  self->meta = g_hash_table_new (g_str_hash, g_str_equal);
  for (xmlNode *node = root; node != NULL; node = zb_html_next (node, root))
    if (node->type == XML_ELEMENT_NODE)
      {
        note_element (self, node);
        note_attributes (self, node);
      }
  return self;
}

/**
 * zb_html_landmarks_free:
 */
void
zb_html_landmarks_free (ZbHtmlLandmarks *self)
{
  g_hash_table_unref (self->meta);
  g_free (self);
}

/**
 * zb_html_landmarks_get_meta:
 *
 * Returns: (transfer none) (nullable): what the page says under this name.
 */
const char *
zb_html_landmarks_get_meta (const ZbHtmlLandmarks *self,
                            const char            *name)
{
  return g_hash_table_lookup (self->meta, name);
}
