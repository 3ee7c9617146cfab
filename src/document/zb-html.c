/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-html.h"

#include <string.h>

#include "bulletin/zb-period.h"
#include "document/zb-cert-page.h"
#include "document/zb-document.h"
#include "document/zb-html-blocks.h"
#include "document/zb-html-guard.h"
#include "document/zb-html-landmarks.h"
#include "document/zb-html-main.h"
#include "document/zb-wechat-page.h"

/* Browsers write it near the start of what they save. */
#define SAVED_MARK "<!-- saved from url=("
#define MAX_HEAD_BYTES 4096
#define MAX_ADDRESS_BYTES 8192

/* How many pieces of text into an unknown page a line may say when it was published, and how far
 * behind its label, in bytes and in nodes. */
#define MAX_DATE_TEXTS 200
#define MAX_DATE_BYTES 64
#define MAX_DATE_PARTS 8

/* "<!-- saved from url=(0042)https://… -->", as browsers write it. */
static char *
dup_saved_address (const char *text,
                   gsize       length)
{
  const char *mark = memmem (text, MIN (length, MAX_HEAD_BYTES), SAVED_MARK, strlen (SAVED_MARK));
  const char *digits = mark != NULL ? mark + strlen (SAVED_MARK) : NULL;
  const char *start = digits != NULL ? digits + strspn (digits, "0123456789") : NULL;
  const char *end = start != NULL && *start == ')' ? g_strstr_len (start, MAX_ADDRESS_BYTES, " -->") : NULL;

  return end != NULL ? g_strndup (start + 1, (gsize) (end - start - 1)) : NULL;
}

static void
set_meta (char                  **target,
          const ZbHtmlLandmarks  *landmarks,
          const char             *name)
{
  const char *value = zb_html_landmarks_get_meta (landmarks, name);

  if (*target == NULL && value != NULL)
    *target = g_strstrip (g_strdup (value));
}

/* What stands from @rest on, also where tags part it: enough to hold a day. */
static char *
dup_behind (xmlNode       *node,
            const char    *rest,
            const xmlNode *root)
{
  g_autoptr(GString) words = g_string_new_len (rest, (gssize) strnlen (rest, MAX_DATE_BYTES));

  for (guint i = 0; i < MAX_DATE_PARTS && words->len < MAX_DATE_BYTES; i++)
    {
      node = zb_html_next (node, root);
      if (node == NULL)
        break;
      if (node->type == XML_TEXT_NODE && node->content != NULL)
        g_string_append_len (words, (const char *) node->content,
                             (gssize) strnlen ((const char *) node->content, MAX_DATE_BYTES));
    }
  /* The last character may have been cut. */
  return g_utf8_make_valid (words->str, (gssize) words->len);
}

