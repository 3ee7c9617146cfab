#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# flatpak.sh [OPTION...]: builds Zhoubao as a Flatpak, makes a file of it that others can install, installs
# it for the user, and runs it. `./dev flatpak` installs what this needs and calls it.
#
#   --devel         the one in development, which lies beside the released one
#   --repo DIR      makes a repository in DIR for any web server, with a page that leads to it
#   --url ADDRESS   where DIR will be found in the web
#   --gpg-sign KEY  signs what is published
#   --stand-in      builds against runtimes made of Debian's packages, also where Flathub can be reached
#   --check         tries what was built from all sides, in the sandbox
#   --if-possible   where this machine cannot make a Flatpak, says so and ends well
#
# The runtime comes from the remote `flathub`, where the user has it. Otherwise stand-ins are made, which
# takes root on Debian, and Zhoubao is installed under build/ only: it is for trying, not for use.

set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
top=$(dirname -- "$here")
tools=$top/tests/tools
work=$top/build/flatpak

id=io.github.zhoubao.Zhoubao
file=$top/build/zhoubao.flatpak
target='' address=https://zhoubao.github.io/flatpak key='' stand_in='' check='' if_possible=''

say () {
    printf 'flatpak: %s\n' "$*"
}

fail () {
    printf 'flatpak: %s\n' "$*" >&2
    exit 1
}

# cannot WHY: this machine is not able to do it.
cannot () {
    if [ -n "$if_possible" ]; then
        say "Not tried here: $*"
        exit 0
    fi
    fail "$*"
}

# quietly NAME COMMAND...: runs COMMAND with its output in a log, and shows the end of that where it fails.
quietly () {
    log=$work/log/$1.log
    shift
    mkdir -p "$work/log"
    if "$@" < /dev/null > "$log" 2>&1; then
        return 0
    fi
    tail -n 40 "$log" >&2
    fail "this failed: $*
flatpak: all of its output: $log"
}

# For a user without a display and in a container nobody else answers for the system's installation.
export FLATPAK_SYSTEM_HELPER_ON_SESSION=1

# --- The runtime -----------------------------------------------------------------------------------

# read_manifest KEY: a string of the manifest.
read_manifest () {
    sed -n "s/^  \"$1\": \"\\(.*\\)\",*\$/\\1/p" "$here/$id.json"
}

# Nothing of the user's own is touched: what is built against a stand-in is not for use.
use_stand_in () {
    if [ "$(id -u)" -ne 0 ] || ! command -v mmdebstrap > /dev/null; then
        cannot 'There is no remote “flathub” that has the GNOME runtime, and stand-ins for it can be made on Debian and as root only.
flatpak: Set up Flathub as its page says, and try again.'
    fi
    say "Making stand-ins of the GNOME runtime $branch from Debian's packages (once, some minutes)"
    (quietly runtime "$here/make-runtime.sh" "$work/runtime" "$branch") \
        || cannot 'The stand-ins could not be made; the lines above say why.'
    mkdir -p "$work/home" "$work/run"
    chmod 700 "$work/run"
    export FLATPAK_USER_DIR="$work/install" HOME="$work/home" XDG_RUNTIME_DIR="$work/run"
    unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
    flatpak --user remote-add --if-not-exists --no-gpg-verify stand-in "$work/runtime/repo"
    flatpak --user config --set languages '*' > /dev/null
    remote=stand-in
}

choose_runtime () {
    branch=$(read_manifest runtime-version)
    if [ -z "$stand_in" ] && flatpak remote-info flathub "org.gnome.Sdk//$branch" > /dev/null 2>&1; then
        remote=flathub
    else
        stand_in=yes
        use_stand_in
    fi
    (quietly install-runtime flatpak --user install -y --noninteractive --or-update \
        "$remote" "org.gnome.Platform//$branch" "org.gnome.Sdk//$branch") \
        || cannot 'The runtime could not be installed; the lines above say why.'
    # What fails from here on is ours: where nothing at all runs in a sandbox, it is the machine's.
    (quietly smoke on_no_screen flatpak run --user --command=true "org.gnome.Sdk//$branch") \
        || cannot 'Nothing can be run in a sandbox on this machine; the lines above say why.'
}

# --- Building ---------------------------------------------------------------------------------------

