/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-importer.h"
#include "library/zb-library.h"

G_BEGIN_DECLS

/* A folder of its own for one story, with the path of a library in it. */
typedef struct {
  char *folder;
  char *path;
} Fixture;

/* What a made bulletin says; in the form of the archive's markdown. */
typedef struct {
  guint       year;
  guint       number;
  /* As printed in the title: "7月1日-7月7日". */
  const char *period;
  const char *published;
  const char *account;
  const char *url;
  guint       total;
  guint       cross_border;
  guint       phishing;
  /* More text, for a copy that is fuller than another. */
  const char *extra;
  /* (nullable): lines "title\taddress", one per earlier issue. */
  const char *recap;
} Story;

#define OFFICIAL_ACCOUNT "国家互联网应急中心CNCERT"
#define OFFICIAL_URL(mid, tail) \
  "https://mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==&mid=" mid "&idx=1&sn=0a" tail
#define REPOST_URL(mid, tail) \
  "https://mp.weixin.qq.com/s?__biz=MzA0MDEyMzQ1Ng==&mid=" mid "&idx=1&sn=0b" tail

void            fixture_init         (Fixture       *self);
void            fixture_clear        (Fixture       *self);
char           *fixture_write        (Fixture       *self,
                                      const char    *name,
                                      const char    *text);
void            fixture_write_bytes  (Fixture       *self,
                                      const char    *name,
                                      GBytes        *bytes);
ZbLibrary      *fixture_open         (Fixture       *self);
ZbLibrary      *fixture_open_index   (Fixture       *self,
                                      const char    *index);
char           *story_to_markdown    (const Story   *story);
char           *shell_to_markdown    (const Story   *story,
                                      gboolean       is_verification);
char           *week_to_markdown     (guint          year,
                                      guint          number,
                                      guint          total);
char           *page_to_html         (guint          year,
                                      guint          number,
                                      const char    *period,
                                      const char    *images);
ZbImportResult *import_text          (ZbLibrary     *library,
                                      const char    *text);
ZbImportResult *import_story         (ZbLibrary     *library,
                                      const Story   *story);
ZbImportResult *import_path          (ZbLibrary     *library,
                                      const char    *path);
ZbDetail       *load_issue           (ZbLibrary     *library,
                                      guint          year,
                                      guint          number);
const ZbSourcedFigure *find_sourced  (ZbDetail      *detail,
                                      const char    *id);
char           *dump_library         (const char    *path);
void            fixture_run_sql      (Fixture       *self,
                                      const char    *sql);
gint64          fixture_query_sql    (Fixture       *self,
                                      const char    *sql);
char           *fixture_query_text   (Fixture       *self,
                                      const char    *sql);
void            fixture_drop_sync_tables (Fixture   *self);
GBytes         *make_picture         (guint          width,
                                      guint          height);
void            assert_sound         (ZbLibrary     *library);
void            remove_tree          (const char    *path);

#define ISSUE(year, number) ((ZbIssue) { (year), (number) })

G_END_DECLS
