/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "ctl/zb-ctl.h"

int
main (int    argc,
      char **argv)
{
  return zb_ctl_run (argc, argv);
}
