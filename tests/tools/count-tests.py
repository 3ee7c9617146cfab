#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what `meson test` ran, test by test rather than program by program.

    tests/tools/count-tests.py LOG STATUS

LOG is meson-logs/testlog.json of a build folder, STATUS the exit status of `meson test`. Says why
tests were skipped, and ends with the line

    N passed, N failed, N skipped

The exit status is 1 where anything failed or nothing ran at all. A program that crashed, hung or
ended before its time is a failure, also where each test it reported had passed: Meson's own summary
for other tools (testlog.junit.xml) does not count those.
"""

import collections
import json
import re
import sys

RESULT = re.compile(r"(?P<not>not )?ok\b(?P<rest>.*)")
DIRECTIVE = re.compile(r"#\s*(?P<name>SKIP|TODO)\S*\s*(?P<reason>.*)", re.IGNORECASE)
ALL_SKIPPED = re.compile(r"1\.\.0\s*#\s*SKIP\S*\s*(?P<reason>.*)", re.IGNORECASE)
FINE = ("OK", "EXPECTEDFAIL")


class Counts:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.skipped = collections.Counter()

    def add_line(self, line):
        """Counts a line where it is a result of the Test Anything Protocol."""
        result = RESULT.match(line)
        if not result:
            return False
        directive = DIRECTIVE.search(result["rest"])
        kind = directive["name"].upper() if directive else ""
        if kind == "SKIP":
            self.skipped[directive["reason"].strip()] += 1
        elif kind == "TODO":
            # Known not to work yet; that it works would be news, but Meson tells that.
            self.skipped["not done yet"] += 1
        elif result["not"]:
            self.failed += 1
        else:
            self.passed += 1
        return True

    def add_program(self, program):
        failed = self.failed
        lines = program.get("stdout", "").splitlines()
        counted = sum([self.add_line(line) for line in lines])
        result = program["result"]
        if result == "SKIP" and not counted:
            reason = next(filter(None, map(ALL_SKIPPED.match, lines)), None)
            self.skipped[reason["reason"].strip() if reason else program["name"]] += 1
        elif result in FINE and not counted:
            self.passed += 1
        elif result not in FINE + ("SKIP",) and self.failed == failed:
            self.failed += 1


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    counts = Counts()
    try:
        with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
            for line in log:
                if line.strip():
                    counts.add_program(json.loads(line))
    except FileNotFoundError:
        # Meson writes none where it found nothing to run.
        pass
    except (OSError, ValueError) as error:
        print(f"The log of the tests cannot be read: {error}")
        counts.failed += 1
    skipped = sum(counts.skipped.values())
    if counts.failed == 0 and sys.argv[2] != "0":
        print(f"The test runner ended with status {sys.argv[2]}.")
        counts.failed = 1
    if counts.passed + counts.failed + skipped == 0:
        print("No tests were run.")

    for reason, number in sorted(counts.skipped.items()):
        print(f"Skipped {number}: {reason or 'no reason given'}")
    print(f"{counts.passed} passed, {counts.failed} failed, {skipped} skipped")
    sys.exit(0 if counts.failed == 0 and counts.passed + skipped > 0 else 1)


if __name__ == "__main__":
    main()
