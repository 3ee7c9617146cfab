#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what is written about the programs with what they say of themselves, as a TAP test.

    tests/ctl/test-ctl-documents.py SOURCE ZHOUBAOCTL [ZHOUBAO]

SOURCE is the source tree; without ZHOUBAO its manual is compared with nothing. The commands and options
that `zhoubaoctl --help` and each `COMMAND --help` print must stand in both manuals and in the completions of
three shells, and nothing else may. Manuals must also be set without a warning, completions be understood by
their shells; the releases of the metainfo are those of NEWS.md, and its pictures are there.
"""

import functools
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

SOURCE = sys.argv[1] if len(sys.argv) > 1 else sys.exit(__doc__)
CTL = sys.argv[2]
APP = sys.argv[3] if len(sys.argv) > 3 else None

OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]*|-[a-z](?![\w-]))")
HELP = {"-h", "--help"}
# Named where the manual speaks of another option.
APP_HELP = {"--help-all", "--help-gapplication"}
MANUALS = ("data/man/{}.1", "data/man/zh_CN/{}.1")
COMPLETIONS = "data/completions/"


class Skip(Exception):
    """A test that cannot be made here; says why."""


def read(name):
    with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
        return file.read()


def run(*command):
    """Returns status, output and errors."""
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en")
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def need(program):
    if not shutil.which(program):
        raise Skip(f"{program} is not here")


def ask_help(*command):
    status, output, errors = run(*command, "--help")
    if status != 0 or errors:
        raise AssertionError(f"{command} --help: {status} {errors}")
    return output


def options_of_help(text):
    """The options that the lines of a help begin with."""
    found = set()
    for line in text.splitlines():
        if re.match(r"\s+-", line):
            found.update(OPTION.findall(re.split(r"\s{3,}", line.strip())[0]))
    return found


@functools.lru_cache(maxsize=None)
def ask_ctl():
    """Returns what stands before a command, and what each command takes: command -> options."""
    general = ask_help(CTL)
    names = re.findall(r"^  ([a-z]\S*) +\S", general, re.MULTILINE)
    return options_of_help(general), {name: options_of_help(ask_help(CTL, name)) for name in names}


def same(place, found, expected):
    if found != expected:
        raise AssertionError(f"{place}: too much {sorted(found - expected)}, lacking {sorted(expected - found)}")


def read_roff(name):
    """The text of a manual without its comments and fonts, with each heading on a line of its own."""
    text = re.sub(r'^\.\\".*\n', "", read(name), flags=re.MULTILINE)
    return re.sub(r"\\f.", "", text).replace("\\-", "-")


def options_of_items(text):
    """The options that are explained: those that stand on the line behind .TP."""
    return {option for line in re.findall(r"^\.TP\n(.*)", text, re.MULTILINE) for option in OPTION.findall(line)}


# --- Manuals -----------------------------------------------------------------------------------


def test_ctl_manuals():
    before, commands = ask_ctl()
    for name in (manual.format("zhoubaoctl") for manual in MANUALS):
        sections = re.split(r"^\.SH ", read_roff(name), flags=re.MULTILINE)
        parts = [re.split(r"^\.SS ", section, flags=re.MULTILINE) for section in sections]
        general = [part for part in parts if len(part) == 1]
        described = [part[1:] for part in parts if len(part) > 1]
        assert len(described) == 1, f"{name}: the commands stand in one section"
        found = {re.match(r'"?([a-z]+)', text)[1]: text for text in described[0]}
        same(name, set(found), set(commands))
        same(name, set().union(*(options_of_items(part[0]) for part in general)), before | HELP)
        for command, text in found.items():
            same(f"{name}, {command}", options_of_items(text), commands[command] - HELP)
        known = before.union(HELP, *commands.values())
        same(name, set(OPTION.findall("\n".join(sections))) | known, known)


def test_app_manuals():
    if APP is None:
        raise Skip("the window is not built")
    expected = options_of_help(run(APP, "--help-all")[1])
    assert {"--help-all", "--gapplication-service"} <= expected, expected
    for name in (manual.format("zhoubao") for manual in MANUALS):
        text = read_roff(name)
        same(name, set(OPTION.findall(text)), expected)
        same(name, options_of_items(text), expected - APP_HELP)


def test_figures():
    figures = json.loads(read("data/figures.json"))["figures"]
    ids = [figure["id"] for figure in figures]
    drawn = [figure["id"] for figure in figures if figure["unit"] != "level"]
    for manual, language in zip(MANUALS, ("en", "zh_CN")):
        name = manual.format("zhoubaoctl")
        rows = re.findall(r"^([a-z_]+)  +(\S.*)$", read(name), re.MULTILINE)
        expected = [(figure["id"], figure["label"][language]) for figure in figures]
        assert rows == expected, f"{name}: {rows} instead of {expected}"
    for shell in ("zhoubaoctl.bash", "_zhoubaoctl", "zhoubaoctl.fish"):
        found = re.search(r"incidents_total [a-z_\s\\]*?(?='|\)|\nset )", read(COMPLETIONS + shell))[0]
        same(shell, set(found.replace("\\", " ").split()), set(drawn))
    # The completions name it beside their list.
    assert set(ids) - set(drawn) == {"vuln_level"}, "there is another level"


def test_manuals_are_set():
    need("groff")
    for program in ("zhoubao", "zhoubaoctl"):
        for manual in MANUALS:
            name = os.path.join(SOURCE, manual.format(program))
            _, output, errors = run("groff", "-ww", "-Kutf8", "-man", "-Tutf8", "-Z", name)
            assert output and not errors, errors


def test_manuals_elsewhere():
    need("mandoc")
    for program in ("zhoubao", "zhoubaoctl"):
        for manual in MANUALS:
            _, output, _ = run("mandoc", "-Tlint", "-Wwarning", os.path.join(SOURCE, manual.format(program)))
            # Of groff's classes of characters, by which it breaks Chinese lines, it knows nothing.
            wrong = [line for line in output.splitlines() if not re.search(r"escape sequence: \\C'\[zb", line)]
            assert not wrong, "\n".join(wrong)


# --- Completions -------------------------------------------------------------------------------


def bash_offers(*words):
    """What bash offers for the last one of WORDS, which are split as bash splits them."""
    script = """. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _zhoubaoctl; printf '%s\\n' "${COMPREPLY[@]}" """
    name = os.path.join(SOURCE, COMPLETIONS, "zhoubaoctl.bash")
    _, output, errors = run("bash", "-u", "-c", script, "bash", name, "zhoubaoctl", *words)
    assert not errors, errors
    return set(output.split())


def fish_offers(line):
    name = os.path.join(SOURCE, COMPLETIONS, "zhoubaoctl.fish")
    _, output, errors = run("fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", name, line)
    assert not errors, errors
    return {offered.split("\t")[0] for offered in output.splitlines()}


def without_signs(options):
    """Long options as they are compared: bash offers "--from=" where a value follows."""
    return {option.rstrip("=") for option in options if option.startswith("--")}


def test_bash():
    need("bash")
    before, commands = ask_ctl()
    same("bash", bash_offers(""), set(commands))
    same("bash", without_signs(bash_offers("-")), without_signs(before | HELP))
    for command, options in commands.items():
        same(f"bash, {command}", without_signs(bash_offers(command, "-")), without_signs(options))


def test_bash_values():
    need("bash")
    same("a format", bash_offers("chart", "--format", "=", "p"), {"png", "pdf"})
    same("another format", bash_offers("export", "--format", "=", ""), {"csv", "json", "feed"})
    same("an option's word", bash_offers("chart", "--style", "light"), {"light", "light-contrast"})
    same("a second figure", bash_offers("chart", "--trend", "=", "conficker_hosts,phishing_i"),
         {"conficker_hosts,phishing_ips"})
    same("a library before", bash_offers("--library", "x", "rep"), {"reparse"})
    same("a kind", bash_offers("source", "--name", "x", "add", "f"), {"feed", "folder"})
    same("a typed figure", bash_offers("type", "2024-28", "infected"), {"infected_hosts="})
    same("a file", bash_offers("parse", SOURCE + "/meson.b"), {SOURCE + "/meson.build"})
    same("a file for an option", bash_offers("show", "2024-28", "--pdf", "=", SOURCE + "/NEWS"), {SOURCE + "/NEWS.md"})
    same("nothing", bash_offers("list", ""), set())


def test_zsh():
    # A sign between values is no option of ours.
    text = read(COMPLETIONS + "_zhoubaoctl").replace("_values -s ,", "")
    before, commands = ask_ctl()
    same("zsh", set(re.findall(r"^        '([a-z]+):", text, re.MULTILINE)), set(commands))
    body = re.search(r"case \$1 in\n(.*?)\n    esac", text, re.DOTALL)[1]
    shared = {"$help": HELP, "$json": HELP | {"--json"}}
    found = {}
    for names, actions in re.findall(r"^    ([a-z| ]+)\)(.*?);;", body, re.DOTALL | re.MULTILINE):
        options = set(OPTION.findall(actions)).union(*(shared[name] for name in shared if name in actions))
        found.update({name.strip(): options for name in names.split("|")})
    same("zsh", set(found), set(commands))
    for command, options in commands.items():
        same(f"zsh, {command}", found[command], options)
    same("zsh", set(OPTION.findall(text.split("_arguments -C")[1])), before | HELP)


def test_zsh_syntax():
    need("zsh")
    status, _, errors = run("zsh", "-n", os.path.join(SOURCE, COMPLETIONS, "_zhoubaoctl"))
    assert status == 0 and not errors, errors


def test_fish():
    text = read(COMPLETIONS + "zhoubaoctl.fish")
    before, commands = ask_ctl()
    same("fish", set(re.search(r"^set -l commands (.*)", text, re.MULTILINE)[1].split()), set(commands))
    same("fish", set(re.findall(r"-n \$none -a ([a-z]+)", text)), set(commands))
    json_commands = re.search(r"^set -l json (.*)", text, re.MULTILINE)[1].split()
    found = {name: {"--json"} if name in json_commands else set() for name in commands}
    for names, arguments in re.findall(r"-n '__fish_seen_subcommand_from ([a-z ]+)' (-.*)", text):
        for letter, word in re.findall(r"^(?:-s (\w) )?-l ([a-z]+)", arguments):
            for name in names.split():
                found[name].update({"--" + word} | ({"-" + letter} if letter else set()))
    for command, options in commands.items():
        same(f"fish, {command}", found[command], options - HELP)
    for option in before - HELP:
        assert f"-n $none -l {option[2:]} " in text, f"fish: {option}"


def test_fish_asked():
    need("fish")
    _, commands = ask_ctl()
    same("fish", fish_offers("zhoubaoctl "), set(commands))
    for command, options in commands.items():
        same(f"fish, {command}", without_signs(fish_offers(f"zhoubaoctl {command} --")), without_signs(options))
    same("a format", fish_offers("zhoubaoctl chart --format=p"), {"--format=png", "--format=pdf"})
    same("a typed figure", fish_offers("zhoubaoctl type 2024-28 infected"), {"infected_hosts="})
    same("a kind", fish_offers("zhoubaoctl source add f"), {"feed", "folder"})


# --- Releases ----------------------------------------------------------------------------------


def test_releases():
    news = re.findall(r"^## (\S+) \((.*)\)$", read("NEWS.md"), re.MULTILINE)
    version = re.search(r"^  version: '(.*)',$", read("meson.build"), re.MULTILINE)[1]
    root = ElementTree.fromstring(read("data/io.github.zhoubao.Zhoubao.metainfo.xml.in"))
    releases = root.findall("releases/release")
    assert news and news[0][0] == version, f"NEWS.md begins with {news[:1]}, meson.build says {version}"
    assert [release.get("version") for release in releases] == [name for name, _ in news], "other versions"
    for release, (name, date) in zip(releases, news):
        assert len(release.findall("description/p")) == 1, f"{name} is not described"
        # One that is still being worked on has no date of its own yet.
        assert date == release.get("date") or (date == "not released yet" and name == version), \
            f"{name}: {date} in NEWS.md, {release.get('date')} in the metainfo"


def test_screenshots():
    """What the metainfo names is in the tree, as large as it says, for both languages."""
    root = ElementTree.fromstring(read("data/io.github.zhoubao.Zhoubao.metainfo.xml.in"))
    home = root.find("url[@type='homepage']").text
    shots = root.findall("screenshots/screenshot")
    assert shots, "there are none"
    for shot in shots:
        images = shot.findall("image")
        languages = [image.get("{http://www.w3.org/XML/1998/namespace}lang") for image in images]
        assert languages == [None, "zh_CN"] and shot.find("caption").text, ElementTree.tostring(shot)
        for image in images:
            address = re.fullmatch(re.escape(home) + "/raw/main/(data/screenshots/[a-zA-Z_-]+[.]png)", image.text)
            with open(os.path.join(SOURCE, address[1]), "rb") as file:
                size = struct.unpack(">II", file.read(24)[16:])
            assert size == (int(image.get("width")), int(image.get("height"))), f"{address[1]} is {size}"


def main():
    tests = [(name[len("test_"):].replace("_", "-"), test) for name, test in globals().items()
             if name.startswith("test_")]
    failed = False
    print(f"1..{len(tests)}", flush=True)
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
        except Exception as error:  # whatever it is, the other tests are made as well
            failed = True
            print(f"not ok {number} {name}", flush=True)
            print("\n".join("# " + line for line in repr(error).split("\\n")), flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
