/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CtlRun:
 * @status: what zhoubaoctl told the shell
 * @out: what it printed
 * @error: what it said on the standard error
 *
 * One run of the program.
 */
typedef struct {
  int   status;
  char *out;
  char *error;
} CtlRun;

CtlRun   *ctl_run         (const char        *input,
                           const char *const *arguments);
void      ctl_run_free    (CtlRun            *self);
char     *ctl_make_folder (void);
void      ctl_drop_folder (char              *folder);
char     *ctl_write       (const char        *folder,
                           const char        *name,
                           const char        *text);
JsonNode *ctl_json_line   (const CtlRun      *run,
                           guint              line);

#define CTL_RUN(input, ...) ctl_run (input, (const char *const[]) { __VA_ARGS__, NULL })

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlRun, ctl_run_free)

G_END_DECLS
