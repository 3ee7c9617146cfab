/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

#include "sync/zb-source.h"

/* The issues that the index and lists of earlier issues name, while their text is not here. */

#define SHORT_PATH(end) "mp.weixin.qq.com/s/abcdefghijklmnopqrst" end

static gint64
init (SyncFixture *fixture,
      const char  *issues)
{
  sync_fixture_init (fixture, issues);
  return sync_fixture_add (fixture, ZB_SOURCE_KNOWN, "");
}

/* Given an issue at addresses of all kinds of which the best two have no text, then the third is asked, and
 * the unsigned one, which never gives any, is left alone. */
static void
test_addresses (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  gint64 source = init (&fixture, INDEX_28 (INDEX_ADDRESS (WEB (UNSIGNED_PATH ("2247499233"))) ","
                                            INDEX_ADDRESS (WEB ("copies.example/28.html")) ","
                                            INDEX_ADDRESS (WEB (SHORT_PATH ("28"))) ","
                                            INDEX_ADDRESS (WEB (SIGNED_PATH ("2247499234")))));

  sync_put_page (&fixture, SIGNED_PATH ("2247499234"), wechat_empty_page (28));
  sync_put_page (&fixture, "copies.example/28.html", wechat_page (28, 495, NULL));
  sync_put_page (&fixture, UNSIGNED_PATH ("2247499233"), wechat_page (28, 1, NULL));
  report = sync_fixture_run (&fixture);
  assert_only_asked (&fixture, SIGNED_PATH ("2247499234") "\n" SHORT_PATH ("28") "\ncopies.example/28.html");
  assert_numbers (report_get (report, source), (SyncNumbers) { .asked = 3, .answered = 3, .stored = 1, .refused = 1,
                                                               .failed = 1 });
  assert_text (&fixture, 28, 495);

  second = sync_fixture_run (&fixture);
  assert_numbers (report_get (second, source), (SyncNumbers) { 0, });
}

/* Given issues of which the older ones have the better addresses, then those are asked first. */
static void
test_order (void)
{
  const char *const expected[] = { WEB (SIGNED_PATH ("5")), WEB (SHORT_PATH ("26")), WEB ("copies.example/27.html"),
                                   WEB (UNSIGNED_PATH ("7")) };
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbSourceRecord) record = zb_source_record_new ();
  g_autoptr(ZbSource) source = NULL;
  g_autoptr(GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) tasks = NULL;
  ZbSourceContext context = { .asked = asked };

  init (&fixture, INDEX_28 (INDEX_ADDRESS (WEB (UNSIGNED_PATH ("7")))) ","
                  INDEX_27 (INDEX_ADDRESS (WEB ("copies.example/27.html"))) ","
                  INDEX_ISSUE ("26", "2024-06-24", "2024-06-30", INDEX_ADDRESS (WEB (SHORT_PATH ("26")))) ","
                  INDEX_ISSUE ("25", "2024-06-17", "2024-06-23", INDEX_ADDRESS (WEB (SIGNED_PATH ("5")))));
  record->kind = ZB_SOURCE_KNOWN;
  source = zb_source_new (record);
  context.library = fixture.library;
  tasks = zb_source_plan (source, &context, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < tasks->len; i++)
    g_assert_cmpstr (((const ZbTask *) g_ptr_array_index (tasks, i))->address, ==, expected[i]);
}

/* Given issues that name earlier ones, then those are fetched too, until none names one that is new. */
static void
test_recap (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  gint64 source = init (&fixture, INDEX_29 (INDEX_ADDRESS (WEB (SIGNED_PATH ("29")))));

  sync_put_page (&fixture, SIGNED_PATH ("29"),
                 wechat_page (29, 470, "28 " WEB (SIGNED_PATH ("28")) "\n27 " WEB (SIGNED_PATH ("27"))));
  sync_put_page (&fixture, SIGNED_PATH ("28"), wechat_page (28, 495, "27 " WEB (SIGNED_PATH ("27"))));
  sync_put_page (&fixture, SIGNED_PATH ("27"), wechat_page (27, 437, "26 " WEB (SIGNED_PATH ("26"))));
  sync_put_page (&fixture, SIGNED_PATH ("26"), wechat_page (26, 361, "29 " WEB (SIGNED_PATH ("29"))));
  first = sync_fixture_run (&fixture);
  assert_numbers (report_get (first, source), (SyncNumbers) { .asked = 4, .answered = 4, .stored = 4 });
  assert_text (&fixture, 29, 470);
  assert_text (&fixture, 28, 495);
  assert_text (&fixture, 27, 437);
  assert_text (&fixture, 26, 361);

  sync_server_clear_log (fixture.server);
  second = sync_fixture_run (&fixture);
  assert_numbers (report_get (second, source), (SyncNumbers) { 0, });
  assert_only_asked (&fixture, "");
}

