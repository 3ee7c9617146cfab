/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a title, published on a day that the text's length chooses. */
#include "zb-config.h"

#include <string.h>

#include "extract/zb-title.h"
#include "fuzz.h"

static void
check_title (const ZbTitle *title,
             gboolean       is_bulletin)
{
  g_assert_true (is_bulletin == (title->series == ZB_SERIES_BULLETIN));
  g_assert_cmpuint (title->issue.number, <=, ZB_ISSUE_MAX_NUMBER);
  g_assert_cmpuint (title->issue.year, <=, 9999);
  if (zb_period_is_known (&title->period))
    g_assert_cmpint (g_date_compare (&title->period.start, &title->period.end), <=, 0);
  if (title->series == ZB_SERIES_UNKNOWN)
    g_assert_false (zb_issue_is_known (title->issue) || zb_period_is_known (&title->period));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  GDate published;
  ZbTitle title;

  check_title (&title, zb_title_parse (text, NULL, &title));
  g_date_clear (&published, 1);
  g_date_set_dmy (&published, (GDateDay) (1 + size % 28), (GDateMonth) (1 + size % 12), 2024);
  check_title (&title, zb_title_parse (text, &published, &title));
  return 0;
}
