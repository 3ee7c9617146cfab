#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Zhoubao beside the least that the same work could cost, and prints the ratios.

    tests/bench/bench.py BUILD-FOLDER WORK-FOLDER [--quick] [window|extract|html|import ...]

`./dev bench` runs this with a release build, on a display without a desktop. What is compared is
always measured in the same run and in turns, and the median counts: numbers of another machine or
another hour say nothing. --quick does the same with less data, to see whether it works.
"""

import argparse
import contextlib
import html
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
MAKE_BULLETINS = os.path.join(HERE, "..", "tools", "make-bulletins.py")
WINDOW_SIZE = "1180x860"


class Failure(Exception):
    """Something that was to be measured does not work."""


def run(command, environment=None):
    """Runs a command; returns its output and the seconds it took."""
    start = time.monotonic()
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                          encoding="utf-8", errors="replace")
    seconds = time.monotonic() - start
    if done.returncode != 0:
        raise Failure(f"{' '.join(command)}\nended with status {done.returncode}:\n"
                      f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout, seconds


def run_json(command, environment=None):
    """Runs a command whose last line of output is a JSON object."""
    output, seconds = run(command, environment)
    try:
        return json.loads(output.strip().splitlines()[-1]), seconds
    except (IndexError, ValueError) as error:
        raise Failure(f"{' '.join(command)} did not print JSON, but: {output[-500:]!r}") from error


class Bench:
    def __init__(self, build, work, quick):
        self.build = os.path.abspath(build)
        self.work = os.path.abspath(work)
        self.quick = quick
        self.rows = []

    def program(self, *path):
        return os.path.join(self.build, *path)

    def folder(self, name):
        path = os.path.join(self.work, name)
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        return path

    def bulletins(self, count, form="markdown"):
        """A folder with that many bulletins."""
        path = self.folder(f"bulletins-{form}-{count}")
        run([sys.executable, MAKE_BULLETINS, path, str(count), "--form", form])
        return path

    def home(self, name):
        """The environment of a user who has nothing yet."""
        path = self.folder(name)
        kinds = ("DATA", "CONFIG", "CACHE", "STATE")
        return dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en",
                    **{f"XDG_{kind}_HOME": os.path.join(path, kind.lower()) for kind in kinds})

    def add(self, what, ratio, goal="the less the better"):
        self.rows.append((what, f"{ratio:.2f}", goal))

    def window(self):
        """Start and memory with 1,000 issues, beside a window with nothing in it."""
        issues, times = (100, 3) if self.quick else (1000, 15)
        environment = self.home("window")
        run([self.program("src", "ctl", "zhoubaoctl"), "import", self.bulletins(issues)], environment)
        commands = {
            "empty window": [self.program("tests", "bench", "bench-empty-window"), WINDOW_SIZE],
            "Zhoubao": [self.program("src", "app", "zhoubao"), "--bench-first-frame",
                        "--size", WINDOW_SIZE],
        }
        measured = {name: [] for name in commands}
        # The first round fills the caches of the machine and is not counted.
        for _ in range(times + 1):
            for name, command in commands.items():
                measured[name].append(run_json(command, environment)[0])
        median = {}
        for name, results in measured.items():
            keys = results[0].keys()
            median[name] = {key: statistics.median(result[key] for result in results[1:])
                            for key in keys}
            print(f"{name}: first frame {median[name]['first_frame_us'] / 1000:.1f} ms, "
                  + (f"list ready {median[name]['list_ready_us'] / 1000:.1f} ms, "
                     if "list_ready_us" in keys else "")
                  + f"memory {median[name]['rss_kib'] / 1024:.1f} MiB (median of {times})")
        empty, full = median["empty window"], median["Zhoubao"]
        self.add(f"first frame with {issues:,} issues : empty window",
                 full["first_frame_us"] / empty["first_frame_us"], "at most 1.25 times")
        if "list_ready_us" in full:
            self.add(f"list of {issues:,} issues ready : empty window's first frame",
                     full["list_ready_us"] / empty["first_frame_us"])
        self.add(f"memory with {issues:,} issues : empty window",
                 full["rss_kib"] / empty["rss_kib"])

    def extract(self):
        """Reading bulletins in memory, beside one pattern over the same bytes."""
        folder = self.bulletins(200 if self.quick else 2000)
        result, _ = run_json([self.program("tests", "bench", "bench-extract"), folder])
        if result["bulletins"] != result["documents"]:
            raise Failure(f"only {result['bulletins']} of {result['documents']} bulletins were read")
        for name, key in (("extractor", "extract_us"), ("PCRE2", "pcre2_us")):
            print(f"{name}: {result['documents'] * 1e6 / result[key]:,.0f} bulletins a second, "
                  f"{result['bytes'] / result[key]:.1f} MB/s")
        self.add("time to read and extract : one pass of PCRE2",
                 result["extract_us"] / result["pcre2_us"])

    def html(self):
        """Reading web pages in memory, beside libxml2's own parse of the same bytes."""
        for form, what in (("wechat", "page of the site"), ("short", "short page")):
            folder = self.bulletins(20 if self.quick else 200, form)
            result, _ = run_json([self.program("tests", "bench", "bench-html"), folder])
            if result["bulletins"] != result["documents"]:
                raise Failure(f"only {result['bulletins']} of {result['documents']} bulletins were read")
            size = result["bytes"] / result["documents"] / 1000
            for name, key in (("read and extracted", "extract_us"), ("parsed by libxml2", "libxml2_us")):
                print(f"{what}, {size:.0f} kB, {name}: {result[key] / result['documents'] / 1000:.2f} ms, "
                      f"{result['bytes'] / result[key]:.1f} MB/s")
            self.add(f"time to read and extract a {what} : libxml2's parse",
                     result["extract_us"] / result["libxml2_us"], "at most 2 times")

    def copy_files(self, folder, database, journal):
        """Writes all files of a folder into a table with the sqlite3 shell; returns the seconds."""
        script = f"""
            PRAGMA journal_mode={journal};
            CREATE TABLE copy (path TEXT, data BLOB);
            BEGIN;
            INSERT INTO copy SELECT name, readfile(name) FROM fsdir('{folder}') WHERE name LIKE '%.md';
            COMMIT;
            SELECT count(*) FROM copy;
            """
        output, seconds = run(["sqlite3", "-bail", database, script])
        if output.split()[-1] != str(len(os.listdir(folder))):
            raise Failure(f"sqlite3 copied {output.split()[-1]} files only")
        return seconds

    def import_files(self):
        """Importing bulletins, beside writing the same bytes with the sqlite3 shell."""
        count, times = (500, 1) if self.quick else (10000, 3)
        files = self.bulletins(count)
        ours = "zhoubaoctl import"
        seconds = {ours: [], "sqlite3 shell, rollback journal": [], "sqlite3 shell, WAL": []}
        sizes = {}
        for _ in range(times):
            for name in seconds:
                database = os.path.join(self.folder("import"), "library.db")
                # What was written before must not be waited for now.
                os.sync()
                if name == ours:
                    result, taken = run_json([self.program("src", "ctl", "zhoubaoctl"), "--library",
                                              database, "import", files, "--json"])
                    if result["imported"] != count or result["failed"]:
                        raise Failure(f"zhoubaoctl imported {result['imported']} of {count} files")
                else:
                    taken = self.copy_files(files, database, name.split()[-1].replace("journal",
                                                                                      "DELETE"))
                seconds[name].append(taken)
                sizes[name] = sum(entry.stat().st_size for entry in
                                  os.scandir(os.path.dirname(database)) if entry.is_file())
        median = {name: statistics.median(taken) for name, taken in seconds.items()}
        for name, taken in median.items():
            print(f"{name}: {taken:.2f} s for {count:,} bulletins, {count / taken:,.0f} a second, "
                  f"{sizes[name] / 1e6:.1f} MB (median of {times})")
        for name in list(median)[1:]:
            self.add(f"time to import {count:,} bulletins : {name}", median[ours] / median[name])

    @contextlib.contextmanager
    def server(self, folder):
        """Serves a folder from memory on loopback; gives the address."""
        with subprocess.Popen([self.program("tests", "bench", "bench-server"), folder], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, encoding="utf-8") as process:
            address = process.stdout.readline().strip()
            if not address.startswith("http://"):
                raise Failure("bench-server did not start")
            try:
                yield address
            finally:
                process.stdin.close()
                process.wait()

    def sync_once(self, name, mirror, kind, address):
        """Synchronises one source into a library of its own; returns its line and the seconds. The
        mirror is the whole web to it."""
        environment = dict(self.home(name), ZHOUBAO_MIRROR=mirror)
        ctl = [self.program("src", "ctl", "zhoubaoctl"), "--library",
               os.path.join(self.work, name, "library.db")]
        run(ctl + ["source", "add", kind, address, "--name", "bench"], environment)
        os.sync()
        result, seconds = run_json(ctl + ["sync", "--source", "bench", "--json"], environment)
        return result, seconds

    def site(self, count):
        """A mirror of an official list with that many articles; its addresses."""
        pages = self.bulletins(count)
        root = self.folder("site")
        folder = os.path.join(root, "www.cert.org.cn", "publish", "main", "99")
        os.makedirs(folder)
        paths, lines = [], []
        for number, name in enumerate(sorted(os.listdir(pages))):
            target = f"/publish/main/99/{number}.md"
            shutil.copyfile(os.path.join(pages, name), os.path.join(folder, f"{number}.md"))
            paths.append(target)
            lines.append(f"<li><span>[2024-07-{number % 28 + 1:02}]</span><a href=\"{target}\">"
                         f"网络安全信息与动态周报-{1900 + number // 50}年第{number % 50 + 1}期</a></li>")
        with open(os.path.join(folder, "index.html"), "w", encoding="utf-8") as stream:
            stream.write("<html><head><meta charset=\"utf-8\"/></head><body><div class=\"con_list\"><ul>"
                         + "".join(lines) + "</ul></div></body></html>")
        return root, paths

    def curl(self, mirror, paths):
        """Fetches the same addresses with curl and the same limits; returns the seconds."""
        target = self.folder("curl")
        config = os.path.join(self.work, "curl.conf")
        with open(config, "w", encoding="utf-8") as stream:
            for number, path in enumerate(paths):
                stream.write(f"url = {mirror}/www.cert.org.cn{path}\noutput = {target}/{number}\n")
        _, seconds = run(["curl", "--silent", "--fail", "--parallel", "--parallel-max", "2", "--config", config])
        if len(os.listdir(target)) != len(paths):
            raise Failure("curl did not fetch all")
        return seconds

    def sync_pages(self):
        """Synchronising bulletins from loopback, beside curl fetching the same addresses."""
        count, times = (100, 1) if self.quick else (1000, 5)
        root, paths = self.site(count)
        taken = {"zhoubaoctl sync": [], "curl --parallel": []}
        with self.server(root) as mirror:
            for _ in range(times):
                result, seconds = self.sync_once("sync-pages", mirror, "cert",
                                                 "https://www.cert.org.cn/publish/main/99/index.html")
                if result["stored"] != count or result["failed"]:
                    raise Failure(f"{result['stored']} of {count} bulletins were stored: {result}")
                taken["zhoubaoctl sync"].append(seconds)
                taken["curl --parallel"].append(self.curl(mirror, paths))
        median = {name: statistics.median(seconds) for name, seconds in taken.items()}
        for name, seconds in median.items():
            print(f"{name}: {seconds:.2f} s for {count:,} pages (median of {times})")
        self.add(f"time to fetch, read and store {count:,} bulletins : curl --parallel",
                 median["zhoubaoctl sync"] / median["curl --parallel"], "at most 1.5 times")

    def feed(self, count):
        """A feed with that many bulletins as full articles, about 8 kB each."""
        pages = self.bulletins(count)
        root = self.folder("feed")
        os.makedirs(os.path.join(root, "feed.example"))
        items = []
        for number, name in enumerate(sorted(os.listdir(pages))):
            with open(os.path.join(pages, name), encoding="utf-8") as stream:
                text = stream.read().split("---\n", 2)[-1]
            # As editors of articles write them: more style than text.
            page = "".join(f'<p><span style="font-size: 15px">{html.escape(line)}</span></p>'
                           for line in text.splitlines() if line.strip())
            items.append(f"<item><title>网络安全信息与动态周报{1900 + number // 50}年第{number % 50 + 1}期</title>"
                         f"<link>https://mp.example/s/{number}</link><guid>{number}</guid>"
                         f"<pubDate>Mon, 01 Jul 2024 10:00:00 +0800</pubDate>"
                         f"<description><![CDATA[{page}]]></description></item>")
        with open(os.path.join(root, "feed.example", "rss.xml"), "w", encoding="utf-8") as stream:
            stream.write("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel>"
                         "<title>CNCERT</title><link>https://feed.example/</link><description/>"
                         + "".join(items) + "</channel></rss>")
        return root

    def newsboat(self, mirror):
        """Reads the same feed with newsboat into a cache of its own; returns the seconds."""
        folder = self.folder("newsboat")
        urls, cache, config = (os.path.join(folder, name) for name in ("urls", "cache.db", "config"))
        with open(urls, "w", encoding="utf-8") as stream:
            stream.write(f"{mirror}/feed.example/rss.xml\n")
        with open(config, "w", encoding="utf-8") as stream:
            stream.write("max-items 0\n")
        os.sync()
        _, seconds = run(["newsboat", "-u", urls, "-c", cache, "-C", config, "-x", "reload"],
                         self.home("newsboat-home"))
        return seconds

    def sync_feed(self):
        """Reading a feed of full pages, beside newsboat reading the same file."""
        count, times = (100, 1) if self.quick else (1000, 5)
        root = self.feed(count)
        size = os.path.getsize(os.path.join(root, "feed.example", "rss.xml"))
        taken = {"zhoubaoctl sync": [], "newsboat -x reload": []}
        with self.server(root) as mirror:
            for _ in range(times):
                result, seconds = self.sync_once("sync-feed", mirror, "feed", "https://feed.example/rss.xml")
                if result["stored"] != count or result["failed"]:
                    raise Failure(f"{result['stored']} of {count} bulletins were stored: {result}")
                taken["zhoubaoctl sync"].append(seconds)
                taken["newsboat -x reload"].append(self.newsboat(mirror))
        median = {name: statistics.median(seconds) for name, seconds in taken.items()}
        for name, seconds in median.items():
            print(f"{name}: {seconds:.2f} s for {count:,} entries, {size / 1e6:.1f} MB (median of {times})")
        self.add(f"time to read a feed of {count:,} bulletins : newsboat",
                 median["zhoubaoctl sync"] / median["newsboat -x reload"], "at most 1 time")

    def sync_window(self):
        """Whether the window stays awake while it synchronises, beside opening an issue in it."""
        count, before, times = (100, 10, 1) if self.quick else (1000, 100, 3)
        root, _ = self.site(count)
        # Somebody has read some of them before: the list and a page are there.
        known = self.bulletins(before)
        name = "sync-window"
        looks = []
        with self.server(root) as mirror:
            for _ in range(times):
                environment = dict(self.home(name), ZHOUBAO_MIRROR=mirror)
                library = ["--library", os.path.join(self.work, name, "library.db")]
                ctl = [self.program("src", "ctl", "zhoubaoctl")] + library
                run(ctl + ["source", "add", "cert", "https://www.cert.org.cn/publish/main/99/index.html"], environment)
                run(ctl + ["import", known], environment)
                # Nothing is asked but by the benchmark, and that has been agreed to.
                for source in ("1", "2", "3", "4"):
                    run(ctl + ["source", "disable", source], environment)
                run(ctl + ["sync"], environment)
                looks.append(run_json([self.program("tests", "bench", "bench-window-sync")] + library
                                      + ["--size", WINDOW_SIZE], environment)[0])
        if any(look["stored"] < count - before for look in looks):
            raise Failure(f"not all of {count} bulletins were stored: {looks}")
        for kind in ("reading", "syncing"):
            print(f"{kind}: longest block of the main loop "
                  + ", ".join(f"{look[kind]['longest_us'] / 1000:.1f}" for look in looks)
                  + f" ms; longer than 16 ms: {[look[kind]['late'] for look in looks]}; "
                  + f"frames: {[look[kind]['frames'] for look in looks]}")
        longest = {kind: statistics.median(look[kind]["longest_us"] for look in looks)
                   for kind in ("reading", "syncing")}
        self.add(f"longest block of the window while {count:,} bulletins come : 16 ms",
                 longest["syncing"] / 16000, "at most 1 time")
        self.add("the same : opening the next issue", longest["syncing"] / longest["reading"])

    def chart(self):
        """Drawing a trend of 1,040 weeks with six figures, beside gnuplot drawing the same numbers."""
        times = 1 if self.quick else 9
        folder = self.folder("chart")
        program = self.program("tests", "bench", "bench-chart")
        data = os.path.join(folder, "weeks.dat")
        run([program, "data", data])
        terminals = {"png": "pngcairo size 1600,900", "svg": "svg size 1600,900",
                     "pdf": "pdfcairo size 16.67in,9.375in"}
        for kind, terminal in terminals.items():
            script = os.path.join(folder, f"{kind}.gp")
            with open(script, "w", encoding="utf-8") as stream:
                # As our chart has it: a panel for each unit, lines with ends at gaps, a legend and a title.
                stream.write(f"set terminal {terminal} font 'Cantarell,11'\n"
                             f"set output '{folder}/gnuplot.{kind}'\n"
                             "set datafile missing '?'\nset xdata time\nset timefmt '%Y-%m-%d'\n"
                             "set format x '%Y'\nset grid\nset title 'Figures by week'\n"
                             "set multiplot layout 2,1\n"
                             f"plot for [i=2:4] '{data}' using 1:i with lines lw 2 title 'figure '.i\n"
                             f"plot for [i=5:7] '{data}' using 1:i with lines lw 2 title 'figure '.i\n")
            ours, other = [], []
            for _ in range(times):
                ours.append(run([program, kind, os.path.join(folder, f"ours.{kind}")])[1])
                other.append(run(["gnuplot", script])[1])
            print(f"{kind}: Zhoubao {statistics.median(ours) * 1000:.0f} ms, "
                  f"gnuplot {statistics.median(other) * 1000:.0f} ms (median of {times})")
            self.add(f"time to draw 1,040 weeks of 6 figures as {kind.upper()} : gnuplot",
                     statistics.median(ours) / statistics.median(other), "at most 1 time")
        hover = run_json([program, "hover"])[0]["hover_us"]
        print(f"hover: {hover / 1000:.2f} ms in the median")
        self.add("one drawing while the pointer moves : 4 ms", hover / 4000, "at most 1 time")

    def rounds(self):
        """Whether time and memory stay flat while somebody uses the window for long."""
        count, rounds = (60, 40) if self.quick else (1100, 1000)
        root, _ = self.site(20)
        environment = dict(self.home("rounds"))
        library = ["--library", os.path.join(self.work, "rounds", "library.db")]
        ctl = [self.program("src", "ctl", "zhoubaoctl")] + library
        with self.server(root) as mirror:
            environment["ZHOUBAO_MIRROR"] = mirror
            os.makedirs(os.path.join(self.work, "rounds", "cache"))
            run(ctl + ["source", "add", "cert", "https://www.cert.org.cn/publish/main/99/index.html"], environment)
            run(ctl + ["import", self.bulletins(count)], environment)
            for source in ("1", "2", "3", "4"):
                run(ctl + ["source", "disable", source], environment)
            run(ctl + ["sync"], environment)
            result, seconds = run_json([self.program("tests", "bench", "bench-rounds"), str(rounds)] + library
                                       + ["--size", WINDOW_SIZE], environment)
        blocks = result["blocks"]
        print(f"{rounds:,} rounds of select, chart, search and sync in {seconds:.0f} s; after each tenth:")
        for block in blocks:
            print(f"  a round {block['round_us'] / 1000:.0f} ms, in use {block['heap_kib'] / 1024:.1f} MiB, "
                  f"held {block['private_kib'] / 1024:.1f} MiB, {block['files']} files, "
                  f"{block['threads']} threads")
        # The first tenth fills caches, the others do it again; two on each side even out what is not the program's.
        early, late = blocks[1:3], blocks[-2:]
        for key, what, goal in (("round_us", "time of a round", "at most 1.1 times"),
                                ("heap_kib", "memory in use", "at most 1.05 times"),
                                ("private_kib", "memory held", "at most 1.05 times")):
            self.add(f"{what}, last of {rounds:,} rounds : first",
                     sum(block[key] for block in late) / sum(block[key] for block in early), goal)
        self.add("open files, last : first", late[-1]["files"] / early[0]["files"], "1")

    def search(self):
        """Searching a large library, beside a scan of the same texts with LIKE."""
        count = 2000 if self.quick else 50000
        database = os.path.join(self.folder("search"), "library.db")
        result, seconds = run_json([self.program("tests", "bench", "bench-search"), database, str(count)])
        print(f"{count:,} bulletins, {os.path.getsize(database) / 1e6:.0f} MB; made and measured in {seconds:.0f} s")
        for query in result["queries"]:
            if query["hits"] != query["scan_hits"]:
                raise Failure(f"{query['name']}: {query['hits']} found, but {query['scan_hits']} with LIKE")
            print(f"{query['name']}: {query['hits']} hits, search {query['search_us'] / 1000:.2f} ms, "
                  f"LIKE {query['scan_us'] / 1000:.2f} ms")
        slowest = max(result["queries"], key=lambda query: query["search_us"])
        self.add(f"first 50 hits of {count:,} issues, slowest query : one frame (16.7 ms)",
                 slowest["search_us"] / 16700, "at most 1 time")
        for name in ("search", "scan"):
            result[name] = sum(query[f"{name}_us"] for query in result["queries"])
        self.add("time of all queries, search : LIKE scan", result["search"] / result["scan"])
        few = [query for query in result["queries"] if query["hits"] == 0]
        self.add("time where nothing is found, search : LIKE scan",
                 sum(query["search_us"] for query in few) / sum(query["scan_us"] for query in few))

    def print_rows(self):
        print()
        width = max(len(row[0]) for row in self.rows)
        print(f"{'':{width}}   ratio   goal")
        for what, ratio, goal in self.rows:
            print(f"{what:{width}}  {ratio:>6}   {goal}")


def main():
    parts = {"window": Bench.window, "extract": Bench.extract, "html": Bench.html,
             "import": Bench.import_files, "sync": Bench.sync_pages, "feed": Bench.sync_feed,
             "sync-window": Bench.sync_window, "chart": Bench.chart, "search": Bench.search,
             "rounds": Bench.rounds}
    parser = argparse.ArgumentParser(description="Measures Zhoubao and prints ratios.")
    parser.add_argument("build", help="the build folder")
    parser.add_argument("work", help="a folder for made-up data; what lies there is overwritten")
    parser.add_argument("--quick", action="store_true", help="less data, only to see that it works")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(parts))
    arguments = parser.parse_intermixed_args()
    unknown = set(arguments.parts) - set(parts)
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}")

    bench = Bench(arguments.build, arguments.work, arguments.quick)
    failed = False
    for name, measure in parts.items():
        if arguments.parts and name not in arguments.parts:
            continue
        print(f"--- {measure.__doc__}", flush=True)
        try:
            measure(bench)
        except Failure as failure:
            print(f"{name}: {failure}", file=sys.stderr)
            failed = True
    if bench.rows:
        bench.print_rows()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
