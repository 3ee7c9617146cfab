#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries an installed Flatpak of Zhoubao in its sandbox: check.py ID BUNDLE REMOTE BRANCH

The environment says which installation is meant, as for flatpak itself, and in whose home it is tried:
the library there is removed, so flatpak.sh calls this with a home under build/. Each thing that is tried is printed, and the first that fails ends it with status 1.
"""

import contextlib
import functools
import glob
import html
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
WITH_DISPLAY = os.path.join(TOP, "tests", "tools", "with-display.sh")
MAKE_BULLETINS = os.path.join(TOP, "tests", "tools", "make-bulletins.py")
# Built from the tree, unlike all else that is tried here: it plays the desktop, and its user.
PORTALS = os.path.join(TOP, "build", "debug", "tests", "outside", "test-outside-sandbox")

# All that the program may do, as flatpak prints it. X is there only where there is no Wayland.
PERMISSIONS = {
    "Context": {"shared": {"network", "ipc"}, "sockets": {"x11", "wayland", "fallback-x11"}, "devices": {"dri"}},
}


class Failure(Exception):
    """Something is not as it should be."""


def run(command, environment=None, accepted=(0,)):
    """Runs a command; returns its output."""
    # The longest needs half a minute where nothing else is going on.
    done = subprocess.run(command, env=dict(os.environ, **environment or {}), stdin=subprocess.DEVNULL,
                          capture_output=True, encoding="utf-8", errors="replace", timeout=900)
    if done.returncode not in accepted:
        raise Failure(f"{' '.join(command)}\nended with status {done.returncode}:\n"
                      f"{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def serve(folder):
    """Serves a folder on loopback; gives the address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class Check:
    def __init__(self, app, bundle, remote, branch):
        self.app = app
        self.bundle = bundle
        self.remote = remote
        self.branch = branch
        # What the sandbox calls its own, seen from outside.
        self.own = os.path.join(os.path.expanduser("~"), ".var", "app", app)
        self.cache = os.path.join(self.own, "cache", "check")
        self.data = os.path.join(self.own, "data", "zhoubao-devel" if app.endswith(".Devel") else "zhoubao")
        self.work = os.path.join(TOP, "build", "flatpak", "check")

    def sandbox(self, command, *arguments, accepted=(0,), **variables):
        """Runs a program of the Flatpak as a user would; returns its output."""
        # The display's environment is one for tests.
        outside = {"GTK_A11Y": "none", "G_DEBUG": "", "MALLOC_CHECK_": "0", "GSETTINGS_BACKEND": ""}
        return run([WITH_DISPLAY, "flatpak", "run", "--user", f"--command={command}",
                    *(f"--env={name}={value}" for name, value in variables.items()), self.app, *arguments],
                   outside, accepted)

    def ctl(self, *arguments, **variables):
        return self.sandbox("zhoubaoctl", *arguments, **variables)

    def bulletins(self, count):
        path = os.path.join(self.work, "bulletins")
        shutil.rmtree(path, ignore_errors=True)
        run([sys.executable, MAKE_BULLETINS, path, str(count)])
        return path

    def permissions(self):
        """It may do what it needs, and nothing else"""
        found, section = {}, None
        for line in run(["flatpak", "info", "--user", "--show-permissions", self.app]).splitlines():
            if line.startswith("["):
                section = line.strip("[]")
            elif "=" in line:
                key, _, values = line.partition("=")
                found.setdefault(section, {})[key] = {value for value in values.split(";") if value}
        # Older versions of flatpak do not print that fallback-x11 includes X.
        found.get("Context", {}).get("sockets", set()).add("x11")
        if found != PERMISSIONS:
            raise Failure(f"these are its permissions: {found}")

    def programs(self):
        """Its programs find their libraries, and say their version"""
        script = 'for file in /app/bin/* /app/libexec/zhoubao/*; do ldd "$file" 2>/dev/null; done | grep "not found"'
        missing = self.sandbox("sh", "-c", script, accepted=(0, 1))
        if missing:
            raise Failure(missing)
        for program in ("zhoubao", "zhoubaoctl"):
            if not self.sandbox(program, "--version").startswith(program):
                raise Failure(f"{program} does not say its version")

    def exports(self):
        """What it shows to the desktop bears its name and is valid"""
        files = os.path.join(run(["flatpak", "info", "--user", "--show-location", self.app]).strip(), "files")
        share = os.path.join(files, "share")
        run(["desktop-file-validate", os.path.join(share, "applications", f"{self.app}.desktop")])
        # flatpak-builder before 1.3 gives it the older name.
        metainfo = glob.glob(os.path.join(share, "metainfo", f"{self.app}.*.xml")) \
            or glob.glob(os.path.join(share, "appdata", f"{self.app}.*.xml"))
        if len(metainfo) != 1:
            raise Failure("there is no metainfo")
        run(["appstreamcli", "validate", "--no-net", metainfo[0]])
        if xml.etree.ElementTree.parse(metainfo[0]).findtext("id") != self.app:
            raise Failure("the metainfo bears another name")
        for part in (f"icons/hicolor/scalable/apps/{self.app}.svg", f"dbus-1/services/{self.app}.service",
                     f"gnome-shell/search-providers/{self.app}.search-provider.ini",
                     f"glib-2.0/schemas/{self.app}.gschema.xml", "locale/zh_CN/LC_MESSAGES/zhoubao.mo",
                     "poppler/cMap/Adobe-GB1/GBK-EUC-H"):
            if not os.path.exists(os.path.join(share, part)):
                raise Failure(f"{part} is not there")
        licences = {os.path.basename(path) for path in glob.glob(os.path.join(share, "licenses", self.app, "*"))}
        if not {"poppler", "poppler-data", "zhoubao"} <= licences:
            raise Failure(f"licences of these only: {sorted(licences)}")

    def import_files(self):
        """Bulletins can be imported, and the library lies where the sandbox keeps its data"""
        shutil.rmtree(self.data, ignore_errors=True)
        inside = os.path.join(self.cache, "bulletins")
        shutil.copytree(self.bulletins(20), inside)
        result = json.loads(self.ctl("import", "--json", inside).splitlines()[-1])
        if result["imported"] != 20:
            raise Failure(f"imported: {result}")
        if not os.path.exists(os.path.join(self.data, "library.db")):
            raise Failure(f"no library in {self.data}")

    def no_files(self):
        """Files of the user's that were not chosen cannot be reached"""
        secret = os.path.join(os.path.expanduser("~"), "secret.md")
        with open(secret, "w", encoding="utf-8") as stream:
            stream.write("nobody's business")
        try:
            self.sandbox("cat", secret, accepted=(1,))
        finally:
            os.remove(secret)

    def chart(self):
        """Charts can be saved, with Han text"""
        picture = os.path.join(self.cache, "chart.svg")
        self.ctl("chart", "2024-27", "--lang", "zh_CN", "--output", picture)
        with open(picture, encoding="utf-8") as stream:
            if "<svg" not in stream.read(400):
                raise Failure("the chart is no SVG")
        document = os.path.join(self.cache, "chart.pdf")
        self.ctl("chart", "2024-27", "--lang", "zh_CN", "--output", document)
        fonts = run(["pdffonts", document])
        if "CJK" not in fonts:
            raise Failure(f"no font for Han characters in the PDF:\n{fonts}")

    def read_pdf(self):
        """PDF files are read, by poppler and with its data"""
        document = os.path.join(self.cache, "issue.pdf")
        listed = [json.loads(line) for line in self.ctl("list", "--json").splitlines()]
        entry = next(entry for entry in listed if entry["copies"] > 0 and entry["issue"])
        self.ctl("show", f"{entry['year']}-{entry['issue']}", "--pdf", document)
        parsed = self.ctl("parse", "--json", document)
        if "网络安全" not in parsed:
            raise Failure(f"not read from its own PDF: {parsed[:500]}")

    def sync(self):
        """A sync against a mirror on loopback works"""
        root = os.path.join(self.work, "mirror")
        shutil.rmtree(root, ignore_errors=True)
        folder = os.path.join(root, "feed.example")
        os.makedirs(folder)
        pages = self.bulletins(3)
        items = []
        for number, name in enumerate(sorted(os.listdir(pages))):
            with open(os.path.join(pages, name), encoding="utf-8") as stream:
                text = stream.read().split("---\n", 2)[-1]
            page = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
            items.append(f"<item><title>网络安全信息与动态周报1990年第{number + 1}期</title>"
                         f"<link>https://feed.example/{number}</link><guid>{number}</guid>"
                         f"<description><![CDATA[{page}]]></description></item>")
        with open(os.path.join(folder, "rss.xml"), "w", encoding="utf-8") as stream:
            stream.write("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>t</title>"
                         "<link>https://feed.example/</link><description/>" + "".join(items) + "</channel></rss>")
        with serve(root) as address:
            self.ctl("source", "add", "feed", "https://feed.example/rss.xml", "--name", "check", ZHOUBAO_MIRROR=address)
            result = json.loads(self.ctl("sync", "--source", "check", "--json", ZHOUBAO_MIRROR=address).splitlines()[-1])
        if result["failed"] or result["stored"] + result.get("unchanged", 0) == 0:
            raise Failure(f"synchronised: {result}")

    def window(self):
        """The window shows a week with its chart, in both languages"""
        pictures = os.path.join(TOP, "build", "flatpak")
        for language in ("en", "zh_CN"):
            inside = os.path.join(self.cache, "window.png")
            self.sandbox("zhoubao", "--screenshot", inside, "--select", "2024-27", "--size", "1180x860",
                         LANGUAGE=language, LC_ALL=f"{'en_US' if language == 'en' else 'zh_CN'}.UTF-8")
            if os.path.getsize(inside) < 10000:
                raise Failure("the picture is empty")
            shutil.move(inside, os.path.join(pictures, f"window-{language}.png"))
            print(f"    {os.path.join(pictures, f'window-{language}.png')}")

    def portals(self):
        """Files, links, printing, notifications, background and style are the desktop's, or the window says why not"""
        if not os.path.exists(PORTALS):
            raise Failure(f"{PORTALS} is not built; “./dev flatpak --check” does it where at-spi2-core and libxtst-dev are")
        installation = os.environ.get("FLATPAK_USER_DIR", os.path.expanduser("~/.local/share/flatpak"))
        output = run([WITH_DISPLAY, PORTALS],
                     {"ZB_FLATPAK": self.app, "FLATPAK_USER_DIR": installation, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})
        for line in output.splitlines():
            if line.startswith("ok "):
                print(f"    {line.split('/outside/sandbox/')[-1]}")
        if "SKIP" in output:
            raise Failure(output)

    def elsewhere(self):
        """The file installs where only the runtime is, and runs there"""
        location = os.path.join(self.work, "elsewhere")
        shutil.rmtree(location, ignore_errors=True)
        other = {"FLATPAK_USER_DIR": location}
        url = next(line.split("\t")[1] for line in run(["flatpak", "remotes", "--user", "--columns=name,url"]).splitlines()
                   if line.split("\t")[0] == self.remote)
        run(["flatpak", "--user", "remote-add", "--no-gpg-verify", self.remote, url], other)
        run(["flatpak", "--user", "install", "-y", "--noninteractive", self.remote,
             f"org.gnome.Platform//{self.branch}"], other)
        run(["flatpak", "--user", "install", "-y", "--noninteractive", "--bundle", self.bundle], other)
        version = run([WITH_DISPLAY, "flatpak", "run", "--user", "--command=zhoubaoctl", self.app, "--version"], other)
        if not version.startswith("zhoubaoctl"):
            raise Failure(version)
        shutil.rmtree(location, ignore_errors=True)

    def all(self):
        os.makedirs(self.work, exist_ok=True)
        shutil.rmtree(self.cache, ignore_errors=True)
        os.makedirs(self.cache)
        steps = [self.permissions, self.programs, self.exports, self.import_files, self.no_files, self.chart,
                 self.read_pdf, self.sync, self.window, self.portals]
        # Elsewhere needs the runtime once more, which is no copy where it comes from the same disk.
        if self.remote == "stand-in":
            steps.append(self.elsewhere)
        for step in steps:
            print(f"  {step.__doc__} …", flush=True)
            step()
        shutil.rmtree(self.cache, ignore_errors=True)


def main():
    if len(sys.argv) != 5:
        sys.exit("usage: check.py ID BUNDLE REMOTE BRANCH")
    try:
        Check(*sys.argv[1:]).all()
    except (Failure, OSError, ValueError, KeyError, subprocess.TimeoutExpired) as failure:
        sys.exit(f"check: this is not as it should be: {failure}")
    print("  All is as it should be.")


if __name__ == "__main__":
    main()
