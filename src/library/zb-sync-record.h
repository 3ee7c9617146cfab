/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "library/zb-fetch-outcome.h"
#include "library/zb-stored-file.h"

G_BEGIN_DECLS

/* What the library keeps about fetching, so that nothing of it is lost when the program ends. Moments
 * are seconds since 1970, 0 where there is none. */

/**
 * ZbSourceKind:
 * @ZB_SOURCE_ARCHIVE: the Markdown archive, read day by day
 * @ZB_SOURCE_CERT: the official list with its pages and PDFs
 * @ZB_SOURCE_KNOWN: the addresses that the index and lists of earlier issues name
 * @ZB_SOURCE_FEED: an RSS, Atom or JSON feed
 * @ZB_SOURCE_FOLDER: a folder of this computer, with all folders in it
 *
 * What a source is.
 */
typedef enum {
  ZB_SOURCE_ARCHIVE,
  ZB_SOURCE_CERT,
  ZB_SOURCE_KNOWN,
  ZB_SOURCE_FEED,
  ZB_SOURCE_FOLDER,
} ZbSourceKind;

/**
 * ZbSourceRecord:
 * @id: its number in this library, never used twice
 * @kind: what it is
 * @address: where it is: a web address, or the path of a folder; "" for the known addresses
 * @name: (nullable): what the user calls it
 * @enabled: whether it takes part
 * @added: when it was added
 * @next_try: not to be asked before, since it failed or asked for a pause
 * @n_failures: how many runs have failed one after the other
 *
 * A place from which bulletins come.
 */
typedef struct {
  gint64       id;
  ZbSourceKind kind;
  char        *address;
  char        *name;
  gboolean     enabled;
  gint64       added;
  gint64       next_try;
  guint        n_failures;
} ZbSourceRecord;

/**
 * ZbFetchRecord:
 * @address: exactly as printed
 * @etag: (nullable): the validator that came with the body, byte for byte
 * @last_modified: (nullable): the other one; both belong to the same body
 * @has_hash: whether @sha256 is known
 * @sha256: the hash of that body
 * @moved_to: (nullable): where a permanent redirect leads: to be asked instead
 * @outcome: how it ended last
 * @reason: (nullable): why it was not what was wanted, in the user's language
 * @checked: when it answered last
 * @next_try: not to be asked before
 * @n_failures: how many times it has failed one after the other
 *
 * What is remembered of an address that was asked.
 */
typedef struct {
  char           *address;
  char           *etag;
  char           *last_modified;
  gboolean        has_hash;
  guint8          sha256[ZB_STORED_FILE_SHA256_SIZE];
  char           *moved_to;
  ZbFetchOutcome  outcome;
  char           *reason;
  gint64          checked;
  gint64          next_try;
  guint           n_failures;
} ZbFetchRecord;

/**
 * ZbHostRecord:
 * @host: its name in small letters, with the port where that is not the usual one
 * @next_try: not to be asked before
 * @n_failures: how many times it has refused one after the other
 * @interval_ms: the pause between two requests; 0 for the usual one
 *
 * What is remembered of a host that asked for patience.
 */
typedef struct {
  char  *host;
  gint64 next_try;
  guint  n_failures;
  guint  interval_ms;
} ZbHostRecord;

/**
 * ZbTaskKind:
 * @ZB_TASK_LIST: tells where bulletins are: a folder of the archive, a list, a feed
 * @ZB_TASK_COPY: holds a bulletin
 *
 * What is expected at an address.
 */
typedef enum {
  ZB_TASK_LIST,
  ZB_TASK_COPY,
} ZbTaskKind;

/**
 * ZbTask:
 * @address: exactly as printed
 * @kind: what is expected there
 * @title: (nullable): what the list calls it
 * @bulletin: the bulletin that it is about; 0 where that is not known
 *
 * An address that a source has found and that is still to be fetched.
 */
typedef struct {
  char      *address;
  ZbTaskKind kind;
  char      *title;
  gint64     bulletin;
} ZbTask;

