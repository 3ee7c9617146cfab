#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes data/index.json: the issues known to exist, where they can be fetched, and their figures.

    data/make-index.py [--issues FILE] [--figures FILE] [--output FILE]

FILE "issues" is a list of issues with the addresses of their copies, best first; FILE "figures" is a
list of weeks with what their texts state. Both lie beside the source tree (../shared/corpus), since
they were collected from texts that are not part of it. The result holds facts only, no sentences:

    {"version":1,"issues":[
    {"year":2024,"issue":27,"start":"2024-07-01","end":"2024-07-07","published":"2024-07-12",
     "rating":"良","title":"...","addresses":[{"url":"...","account":"...","seen":"2024-07-12"}],
     "figures":{"incidents_total":495},"change":{"defaced_gov_sites":3.5}}
    ]}

with each issue on one line, ordered by the first day of its week, so that a change of the data reads
well in a diff. A key is absent where its value is not known: an old bulletin may have no issue
number, and a figure that was not printed is unknown rather than zero. "title" is there only where
the printed one differs from what year, issue and week say by themselves (see built_title()).

The same input gives the same bytes. Input that is not understood is an error and leaves the output
alone: a misspelt figure must not get lost in silence.
"""

import argparse
import datetime
import json
import os
import statistics
import sys
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "..", "..", "shared", "corpus")

RATINGS = ("优", "良", "中", "差", "危")
LEVELS = ("低", "中", "高")

# Feeds that pass on articles of many accounts: their names do not say who published an article.
COLLECTORS = ("Doonsec's feed", "yarb")

ISSUE_KEYS = {"year", "issue", "period_start", "period_end", "copies"}
COPY_KEYS = {"url", "account", "seen"}
WEEK_KEYS = {"year", "issue", "period_start", "period_end", "published", "rating", "title", "url",
             "change_percent"}


class InputError(Exception):
    """What is wrong with the input, as a sentence for whoever collects it."""


def read_json(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"{path} is not JSON: {error}") from error


def label(entry):
    """What to call an input entry in a message."""
    return f"{entry.get('year', '?')}-{entry.get('issue', '?')} ({entry.get('period_start', '?')})"


def check_keys(entry, known, required, what):
    unknown = set(entry) - known
    if unknown:
        raise InputError(f"{what}: unknown key {', '.join(sorted(unknown))}")
    missing = required - set(entry)
    if missing:
        raise InputError(f"{what}: {', '.join(sorted(missing))} is missing")


def read_date(text, what):
    try:
        return datetime.date.fromisoformat(text)
    except (TypeError, ValueError):
        raise InputError(f"{what}: {text!r} is not a date of the form YYYY-MM-DD") from None


def read_week(entry):
    """The week of an input entry as two dates."""
    start = read_date(entry["period_start"], label(entry))
    end = read_date(entry["period_end"], label(entry))
    # A printed week can be a day short (2024 issue 17), but never starts on another day or is longer.
    if start.weekday() != 0 or not 5 <= (end - start).days <= 6:
        raise InputError(f"{label(entry)}: {start} to {end} is not a week from Monday to Sunday")
    return start, end


def read_number(entry, key, least, most):
    value = entry[key]
    if type(value) is not int or not least <= value <= most:
        raise InputError(f"{label(entry)}: {key} is {value!r}, not a number from {least} to {most}")
    return value


def built_title(issue):
    """The usual title of an issue, as the program builds it from year, issue and week."""
    start = datetime.date.fromisoformat(issue["start"])
    end = datetime.date.fromisoformat(issue["end"])
    return (f"网络安全信息与动态周报{issue['year']}年第{issue['issue']}期"
            f"（{start.month}月{start.day}日-{end.month}月{end.day}日）")


def publisher(url):
    """The part of a WeChat address that names its account, or None."""
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)
    return query.get("__biz", [None])[0]


def learn_accounts(known_issues):
    """The names of the accounts that published the copies, as far as any of their copies tells."""
    names = {}
    for entry in known_issues:
        for copy in entry.get("copies", []):
            if copy.get("account") and copy["account"] not in COLLECTORS:
                names.setdefault(publisher(copy.get("url", "")), []).append(copy["account"])
    # An account may have changed its name; most of its copies bear the present one.
    return {key: statistics.mode(found) for key, found in names.items() if key}


def read_addresses(entry, accounts):
    """The addresses of an issue's copies, in the given order, each once."""
    addresses = {}
    for copy in entry["copies"]:
        check_keys(copy, COPY_KEYS, {"url"}, label(entry))
        account = copy.get("account")
        if not account or account in COLLECTORS:
            account = accounts.get(publisher(copy["url"]))
        address = addresses.setdefault(copy["url"], {"url": copy["url"]})
        if account:
            address.setdefault("account", account)
        if copy.get("seen"):
            address.setdefault("seen", read_date(copy["seen"], label(entry)).isoformat())
    return list(addresses.values())


def read_issue(entry, accounts):
    """One entry of the list of known issues."""
    check_keys(entry, ISSUE_KEYS, ISSUE_KEYS, label(entry))
    start, end = read_week(entry)
    return {
        "year": read_number(entry, "year", 2000, 2100),
        "issue": read_number(entry, "issue", 1, 53),
        "start": start.isoformat(),
        "end": end.isoformat(),
        "addresses": read_addresses(entry, accounts),
    }


