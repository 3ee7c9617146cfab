/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ZbCtlExit:
 * @ZB_CTL_DONE: all was done
 * @ZB_CTL_PARTLY: something could not be done; the rest was
 * @ZB_CTL_USAGE: the command line makes no sense
 *
 * What zhoubaoctl tells the shell. Scripts rely on these.
 */
typedef enum {
  ZB_CTL_DONE = 0,
  ZB_CTL_PARTLY = 1,
  ZB_CTL_USAGE = 2,
} ZbCtlExit;

/**
 * ZbCtlContext:
 * @library: (nullable): the library's file as given, %NULL for the user's own
 * @command: the command's name
 *
 * What all commands are told.
 */
typedef struct {
  const char *library;
  const char *command;
} ZbCtlContext;

typedef int (*ZbCtlCommandFunc) (const ZbCtlContext *context,
                                 int                 argc,
                                 char              **argv);

int      zb_ctl_run           (int                 argc,
                               char              **argv);
gboolean zb_ctl_parse_options (const ZbCtlContext *context,
                               const GOptionEntry *entries,
                               const char         *arguments,
                               const char         *summary,
                               int                *argc,
                               char             ***argv,
                               int                *exit_status);
int      zb_ctl_usage_error   (const ZbCtlContext *context,
                               const char         *format,
                               ...) G_GNUC_PRINTF (2, 3);
void     zb_ctl_print_error   (const char         *format,
                               ...) G_GNUC_PRINTF (1, 2);
void     zb_ctl_print         (const char         *format,
                               ...) G_GNUC_PRINTF (1, 2);

int      zb_ctl_parse         (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_import        (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_list          (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_search        (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_show          (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_type          (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_note          (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_chart         (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_export        (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_source        (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_sync          (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_pictures      (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_check         (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_backup        (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_restore       (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);
int      zb_ctl_reparse       (const ZbCtlContext *context,
                               int                 argc,
                               char              **argv);

G_END_DECLS
