/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-document.h"

#include <glib/gi18n-lib.h>

#include "document/zb-markdown.h"
#include "document/zb-page-frame.h"
#include "document/zb-text-decoder.h"

G_DEFINE_QUARK (zb-document-error-quark, zb_document_error)

static void
run_free (gpointer data)
{
  ZbRun *run = data;

  g_free (run->text);
  g_free (run->link);
  g_free (run);
}

/**
 * zb_block_new:
 *
 * Returns: (transfer full): an empty block.
 */
ZbBlock *
zb_block_new (ZbBlockKind kind)
{
  ZbBlock *self = g_new0 (ZbBlock, 1);

  self->kind = kind;
  self->runs = g_ptr_array_new_with_free_func (run_free);
  return self;
}

/**
 * zb_block_free:
 * @self: (nullable): a block
 */
void
zb_block_free (ZbBlock *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->runs);
  g_free (self->image);
  g_free (self);
}

/**
 * zb_block_copy:
 *
 * Returns: (transfer full): a deep copy.
 */
ZbBlock *
zb_block_copy (const ZbBlock *self)
{
  ZbBlock *copy = zb_block_new (self->kind);

  copy->level = self->level;
  copy->image = g_strdup (self->image);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const ZbRun *run = g_ptr_array_index (self->runs, i);

      zb_block_add_run (copy, run->text, -1, run->link, run->strong);
    }
  return copy;
}

/**
 * zb_block_add_run:
 * @text: words
 * @length: their length in bytes, or -1
 * @link: (nullable): where they lead to
 * @strong: whether they are emphasised
 *
 * Adds words to the block; nothing where there are none.
 */
void
zb_block_add_run (ZbBlock    *self,
                  const char *text,
                  gssize      length,
                  const char *link,
                  gboolean    strong)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  ZbRun *run;

  if (size == 0)
    return;
  run = g_new0 (ZbRun, 1);
  run->text = g_strndup (text, size);
  run->link = g_strdup (link);
  run->strong = strong;
  g_ptr_array_add (self->runs, run);
}

/**
 * zb_block_dup_text:
 *
 * Returns: (transfer full): the block's words; "" for an image.
 */
char *
zb_block_dup_text (const ZbBlock *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->runs->len; i++)
    g_string_append (text, ((const ZbRun *) g_ptr_array_index (self->runs, i))->text);
  return g_string_free (text, FALSE);
}

/**
 * zb_document_new:
 *
 * Returns: (transfer full): a document without blocks.
 */
ZbDocument *
zb_document_new (void)
{
  ZbDocument *self = g_atomic_rc_box_new0 (ZbDocument);

  g_date_clear (&self->published, 1);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_block_free);
  return self;
}

/**
 * zb_document_ref:
 *
 * Returns: (transfer full): @self
 */
ZbDocument *
zb_document_ref (ZbDocument *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_document (gpointer data)
{
  ZbDocument *self = data;

  g_free (self->title);
  g_free (self->url);
  g_free (self->account);
  g_ptr_array_unref (self->blocks);
}

/**
 * zb_document_unref:
 */
void
zb_document_unref (ZbDocument *self)
{
  g_atomic_rc_box_release_full (self, clear_document);
}

/**
 * zb_document_read:
 * @bytes: what was fetched or opened
 * @name: (nullable): what the file is called; a hint at most
 *
 * Reads one file into the documents that it holds. Every form has a reader of
 * its own; what the site drew around the text is taken away here, and pages
 * that the site sent instead of the text are marked as refusals.
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
  g_autofree char *text = NULL;
  ZbDocument *document;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = zb_text_decode (bytes, &length, error);
  if (text == NULL)
    return NULL;
  documents = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_document_unref);
  document = zb_markdown_read (text, length);
  g_ptr_array_add (documents, document);
  if (document->blocks->len > ZB_DOCUMENT_MAX_BLOCKS)
    {
      g_set_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
                   _("The file has more than %u paragraphs and pictures, which no bulletin has. "
                     "Choose the page of the bulletin itself."), ZB_DOCUMENT_MAX_BLOCKS);
      return NULL;
    }
  zb_page_frame_strip (document);
  return g_steal_pointer (&documents);
}

/* Words are words: what would be a sign of Markdown, or a tag, is escaped. */
static void
append_markdown_words (GString    *text,
                       const char *words,
                       gboolean    at_line_start)
{
  if (at_line_start && *words != '\0' && strchr ("#-+>", *words) != NULL)
    g_string_append_c (text, '\\');
  for (const char *p = words; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<>", *p) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
}

/**
 * zb_is_web_address:
 * @address: (nullable): what a page names as an address
 *
 * Returns: whether it leads to a page: only such addresses become links,
 *   whatever else a page names stays text.
 */
gboolean
zb_is_web_address (const char *address)
{
  return address != NULL && (g_str_has_prefix (address, "https://") ||
                             g_str_has_prefix (address, "http://"));
}

static void
append_markdown_block (GString       *text,
                       const ZbBlock *block)
{
  if (text->len > 0)
    g_string_append (text, "\n\n");
  if (block->kind == ZB_BLOCK_IMAGE)
    {
      g_string_append_printf (text, "![](%s)", block->image);
      return;
    }
  if (block->kind == ZB_BLOCK_HEADING)
    for (guint i = 0; i < MAX (block->level, 1); i++)
      g_string_append_c (text, '#');
  if (block->kind == ZB_BLOCK_LIST_ITEM)
    g_string_append_c (text, '-');
  if (block->kind != ZB_BLOCK_PARAGRAPH)
    g_string_append_c (text, ' ');
  for (guint i = 0; i < block->runs->len; i++)
    {
      const ZbRun *run = g_ptr_array_index (block->runs, i);

      if (run->strong)
        g_string_append (text, "**");
      if (zb_is_web_address (run->link))
        g_string_append_c (text, '[');
      append_markdown_words (text, run->text, i == 0 && block->kind == ZB_BLOCK_PARAGRAPH);
      if (zb_is_web_address (run->link))
        g_string_append_printf (text, "](%s)", run->link);
      if (run->strong)
        g_string_append (text, "**");
    }
}

/**
 * zb_document_to_markdown:
 *
 * Returns: (transfer full): the blocks as Markdown, without a newline at the end.
 */
char *
zb_document_to_markdown (const ZbDocument *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    append_markdown_block (text, g_ptr_array_index (self->blocks, i));
  return g_string_free (text, FALSE);
}

/**
 * zb_document_to_text:
 *
 * Returns: (transfer full): the words of the blocks, a paragraph each, without images.
 */
char *
zb_document_to_text (const ZbDocument *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (self->blocks, i);
      g_autofree char *words = NULL;

      if (block->kind == ZB_BLOCK_IMAGE)
        continue;
      if (text->len > 0)
        g_string_append (text, "\n\n");
      words = zb_block_dup_text (block);
      g_string_append (text, words);
    }
  return g_string_free (text, FALSE);
}
