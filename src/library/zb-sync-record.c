/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-record.h"

/* These words are part of the library and of what zhoubaoctl prints: add, never change. */
static const char *const kind_words[] = {
  [ZB_SOURCE_ARCHIVE] = "archive",
  [ZB_SOURCE_CERT] = "cert",
  [ZB_SOURCE_KNOWN] = "known",
  [ZB_SOURCE_FEED] = "feed",
  [ZB_SOURCE_FOLDER] = "folder",
};

/**
 * zb_source_kind_to_string:
 *
 * Returns: the kind as the library keeps it and zhoubaoctl prints it.
 */
const char *
zb_source_kind_to_string (ZbSourceKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_words), NULL);

  return kind_words[kind];
}

/**
 * zb_source_kind_from_string:
 * @text: (nullable): a word of zb_source_kind_to_string(), or "cert.org.cn"
 * @kind: (out): the kind
 *
 * Returns: whether @text is such a word; otherwise @kind is not touched.
 */
gboolean
zb_source_kind_from_string (const char   *text,
                            ZbSourceKind *kind)
{
  /* The list's own name is what people know. */
  if (g_strcmp0 (text, "cert.org.cn") == 0)
    text = kind_words[ZB_SOURCE_CERT];
  for (guint i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (g_strcmp0 (text, kind_words[i]) == 0)
      {
        *kind = (ZbSourceKind) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * zb_fetch_outcome_from_int:
 * @value: what a library holds, which may be damaged
 *
 * Returns: the outcome; what is none counts as never asked.
 */
ZbFetchOutcome
zb_fetch_outcome_from_int (gint64 value)
{
  return value > ZB_FETCH_NEVER && value <= ZB_FETCH_FAILED ? (ZbFetchOutcome) value : ZB_FETCH_NEVER;
}

/**
 * zb_source_record_new:
 *
 * Returns: (transfer full): a source of which nothing is known, switched on.
 */
ZbSourceRecord *
zb_source_record_new (void)
{
  ZbSourceRecord *self = g_new0 (ZbSourceRecord, 1);

  self->address = g_strdup ("");
  self->enabled = TRUE;
  return self;
}

/**
 * zb_source_record_copy:
 *
 * Returns: (transfer full): another record that says the same.
 */
ZbSourceRecord *
zb_source_record_copy (const ZbSourceRecord *self)
{
  ZbSourceRecord *copy = g_memdup2 (self, sizeof *self);

  copy->address = g_strdup (self->address);
  copy->name = g_strdup (self->name);
  return copy;
}

/**
 * zb_source_record_free:
 */
void
zb_source_record_free (ZbSourceRecord *self)
{
  g_free (self->address);
  g_free (self->name);
  g_free (self);
}

/**
 * zb_fetch_record_dup_picture_name:
 * @address: of a picture, as its page prints it
 *
 * Returns: (transfer full): what takes the place of the address in its #ZbFetchRecord. A page can name any
 *   address as its picture, also that of a list: what comes of that is nothing of the list.
 */
char *
zb_fetch_record_dup_picture_name (const char *address)
{
  return g_strconcat ("picture ", address, NULL);
}

/**
 * zb_fetch_record_new:
 * @address: exactly as printed
 *
 * Returns: (transfer full): the record of an address that was never asked.
 */
ZbFetchRecord *
zb_fetch_record_new (const char *address)
{
  ZbFetchRecord *self = g_new0 (ZbFetchRecord, 1);

  self->address = g_strdup (address);
  self->outcome = ZB_FETCH_NEVER;
  return self;
}

/**
 * zb_fetch_record_free:
 */
void
zb_fetch_record_free (ZbFetchRecord *self)
{
  g_free (self->address);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->moved_to);
  g_free (self->reason);
  g_free (self);
}

/**
 * zb_host_record_free:
 */
void
zb_host_record_free (ZbHostRecord *self)
{
  g_free (self->host);
  g_free (self);
}

/**
 * zb_task_new:
 * @kind: what is expected there
 * @address: exactly as printed
 * @title: (nullable): what the list calls it
 * @bulletin: the bulletin that it is about; 0 where that is not known
 *
 * Returns: (transfer full): an address that is to be fetched.
 */
ZbTask *
zb_task_new (ZbTaskKind  kind,
             const char *address,
             const char *title,
             gint64      bulletin)
{
  ZbTask *self = g_new0 (ZbTask, 1);

  self->address = g_strdup (address);
  self->kind = kind;
  self->title = g_strdup (title);
  self->bulletin = bulletin;
  return self;
}

/**
 * zb_task_free:
 */
void
zb_task_free (ZbTask *self)
{
  g_free (self->address);
  g_free (self->title);
  g_free (self);
}

static void
free_note (gpointer data)
{
  ZbRunNote *note = data;

  g_free (note->address);
  g_free (note->message);
  g_free (note);
}

/**
 * zb_run_record_new:
 * @source: whose run
 *
 * Returns: (transfer full): a run in which nothing has happened yet.
 */
ZbRunRecord *
zb_run_record_new (gint64 source)
{
  ZbRunRecord *self = g_new0 (ZbRunRecord, 1);

  self->source = source;
  self->notes = g_ptr_array_new_with_free_func (free_note);
  return self;
}

/**
 * zb_run_record_add_note:
 * @address: what was asked
 * @outcome: how it ended
 * @message: what happened and what the user can do
 *
 * Notes why something was not stored. Beyond %ZB_RUN_MAX_NOTES nothing is noted: the counters tell
 * how much there was.
 */
void
zb_run_record_add_note (ZbRunRecord    *self,
                        const char     *address,
                        ZbFetchOutcome  outcome,
                        const char     *message)
{
  ZbRunNote *note;

  if (self->notes->len >= ZB_RUN_MAX_NOTES)
    return;
  note = g_new0 (ZbRunNote, 1);
  note->address = g_strdup (address);
  note->outcome = outcome;
  note->message = g_strdup (message);
  g_ptr_array_add (self->notes, note);
}

/**
 * zb_run_record_copy:
 *
 * Returns: (transfer full): a copy with all notes.
 */
ZbRunRecord *
zb_run_record_copy (const ZbRunRecord *self)
{
  ZbRunRecord *copy = g_memdup2 (self, sizeof *self);

  copy->error = g_strdup (self->error);
  copy->notes = g_ptr_array_new_with_free_func (free_note);
  for (guint i = 0; i < self->notes->len; i++)
    {
      const ZbRunNote *note = g_ptr_array_index (self->notes, i);

      zb_run_record_add_note (copy, note->address, note->outcome, note->message);
    }
  return copy;
}

/**
 * zb_run_record_free:
 */
void
zb_run_record_free (ZbRunRecord *self)
{
  g_free (self->error);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/**
 * zb_sync_step_new:
 *
 * Returns: (transfer full): a step that changes nothing yet; whoever fills it makes its arrays, which
 *   free what is in them.
 */
ZbSyncStep *
zb_sync_step_new (void)
{
  return g_new0 (ZbSyncStep, 1);
}

/**
 * zb_sync_step_free:
 */
void
zb_sync_step_free (ZbSyncStep *self)
{
  g_clear_pointer (&self->fetch, zb_fetch_record_free);
  g_free (self->done);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

/**
 * zb_missing_issue_free:
 */
void
zb_missing_issue_free (ZbMissingIssue *self)
{
  g_ptr_array_unref (self->addresses);
  g_free (self);
}