/**
 * ZbRunNote:
 * @address: what was asked
 * @outcome: how it ended
 * @message: what happened and what the user can do
 *
 * Why something of a run was not stored.
 */
typedef struct {
  char          *address;
  ZbFetchOutcome outcome;
  char          *message;
} ZbRunNote;

/**
 * ZbRunRecord:
 * @id: its number
 * @source: whose run
 * @started: when it began
 * @ended: when it ended; 0 while it goes on, or where it was cut off
 * @asked: how many requests were made
 * @answered: how many were answered
 * @stored: how many new files were stored
 * @unchanged: how many answers were known already
 * @refused: how many answers only said that there is no text
 * @failed: how many requests failed
 * @bytes: how many bytes came
 * @next_try: when the source is asked again after a failure; 0 where the schedule decides
 * @error: (nullable): why the run ended early, in the user's language
 * @notes: (element-type ZbRunNote): what was not stored and why, no more than %ZB_RUN_MAX_NOTES
 *
 * One run of a source: a line of the log.
 */
typedef struct {
  gint64     id;
  gint64     source;
  gint64     started;
  gint64     ended;
  guint      asked;
  guint      answered;
  guint      stored;
  guint      unchanged;
  guint      refused;
  guint      failed;
  gint64     bytes;
  gint64     next_try;
  char      *error;
  GPtrArray *notes;
} ZbRunRecord;

#define ZB_RUN_MAX_NOTES 100

/* Of each source. */
#define ZB_RUNS_KEPT 20

/**
 * ZbSyncStep:
 * @fetch: (nullable): what to remember of the address that was asked
 * @done: (nullable): the address of the task that is done with, to be forgotten
 * @tasks: (nullable) (element-type ZbTask): what was found and is still to be fetched
 * @files: (nullable) (element-type ZbStoredFile): what is to be stored
 *
 * What one answer changes in the library: all of it or nothing.
 */
typedef struct {
  ZbFetchRecord *fetch;
  char          *done;
  GPtrArray     *tasks;
  GPtrArray     *files;
} ZbSyncStep;

/**
 * ZbMissingIssue:
 * @id: the bulletin
 * @issue: its number, as far as known
 * @addresses: (element-type ZbKnownAddress): where it can be had, best first
 *
 * A bulletin whose text is not in the library.
 */
typedef struct {
  gint64     id;
  ZbIssue    issue;
  GPtrArray *addresses;
} ZbMissingIssue;

ZbSourceRecord *zb_source_record_new      (void);
ZbSourceRecord *zb_source_record_copy     (const ZbSourceRecord *self);
void            zb_source_record_free     (ZbSourceRecord       *self);
const char     *zb_source_kind_to_string  (ZbSourceKind          kind);
gboolean        zb_source_kind_from_string (const char          *text,
                                           ZbSourceKind         *kind);
ZbFetchRecord  *zb_fetch_record_new       (const char           *address);
char           *zb_fetch_record_dup_picture_name (const char    *address);
void            zb_fetch_record_free      (ZbFetchRecord        *self);
void            zb_host_record_free       (ZbHostRecord         *self);
ZbTask         *zb_task_new               (ZbTaskKind            kind,
                                           const char           *address,
                                           const char           *title,
                                           gint64                bulletin);
void            zb_task_free              (ZbTask               *self);
ZbRunRecord    *zb_run_record_new         (gint64                source);
ZbRunRecord    *zb_run_record_copy        (const ZbRunRecord    *self);
void            zb_run_record_add_note    (ZbRunRecord          *self,
                                           const char           *address,
                                           ZbFetchOutcome        outcome,
                                           const char           *message);
void            zb_run_record_free        (ZbRunRecord          *self);
ZbSyncStep     *zb_sync_step_new          (void);
void            zb_sync_step_free         (ZbSyncStep           *self);
void            zb_missing_issue_free     (ZbMissingIssue       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbSourceRecord, zb_source_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbFetchRecord, zb_fetch_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbHostRecord, zb_host_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbTask, zb_task_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbRunRecord, zb_run_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbSyncStep, zb_sync_step_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbMissingIssue, zb_missing_issue_free)

G_END_DECLS
