/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZbFileKind:
 * @ZB_FILE_TEXT: Markdown or plain text, and whatever cannot be told apart from it
 * @ZB_FILE_HTML: a web page, or a piece of one
 * @ZB_FILE_XML_FEED: RSS or Atom
 * @ZB_FILE_JSON: JSON, of a feed or anything else
 * @ZB_FILE_MHTML: a web page with its pictures in a single file
 * @ZB_FILE_PDF: a PDF file
 * @ZB_FILE_OFFICE: a document of a word processor
 * @ZB_FILE_PICTURE: a picture
 * @ZB_FILE_ARCHIVE: files packed into one
 *
 * What a file is by its first bytes. Its name says nothing: browsers save
 * pages under any.
 */
typedef enum {
  ZB_FILE_TEXT,
  ZB_FILE_HTML,
  ZB_FILE_XML_FEED,
  ZB_FILE_JSON,
  ZB_FILE_MHTML,
  ZB_FILE_PDF,
  ZB_FILE_OFFICE,
  ZB_FILE_PICTURE,
  ZB_FILE_ARCHIVE,
} ZbFileKind;

ZbFileKind  zb_file_kind_of_bytes    (GBytes     *bytes);
ZbFileKind  zb_file_kind_of_text     (const char *text);
const char *zb_file_kind_skip_prolog (const char *text);

G_END_DECLS
