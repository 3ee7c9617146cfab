# SPDX-License-Identifier: GPL-3.0-or-later
#
# What fish offers after "zhoubaoctl" and the Tab key. tests/ctl/test-ctl-documents.py compares it with what the
# program says of itself.

set -l commands parse import list search show type note chart export source sync pictures check backup restore reparse
set -l json parse import list search show type note source sync pictures check backup restore reparse
set -l figures incidents_total incidents_phishing_complaints incidents_cross_border malicious_app_urls \
    app_store_platforms infected_hosts trojan_botnet_hosts conficker_hosts new_virus_names new_virus_families \
    malsite_domains malsite_ips defaced_sites defaced_gov_sites backdoored_sites backdoored_gov_sites \
    phishing_pages phishing_domains phishing_ips new_vulnerabilities high_vulnerabilities \
    medium_vulnerabilities low_vulnerabilities
set -l values (string replace -r '$' '=' $figures vuln_level)
set -l none "not __fish_seen_subcommand_from $commands"

complete -c zhoubaoctl -f
complete -c zhoubaoctl -s h -l help -d 'Show this help'
complete -c zhoubaoctl -n $none -l library -rF -d 'The library to use instead of your own'
complete -c zhoubaoctl -n $none -l version -d 'Print the version'

complete -c zhoubaoctl -n $none -a parse -d 'Read files and print what they hold, without a library'
complete -c zhoubaoctl -n $none -a import -d 'Put files and folders into the library'
complete -c zhoubaoctl -n $none -a list -d 'List the issues of the library'
complete -c zhoubaoctl -n $none -a search -d 'Search titles, texts and figures'
complete -c zhoubaoctl -n $none -a show -d 'Print one issue with its figures and its text'
complete -c zhoubaoctl -n $none -a type -d 'Keep figures that you have read off an issue’s pictures'
complete -c zhoubaoctl -n $none -a note -d 'Print or write your own note on an issue'
complete -c zhoubaoctl -n $none -a chart -d 'Draw a chart of one issue or of many weeks'
complete -c zhoubaoctl -n $none -a export -d 'Write the figures of all weeks as a table, or all texts as a feed'
complete -c zhoubaoctl -n $none -a source -d 'Say from where bulletins are fetched'
complete -c zhoubaoctl -n $none -a sync -d 'Fetch what is new'
complete -c zhoubaoctl -n $none -a pictures -d 'Fetch the pictures that are not stored yet'
complete -c zhoubaoctl -n $none -a check -d 'Check that the library is sound'
complete -c zhoubaoctl -n $none -a backup -d 'Write all of the library into a new file'
complete -c zhoubaoctl -n $none -a restore -d 'Put a backup in the place of the library'
complete -c zhoubaoctl -n $none -a reparse -d 'Read all stored copies again'

complete -c zhoubaoctl -n "__fish_seen_subcommand_from $json" -l json -d 'Print JSON'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from parse import backup restore' -F

complete -c zhoubaoctl -n '__fish_seen_subcommand_from show' -l markdown -d 'Print Markdown'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from show' -l pdf -rF -d 'Write it as a PDF'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from show' -l copy -x -d 'Print this copy instead of the best one'

complete -c zhoubaoctl -n '__fish_seen_subcommand_from type' -l remove -x -a "$figures vuln_level" -d 'Forget what was typed'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from type' -a "$values"

complete -c zhoubaoctl -n '__fish_seen_subcommand_from note' -l remove -d 'Remove the note'

complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l trend -x -a "(__fish_append , $figures)" -d 'Draw figures over time'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l compare -d 'Draw the week beside others'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l years -x -a "$figures" -d 'Draw a figure year against year'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l median -x -d 'Add the moving median of so many weeks'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l calendar -d 'Draw which weeks are here, known or missing'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l report -d 'Write a PDF of a range of weeks'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l format -x -a 'png svg pdf csv' -d 'Format of the file'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l size -x -d 'Size in pixels'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l scale -x -a '1 2 3 4' -d 'Scale of a PNG'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l style -x -a 'light dark light-contrast dark-contrast' -d 'Colours'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l transparent -d 'Leave the background out'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart' -l lang -x -a 'en zh_CN' -d 'Language of the chart'

complete -c zhoubaoctl -n '__fish_seen_subcommand_from export' -l format -x -a 'csv json feed' -d 'Format of the file'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from export' -l typed -d 'Only the figures that you have typed in'

complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart export' -s o -l output -rF -d 'The file to write'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart export' -l from -x -d 'First day or issue'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from chart export' -l to -x -d 'Last day or issue'

set -l adds '__fish_seen_subcommand_from source; and __fish_seen_subcommand_from add'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from source; and not __fish_seen_subcommand_from add list remove enable disable' -a 'add list remove enable disable'
complete -c zhoubaoctl -n "$adds; and not __fish_seen_subcommand_from archive cert.org.cn known feed folder" -a 'archive cert.org.cn known feed folder'
complete -c zhoubaoctl -n "$adds; and __fish_seen_subcommand_from folder" -F
complete -c zhoubaoctl -n '__fish_seen_subcommand_from source' -l name -x -d 'What to call a source that is added'

complete -c zhoubaoctl -n '__fish_seen_subcommand_from sync' -l source -x -d 'Ask only this source'
complete -c zhoubaoctl -n '__fish_seen_subcommand_from sync' -l all -d 'Fetch the whole history'
