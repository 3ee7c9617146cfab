#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lint.sh: checks what no compiler sees: scripts, data files, translations, and that the rooms of the
# house are in order. One line for each check, with what is wrong below it; goes on after a failure
# and ends with status 1 where there was one. `./dev lint` installs what this needs.
#
# shellcheck disable=SC2317 # the checks are called by name

set -eu

cd "$(dirname -- "$0")/../.."
out=$PWD/build/lint
mkdir -p "$out"
broken=0

# check WHAT COMMAND...: COMMAND prints what is wrong and fails, or prints nothing of interest.
check () {
    what=$1
    shift
    if "$@" < /dev/null > "$out/check.log" 2>&1; then
        printf 'ok      %s\n' "$what"
    else
        printf 'WRONG   %s\n' "$what"
        sed 's/^/        /' "$out/check.log"
        broken=1
    fi
}

# report WHAT COMMAND...: COMMAND prints places to look at; they are no failure.
report () {
    what=$1
    shift
    "$@" < /dev/null > "$out/report.log" 2>&1 || true
    if [ -s "$out/report.log" ]; then
        printf 'note    %s\n' "$what"
        sed 's/^/        /' "$out/report.log"
    fi
}

# empty COMMAND...: prints what COMMAND prints, and fails where that is anything.
empty () {
    found=$("$@" || true)
    [ -z "$found" ] || {
        printf '%s\n' "$found"
        return 1
    }
}

sources () {
    find src tests -name '*.[ch]' | sort
}

# --- Scripts and data --------------------------------------------------------------------------

scripts () {
    grep -lrE '^#!/(usr/bin/env (ba)?sh|bin/(ba)?sh)' dev .ci tests data
}

shell_scripts () {
    # shellcheck disable=SC2046 # no name in the tree has a blank
    shellcheck $(scripts)
}

python_scripts () {
    find data tests -name '*.py' -exec python3 -c '
import ast, sys
for name in sys.argv[1:]:
    ast.parse(open(name, encoding="utf-8").read(), name)' {} +
}

json_files () {
    find data tests -name '*.json' -exec python3 -c '
import json, sys
for name in sys.argv[1:]:
    try:
        json.load(open(name, encoding="utf-8"))
    except ValueError as error:
        print(f"{name}: {error}")
        sys.exit(1)' {} +
}

desktop_file () {
    cp data/io.github.zhoubao.Zhoubao.desktop.in "$out/io.github.zhoubao.Zhoubao.desktop"
    empty desktop-file-validate "$out/io.github.zhoubao.Zhoubao.desktop"
}

metainfo () {
    cp data/io.github.zhoubao.Zhoubao.metainfo.xml.in "$out/io.github.zhoubao.Zhoubao.metainfo.xml"
    appstreamcli validate --no-net --explain "$out/io.github.zhoubao.Zhoubao.metainfo.xml"
}

# --- Translations ------------------------------------------------------------------------------

