/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-fetch-address.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "sync/zb-sync-error.h"

#define MAX_ADDRESS_BYTES 8192

/* Names that never lead out of the local network. RFC 6761, RFC 6762, RFC 8375. */
static const char *const local_names[] = { "localhost", "local", "localdomain", "internal", "lan", "home.arpa" };

/* Copied out of HTML or XML, an address may still be escaped; and blanks and Han characters stand in
 * addresses as people see them. */
static char *
dup_escaped (const char *address)
{
  static const char digits[] = "0123456789ABCDEF";
  GString *escaped = g_string_new (NULL);

  for (const char *p = address; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (g_str_has_prefix (p, "&amp;"))
        {
          g_string_append_c (escaped, '&');
          p += strlen ("&amp;") - 1;
        }
      else if (c > 0x20 && c < 0x7f && strchr ("\"<>\\^`{|}", c) == NULL)
        g_string_append_c (escaped, *p);
      else
        {
          g_string_append_c (escaped, '%');
          g_string_append_c (escaped, digits[c >> 4]);
          g_string_append_c (escaped, digits[c & 0xf]);
        }
    }
  return g_string_free (escaped, FALSE);
}

static gboolean
is_web_scheme (const char *scheme)
{
  return g_str_equal (scheme, "https") || g_str_equal (scheme, "http");
}

