#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fuzz.sh: lets libFuzzer run the harnesses of tests/fuzz, and judges what it found. `./dev fuzz`
# builds what this needs.
#
#     fuzz.sh run BUILD-FOLDER WORK-FOLDER SECONDS
#
# shares SECONDS between all harnesses of a build with -Dfuzz=true, as many at a time as there are
# processors. WORK-FOLDER keeps what each run has learnt for the next one: corpus/ holds inputs that
# led to new places, findings/ those that broke something.
#
#     fuzz.sh measure BUILD-FOLDER WORK-FOLDER
#
# takes the inputs that were slow and gives them to the harnesses of an ordinary build. Sanitizers
# make everything several times slower, and so does a machine that is shared; an input is a finding
# only where an ordinary build needs more than a second each of three times.
#
#     fuzz.sh count BUILD-FOLDER WORK-FOLDER
#
# names the findings and counts the inputs of the last run; ends with status 1 where there is a finding.

set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
mode=$1
build=$2
work=$3
findings=$work/findings

# An input that an ordinary build reads within a second needs no more than this under sanitizers.
timeout=15
memory_mb=2048

# --- Running -----------------------------------------------------------------------------------

# Chinese words are written as such in the dictionary, which libFuzzer wants as escaped bytes.
write_dictionary () {
    python3 -c '
import sys
for line in open(sys.argv[1], encoding="utf-8"):
    if line.startswith("\""):
        print("".join(chr(b) if b < 128 else f"\\x{b:02x}" for b in line.rstrip().encode()))
' "$top/tests/fuzz/zhoubao.dict" > "$work/zhoubao.dict"
}

# Prints a number of the log of harness $1: what stands behind the last $2.
last_number () {
    sed -n "s/.*$2 *\\([0-9][0-9]*\\).*/\\1/p" "$work/log/$1.log" | tail -n 1
}

# run_harness NAME SECONDS: one harness; its result is a line in $work/result.
run_harness () {
    mkdir -p "$work/corpus/$1"
    status=0
    "$build/tests/fuzz/fuzz-$1" \
        "-max_total_time=$2" "-timeout=$timeout" -report_slow_units=1 "-rss_limit_mb=$memory_mb" \
        -detect_leaks=1 -max_len=16384 -print_final_stats=1 "-dict=$work/zhoubao.dict" \
        "-artifact_prefix=$findings/$1-" \
        "$work/corpus/$1" "$work/known" "$top"/tests/fuzz/seeds/* \
        < /dev/null > "$work/log/$1.log" 2>&1 || status=$?
    inputs=$(last_number "$1" 'stat::number_of_executed_units:')
    places=$(last_number "$1" ' cov:')
    before=$(cat "$work/inputs/$1" 2> /dev/null || echo 0)
    echo $((before + ${inputs:-0})) > "$work/inputs/$1"
    printf '%-14s %10d inputs, %6d places reached, %11d inputs so far%s\n' "$1" "${inputs:-0}" \
        "${places:-0}" "$((before + ${inputs:-0}))" \
        "$([ "$status" -eq 0 ] || echo "; it stopped, see $work/log/$1.log")"
    echo "$((before + ${inputs:-0})) ${inputs:-0}" >> "$work/result"
    # Where it stopped without saying at which input, its output is what was found.
    if [ "$status" -ne 0 ] && ! ls "$findings/$1"-* > /dev/null 2>&1; then
        cp "$work/log/$1.log" "$findings/$1-log"
    fi
}

# run_every N OF SECONDS: the harnesses number N, N + OF, N + 2 OF and so on, one after the other.
run_every () {
    number=0
    for name in $names; do
        [ $((number % $2)) -ne "$1" ] || run_harness "$name" "$3"
        number=$((number + 1))
    done
}

harness_names () {
    for file in "$build"/tests/fuzz/fuzz-*; do
        [ -d "$file" ] || ! [ -x "$file" ] || basename "$file" | sed 's/^fuzz-//'
    done
}

run () {
    names=$(harness_names)
    count=$(echo "$names" | wc -w)
    jobs=$(nproc 2> /dev/null || echo 1)
    [ "$jobs" -le "$count" ] || jobs=$count
    each=$(($1 * jobs / count))
    [ "$each" -ge 1 ] || each=1

    mkdir -p "$findings" "$work/known" "$work/log" "$work/inputs"
    # What was found before is tried first; it is found again unless it has been mended.
    find "$findings" -type f -exec mv {} "$work/known/" \;
    rm -f "$work/result"
    write_dictionary
    # GLib's own allocator would hide mistakes.
    export G_SLICE=always-malloc G_DEBUG=gc-friendly LC_ALL=C.UTF-8 TZ=UTC
    export ASAN_OPTIONS=detect_leaks=1:halt_on_error=1
    export LSAN_OPTIONS="suppressions=$top/tests/tools/lsan.supp:print_suppressions=0"
    export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1

    job=0
    while [ "$job" -lt "$jobs" ]; do
        run_every "$job" "$jobs" "$each" &
        job=$((job + 1))
    done
    wait
}

# --- Judging -----------------------------------------------------------------------------------

# is_quick NAME FILE: whether an ordinary build reads it in a second, at least once.
is_quick () {
    for _ in 1 2 3; do
        if LC_ALL=C.UTF-8 timeout 1 "$build/tests/fuzz/replay-$1" "$2" > /dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

measure () {
    for file in "$findings"/*-slow-unit-* "$findings"/*-timeout-*; do
        [ -f "$file" ] || continue
        name=$(basename "$file" | sed 's/-slow-unit-.*//; s/-timeout-.*//')
        if is_quick "$name" "$file"; then
            rm "$file"
        else
            echo "More than a second: $file"
        fi
    done
}

count () {
    broken=0
    for file in "$findings"/*; do
        [ -f "$file" ] || continue
        echo "Found: $file"
        broken=1
    done
    awk '{ all += $1; now += $2 } END { printf "%d inputs, %d so far\n", now, all }' "$work/result"
    return "$broken"
}

case $mode in
run) run "$4" ;;
measure) measure ;;
count) count ;;
esac
