/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/zb-source.h"

G_BEGIN_DECLS

/**
 * ZbSyncVerdict:
 * @ZB_VERDICT_TAKEN: it gave what was wanted
 * @ZB_VERDICT_UNCHANGED: it is as it was
 * @ZB_VERDICT_REFUSED: it only says that there is no text
 * @ZB_VERDICT_MISSING: nothing is there, now or for good
 * @ZB_VERDICT_PAUSE: the host has asked not to be asked now
 * @ZB_VERDICT_UNREACHABLE: the host did not answer, or hung up
 * @ZB_VERDICT_FAILED: anything else went wrong
 *
 * What the answer to a request means.
 */
typedef enum {
  ZB_VERDICT_TAKEN,
  ZB_VERDICT_UNCHANGED,
  ZB_VERDICT_REFUSED,
  ZB_VERDICT_MISSING,
  ZB_VERDICT_PAUSE,
  ZB_VERDICT_UNREACHABLE,
  ZB_VERDICT_FAILED,
} ZbSyncVerdict;

/**
 * ZbSyncAnswer:
 * @task: what was asked
 * @record: what was known of the address before
 * @host: whom it was asked
 * @answer: (nullable): what came
 * @error: (nullable): why nothing came
 * @verdict: what that means; known after zb_sync_answer_read()
 * @is_slowed: whether the host has to be asked more slowly
 * @wait: of a pause: for how many seconds
 * @message: (nullable): why it was not what was wanted
 * @may_be_retried: whether what went wrong may go well some seconds later
 * @attempt: how often it was asked before in this run
 * @not_before: not to be asked before, in seconds since 1970
 * @step: (nullable): what is to be changed in the library; known after zb_sync_answer_read()
 *
 * One request that has ended, on its way into the library.
 */
typedef struct {
  ZbTask        *task;
  ZbFetchRecord *record;
  char          *host;
  ZbFetchAnswer *answer;
  GError        *error;
  ZbSyncVerdict  verdict;
  gboolean       is_slowed;
  gint64         wait;
  char          *message;
  gboolean       may_be_retried;
  guint          attempt;
  gint64         not_before;
  ZbSyncStep    *step;
} ZbSyncAnswer;

ZbSyncAnswer *zb_sync_answer_new  (ZbTask                *task,
                                   ZbFetchRecord         *record,
                                   const char            *host);
gboolean      zb_sync_answer_read (ZbSyncAnswer          *self,
                                   ZbSource              *source,
                                   const ZbSourceContext *context,
                                   GError               **error);
gboolean      zb_sync_answer_wants_pause (const ZbSyncAnswer *self);
void          zb_sync_answer_free (ZbSyncAnswer          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbSyncAnswer, zb_sync_answer_free)

G_END_DECLS
