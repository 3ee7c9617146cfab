/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkPrintOperation *zb_issue_print_operation_new (GPtrArray  *pages,
                                                 const char *title);

G_END_DECLS