/* Behind the signs and blanks that follow a label. */
static const char *
skip_signs (const char *p)
{
  while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* A line such as "时间:2014-02-17 15:42来源:… 点击:", near the start of the page. */
static gboolean
find_date_line (xmlNode *root,
                GDate   *date)
{
  static const char *const labels[] = { "时间", "日期", "发布于", "發佈" };
  guint n_texts = 0;

  for (xmlNode *node = root; node != NULL && n_texts < MAX_DATE_TEXTS; node = zb_html_next (node, root))
    {
      const char *datetime = zb_html_is (node, "time") ? zb_html_get_attribute (node, "datetime") : NULL;

      if (datetime != NULL && zb_date_parse_printed (datetime, date))
        return TRUE;
      if (node->type != XML_TEXT_NODE || node->content == NULL || zb_html_is_silent (node->parent))
        continue;
      n_texts++;
      for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
        {
          const char *label = strstr ((const char *) node->content, labels[i]);
          g_autofree char *words = label != NULL ? dup_behind (node, label + strlen (labels[i]), root) : NULL;

          if (words != NULL && zb_date_parse_printed (skip_signs (words), date))
            return TRUE;
        }
    }
  return FALSE;
}

/* Where page makers say when it was published. */
static gboolean
find_date_meta (const ZbHtmlLandmarks *landmarks,
                ZbDocument            *document)
{
  static const char *const names[] = {
    "article:published_time", "og:published_time", "publishdate", "PubDate", "pubdate",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = zb_html_landmarks_get_meta (landmarks, names[i]);

      if (value != NULL && zb_date_parse_printed (value, &document->published))
        return TRUE;
    }
  return FALSE;
}

/* Whether there is no page around what is read: then it is all text, as the entry of a feed is. */
static gboolean
is_piece (const char *text,
          gsize       length)
{
  g_autofree char *head = g_ascii_strdown (text, (gssize) MIN (length, MAX_HEAD_BYTES));

  return strstr (head, "<html") == NULL && strstr (head, "<head>") == NULL && strstr (head, "<body") == NULL;
}

/* Of a page that nobody knows: its main part. What it calls itself comes first in the heading,
 * since titles of windows carry the site's name. */
static ZbDocument *
read_unknown (const ZbHtmlLandmarks *landmarks,
              xmlNode               *root,
              gboolean               is_piece_of_page,
              const char            *base)
{
  ZbDocument *document = zb_document_new ();

  set_meta (&document->title, landmarks, "og:title");
  if (document->title == NULL && landmarks->heading != NULL)
    document->title = zb_html_dup_words (landmarks->heading);
  if ((document->title == NULL || *document->title == '\0') && landmarks->title != NULL)
    {
      g_free (document->title);
      document->title = zb_html_dup_words (landmarks->title);
    }
  set_meta (&document->url, landmarks, "og:url");
  if (document->url == NULL && landmarks->link != NULL)
    document->url = zb_html_resolve (base, landmarks->link);
  if (document->url == NULL)
    document->url = g_strdup (base);
  set_meta (&document->account, landmarks, "og:site_name");
  zb_html_append_blocks (is_piece_of_page ? root : zb_html_find_main (root), document->url, document);
  if (!find_date_meta (landmarks, document))
    find_date_line (root, &document->published);
  return document;
}

/**
 * zb_html_read:
 * @text: a web page or a piece of one, in valid UTF-8
 * @length: its length in bytes
 * @documents: (element-type ZbDocument): where to put what is read
 *
 * Reads WeChat's articles, the pages of www.cert.org.cn, and any other page.
 * A list of articles gives a document for each of its lines, everything else
 * one. What the site draws around a text is mostly left out; the rest is for
 * zb_page_frame_strip().
 *
 * Returns: %FALSE with %ZB_DOCUMENT_ERROR_TOO_LARGE where zb_html_guard() refuses the page, or
 *   zb_html_tree_new() finds it nested too deep.
 */
gboolean
zb_html_read (const char  *text,
              gsize        length,
              GPtrArray   *documents,
              GError     **error)
{
  g_autoptr(ZbHtmlTree) tree = NULL;
  g_autoptr(ZbHtmlLandmarks) landmarks = NULL;
  g_autofree char *base = NULL;
  GError *tree_error = NULL;
  xmlNode *root;

  if (!zb_html_guard (text, length, error))
    return FALSE;
  tree = zb_html_tree_new (text, length, &tree_error);
  if (tree_error != NULL)
    {
      g_propagate_error (error, tree_error);
      return FALSE;
    }
  root = tree != NULL ? zb_html_tree_get_root (tree) : NULL;
  if (root == NULL)
    {
      g_ptr_array_add (documents, zb_document_new ());
      return TRUE;
    }
  base = dup_saved_address (text, length);
  landmarks = zb_html_landmarks_new (root);
  if (zb_cert_page_is_article (landmarks))
    g_ptr_array_add (documents, zb_cert_page_read_article (landmarks, base));
  else if (landmarks->is_wechat)
    g_ptr_array_add (documents, zb_wechat_page_read (landmarks, text, length, base));
  else if (landmarks->cert_list != NULL)
    zb_cert_page_read_list (landmarks, base, documents);
  if (documents->len == 0)
    g_ptr_array_add (documents, read_unknown (landmarks, landmarks->body != NULL ? landmarks->body : root,
                                              is_piece (text, length), base));
  return TRUE;
}
