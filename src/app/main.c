/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "app/zb-application.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(ZbApplication) application = zb_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
