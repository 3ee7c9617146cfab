/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-error.h"

G_DEFINE_QUARK (zb-sync-error-quark, zb_sync_error)
