/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZbAddressKind:
 * @ZB_ADDRESS_SIGNED: a long WeChat address with its chksm
 * @ZB_ADDRESS_SHORT: a short WeChat address (/s/…)
 * @ZB_ADDRESS_OTHER: any other site
 * @ZB_ADDRESS_UNSIGNED: a long WeChat address without its chksm, which gets an
 *   empty page or a verification page
 *
 * How likely an address is to give a text, best first.
 */
typedef enum {
  ZB_ADDRESS_SIGNED,
  ZB_ADDRESS_SHORT,
  ZB_ADDRESS_OTHER,
  ZB_ADDRESS_UNSIGNED,
} ZbAddressKind;

ZbAddressKind  zb_address_get_kind     (const char *url);
gboolean       zb_address_is_official  (const char *url,
                                        const char *account);
char          *zb_address_dup_identity (const char *url);

G_END_DECLS
