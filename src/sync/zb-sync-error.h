/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZB_SYNC_ERROR (zb_sync_error_quark ())

/**
 * ZbSyncError:
 * @ZB_SYNC_ERROR_FAILED: anything without a code of its own
 * @ZB_SYNC_ERROR_ADDRESS: this is no address that may be fetched
 * @ZB_SYNC_ERROR_OFFLINE: there is no network, or the name of the host is not found
 * @ZB_SYNC_ERROR_CONNECTION: the host does not answer, or hangs up
 * @ZB_SYNC_ERROR_TIMEOUT: the answer takes too long
 * @ZB_SYNC_ERROR_TLS: the host cannot prove who it is
 * @ZB_SYNC_ERROR_CUT_OFF: the answer ends too early, or is longer than announced
 * @ZB_SYNC_ERROR_TOO_LARGE: the answer is larger than anything that is wanted
 * @ZB_SYNC_ERROR_TYPE: the answer is of a type that is not wanted, or cannot be unpacked
 * @ZB_SYNC_ERROR_REDIRECT: the address leads to a place where it must not lead, or nowhere
 * @ZB_SYNC_ERROR_STATUS: the host answers with an error
 * @ZB_SYNC_ERROR_LATER: the host has asked not to be asked now
 * @ZB_SYNC_ERROR_CONTENT: the answer is not what is expected there
 *
 * Why something could not be fetched. A cancelled operation has
 * %G_IO_ERROR_CANCELLED instead.
 */
typedef enum {
  ZB_SYNC_ERROR_FAILED,
  ZB_SYNC_ERROR_ADDRESS,
  ZB_SYNC_ERROR_OFFLINE,
  ZB_SYNC_ERROR_CONNECTION,
  ZB_SYNC_ERROR_TIMEOUT,
  ZB_SYNC_ERROR_TLS,
  ZB_SYNC_ERROR_CUT_OFF,
  ZB_SYNC_ERROR_TOO_LARGE,
  ZB_SYNC_ERROR_TYPE,
  ZB_SYNC_ERROR_REDIRECT,
  ZB_SYNC_ERROR_STATUS,
  ZB_SYNC_ERROR_LATER,
  ZB_SYNC_ERROR_CONTENT,
} ZbSyncError;

GQuark  zb_sync_error_quark     (void);
GError *zb_sync_error_new_local (const char *place);

G_END_DECLS
