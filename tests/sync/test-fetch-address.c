/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/zb-fetch-address.h"

#include "sync/zb-sync-error.h"

static void
assert_parsed (const char *address,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) uri = zb_fetch_address_parse (address, &error);
  g_autofree char *text = NULL;

  g_test_message ("\"%s\"", address);
  g_assert_no_error (error);
  text = g_uri_to_string (uri);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_parse (void)
{
  assert_parsed ("https://www.example.org", "https://www.example.org/");
  assert_parsed (" https://www.example.org/a\n", "https://www.example.org/a");
  assert_parsed ("https://www.example.org/a b", "https://www.example.org/a%20b");
  assert_parsed ("https://www.example.org/a%20b", "https://www.example.org/a%20b");
  assert_parsed ("https://www.example.org/?a=1&amp;b=2", "https://www.example.org/?a=1&b=2");
  assert_parsed ("https://www.example.org/a#b", "https://www.example.org/a");
  assert_parsed ("https://www.example.org/周", "https://www.example.org/%E5%91%A8");
  assert_parsed ("https://user:password@www.example.org/a", "https://www.example.org/a");
  assert_parsed ("https://www.example.org:8443/a", "https://www.example.org:8443/a");
  assert_parsed ("http://[2001:db8::1]:8080/a", "http://[2001:db8::1]:8080/a");
}

/* Where no line may begin, none begins: not in the request, and not in its headers. */
static void
test_control_characters (void)
{
  static const char *const addresses[] = {
    "https://www.example.org/a\r\nCookie: b", "https://www.example.org/a?b\r\nc", "https://www.example.org/\x7f\x01",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GUri) uri = zb_fetch_address_parse (addresses[i], NULL);
      g_autofree char *text = uri != NULL ? g_uri_to_string (uri) : NULL;

      for (const char *p = text; p != NULL && *p != '\0'; p++)
        g_assert_true (g_ascii_isgraph (*p));
    }
}

static void
test_no_address (void)
{
  static const char *const addresses[] = {
    "", "a", "/a", "//www.example.org/", "ftp://www.example.org/", "file:///a", "javascript:a", "https://",
    "https:///a",
    "https://www.exa mple.org/", "https://www.example.org\r\n.local/", "https://www.example.org:port/",
    "https://www.example.org%0d%0aCookie:%20a/", "https://www.example.org%00.local/",
    "https://www.example.org%2flocalhost/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GUri) uri = zb_fetch_address_parse (addresses[i], &error);

      g_test_message ("\"%s\"", addresses[i]);
      g_assert_error (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_ADDRESS);
      g_assert_null (uri);
    }
}

static void
test_mirror (void)
{
  static const struct {
    const char *address;
    const char *mirror;
    const char *expected;
  } rows[] = {
    { "https://www.example.org/a?b=c", "http://127.0.0.1:8080", "http://127.0.0.1:8080/www.example.org/a?b=c" },
    { "http://www.example.org/a", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/www.example.org/a" },
    { "https://www.example.org", "http://mirror.example.org/x/", "http://mirror.example.org/x/www.example.org/" },
    { "https://www.example.org:443/a", "http://127.0.0.1:8080", "http://127.0.0.1:8080/www.example.org/a" },
    { "https://www.example.org/a%2Fb", "http://127.0.0.1:8080", "http://127.0.0.1:8080/www.example.org/a%2Fb" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GUri) uri = zb_fetch_address_parse (rows[i].address, NULL);
      g_autoptr(GUri) mirrored = zb_fetch_address_mirror (uri, rows[i].mirror, NULL);
      g_autofree char *text = g_uri_to_string (mirrored);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_local (void)
{
  static const char *const locals[] = {
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255",
    "192.168.0.1", "169.254.0.1", "100.64.0.1", "100.127.255.255", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fdff::1", "ff02::1", "::ffff:10.0.0.1",
    "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
  };
  static const char *const publics[] = {
    "1.1.1.1", "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
    "169.253.255.255", "100.63.255.255", "100.128.0.0", "223.255.255.255", "126.255.255.255", "128.0.0.0",
    "2400:3200::1", "2001:4860::1", "::ffff:1.1.1.1", "64:ff9b::101:101",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (locals); i++)
    {
      g_autoptr(GInetAddress) address = g_inet_address_new_from_string (locals[i]);

      g_test_message ("%s", locals[i]);
      g_assert_true (zb_fetch_address_is_local (address));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (publics); i++)
    {
      g_autoptr(GInetAddress) address = g_inet_address_new_from_string (publics[i]);

      g_test_message ("%s", publics[i]);
      g_assert_false (zb_fetch_address_is_local (address));
    }
}

static void
test_local_names (void)
{
  static const char *const locals[] = {
    "http://localhost/", "http://LocalHost./", "http://a.localhost/", "http://printer.local/", "http://nas.lan/",
    "http://nas.home.arpa/", "http://intranet/", "http://127.0.0.1/", "http://[::1]/", "http://127.1/",
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://127.0.0.1./", "http://a.internal/",
    "http://a.localdomain/",
  };
  static const char *const publics[] = {
    "http://www.example.org/", "http://localhost.example.org/", "http://notlocal.example/", "http://mylan.cn/",
    "http://1.1.1.1/", "http://[2400:3200::1]/", "http://1st.example.org/", "http://www.cert.org.cn./",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (locals); i++)
    {
      g_autoptr(GUri) uri = zb_fetch_address_parse (locals[i], NULL);

      g_test_message ("%s", locals[i]);
      g_assert_true (uri == NULL || zb_fetch_address_names_local (uri));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (publics); i++)
    {
      g_autoptr(GUri) uri = zb_fetch_address_parse (publics[i], NULL);

      g_test_message ("%s", publics[i]);
      g_assert_false (zb_fetch_address_names_local (uri));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fetch-address/parse", test_parse);
  g_test_add_func ("/fetch-address/control-characters", test_control_characters);
  g_test_add_func ("/fetch-address/no-address", test_no_address);
  g_test_add_func ("/fetch-address/mirror", test_mirror);
  g_test_add_func ("/fetch-address/local", test_local);
  g_test_add_func ("/fetch-address/local-names", test_local_names);

  return g_test_run ();
}
