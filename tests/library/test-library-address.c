/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/zb-address.h"

static void
test_kinds (void)
{
  static const struct { const char *url; ZbAddressKind kind; } cases[] = {
    { "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1&sn=b&chksm=c&scene=58#rd", ZB_ADDRESS_SIGNED },
    { "http://mp.weixin.qq.com/s?__biz=A&amp;mid=1&amp;idx=1&amp;sn=b&amp;chksm=c#rd", ZB_ADDRESS_SIGNED },
    { "https://mp.weixin.qq.com/s/abcdefghijklmnopqrstuv", ZB_ADDRESS_SHORT },
    { "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1&sn=b", ZB_ADDRESS_UNSIGNED },
    { "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1&chksm=", ZB_ADDRESS_UNSIGNED },
    /* What stands behind the # is no part of the request. */
    { "https://mp.weixin.qq.com/s?__biz=A&mid=1#&chksm=c", ZB_ADDRESS_UNSIGNED },
    { "https://www.cert.org.cn/publish/main/44/index.html", ZB_ADDRESS_OTHER },
    { "https://mp.weixin.qq.com.evil.example/s/x", ZB_ADDRESS_OTHER },
    { "https://mp.weixin.qq.com@evil.example/s/x", ZB_ADDRESS_OTHER },
    { "", ZB_ADDRESS_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].url);
      g_assert_cmpint (zb_address_get_kind (cases[i].url), ==, cases[i].kind);
    }
}

static void
test_official (void)
{
  static const struct { const char *url; const char *account; gboolean is_official; } cases[] = {
    { NULL, "CNCERT", TRUE },
    { NULL, "国家互联网应急中心", TRUE },
    { "https://mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==&mid=1", NULL, TRUE },
    { "https://mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw%3D%3D&mid=1", NULL, TRUE },
    { "https://mp.weixin.qq.com/s/abc", "国家互联网应急中心CNCERT", TRUE },
    { NULL, "CNCERT风险评估", TRUE },
    { "https://www.cert.org.cn/a.html", NULL, TRUE },
    { "https://freewechat.com/a/MzIwNDk0MDgxMw==/2247484472/2", NULL, TRUE },
    /* A re-post likes to bear its source's name; its address tells. */
    { "https://mp.weixin.qq.com/s?__biz=MzA0MDEyMzQ1Ng==&mid=1", "国家互联网应急中心CNCERT", FALSE },
    { "https://evil.example/?u=mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==", NULL, FALSE },
    { "https://notcert.org.cn/a.html", NULL, FALSE },
    { "https://freewechat.com/a/MzA0MDEyMzQ1Ng==/1/1", NULL, FALSE },
    { NULL, "深信服", FALSE },
    { NULL, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].url, cases[i].account);
      g_assert_cmpint (zb_address_is_official (cases[i].url, cases[i].account), ==, cases[i].is_official);
    }
}

static void
test_identity (void)
{
  g_autofree char *one =
    zb_address_dup_identity ("https://mp.weixin.qq.com/s?__biz=A==&mid=7&idx=2&sn=b&chksm=c&scene=58#rd");
  g_autofree char *same =
    zb_address_dup_identity ("http://mp.weixin.qq.com/s?__biz=A%3D%3D&amp;mid=7&amp;idx=2#wechat_redirect");
  g_autofree char *other = zb_address_dup_identity ("https://mp.weixin.qq.com/s?__biz=A==&mid=7&idx=3");
  g_autofree char *with_query = zb_address_dup_identity ("https://mp.weixin.qq.com/s/abc?scene=1#rd");
  g_autofree char *without = zb_address_dup_identity ("https://mp.weixin.qq.com/s/abc");

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other);
  g_assert_cmpstr (with_query, ==, without);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/address/kinds", test_kinds);
  g_test_add_func ("/library/address/official", test_official);
  g_test_add_func ("/library/address/identity", test_identity);
  return g_test_run ();
}
