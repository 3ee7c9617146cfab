/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-wechat-page.h"

#include <string.h>

#include "bulletin/zb-period.h"
#include "document/zb-html-blocks.h"
#include "document/zb-html-main.h"
#include "document/zb-page-frame.h"
#include "document/zb-script-value.h"

/* Articles of mp.weixin.qq.com, as the site sends them, as browsers save them
 * and as mirrors keep them. The text is in the element js_content, which is
 * hidden until a script has run; everything else is said in meta elements,
 * some visible elements, and variables of scripts, in this order of trust. */

/* China's clocks, eight hours before UTC all year round. */
#define CHINA_OFFSET_SECONDS (8 * 60 * 60)

/* A post of pictures has at most twenty. */
#define MAX_POSTED_PICTURES 64

/* The mirror's own dates are those of its copies. */
static const char mirror_host[] = "freewechat.com";

static void
set_words (char    **target,
           xmlNode  *node)
{
  g_autofree char *words = NULL;

  if (*target != NULL || node == NULL)
    return;
  words = zb_html_dup_words (node);
  if (*words != '\0')
    *target = g_steal_pointer (&words);
}

static void
set_value (char       **target,
           const char  *value)
{
  if (*target == NULL && value != NULL && *value != '\0')
    *target = g_strstrip (g_strdup (value));
}

/* What scripts hold is escaped for HTML on top. */
static char *
dup_unescaped (const char *value)
{
  static const char *const entities[][2] = {
    { "&quot;", "\"" }, { "&#39;", "'" }, { "&nbsp;", " " }, { "&lt;", "<" }, { "&gt;", ">" }, { "&amp;", "&" },
  };
  GString *plain = g_string_new (value);

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (plain, entities[i][0], entities[i][1], 0);
  return g_string_free (plain, FALSE);
}

static void
set_script_value (char       **target,
                  const char  *text,
                  gsize        length,
                  const char  *name)
{
  g_autofree char *value = *target == NULL ? zb_script_value_find (text, length, name) : NULL;
  g_autofree char *plain = value != NULL ? dup_unescaped (value) : NULL;

  set_value (target, plain);
}

/* The day in China, where the publisher is. */
static gboolean
set_day (GDate      *day,
         const char *seconds)
{
  g_autoptr(GDateTime) time = NULL;
  guint64 value;

  if (seconds == NULL || !g_ascii_string_to_unsigned (seconds, 10, 1, G_MAXINT32, &value, NULL))
    return FALSE;
  time = g_date_time_new_from_unix_utc ((gint64) value + CHINA_OFFSET_SECONDS);
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time), (GDateYear) g_date_time_get_year (time));
  return TRUE;
}

static void
read_time (const ZbHtmlLandmarks *landmarks,
           const char            *text,
           gsize                  length,
           ZbDocument            *document)
{
  static const char *const names[] = { "ct", "create_time", "ori_create_time", "oriCreateTime" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = zb_script_value_find (text, length, names[i]);

      if (set_day (&document->published, value))
        return;
    }
  if (landmarks->wechat_time != NULL && (document->url == NULL || strstr (document->url, mirror_host) == NULL))
    {
      g_autofree char *words = zb_html_dup_words (landmarks->wechat_time);

      zb_date_parse_printed (words, &document->published);
    }
}

static void
read_names (const ZbHtmlLandmarks *landmarks,
            const char            *text,
            gsize                  length,
            ZbDocument            *document)
{
  set_value (&document->title, zb_html_landmarks_get_meta (landmarks, "og:title"));
  set_words (&document->title, landmarks->wechat_title);
  set_script_value (&document->title, text, length, "msg_title");
  set_words (&document->title, landmarks->title);
  set_words (&document->account, landmarks->wechat_account);
  set_script_value (&document->account, text, length, "nickname");
  set_script_value (&document->account, text, length, "nick_name");
  set_value (&document->account, zb_html_landmarks_get_meta (landmarks, "author"));
  set_value (&document->url, zb_html_landmarks_get_meta (landmarks, "og:url"));
  set_value (&document->url, landmarks->link);
  set_script_value (&document->url, text, length, "msg_link");
  if (landmarks->wechat_original != NULL)
    {
      set_value (&document->original, zb_html_get_attribute (landmarks->wechat_original, "data-url"));
      set_value (&document->original, zb_html_get_attribute (landmarks->wechat_original, "href"));
    }
}

