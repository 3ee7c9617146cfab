/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZbFetchOutcome:
 * @ZB_FETCH_NEVER: it was never asked
 * @ZB_FETCH_OK: it gave what was wanted, or had not changed
 * @ZB_FETCH_REFUSED: it answered with a page that only says that there is no text
 * @ZB_FETCH_MISSING: nothing is there (404)
 * @ZB_FETCH_GONE: it is gone for good (410), and never to be asked again
 * @ZB_FETCH_FAILED: it could not be fetched
 *
 * How asking an address ended last.
 */
typedef enum {
  ZB_FETCH_NEVER,
  ZB_FETCH_OK,
  ZB_FETCH_REFUSED,
  ZB_FETCH_MISSING,
  ZB_FETCH_GONE,
  ZB_FETCH_FAILED,
} ZbFetchOutcome;

ZbFetchOutcome zb_fetch_outcome_from_int (gint64 value);

G_END_DECLS
