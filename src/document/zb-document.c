/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-document.h"

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
  g_free (self->image_file);
  g_free (self->image_shown);
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
  copy->image_file = g_strdup (self->image_file);
  copy->image_shown = g_strdup (self->image_shown);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const ZbRun *run = g_ptr_array_index (self->runs, i);

      copy->n_cells = run->cell + 1;
      zb_block_add_run (copy, run->text, -1, run->link, run->strong);
    }
  copy->n_cells = self->n_cells;
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
  run->cell = self->n_cells > 0 ? self->n_cells - 1 : 0;
  g_ptr_array_add (self->runs, run);
}

/**
 * zb_block_begin_cell:
 *
 * Begins the next cell of a table's row: the words that are added from now on stand in it.
 */
void
zb_block_begin_cell (ZbBlock *self)
{
  self->n_cells++;
}

/**
 * zb_block_dup_text:
 *
 * Returns: (transfer full): the block's words, with tabs between the cells of a
 *   table's row; "" for an image.
 */
char *
zb_block_dup_text (const ZbBlock *self)
{
  GString *text = g_string_new (NULL);
  guint cell = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const ZbRun *run = g_ptr_array_index (self->runs, i);

      for (; cell < run->cell; cell++)
        g_string_append_c (text, '\t');
      g_string_append (text, run->text);
    }
  return g_string_free (text, FALSE);
}

/**
 * zb_block_has_link:
 *
 * Returns: whether any of the block's words lead elsewhere.
 */
gboolean
zb_block_has_link (const ZbBlock *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    if (((const ZbRun *) g_ptr_array_index (self->runs, i))->link != NULL)
      return TRUE;
  return FALSE;
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
  self->attachments = g_ptr_array_new_with_free_func (g_free);
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
  g_free (self->original);
  g_free (self->next_page);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->attachments);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
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
