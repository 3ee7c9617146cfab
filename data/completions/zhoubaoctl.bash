# SPDX-License-Identifier: GPL-3.0-or-later
#
# What bash offers after "zhoubaoctl" and the Tab key. It needs no helpers of bash-completion, so it can be
# read by itself as well. tests/ctl/test-ctl-documents.py compares it with what the program says of itself.
#
# shellcheck shell=bash disable=SC2207 # no word that is offered has a blank, and files go through compopt

_zhoubaoctl_figures='incidents_total incidents_phishing_complaints incidents_cross_border malicious_app_urls
    app_store_platforms infected_hosts trojan_botnet_hosts conficker_hosts new_virus_names new_virus_families
    malsite_domains malsite_ips defaced_sites defaced_gov_sites backdoored_sites backdoored_gov_sites
    phishing_pages phishing_domains phishing_ips new_vulnerabilities high_vulnerabilities
    medium_vulnerabilities low_vulnerabilities'

# _zhoubaoctl_files WORD: offers files and folders.
_zhoubaoctl_files () {
    compopt -o filenames 2> /dev/null
    COMPREPLY=($(IFS=$'\n'; compgen -f -- "$1"))
}

# _zhoubaoctl_list WORD ITEM...: offers the last one of a list with commas.
_zhoubaoctl_list () {
    local word=$1 before=''
    shift
    if [[ $word == *,* ]]; then
        before=${word%,*},
    fi
    compopt -o nospace 2> /dev/null
    COMPREPLY=($(compgen -P "$before" -W "$*" -- "${word##*,}"))
}

# _zhoubaoctl_value COMMAND OPTION WORD: offers values of an option; fails where it takes none.
_zhoubaoctl_value () {
    case $1:$2 in
    :--library | *:--output | *:-o | show:--pdf) _zhoubaoctl_files "$3" ;;
    chart:--format) COMPREPLY=($(compgen -W 'png svg pdf csv' -- "$3")) ;;
    export:--format) COMPREPLY=($(compgen -W 'csv json feed' -- "$3")) ;;
    chart:--trend) _zhoubaoctl_list "$3" "$_zhoubaoctl_figures" ;;
    chart:--years) COMPREPLY=($(compgen -W "$_zhoubaoctl_figures" -- "$3")) ;;
    chart:--style) COMPREPLY=($(compgen -W 'light dark light-contrast dark-contrast' -- "$3")) ;;
    chart:--scale) COMPREPLY=($(compgen -W '1 2 3 4' -- "$3")) ;;
    chart:--lang) COMPREPLY=($(compgen -W 'en zh_CN' -- "$3")) ;;
    type:--remove) COMPREPLY=($(compgen -W "$_zhoubaoctl_figures vuln_level" -- "$3")) ;;
    # What only the user knows: dates, sizes, numbers and names.
    chart:--from | chart:--to | chart:--size | chart:--median | export:--from | export:--to | show:--copy \
        | source:--name | sync:--source) ;;
    *) return 1 ;;
    esac
}

# _zhoubaoctl_options COMMAND: prints its options.
_zhoubaoctl_options () {
    local options='--help'
    case $1 in
    '') options+=' --library --version' ;;
    parse | import | list | search | pictures | check | backup | restore | reparse) options+=' --json' ;;
    show) options+=' --json --markdown --pdf= --copy=' ;;
    type) options+=' --remove= --json' ;;
    note) options+=' --remove --json' ;;
    chart) options+=' --trend= --compare --years= --median= --calendar --report --from= --to= --format=
        --output= --size= --scale= --style= --transparent --lang=' ;;
    export) options+=' --format= --output= --typed --from= --to=' ;;
    source) options+=' --name= --json' ;;
    sync) options+=' --source= --all --json' ;;
    esac
    printf '%s' "$options"
}

# _zhoubaoctl_argument COMMAND NUMBER WORD: offers what its NUMBERth argument can be, from 0 on.
_zhoubaoctl_argument () {
    case $1:$2 in
    :*) COMPREPLY=($(compgen -W 'parse import list search show type note chart export source sync pictures
        check backup restore reparse' -- "$3")) ;;
    parse:* | import:* | backup:0 | restore:0) _zhoubaoctl_files "$3" ;;
    type:[1-9]*)
        compopt -o nospace 2> /dev/null
        COMPREPLY=($(compgen -S = -W "$_zhoubaoctl_figures vuln_level" -- "$3"))
        ;;
    source:0) COMPREPLY=($(compgen -W 'add list remove enable disable' -- "$3")) ;;
    source:1) COMPREPLY=($(compgen -W 'archive cert.org.cn known feed folder' -- "$3")) ;;
    source:2) _zhoubaoctl_files "$3" ;;
    esac
}

_zhoubaoctl () {
    local current=${COMP_WORDS[COMP_CWORD]} before='' command='' word i n=0
    COMPREPLY=()
    # "--format=p" comes as three words.
    if [[ $current == '=' ]]; then
        before=${COMP_WORDS[COMP_CWORD - 1]} current=''
    elif ((COMP_CWORD > 1)) && [[ ${COMP_WORDS[COMP_CWORD - 1]} == '=' ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    else
        before=${COMP_WORDS[COMP_CWORD - 1]}
    fi
    # Which command it is, and how many arguments it has before this word.
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == '=' || ${COMP_WORDS[i - 1]} == '=' || ${COMP_WORDS[i - 1]} == --library ]]; then
            continue
        elif [[ $word != -* && -z $command ]]; then
            command=$word
        elif [[ $word != -* ]] && ! _zhoubaoctl_value "$command" "${COMP_WORDS[i - 1]}" ''; then
            ((++n))
        fi
    done
    COMPREPLY=()
    if [[ $before == -* ]] && _zhoubaoctl_value "$command" "$before" "$current"; then
        return
    fi
    if [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W "$(_zhoubaoctl_options "$command")" -- "$current"))
        if [[ ${COMPREPLY[0]-} == *= ]]; then
            compopt -o nospace 2> /dev/null
        fi
    else
        _zhoubaoctl_argument "$command" "$n" "$current"
    fi
}

complete -F _zhoubaoctl zhoubaoctl
