/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/library-fixture.h"
#include "library/zb-library-sync.h"
#include "sync-server.h"
#include "sync/zb-sync.h"

G_BEGIN_DECLS

/* Given a server that is the whole world, a library of its own, and what keeps the one like the other. The
 * library has no source but those that the story adds. */
typedef struct {
  Fixture     files;
  char       *index;
  SyncServer *server;
  ZbLibrary  *library;
  ZbFetcher  *fetcher;
  ZbSync     *sync;
} SyncFixture;

/* A synchronisation; when it is done, one of report and error is there. */
typedef struct {
  GCancellable *cancellable;
  ZbSyncReport *report;
  GError       *error;
  gboolean      is_done;
} SyncRun;

/* How a run of a source ended. */
typedef struct {
  guint asked;
  guint answered;
  guint stored;
  guint unchanged;
  guint refused;
  guint failed;
} SyncNumbers;

/* All weeks are of 2024, of which the 28th is July 8 to 14. */
#define SYNC_YEAR 2024

/* An entry of a feed: its week, its address, and the incidents that its text states; 0 for one that
 * has only a title. */
typedef struct {
  guint       number;
  const char *url;
  guint       total;
} SyncEntry;

/* The index's issues: the number of the week, its days, and its addresses as JSON objects. */
#define INDEX_ISSUE(number, start, end, addresses) \
  "{\"year\":2024,\"issue\":" number ",\"start\":\"" start "\",\"end\":\"" end "\",\"addresses\":[" addresses "]}"
#define INDEX_27(addresses) INDEX_ISSUE ("27", "2024-07-01", "2024-07-07", addresses)
#define INDEX_28(addresses) INDEX_ISSUE ("28", "2024-07-08", "2024-07-14", addresses)
#define INDEX_29(addresses) INDEX_ISSUE ("29", "2024-07-15", "2024-07-21", addresses)
#define INDEX_ADDRESS(url) "{\"url\":\"" url "\"}"

#define SIGNED_PATH(mid) "mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==&mid=" mid "&idx=1&sn=0a&chksm=9b"
#define UNSIGNED_PATH(mid) "mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==&mid=" mid "&idx=1&sn=0a"
#define WEB(path) "https://" path

void           sync_fixture_init          (SyncFixture         *self,
                                           const char          *issues);
void           sync_fixture_reopen        (SyncFixture         *self);
void           sync_fixture_clear         (SyncFixture         *self);
gint64         sync_fixture_add           (SyncFixture         *self,
                                           ZbSourceKind         kind,
                                           const char          *address);
SyncRun       *sync_fixture_start         (SyncFixture         *self,
                                           const ZbSyncRequest *request);
ZbSyncReport  *sync_fixture_run_request   (SyncFixture         *self,
                                           const ZbSyncRequest *request);
ZbSyncReport  *sync_fixture_run           (SyncFixture         *self);
ZbSyncReport  *sync_fixture_run_scheduled (SyncFixture         *self);
void           sync_run_wait              (SyncRun             *self);
void           sync_run_free              (SyncRun             *self);
const ZbRunRecord *report_get             (const ZbSyncReport  *report,
                                           gint64               source);
void           assert_numbers             (const ZbRunRecord   *run,
                                           SyncNumbers          expected);
void           assert_asked               (SyncFixture         *self,
                                           const char          *path,
                                           guint                n);
void           assert_only_asked          (SyncFixture         *self,
                                           const char          *expected);
void           assert_text                (SyncFixture         *self,
                                           guint                number,
                                           guint                total);
void           assert_no_text             (SyncFixture         *self,
                                           guint                number);
guint          count_copies               (SyncFixture         *self);
ZbFetchRecord *sync_fixture_find_fetch    (SyncFixture         *self,
                                           const char          *address);
ZbHostRecord  *sync_fixture_find_host     (SyncFixture         *self,
                                           const char          *host);
char          *sync_fixture_dup_tasks     (SyncFixture         *self,
                                           gint64               source);
char          *week_title                 (guint                number);
char          *archive_listing            (const char          *folder,
                                           const char *const   *names);
char          *cert_list                  (const char          *lines,
                                           const char          *next_page);
char          *cert_article               (guint                number,
                                           const char          *file);
GBytes        *week_to_pdf                (guint                number,
                                           guint                total);
char          *wechat_page                (guint                number,
                                           guint                total,
                                           const char          *recap);
char          *wechat_empty_page          (guint                number);
char          *wechat_verification_page   (void);
char          *rss_feed                   (const SyncEntry     *entries);
char          *atom_feed                  (const SyncEntry     *entries);
char          *json_feed                  (const SyncEntry     *entries);
void           sync_put_page              (SyncFixture         *self,
                                           const char          *path,
                                           char                *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncRun, sync_run_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SyncFixture, sync_fixture_clear)

G_END_DECLS