/* A post of pictures or of a few words has no text in js_content: it is in a script and in the
 * page's description. */
static void
read_post (const ZbHtmlLandmarks *landmarks,
           const char            *text,
           gsize                  length,
           ZbDocument            *document)
{
  const char *description = zb_html_landmarks_get_meta (landmarks, "og:description");
  const char *end = text + length;
  const char *p = memmem (text, length, "picture_page_info_list", strlen ("picture_page_info_list"));
  g_autofree char *words = NULL;
  char *address;

  set_value (&words, description);
  set_value (&words, zb_html_landmarks_get_meta (landmarks, "description"));
  if (words != NULL)
    {
      ZbBlock *block = zb_block_new (ZB_BLOCK_PARAGRAPH);

      zb_block_add_run (block, g_strdelimit (words, "\r\n", ' '), -1, NULL, FALSE);
      g_ptr_array_add (document->blocks, block);
    }
  for (guint i = 0; p != NULL && i < MAX_POSTED_PICTURES &&
                    (address = zb_script_value_next (&p, end, "cdn_url")) != NULL; i++)
    {
      ZbBlock *image = zb_block_new (ZB_BLOCK_IMAGE);

      image->image = dup_unescaped (address);
      g_free (address);
      g_ptr_array_add (document->blocks, image);
    }
}

static gboolean
has_text (const ZbDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    if (((const ZbBlock *) g_ptr_array_index (document->blocks, i))->runs->len > 0)
      return TRUE;
  return FALSE;
}

/* Posts of other kinds than articles, by WeChat's own numbers: pictures, a text, a few words. */
static gboolean
is_post (const char *text,
         gsize       length)
{
  g_autofree char *type = zb_script_value_find (text, length, "item_show_type");

  return type != NULL && (strcmp (type, "8") == 0 || strcmp (type, "10") == 0 || strcmp (type, "17") == 0);
}

/* What the site sent instead of an article. The order is that of trust: what the page says, what
 * it is built like. */
static ZbRefusal
find_refusal (const ZbHtmlLandmarks *landmarks,
              const ZbDocument      *document)
{
  g_autofree char *words = landmarks->body != NULL ? zb_html_dup_words (landmarks->body) : NULL;
  ZbRefusal refusal = words != NULL ? zb_page_frame_find_refusal (words) : ZB_REFUSAL_NONE;

  if (refusal != ZB_REFUSAL_NONE)
    return refusal;
  if (document->original != NULL)
    return ZB_REFUSAL_CARD;
  return landmarks->wechat_content != NULL ? ZB_REFUSAL_EMPTY : ZB_REFUSAL_UNKNOWN_PAGE;
}

/**
 * zb_wechat_page_read:
 * @landmarks: of a page that has something of WeChat's own
 * @text: the page
 * @length: its length in bytes
 * @base: (nullable): its address, where something outside the page says it
 *
 * Reads an article, or sees what the site sent instead of one.
 *
 * Returns: (transfer full): the document; with its refusal where there is no article.
 */
ZbDocument *
zb_wechat_page_read (const ZbHtmlLandmarks *landmarks,
                     const char            *text,
                     gsize                  length,
                     const char            *base)
{
  ZbDocument *document = zb_document_new ();

  read_names (landmarks, text, length, document);
  set_value (&document->url, base);
  read_time (landmarks, text, length, document);
  if (landmarks->wechat_content != NULL)
    zb_html_append_blocks (landmarks->wechat_content, document->url, document);
  if (!has_text (document) && is_post (text, length))
    read_post (landmarks, text, length, document);
  if (document->blocks->len == 0)
    document->refusal = find_refusal (landmarks, document);
  /* Others build their pages of WeChat's parts; then the text is somewhere else. */
  if (document->refusal == ZB_REFUSAL_UNKNOWN_PAGE && landmarks->body != NULL)
    zb_html_append_blocks (zb_html_find_main (landmarks->body), document->url, document);
  return document;
}