# The files whose strings are to be translated.
translatable () {
    {
        grep -lrE '(^|[^A-Za-z0-9_])(_|N_|C_|NC_|Q_|g_dngettext|ngettext|g_dpgettext2) ?\("' src \
            --include='*.c' --include='*.h'
        grep -lrE 'translatable="(yes|true|1)"' src data --include='*.ui' --include='*.xml'
        ls data/*.desktop.in data/*.metainfo.xml.in
    } | sort -u
}

potfiles () {
    translatable > "$out/translatable"
    grep -vE '^[[:space:]]*(#|$)' po/POTFILES | sort -u > "$out/potfiles"
    {
        comm -23 "$out/translatable" "$out/potfiles" | sed 's|$|: not in po/POTFILES|'
        comm -13 "$out/translatable" "$out/potfiles" | sed 's|$|: in po/POTFILES for nothing|'
    } > "$out/difference"
    empty cat "$out/difference"
}

# Each translation is compared with the strings as they are in the sources now.
translations () {
    grep -vE '^[[:space:]]*(#|$)' po/POTFILES > "$out/potfiles"
    xgettext --files-from="$out/potfiles" --output="$out/zhoubao.pot" --package-name=zhoubao \
        --from-code=UTF-8 --add-comments=Translators --keyword=_ --keyword=N_ --keyword=Q_:1g \
        --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=g_dcgettext:2 --keyword=g_dngettext:2,3 \
        --keyword=g_dpgettext2:2c,3 --flag=g_dngettext:2:pass-c-format \
        --flag=g_strdup_printf:1:c-format --flag=g_string_printf:2:c-format \
        --flag=g_string_append_printf:2:c-format --flag=g_error_new:3:c-format \
        --flag=g_set_error:4:c-format
    wrong=0
    while read -r language; do
        case $language in
        '' | '#'*) continue ;;
        esac
        msgmerge --quiet --no-fuzzy-matching --output-file="$out/$language.po" \
            "po/$language.po" "$out/zhoubao.pot"
        LC_ALL=C msgfmt --check --statistics --output-file="$out/$language.mo" "$out/$language.po" \
            2> "$out/statistics" || wrong=1
        if grep -qE 'fuzzy|untranslated' "$out/statistics"; then
            wrong=1
            printf '%s: ' "$language"
            cat "$out/statistics"
            msgattrib --untranslated --no-obsolete "$out/$language.po" | grep -A3 '^#:' | head -n 60
            msgattrib --only-fuzzy --no-obsolete "$out/$language.po" | grep -A3 '^#:' | head -n 60
        elif [ "$wrong" -ne 0 ]; then
            cat "$out/statistics"
        fi
    done < po/LINGUAS
    return "$wrong"
}

# --- The house ---------------------------------------------------------------------------------

licence_lines () {
    for file in $(sources); do
        head -n 1 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || echo "$file"
    done
    for file in $(scripts) $(find data tests -name '*.py'); do
        head -n 2 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || echo "$file"
    done
}

# A folder includes only from those before it here; chart only from bulletin.
upward_includes () {
    while read -r folder forbidden; do
        [ -d "src/$folder" ] || continue
        grep -nrE "#include [\"<](\.\./)*(src/)?($forbidden)/" "src/$folder" || true
    done << 'EOF'
bulletin document|extract|library|sync|chart|paper|ctl|app
document extract|library|sync|chart|paper|ctl|app
extract library|sync|chart|paper|ctl|app
library sync|chart|paper|ctl|app
sync chart|paper|ctl|app
chart document|extract|library|sync|paper|ctl|app
paper sync|ctl|app
ctl app
EOF
}

# Only the window may need a display; only the fetcher may use the network.
foreign_includes () {
    for folder in src/*/; do
        [ "$folder" = src/app/ ] \
            || grep -nrE '#include [<"](gtk|gdk|gsk|adwaita|libadwaita)[/.]' "$folder" || true
        case $folder in
        src/app/ | src/sync/) ;;
        *) grep -nrE '#include [<"]libsoup/' "$folder" || true ;;
        esac
    done
}

long_files () {
    for file in $(sources); do
        lines=$(wc -l < "$file")
        [ "$lines" -le 700 ] || echo "$file: $lines lines"
    done
}

unformatted () {
    for file in $(sources); do
        clang-format --style=file "$file" | cmp -s - "$file" || echo "$file"
    done
}

unformatted_summary () {
    unformatted > "$out/unformatted"
    # The names are in a file: this is a hint for who is writing, no matter for all.
    [ ! -s "$out/unformatted" ] \
        || echo "$(wc -l < "$out/unformatted") of $(sources | wc -l) files, listed in $out/unformatted"
}

check 'shell scripts (shellcheck)' shell_scripts
check 'Python scripts' python_scripts
check 'JSON files' json_files
check 'desktop file' desktop_file
check 'metainfo' metainfo
check 'po/POTFILES names what has strings' potfiles
check 'translations are complete' translations
check 'licence lines' empty licence_lines
check 'includes never go up the house' empty upward_includes
check 'no display outside src/app, no network outside src/sync' empty foreign_includes
report 'files of more than 700 lines' long_files
report 'clang-format would change' unformatted_summary

exit "$broken"