/* Given an issue whose text is here, then its addresses are not asked. */
static void
test_here (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *text = week_to_markdown (SYNC_YEAR, 28, 495);
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(ZbSyncReport) report = NULL;
  gint64 source = init (&fixture, INDEX_28 (INDEX_ADDRESS (WEB (SIGNED_PATH ("28")))));

  result = import_text (fixture.library, text);
  report = sync_fixture_run (&fixture);
  assert_numbers (report_get (report, source), (SyncNumbers) { 0, });
  assert_only_asked (&fixture, "");
}

/* Given an address with a tail, then it is asked byte for byte, but for the fragment, which stays here. */
static void
test_as_printed (void)
{
  static const char path[] = "mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==&mid=2247499234&idx=6&sn=2C%2Fc"
                             "&chksm=973ac785a04d4e93&scene=58&subscene=0";
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;
  g_autofree char *address = g_strdup_printf ("https://%s#rd", path);
  g_autofree char *index = g_strdup_printf (INDEX_28 ("{\"url\":\"%s\"}"), address);
  g_autoptr(ZbFetchRecord) fetch = NULL;

  init (&fixture, index);
  sync_put_page (&fixture, path, wechat_page (28, 495, NULL));
  report = sync_fixture_run (&fixture);
  assert_only_asked (&fixture, path);
  assert_text (&fixture, 28, 495);
  fetch = sync_fixture_find_fetch (&fixture, address);
  g_assert_cmpint (fetch->outcome, ==, ZB_FETCH_OK);
}

/* Given an issue that was refused and one that is not there, then both are left alone, until the user wants one of
 * them now: "try again" asks it whatever went wrong before, and only it, also where that source is not there. */
static void
test_try_again (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autoptr(ZbSyncReport) wanted = NULL;
  gint64 source = init (&fixture, INDEX_28 (INDEX_ADDRESS (WEB (SIGNED_PATH ("28")))) ","
                                  INDEX_27 (INDEX_ADDRESS (WEB ("copies.example/27.html"))));
  gint64 bulletin;

  sync_put_page (&fixture, SIGNED_PATH ("28"), wechat_verification_page ());
  first = sync_fixture_run (&fixture);
  assert_numbers (report_get (first, source), (SyncNumbers) { .asked = 2, .answered = 2, .refused = 1, .failed = 1 });
  sync_put_page (&fixture, SIGNED_PATH ("28"), wechat_page (28, 495, NULL));
  sync_put_page (&fixture, "copies.example/27.html", wechat_page (27, 437, NULL));
  sync_server_clear_log (fixture.server);
  second = sync_fixture_run (&fixture);
  assert_only_asked (&fixture, "");

  zb_library_remove_source (fixture.library, source, &error);
  g_assert_no_error (error);
  bulletin = zb_library_find (fixture.library, ISSUE (SYNC_YEAR, 28), &error);
  g_assert_no_error (error);
  wanted = sync_fixture_run_request (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE, .bulletin = bulletin });
  assert_only_asked (&fixture, SIGNED_PATH ("28"));
  assert_text (&fixture, 28, 495);
  g_assert_cmpuint (wanted->lines->len, ==, 1);
  g_assert_cmpuint (wanted->result->imported, ==, 1);
}

/* Given an address that is gone for good, then it is never asked again, whoever wants it. */
static void
test_gone (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autoptr(ZbSyncReport) wanted = NULL;
  gint64 source = init (&fixture, INDEX_28 (INDEX_ADDRESS (WEB ("copies.example/28.html"))));
  gint64 bulletin = zb_library_find (fixture.library, ISSUE (SYNC_YEAR, 28), &error);

  g_assert_no_error (error);
  sync_server_put (fixture.server, "copies.example/28.html", &(SyncPage) { .status = 410 });
  first = sync_fixture_run (&fixture);
  assert_numbers (report_get (first, source), (SyncNumbers) { .asked = 1, .answered = 1, .failed = 1 });
  sync_put_page (&fixture, "copies.example/28.html", wechat_page (28, 495, NULL));
  sync_fixture_reopen (&fixture);
  second = sync_fixture_run (&fixture);
  wanted = sync_fixture_run_request (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE, .bulletin = bulletin });
  assert_asked (&fixture, "copies.example/28.html", 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sync-known/addresses", test_addresses);
  g_test_add_func ("/sync-known/order", test_order);
  g_test_add_func ("/sync-known/recap", test_recap);
  g_test_add_func ("/sync-known/here", test_here);
  g_test_add_func ("/sync-known/as-printed", test_as_printed);
  g_test_add_func ("/sync-known/try-again", test_try_again);
  g_test_add_func ("/sync-known/gone", test_gone);
  return g_test_run ();
}
