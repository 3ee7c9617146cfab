/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ZbImportFailure:
 * @file: the file's name, fit to be shown
 * @message: what failed, why, and what the user can do
 */
typedef struct {
  char *file;
  char *message;
} ZbImportFailure;

/**
 * ZbImportCopy:
 * @file: the stored file
 * @entry: which of the file's bulletins, from 0
 * @is_imported: whether it was counted as imported
 *
 * A copy that an import has met. Which bulletin it belongs to can change until
 * the import's end, when two bulletins turn out to be one.
 */
typedef struct {
  gint64   file;
  guint    entry;
  gboolean is_imported;
} ZbImportCopy;

/**
 * ZbImportResult:
 * @imported: copies that brought the text of an issue which had none
 * @updated: further copies of issues whose text was here, and files whose stored bytes
 *   were damaged and are whole again
 * @duplicates: files whose very bytes were here
 * @pictures: pictures that were stored, since they lay beside a saved page
 * @skipped: (element-type utf8 guint): how many copies brought no text, by reason:
 *   the words of zb_copy_status_to_string(); %ZB_IMPORT_NO_ISSUE for a text that says
 *   neither its issue nor its week; %ZB_IMPORT_OTHER_FILE for files of a folder that were
 *   not tried because of their names, or turned out to be data that is no feed. All but other series, unreadable and other files
 *   are stored all the same
 * @refused: (element-type ZbImportFailure): which files brought no text, and why, and of a
 *   file of several bulletins which of them; no more than %ZB_IMPORT_MAX_REFUSED are named
 * @failed: (element-type ZbImportFailure): files that could not be read
 * @bulletins: (element-type gint64): the bulletins that the files belong to, those of
 *   duplicates too, each once, in the order of the files; known when the import has ended
 * @error: (nullable): why the import ended before all files were tried: it was
 *   cancelled, or the library cannot be written to. What is counted is stored
 *
 * What became of an import. Reference-counted.
 */
typedef struct {
  guint       imported;
  guint       updated;
  guint       duplicates;
  guint       pictures;
  GHashTable *skipped;
  GPtrArray  *refused;
  GPtrArray  *failed;
  GArray     *bulletins;
  GError     *error;
  /*< private >*/
  GHashTable *seen;
  GArray     *copies;
} ZbImportResult;

#define ZB_IMPORT_NO_ISSUE   "no-issue"
#define ZB_IMPORT_OTHER_FILE "other-file"

/* More than anybody reads. */
#define ZB_IMPORT_MAX_REFUSED 1000

#define ZB_TYPE_IMPORT_RESULT (zb_import_result_get_type ())

GType           zb_import_result_get_type      (void);
ZbImportResult *zb_import_result_new           (void);
ZbImportResult *zb_import_result_ref           (ZbImportResult *self);
void            zb_import_result_unref         (ZbImportResult *self);
void            zb_import_result_add_skipped   (ZbImportResult *self,
                                                const char     *reason,
                                                guint           n);
void            zb_import_result_add_refused   (ZbImportResult *self,
                                                const char     *reason,
                                                const char     *file,
                                                const char     *message);
guint           zb_import_result_get_skipped   (ZbImportResult *self,
                                                const char     *reason);
void            zb_import_result_add_failure   (ZbImportResult *self,
                                                const char     *file,
                                                const char     *message);
void            zb_import_result_add_copy      (ZbImportResult *self,
                                                gint64          file,
                                                guint           entry,
                                                gboolean        is_imported);
void            zb_import_result_add_bulletin  (ZbImportResult *self,
                                                gint64          id);
void            zb_import_result_add           (ZbImportResult *self,
                                                ZbImportResult *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbImportResult, zb_import_result_unref)

G_END_DECLS
