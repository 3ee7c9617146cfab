/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-document.h"

#include <glib/gi18n-lib.h>

#include "document/zb-feed-json.h"
#include "document/zb-feed-xml.h"
#include "document/zb-file-kind.h"
#include "document/zb-html.h"
#include "document/zb-markdown.h"
#include "document/zb-mhtml.h"
#include "document/zb-page-frame.h"
#include "document/zb-pdf.h"
#include "document/zb-text-decoder.h"

/* What to tell of a file that holds no text, or none that is read. */
static const char *
get_form_message (ZbFileKind kind)
{
  switch (kind)
    {
    case ZB_FILE_OFFICE:
      return _("The file is a document of a word processor, or packed. Save it as a web page, a PDF or "
               "text, and open that.");
    case ZB_FILE_PICTURE:
      return _("The file is a picture. Open the page of the bulletin; a picture can be added to a "
               "bulletin’s text.");
    case ZB_FILE_ARCHIVE:
      return _("The file holds other files, packed. Unpack it and open these.");
    case ZB_FILE_TEXT:
    case ZB_FILE_HTML:
    case ZB_FILE_XML_FEED:
    case ZB_FILE_JSON:
    case ZB_FILE_MHTML:
    case ZB_FILE_PDF:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

/* A page that was fetched does not always say where it comes from; who fetched it knows. An entry of
 * a feed does not come from the feed's address. */
static void
take_address (GPtrArray  *documents,
              const char *name)
{
  ZbDocument *document = g_ptr_array_index (documents, 0);

  if (documents->len == 1 && document->url == NULL && zb_is_web_address (name))
    document->url = g_strdup (name);
}

static gboolean
read_text (GBytes      *bytes,
           const char  *name,
           GPtrArray   *documents,
           GError     **error)
{
  gsize length;
  g_autofree char *text = zb_text_decode (bytes, &length, error);

  if (text == NULL)
    return FALSE;
  switch (zb_file_kind_of_text (text))
    {
    case ZB_FILE_XML_FEED:
      return zb_feed_xml_read (text, length, documents, error);
    case ZB_FILE_JSON:
      return zb_feed_json_read (text, length, documents, error);
    case ZB_FILE_HTML:
      if (!zb_html_read (text, length, documents, error))
        return FALSE;
      break;
    default:
      zb_markdown_read_all (text, length, documents);
    }
  take_address (documents, name);
  return TRUE;
}

static gboolean
read_pdf (GBytes      *bytes,
          const char  *name,
          GPtrArray   *documents,
          GError     **error)
{
  ZbDocument *document = zb_pdf_read (bytes, error);

  if (document == NULL)
    return FALSE;
  g_ptr_array_add (documents, document);
  take_address (documents, name);
  return TRUE;
}

static gboolean
check_size (GPtrArray  *documents,
            GError    **error)
{
  gsize n_blocks = 0;

  for (guint i = 0; i < documents->len; i++)
    n_blocks += ((const ZbDocument *) g_ptr_array_index (documents, i))->blocks->len;
  if (n_blocks <= ZB_DOCUMENT_MAX_BLOCKS)
    return TRUE;
  g_set_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
               _("The file has more than %u paragraphs and pictures, which no bulletin has. "
                 "Choose the page of the bulletin itself."), ZB_DOCUMENT_MAX_BLOCKS);
  return FALSE;
}

/**
 * zb_document_read:
 * @bytes: what was fetched or opened
 * @name: (nullable): what the file is called, or the address from which it was fetched
 *
 * Reads one file into the documents that it holds. Its form is recognised from
 * its bytes, and every form has a reader of its own; what the site drew around
 * the text is taken away here, and pages that the site sent instead of the
 * text are marked as refusals.
 *
 * Returns: (transfer full) (nullable) (element-type ZbDocument): at least one
 *   document, or %NULL with a #ZbDocumentError.
 */
GPtrArray *
zb_document_read (GBytes     *bytes,
                  const char *name,
                  GError    **error)
{
  g_autoptr(GPtrArray) documents = NULL;
  const char *message;
  ZbFileKind kind;
  gboolean is_read;

  g_return_val_if_fail (bytes != NULL, NULL);

  kind = zb_file_kind_of_bytes (bytes);
  message = get_form_message (kind);
  if (message != NULL)
    {
      g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM, message);
      return NULL;
    }
  documents = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_document_unref);
  if (kind == ZB_FILE_MHTML)
    is_read = zb_mhtml_read (bytes, documents, error);
  else if (kind == ZB_FILE_PDF)
    is_read = read_pdf (bytes, name, documents, error);
  else
    is_read = read_text (bytes, name, documents, error);
  if (!is_read || !check_size (documents, error))
    return NULL;
  for (guint i = 0; i < documents->len; i++)
    zb_page_frame_strip (g_ptr_array_index (documents, i));
  return g_steal_pointer (&documents);
}