# Archives that are here already need no network: flatpak-builder looks for them by their checksum.
take_archives () {
    for archive in "${ZHOUBAO_ARCHIVES:-$top/../shared/flatpak/sources}"/*.tar.*; do
        [ -f "$archive" ] || continue
        folder=$work/state/downloads/$(sha256sum < "$archive" | cut -d ' ' -f 1)
        mkdir -p "$folder"
        cp "$archive" "$folder/"
    done
}

build () {
    say "Building $id (the first time some minutes)"
    take_archives
    # Without FUSE it works in containers as well; all it does is protect the cache.
    quietly build flatpak-builder --user --force-clean --disable-rofiles-fuse --state-dir="$work/state" \
        --repo="$work/repo" --default-branch=stable ${key:+--gpg-sign="$key"} "$work/build-$id" "$here/$id.json"
    # No address of a runtime's remote: where that cannot be reached, the file could not be installed.
    flatpak build-bundle "$work/repo" "$file" "$id" stable
}

install () {
    quietly install flatpak --user install -y --noninteractive --reinstall --bundle "$file"
    say "Installed; run it with: flatpak run $id"
}

# on_no_screen COMMAND...: on a display of its own, as a user would.
on_no_screen () {
    GTK_A11Y=none G_DEBUG='' MALLOC_CHECK_=0 GSETTINGS_BACKEND='' "$tools/with-display.sh" "$@"
}

run () {
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        flatpak run --user "$id" &
        say 'Started'
        return
    fi
    cache=$HOME/.var/app/$id/cache
    mkdir -p "$cache"
    rm -f "$cache/window.png"
    on_no_screen timeout 120 flatpak run --user "$id" --screenshot "$cache/window.png" || fail 'It failed in the sandbox.'
    [ -s "$cache/window.png" ] || fail 'It ended without a picture.'
    mv "$cache/window.png" "$work/window.png"
    say "There is no display; its window looks like this: $work/window.png"
}

# In a home of its own: the library of somebody who uses the program is nothing to try things with.
check () {
    mkdir -p "$work/home"
    installed=${FLATPAK_USER_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/flatpak}
    FLATPAK_USER_DIR=$installed HOME=$work/home python3 "$here/check.py" "$id" "$file" "$remote" "$branch"
}

# --- Publishing -------------------------------------------------------------------------------------

# A line of a .flatpakref or .flatpakrepo that holds the public key, or nothing.
print_key () {
    if [ -n "$key" ]; then
        printf 'GPGKey=%s\n' "$(gpg --export "$key" | base64 | tr -d '\n')"
    fi
}

# Where the runtime comes from, for those who do not have it: the user's own remote says it.
print_runtime_repo () {
    if [ "$remote" = flathub ]; then
        flatpak remotes --columns=name,url | sed -n 's|^flathub[[:space:]]*\(.*[^/]\)/*$|RuntimeRepo=\1/flathub.flatpakrepo|p' | head -n 1
    fi
}

print_ref () {
    cat << EOF
[Flatpak Ref]
Name=$id
Branch=stable
Title=Zhoubao
Url=$address/repo/
SuggestRemoteName=zhoubao
IsRuntime=false
EOF
    print_runtime_repo
    print_key
}

print_repo () {
    cat << EOF
[Flatpak Repo]
Title=Zhoubao
Url=$address/repo/
Homepage=https://github.com/zhoubao/zhoubao
Comment=Weekly bulletins of China’s national CERT
DefaultBranch=stable
EOF
    print_key
}

publish () {
    mkdir -p "$target"
    if [ -e "$target/repo" ] && ! [ -d "$target/repo/objects" ]; then
        fail "$target/repo is there already, and no repository. Choose another folder."
    fi
    rm -rf "$target/repo"
    ostree init --repo="$target/repo" --mode=archive
    # Nothing else that was built there, perhaps against a stand-in.
    refs=$(ostree refs --repo="$work/repo" | grep -E "^(app/$id|runtime/$id\.(Debug|Locale|Sources))/")
    # A list of words, split on purpose.
    # shellcheck disable=SC2086
    ostree --repo="$target/repo" pull-local --untrusted "$work/repo" $refs > /dev/null
    quietly update flatpak build-update-repo --title=Zhoubao --default-branch=stable \
        ${key:+--gpg-sign="$key"} --generate-static-deltas "$target/repo"
    print_ref > "$target/zhoubao.flatpakref"
    print_repo > "$target/zhoubao.flatpakrepo"
    cp "$file" "$target/zhoubao.flatpak"
    warning=''
    if [ -n "$stand_in" ]; then
        warning='<p class="warning">Built against a stand-in of the GNOME runtime: for trying only, not for publication.</p>'
        say 'It was built against a stand-in: this repository is for trying only. Do not publish it.'
    fi
    python3 "$here/fill-page.py" "$here/index.html.in" ADDRESS="$address" ID="$id" WARNING="$warning" > "$target/index.html"
    say "The repository is in $target; it says of itself that it is at $address"
    [ -n "$key" ] || say 'It is not signed; sign what you publish with --gpg-sign.'
}

# --- The whole --------------------------------------------------------------------------------------

while [ $# -gt 0 ]; do
    case $1 in
    --devel)
        id=io.github.zhoubao.Zhoubao.Devel
        file=$top/build/zhoubao-devel.flatpak
        ;;
    --stand-in) stand_in=yes ;;
    --check) check=yes ;;
    --if-possible) if_possible=yes ;;
    --repo | --url | --gpg-sign)
        [ $# -gt 1 ] || fail "$1 wants a word behind it."
        case $1 in
        --repo) target=$2 ;;
        --url) address=${2%/} ;;
        --gpg-sign) key=$2 ;;
        esac
        shift
        ;;
    *) fail "there is no option $1; see the beginning of $0" ;;
    esac
    shift
done
case $target in
'' | /*) ;;
*) target=$PWD/$target ;;
esac

mkdir -p "$work"
# What flatpak and flatpak-builder do everything in.
bwrap --unshare-user --ro-bind / / --dev /dev --proc /proc true 2> /dev/null \
    || cannot 'No sandbox can be made on this machine (bwrap fails).'
choose_runtime
build
install
run
[ -z "$check" ] || check
[ -z "$target" ] || publish
say "Others can install this file: $file"
