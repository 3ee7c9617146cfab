/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/zb-source.h"

G_BEGIN_DECLS

#define ZB_TYPE_CERT_SOURCE (zb_cert_source_get_type ())

G_DECLARE_FINAL_TYPE (ZbCertSource, zb_cert_source, ZB, CERT_SOURCE, GObject)

ZbSource *zb_cert_source_new (const char *address);

G_END_DECLS