def read_figures(entry, kinds):
    """The figures of a week, in the catalogue's order."""
    figures = {}
    for name in kinds:
        if name not in entry:
            continue
        value = entry[name]
        if kinds[name] == "level":
            if value not in LEVELS:
                raise InputError(f"{label(entry)}: {name} is {value!r}, not one of {LEVELS}")
        elif type(value) is not int or value < 0:
            raise InputError(f"{label(entry)}: {name} is {value!r}, not a count")
        figures[name] = value
    return figures


def read_change(entry, figures):
    """The changes from the week before that a text states itself, in percent."""
    change = entry.get("change_percent", {})
    for name, value in change.items():
        if name not in figures:
            raise InputError(f"{label(entry)}: a change of {name}, which has no figure there")
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise InputError(f"{label(entry)}: the change of {name} is {value!r}, not a percentage")
    return {name: change[name] for name in figures if name in change}


def add_week(issues, entry, kinds, accounts):
    """Adds the figures of one week to the issue that they belong to; makes it where it is new."""
    check_keys(entry, WEEK_KEYS | set(kinds), {"year", "period_start", "period_end"}, label(entry))
    start, end = read_week(entry)
    # The week tells the issue: an old bulletin may have lost its number, but never its first day.
    issue = issues.setdefault(start, {"year": read_number(entry, "year", 2000, 2100)})
    if "issue" in entry:
        issue.setdefault("issue", read_number(entry, "issue", 1, 53))
    if (issue["year"], issue.get("issue")) != (entry["year"], entry.get("issue")):
        raise InputError(f"{label(entry)}: the list of issues calls this week "
                         f"{issue['year']}-{issue.get('issue', '?')}")
    issue.setdefault("start", start.isoformat())
    # The end in the list of issues was corrected by later bulletins; this one is as first printed.
    issue.setdefault("end", end.isoformat())

    if "published" in entry:
        issue["published"] = read_date(entry["published"], label(entry)).isoformat()
    if "rating" in entry:
        if entry["rating"] not in RATINGS:
            raise InputError(f"{label(entry)}: rating {entry['rating']!r} is not one of {RATINGS}")
        issue["rating"] = entry["rating"]
    if "title" in entry and ("issue" not in issue or entry["title"] != built_title(issue)):
        issue["title"] = entry["title"]
    addresses = issue.setdefault("addresses", [])
    if "url" in entry and all(address["url"] != entry["url"] for address in addresses):
        # The figures were read from a text at this address, so it is the best one known.
        account = accounts.get(publisher(entry["url"]))
        addresses.insert(0, {"url": entry["url"], **({"account": account} if account else {})})
    issue["figures"] = read_figures(entry, kinds)
    change = read_change(entry, issue["figures"])
    if change:
        issue["change"] = change


def make_index(known_issues, weeks, kinds):
    """All issues by the first day of their week."""
    issues = {}
    accounts = learn_accounts(known_issues)
    for entry in known_issues:
        issue = read_issue(entry, accounts)
        start = datetime.date.fromisoformat(issue["start"])
        if start in issues:
            raise InputError(f"{label(entry)}: another issue has the same week")
        issues[start] = issue
    seen = set()
    for entry in weeks:
        if entry.get("period_start") in seen:
            raise InputError(f"{label(entry)}: the figures of this week are given twice")
        seen.add(entry.get("period_start"))
        add_week(issues, entry, kinds, accounts)
    names = [(issue["year"], issue["issue"]) for issue in issues.values() if "issue" in issue]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{name[0]}-{name[1]}: two weeks bear this number")
    return [issues[start] for start in sorted(issues)]


def to_text(issues):
    order = ("year", "issue", "start", "end", "published", "rating", "title", "addresses", "figures",
             "change")
    lines = []
    for issue in issues:
        ordered = {key: issue[key] for key in order if key in issue}
        lines.append(json.dumps(ordered, ensure_ascii=False, separators=(",", ":")))
    return '{"version":1,"issues":[\n' + ",\n".join(lines) + "\n]}\n"


def main():
    parser = argparse.ArgumentParser(description="Makes data/index.json from collected data.")
    parser.add_argument("--issues", default=os.path.join(CORPUS, "known-issues.json"),
                        help="the known issues with their addresses")
    parser.add_argument("--figures", default=os.path.join(CORPUS, "figures.json"),
                        help="the figures by week")
    parser.add_argument("--output", default=os.path.join(HERE, "index.json"),
                        help="the file to write")
    arguments = parser.parse_args()

    try:
        catalogue = read_json(os.path.join(HERE, "figures.json"))
        kinds = {kind["id"]: kind["unit"] for kind in catalogue["figures"]}
        issues = make_index(read_json(arguments.issues), read_json(arguments.figures), kinds)
    except InputError as error:
        sys.exit(f"make-index.py: {error}")

    text = to_text(issues)
    with open(arguments.output, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    print(f"{arguments.output}: {len(issues)} issues, "
          f"{sum('figures' in issue for issue in issues)} of them with figures, "
          f"{sum(len(issue['addresses']) for issue in issues)} addresses, "
          f"{len(text.encode('utf-8'))} bytes")


if __name__ == "__main__":
    main()
