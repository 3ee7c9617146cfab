/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-cert-page.h"

#include <string.h>

#include "bulletin/zb-period.h"
#include "document/zb-html-blocks.h"

/* The pages of www.cert.org.cn, CNCERT's own site: lists of articles, in
 * which the address stands in a script's call with or without quotation marks
 * around it, and articles, of which the weekly's has no text but a link to a PDF. */

/* Relative addresses lead here where the page does not say where it comes from. */
#define SITE "https://www.cert.org.cn/"

/* Who publishes there. */
#define ACCOUNT "CNCERT"

/* An article has one file, or two; an address has a hundred bytes, and stands with each line of a list. */
#define MAX_ATTACHMENTS 64
#define MAX_ADDRESS_BYTES 2048

static const char *
get_base (const char *base)
{
  return base != NULL ? base : SITE;
}

/* "[2026-04-03]", or the same without brackets. */
static gboolean
read_date (const char *text,
           GDate      *date)
{
  const char *start = text + strspn (text, " \t\r\n[");

  return zb_date_parse_iso (start, date);
}

/* The address in "window.open("/path")". */
static char *
dup_opened_address (const char *script)
{
  const char *call = script != NULL ? strstr (script, "window.open(") : NULL;
  const char *start = call != NULL ? call + strlen ("window.open(") : NULL;

  if (start == NULL || (*start != '"' && *start != '\''))
    return NULL;
  return g_strndup (start + 1, strcspn (start + 1, "\"'"));
}

/* Where an anchor leads: what its script opens, else its own address. */
static char *
dup_address (const xmlNode *anchor,
             const char    *base)
{
  g_autofree char *opened = dup_opened_address (zb_html_get_attribute (anchor, "onclick"));
  const char *address = opened != NULL ? opened : zb_html_get_attribute (anchor, "href");

  if (address == NULL || *address == '\0' || *address == '#' || strlen (address) > MAX_ADDRESS_BYTES ||
      g_ascii_strncasecmp (address, "javascript:", strlen ("javascript:")) == 0)
    return NULL;
  return zb_html_resolve (get_base (base), address);
}

static void
read_anchor (xmlNode    *anchor,
             const char *base,
             ZbDocument *entry)
{
  if (entry->url != NULL)
    return;
  entry->url = dup_address (anchor, base);
  if (entry->url != NULL)
    entry->title = zb_html_dup_words (anchor);
}

/* An item within the item has a turn of its own: so each node is looked at once, however deep they
 * are nested. */
static ZbDocument *
read_entry (xmlNode    *item,
            const char *base)
{
  g_autoptr(ZbDocument) entry = zb_document_new ();
  xmlNode *node = zb_html_next (item, item);

  while (node != NULL)
    {
      if (zb_html_is (node, "a"))
        read_anchor (node, base, entry);
      else if (node->type == XML_TEXT_NODE && node->content != NULL && !g_date_valid (&entry->published))
        read_date ((const char *) node->content, &entry->published);
      node = zb_html_is (node, "li") ? zb_html_next_outside (node, item) : zb_html_next (node, item);
    }
  if (entry->url == NULL || entry->title == NULL || *entry->title == '\0')
    return NULL;
  entry->account = g_strdup (ACCOUNT);
  entry->refusal = ZB_REFUSAL_TITLE_ONLY;
  return g_steal_pointer (&entry);
}

static char *
dup_next_page (xmlNode    *root,
               const char *base)
{
  xmlNode *node = root;

  while (node != NULL)
    {
      g_autofree char *words = zb_html_is (node, "a") ? zb_html_dup_words (node) : NULL;

      if (g_strcmp0 (words, "下一页") == 0)
        return dup_address (node, base);
      node = words != NULL ? zb_html_next_outside (node, root) : zb_html_next (node, root);
    }
  return NULL;
}

/* A list of the site says of its entries when they were published. */
static gboolean
has_day (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_date_valid (&((const ZbDocument *) g_ptr_array_index (entries, i))->published))
      return TRUE;
  return FALSE;
}

