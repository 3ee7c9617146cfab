/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-address.h"

#include <string.h>

/* The account of CNCERT at WeChat, under its present and its former name; and how it names itself
 * as the publisher of its site's pages and of its PDFs. */
#define OFFICIAL_BIZ "MzIwNDk0MDgxMw=="
static const char *const official_accounts[] = {
  "国家互联网应急中心CNCERT",
  "CNCERT风险评估",
  "国家互联网应急中心",
  "CNCERT",
};

#define WECHAT_HOST "mp.weixin.qq.com"

/* Addresses are kept exactly as printed, which may be odd (&amp; for &, a
 * blank); so they are searched instead of parsed. */
static char *
dup_host (const char *url)
{
  const char *start = strstr (url, "://");
  const char *at;
  g_autofree char *host = NULL;

  if (start == NULL)
    return g_strdup ("");
  host = g_strndup (start + 3, strcspn (start + 3, "/?#"));
  at = strrchr (host, '@');
  return g_ascii_strdown (at != NULL ? at + 1 : host,
                          (gssize) strcspn (at != NULL ? at + 1 : host, ":"));
}

/* The path behind the host, or "". */
static const char *
find_path (const char *url)
{
  const char *start = strstr (url, "://");

  return start != NULL ? start + 3 + strcspn (start + 3, "/?#") : "";
}

/* The value of a parameter of the query, unescaped; NULL where it is not there. */
static char *
dup_parameter (const char *url,
               const char *name)
{
  const char *end = url + strcspn (url, "#");
  const char *place = strchr (url, '?');
  gsize length = strlen (name);

  while (place != NULL && place < end)
    {
      place++;
      if (strncmp (place, name, length) == 0 && place[length] == '=')
        {
          const char *value = place + length + 1;

          return g_uri_unescape_segment (value, value + strcspn (value, "&#"), NULL);
        }
      /* The semicolon ends the "&amp;" of an address copied out of HTML or XML. */
      place = strpbrk (place, "&;");
    }
  return NULL;
}

/**
 * zb_address_get_kind:
 * @url: an address as printed
 *
 * Source of the rule: a WeChat article is fetched exactly as it was printed;
 * every long address without its chksm was refused, every short one answered.
 */
ZbAddressKind
zb_address_get_kind (const char *url)
{
  g_autofree char *host = dup_host (url);
  g_autofree char *chksm = NULL;

  if (strcmp (host, WECHAT_HOST) != 0)
    return ZB_ADDRESS_OTHER;
  if (g_str_has_prefix (find_path (url), "/s/"))
    return ZB_ADDRESS_SHORT;
  chksm = dup_parameter (url, "chksm");
  return chksm != NULL && *chksm != '\0' ? ZB_ADDRESS_SIGNED : ZB_ADDRESS_UNSIGNED;
}

/**
 * zb_address_is_official:
 * @url: (nullable): where a copy was published, as printed
 * @account: (nullable): who published it
 *
 * Returns: whether that is CNCERT itself. Where the address names an account,
 *   it decides alone: a re-post likes to bear the name of its source.
 */
gboolean
zb_address_is_official (const char *url,
                        const char *account)
{
  if (url != NULL)
    {
      g_autofree char *host = dup_host (url);
      g_autofree char *biz = strcmp (host, WECHAT_HOST) == 0 ? dup_parameter (url, "__biz") : NULL;

      if (biz != NULL)
        return strcmp (biz, OFFICIAL_BIZ) == 0;
      if (strcmp (host, "cert.org.cn") == 0 || g_str_has_suffix (host, ".cert.org.cn"))
        return TRUE;
      if (strcmp (host, "freewechat.com") == 0)
        return g_str_has_prefix (find_path (url), "/a/" OFFICIAL_BIZ "/");
    }
  for (guint i = 0; i < G_N_ELEMENTS (official_accounts); i++)
    if (g_strcmp0 (account, official_accounts[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * zb_address_dup_identity:
 * @url: an address as printed
 *
 * Returns: (transfer full): what tells apart the pages, not their addresses:
 *   the same article is printed with many different tails.
 */
char *
zb_address_dup_identity (const char *url)
{
  g_autofree char *host = dup_host (url);
  g_autofree char *biz = NULL;
  g_autofree char *mid = NULL;
  g_autofree char *idx = NULL;

  if (strcmp (host, WECHAT_HOST) != 0)
    return g_strdup (url);
  biz = dup_parameter (url, "__biz");
  mid = dup_parameter (url, "mid");
  idx = dup_parameter (url, "idx");
  if (biz == NULL || mid == NULL)
    return g_strndup (url, strcspn (url, "?#"));
  return g_strdup_printf ("%s/%s/%s", biz, mid, idx != NULL ? idx : "1");
}
