/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "extract/zb-extractor.h"
#include "library/zb-detail.h"
#include "library/zb-entry.h"
#include "library/zb-figure-record.h"
#include "library/zb-library-error.h"
#include "library/zb-search-hit.h"

G_BEGIN_DECLS

/* How many characters a note of the user can have. */
#define ZB_NOTE_MAX_LENGTH 20000

/**
 * ZbReparseResult:
 * @n_files: how many stored files were read again
 * @n_changed: how many of them say something else than before
 * @n_damaged: how many could not be read, since their stored bytes are damaged;
 *   what was read from them before stays
 */
typedef struct {
  guint n_files;
  guint n_changed;
  guint n_damaged;
} ZbReparseResult;

/**
 * ZbLibraryProgress:
 * @done: how many are done
 * @total: of how many
 * @data: what was given with the function
 *
 * Called from time to time, in the thread that does the work.
 */
typedef void (*ZbLibraryProgress) (guint    done,
                                   guint    total,
                                   gpointer data);

#define ZB_TYPE_LIBRARY (zb_library_get_type ())

G_DECLARE_FINAL_TYPE (ZbLibrary, zb_library, ZB, LIBRARY, GObject)

ZbLibrary    *zb_library_open                (const char         *path,
                                              ZbExtractor        *extractor,
                                              GBytes             *index,
                                              GError            **error);
char         *zb_library_dup_default_path    (void);
const char   *zb_library_get_path            (ZbLibrary          *self);
ZbExtractor  *zb_library_get_extractor       (ZbLibrary          *self);
gint64        zb_library_get_change_counter  (ZbLibrary          *self);
GPtrArray    *zb_library_list                (ZbLibrary          *self,
                                              GError            **error);
GPtrArray    *zb_library_list_figures        (ZbLibrary          *self,
                                              gboolean            typed_only,
                                              GError            **error);
ZbDetail     *zb_library_load                (ZbLibrary          *self,
                                              gint64              id,
                                              GError            **error);
ZbDetail     *zb_library_load_copy           (ZbLibrary          *self,
                                              gint64              id,
                                              gint64              copy_id,
                                              GError            **error);
ZbExtraction *zb_library_read_copy           (ZbLibrary          *self,
                                              gint64              copy_id,
                                              GError            **error);
gboolean      zb_library_store_picture       (ZbLibrary          *self,
                                              gint64              copy_id,
                                              const char         *address,
                                              GBytes             *bytes,
                                              GError            **error);
GBytes       *zb_library_read_picture        (ZbLibrary          *self,
                                              gint64              copy_id,
                                              const char         *address,
                                              GError            **error);
gboolean      zb_library_remove_picture      (ZbLibrary          *self,
                                              gint64              copy_id,
                                              const char         *address,
                                              GError            **error);
gboolean      zb_library_update_search       (ZbLibrary          *self,
                                              ZbLibraryProgress   progress,
                                              gpointer            data,
                                              GCancellable       *cancellable,
                                              GError            **error);
GPtrArray    *zb_library_search              (ZbLibrary          *self,
                                              const char         *query,
                                              guint               max_hits,
                                              GCancellable       *cancellable,
                                              GError            **error);
gint64        zb_library_find                (ZbLibrary          *self,
                                              ZbIssue             issue,
                                              GError            **error);
gint64        zb_library_find_date           (ZbLibrary          *self,
                                              const GDate        *date,
                                              GError            **error);
gboolean      zb_library_set_read            (ZbLibrary          *self,
                                              gint64              id,
                                              gboolean            is_read,
                                              GError            **error);
GArray       *zb_library_set_all_read        (ZbLibrary          *self,
                                              const GArray       *ids,
                                              gboolean            is_read,
                                              GError            **error);
gboolean      zb_library_set_starred         (ZbLibrary          *self,
                                              gint64              id,
                                              gboolean            is_starred,
                                              GError            **error);
gboolean      zb_library_set_note            (ZbLibrary          *self,
                                              gint64              id,
                                              const char         *note,
                                              GError            **error);
gboolean      zb_library_set_typed_figure    (ZbLibrary          *self,
                                              gint64              id,
                                              const ZbFigure     *figure,
                                              GError            **error);
gboolean      zb_library_remove_typed_figure (ZbLibrary          *self,
                                              gint64              id,
                                              const char         *figure_id,
                                              GError            **error);
gboolean      zb_library_change_typed_figures (ZbLibrary         *self,
                                              gint64              id,
                                              GPtrArray          *figures,
                                              const char * const *removed,
                                              GError            **error);
gboolean      zb_library_reparse             (ZbLibrary          *self,
                                              gboolean            all,
                                              ZbReparseResult    *result,
                                              ZbLibraryProgress   progress,
                                              gpointer            progress_data,
                                              GCancellable       *cancellable,
                                              GError            **error);
GPtrArray    *zb_library_check               (ZbLibrary          *self,
                                              GCancellable       *cancellable,
                                              GError            **error);

G_END_DECLS
