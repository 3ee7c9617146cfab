/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-import-result.h"

G_BEGIN_DECLS

char *zb_import_message_new           (ZbImportResult *result);
void  zb_import_message_show_failures (ZbImportResult *result,
                                       GtkWindow      *parent);

G_END_DECLS
