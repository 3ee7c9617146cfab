#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh COMMAND [ARGUMENT...]
#
# Runs COMMAND with an X display and a message bus of its own, in the environment in which window
# tests give the same result everywhere, and exits with COMMAND's status. What it started ends with
# it, also when it is told to stop. Any number can run at the same time.
#
# The variables that choose how GTK behaves are defaults: one that is set by the caller stays.
#   ZHOUBAO_SCREEN  size of the screen, 1600x1200x24 unless set

set -eu

# There may be no standard input at all.
if ! (exec 4<&0) 2>/dev/null; then
    exec < /dev/null
fi

if [ $# -eq 0 ]; then
    echo 'usage: with-display.sh COMMAND [ARGUMENT...]' >&2
    exit 2
fi

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
folder=$(mktemp -d)
server='' bus='' command=''

# A process is told to stop and then waited for, so that nothing is left when this script ends.
# shellcheck disable=SC2317 # called by clean_up
stop () {
    if [ -n "$1" ]; then
        kill "$1" 2>/dev/null || true
        wait "$1" 2>/dev/null || true
    fi
}

# shellcheck disable=SC2317 # called by the traps
clean_up () {
    trap '' HUP INT TERM
    stop "$command"
    stop "$bus"
    stop "$server"
    rm -rf "$folder"
}

trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# The server itself looks for a free number and says it when it is ready: no guess and no race.
mkfifo "$folder/display" "$folder/address"
Xvfb -displayfd 3 -screen 0 "${ZHOUBAO_SCREEN:-1600x1200x24}" -nolisten tcp -noreset \
    3> "$folder/display" < /dev/null > "$folder/log" 2>&1 &
server=$!
if ! read -r number < "$folder/display"; then
    echo 'with-display.sh: the X server Xvfb did not start:' >&2
    cat "$folder/log" >&2
    exit 125
fi

# Not dbus-run-session, which leaves its bus behind when it is killed.
dbus-daemon --session --nofork --nopidfile --print-address=3 \
    3> "$folder/address" < /dev/null > "$folder/log" 2>&1 &
bus=$!
if ! read -r address < "$folder/address"; then
    # It wants to know who the user is, which a container may not say. Programs do without a bus.
    echo 'with-display.sh: no message bus, going on without:' >&2
    cat "$folder/log" >&2
    address=disabled:
fi

mkdir -m 700 "$folder/run"
unset WAYLAND_DISPLAY XAUTHORITY DESKTOP_STARTUP_ID XDG_ACTIVATION_TOKEN
export DISPLAY=":$number"
export DBUS_SESSION_BUS_ADDRESS="$address"
export XDG_RUNTIME_DIR="$folder/run"
# There is no desktop that would say which font to use.
export XDG_CONFIG_DIRS="$here/look:${XDG_CONFIG_DIRS:-/etc/xdg}"

# Drawn by the processor alone. GTK complains of words that its version does not know: "no-portals"
# came with 4.10, and with 4.16 "gl-disable" became "gl" in a variable of its own.
if pkg-config --atleast-version=4.16 gtk4 2>/dev/null; then
    debug=no-portals
elif pkg-config --atleast-version=4.10 gtk4 2>/dev/null; then
    debug=gl-disable,no-portals
else
    debug=gl-disable
fi
export GDK_BACKEND=x11
export GSK_RENDERER="${GSK_RENDERER:-cairo}"
export GDK_DEBUG="${GDK_DEBUG:-$debug}"
export GDK_DISABLE="${GDK_DISABLE:-gl}"
# Nothing asks or starts a service of the machine it runs on.
export ADW_DISABLE_PORTAL="${ADW_DISABLE_PORTAL:-1}"
export GSETTINGS_BACKEND="${GSETTINGS_BACKEND:-memory}"
export GIO_USE_VFS="${GIO_USE_VFS:-local}"
export GTK_A11Y="${GTK_A11Y:-test}"
export G_DEBUG="${G_DEBUG-gc-friendly,fatal-warnings}"
# The address sanitizer has an allocator of its own.
if [ -z "${ASAN_OPTIONS:-}" ]; then
    export MALLOC_CHECK_="${MALLOC_CHECK_:-2}"
fi

# In the background, since a shell that waits for a foreground command does not hear signals.
exec 4<&0
"$@" <&4 4<&- &
command=$!
status=0
wait "$command" || status=$?
command=''
exit "$status"