/**
 * zb_cert_page_read_list:
 * @landmarks: of a page that has a list
 * @base: (nullable): its address
 * @documents: (element-type ZbDocument): where to put one document per line; empty
 *
 * Reads a list of articles: each line is a document that has a title, a day
 * and an address, but no text. What names no day is another site's list of
 * something else, and gives nothing.
 */
void
zb_cert_page_read_list (const ZbHtmlLandmarks *landmarks,
                        const char            *base,
                        GPtrArray             *documents)
{
  g_autofree char *next_page = dup_next_page (landmarks->body != NULL ? landmarks->body
                                                                      : landmarks->cert_list, base);
  xmlNode *root = landmarks->cert_list;

  for (xmlNode *node = root; node != NULL && documents->len < ZB_DOCUMENT_MAX_ENTRIES;
       node = zb_html_next (node, root))
    {
      ZbDocument *entry = zb_html_is (node, "li") ? read_entry (node, base) : NULL;

      if (entry == NULL)
        continue;
      entry->next_page = g_strdup (next_page);
      g_ptr_array_add (documents, entry);
    }
  if (!has_day (documents))
    g_ptr_array_set_size (documents, 0);
}

/**
 * zb_cert_page_is_article:
 *
 * Returns: whether the page is an article of the site.
 */
gboolean
zb_cert_page_is_article (const ZbHtmlLandmarks *landmarks)
{
  return landmarks->cert_content != NULL && landmarks->cert_title != NULL;
}

/* "来源：CNCERT　时间：2026-04-03": the day is at the end. */
static void
read_byline (xmlNode    *byline,
             ZbDocument *document)
{
  g_autofree char *words = zb_html_dup_words (byline);
  gsize length = strlen (words);

  if (length >= strlen ("2026-04-03"))
    zb_date_parse_iso (words + length - strlen ("2026-04-03"), &document->published);
}

/* The files that the article's text links to. */
static void
read_attachments (ZbDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);

      for (guint j = 0; j < block->runs->len && document->attachments->len < MAX_ATTACHMENTS; j++)
        {
          const char *link = ((const ZbRun *) g_ptr_array_index (block->runs, j))->link;
          g_autofree char *path = link != NULL ? g_strndup (link, strcspn (link, "?#")) : NULL;

          if (path == NULL || strlen (path) < 4 ||
              g_ascii_strcasecmp (path + strlen (path) - 4, ".pdf") != 0 ||
              g_ptr_array_find_with_equal_func (document->attachments, link, g_str_equal, NULL))
            continue;
          g_ptr_array_add (document->attachments, g_strdup (link));
        }
    }
}

/* Whether the text is more than the names of files and how to get them. */
static gboolean
has_sentences (const ZbDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      g_autofree char *text = zb_block_dup_text (g_ptr_array_index (document->blocks, i));

      if (strstr (text, "。") != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * zb_cert_page_read_article:
 * @landmarks: of a page for which zb_cert_page_is_article() holds
 * @base: (nullable): its address
 *
 * Returns: (transfer full): the article; where its text is a PDF, it is refused as
 *   %ZB_REFUSAL_ATTACHMENT.
 */
ZbDocument *
zb_cert_page_read_article (const ZbHtmlLandmarks *landmarks,
                           const char            *base)
{
  ZbDocument *document = zb_document_new ();

  document->title = zb_html_dup_words (landmarks->cert_title);
  document->url = g_strdup (base);
  document->account = g_strdup (ACCOUNT);
  if (landmarks->cert_byline != NULL)
    read_byline (landmarks->cert_byline, document);
  zb_html_append_blocks (landmarks->cert_content, get_base (base), document);
  read_attachments (document);
  if (document->attachments->len > 0 && !has_sentences (document))
    document->refusal = ZB_REFUSAL_ATTACHMENT;
  return document;
}
