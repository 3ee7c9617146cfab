/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-bulletin.h"

G_DEFINE_BOXED_TYPE (ZbBulletin, zb_bulletin, zb_bulletin_ref, zb_bulletin_unref)

/* These words are part of what zhoubaoctl prints and of the library's file: add, never change. */
static const char *const status_words[] = {
  [ZB_COPY_OK] = "ok",
  [ZB_COPY_NO_TEXT] = "no-text",
  [ZB_COPY_BLOCKED] = "blocked",
  [ZB_COPY_DELETED] = "deleted",
  [ZB_COPY_OTHER_SERIES] = "other-series",
  [ZB_COPY_UNREADABLE] = "unreadable",
};

/**
 * zb_copy_status_to_string:
 *
 * Returns: the status as `zhoubaoctl parse --json` prints it.
 */
const char *
zb_copy_status_to_string (ZbCopyStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (status_words), NULL);

  return status_words[status];
}

/**
 * zb_copy_status_from_string:
 * @text: (nullable): a word that zb_copy_status_to_string() gives
 * @status: (out): where to put the status
 *
 * Returns: whether @text is such a word.
 */
gboolean
zb_copy_status_from_string (const char   *text,
                            ZbCopyStatus *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (status_words); i++)
    if (g_strcmp0 (text, status_words[i]) == 0)
      {
        *status = (ZbCopyStatus) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * zb_recap_entry_new:
 *
 * Returns: (transfer full): an entry of which nothing is known.
 */
ZbRecapEntry *
zb_recap_entry_new (void)
{
  ZbRecapEntry *self = g_new0 (ZbRecapEntry, 1);

  zb_period_clear (&self->period);
  return self;
}

/**
 * zb_recap_entry_free:
 */
void
zb_recap_entry_free (ZbRecapEntry *self)
{
  g_free (self->title);
  g_free (self->url);
  g_free (self);
}

/**
 * zb_bulletin_new:
 *
 * Returns: (transfer full): a bulletin of which nothing is known.
 */
ZbBulletin *
zb_bulletin_new (void)
{
  ZbBulletin *self = g_atomic_rc_box_new0 (ZbBulletin);

  zb_period_clear (&self->period);
  g_date_clear (&self->published, 1);
  self->attachments = g_ptr_array_new_with_free_func (g_free);
  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_free);
  self->images = g_ptr_array_new_with_free_func (g_free);
  self->recap = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_recap_entry_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * zb_bulletin_ref:
 *
 * Returns: (transfer full): @self
 */
ZbBulletin *
zb_bulletin_ref (ZbBulletin *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_bulletin (gpointer data)
{
  ZbBulletin *self = data;

  g_free (self->reason);
  g_free (self->title);
  g_free (self->url);
  g_free (self->account);
  g_free (self->original);
  g_ptr_array_unref (self->attachments);
  g_free (self->next_page);
  g_free (self->rating_sentence);
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->images);
  g_ptr_array_unref (self->recap);
  g_ptr_array_unref (self->warnings);
}

/**
 * zb_bulletin_unref:
 */
void
zb_bulletin_unref (ZbBulletin *self)
{
  g_atomic_rc_box_release_full (self, clear_bulletin);
}