/* What stands escaped in a host, such as the end of a line, must not get into headers and file names. */
static gboolean
is_host (const char *ascii)
{
  return g_hostname_is_ip_address (ascii) ||
         ascii[strspn (ascii, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")] == '\0';
}

/* The host in the letters of the domain name system. */
static GUri *
to_ascii (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autofree char *ascii = g_hostname_to_ascii (host);

  if (ascii == NULL || !is_host (ascii))
    return NULL;
  return g_uri_build (g_uri_get_flags (uri), g_uri_get_scheme (uri), NULL, ascii, g_uri_get_port (uri),
                      *g_uri_get_path (uri) != '\0' ? g_uri_get_path (uri) : "/", g_uri_get_query (uri), NULL);
}

/**
 * zb_fetch_address_parse:
 * @address: an address as printed
 *
 * Makes of an address what can be asked for. Names and passwords in it are
 * left out, and so is its fragment.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL with
 *   %ZB_SYNC_ERROR_ADDRESS.
 */
GUri *
zb_fetch_address_parse (const char *address,
                        GError    **error)
{
  g_autofree char *text = g_strstrip (g_strdup (address));
  g_autofree char *escaped = NULL;
  g_autoptr(GUri) uri = NULL;
  g_autoptr(GUri) ascii = NULL;

  if (strlen (text) <= MAX_ADDRESS_BYTES)
    {
      escaped = dup_escaped (text);
      uri = g_uri_parse (escaped, SOUP_HTTP_URI_FLAGS, NULL);
    }
  if (uri != NULL && is_web_scheme (g_uri_get_scheme (uri)) && g_uri_get_host (uri) != NULL &&
      *g_uri_get_host (uri) != '\0')
    ascii = to_ascii (uri);
  if (ascii == NULL)
    g_set_error (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_ADDRESS,
                 _("“%.200s” is no address of the web. An address begins with https:// or http:// and the "
                   "name of a host."), text);
  return g_steal_pointer (&ascii);
}

/**
 * zb_fetch_address_dup_host:
 *
 * Returns: (transfer full): the name of the host in small letters, with the
 *   port where that is not the usual one.
 */
char *
zb_fetch_address_dup_host (GUri *uri)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  int port = g_uri_get_port (uri);
  int usual = g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;

  return port == -1 || port == usual ? g_steal_pointer (&host) : g_strdup_printf ("%s:%d", host, port);
}

/**
 * zb_fetch_address_dup_host_of:
 * @address: an address as printed
 *
 * Returns: (transfer full): its host as zb_fetch_address_dup_host() gives it;
 *   "" where it is no address of the web.
 */
char *
zb_fetch_address_dup_host_of (const char *address)
{
  g_autoptr(GUri) uri = zb_fetch_address_parse (address, NULL);

  return uri != NULL ? zb_fetch_address_dup_host (uri) : g_strdup ("");
}

/**
 * zb_fetch_address_mirror:
 * @uri: what is wanted
 * @mirror: where it is really asked for, such as "http://127.0.0.1:8080"
 *
 * Returns: (transfer full) (nullable): MIRROR/HOST/PATH?QUERY, or %NULL with
 *   %ZB_SYNC_ERROR_ADDRESS where the mirror has no address of the web.
 */
GUri *
zb_fetch_address_mirror (GUri       *uri,
                         const char *mirror,
                         GError    **error)
{
  g_autofree char *host = zb_fetch_address_dup_host (uri);
  const char *query = g_uri_get_query (uri);
  gsize length = strlen (mirror);
  g_autofree char *address = NULL;

  while (length > 0 && mirror[length - 1] == '/')
    length--;
  address = g_strdup_printf ("%.*s/%s%s%s%s", (int) length, mirror, host, g_uri_get_path (uri),
                             query != NULL ? "?" : "", query != NULL ? query : "");
  return zb_fetch_address_parse (address, error);
}

/**
 * zb_fetch_address_is_local:
 *
 * Returns: whether the address is in this computer or its network, or is none
 *   of a single computer at all.
 */
gboolean
zb_fetch_address_is_local (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_is_any (address) || g_inet_address_get_is_loopback (address) ||
      g_inet_address_get_is_link_local (address) || g_inet_address_get_is_site_local (address) ||
      g_inet_address_get_is_multicast (address))
    return TRUE;
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    /* This network; addresses that a provider shares; all at once. */
    return bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64) || bytes[0] >= 240;
  /* Unique local addresses. */
  if ((bytes[0] & 0xfe) == 0xfc)
    return TRUE;
  /* An address of version 4 in one of version 6: mapped, compatible, or behind a translator. */
  if (memcmp (bytes, "\0\0\0\0\0\0\0\0\0\0\xff\xff", 12) == 0 || memcmp (bytes, "\0\0\0\0\0\0\0\0\0\0\0\0", 12) == 0 ||
      memcmp (bytes, "\0\x64\xff\x9b\0\0\0\0\0\0\0\0", 12) == 0)
    {
      g_autoptr(GInetAddress) inner = g_inet_address_new_from_bytes (bytes + 12, G_SOCKET_FAMILY_IPV4);

      return zb_fetch_address_is_local (inner);
    }
  /* 6to4. */
  if (bytes[0] == 0x20 && bytes[1] == 0x02)
    {
      g_autoptr(GInetAddress) inner = g_inet_address_new_from_bytes (bytes + 2, G_SOCKET_FAMILY_IPV4);

      return zb_fetch_address_is_local (inner);
    }
  return FALSE;
}

/* Old libraries read "127.1", "0x7f000001" and "2130706433" as addresses too. */
static gboolean
may_be_number (const char *host)
{
  const char *last = strrchr (host, '.');

  last = last != NULL ? last + 1 : host;
  return g_ascii_isdigit (*last) && (last[strspn (last, "0123456789")] == '\0' || g_str_has_prefix (last, "0x"));
}

/**
 * zb_fetch_address_names_local:
 *
 * Returns: whether the host's name alone says that it is in this computer or
 *   its network. Where it does not, its addresses may still be.
 */
gboolean
zb_fetch_address_names_local (GUri *uri)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  g_autoptr(GInetAddress) address = NULL;
  gsize length = strlen (host);

  while (length > 0 && host[length - 1] == '.')
    host[--length] = '\0';
  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return zb_fetch_address_is_local (address);
  if (strchr (host, '.') == NULL || may_be_number (host))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (local_names); i++)
    if (g_str_has_suffix (host, local_names[i]) &&
        (strlen (host) == strlen (local_names[i]) || host[length - strlen (local_names[i]) - 1] == '.'))
      return TRUE;
  return FALSE;
}
