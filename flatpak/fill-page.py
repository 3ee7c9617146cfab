#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a page with each @NAME@ in it replaced: fill-page.py FILE NAME=VALUE..."""

import sys

page = open(sys.argv[1], encoding="utf-8").read()
for setting in sys.argv[2:]:
    name, _, value = setting.partition("=")
    page = page.replace(f"@{name}@", value)
sys.stdout.write(page)
