#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make-runtime.sh DIR BRANCH: makes stand-ins for org.gnome.Platform and org.gnome.Sdk in DIR/repo.
#
# They are made of Debian's packages and bear the names and the branch of the real ones, so that the
# manifests can be tried where Flathub cannot be reached. They are no GNOME runtime: what was built
# against them is never published. Needs root, mmdebstrap, flatpak and ostree.

set -euo pipefail
export LC_ALL=C.UTF-8

suite=trixie
arch=$(flatpak --default-arch)

# What the program is linked with, and what GTK needs around it.
platform_packages=(
    libgtk-4-1 libadwaita-1-0 libsoup-3.0-0 libjson-glib-1.0-0 libsqlite3-0 '^libxml2(-16)?$'
    glib-networking ca-certificates libgl1 libegl1 libgles2 libgl1-mesa-dri
    adwaita-icon-theme hicolor-icon-theme librsvg2-common shared-mime-info
    fontconfig fonts-dejavu-core gsettings-desktop-schemas xkb-data tzdata locales
    liblcms2-2 libtiff6 libjpeg62-turbo libopenjp2-7
)
# gettext translates nothing under C.UTF-8, but under any real locale it heeds LANGUAGE.
locales=(en_US zh_CN)
# What the build needs besides.
sdk_packages=(
    gcc g++ libc6-dev make meson ninja-build cmake pkgconf gettext patch xz-utils elfutils
    libgtk-4-dev libgtk-4-bin libadwaita-1-dev libsoup-3.0-dev libjson-glib-dev libsqlite3-dev libxml2-dev
    libglib2.0-bin libglib2.0-dev-bin libxml2-utils desktop-file-utils appstream
    liblcms2-dev libtiff-dev libjpeg-dev libopenjp2-7-dev libfreetype-dev libfontconfig-dev
)

# What belongs to a machine, to Debian's tools, or to Flatpak itself.
remove_needless () {
    (cd etc && rm -rf .pwd.lock apt cron.* debian_version dpkg fstab group* gshadow* hostname hosts \
        init.d ld.so.* logrotate.d machine-id motd mtab passwd* rc?.d resolv.conf shadow* subgid* subuid* \
        systemd)
    rm -rf local games src bin/apt* bin/dpkg* lib/apt lib/systemd/system lib/udev \
        share/{bug,doc,i18n,info,lintian,man}
}

# In a runtime libraries lie in lib, as meson and the sandbox's linker expect.
use_one_lib () {
    local triplet file
    triplet=$(basename "$(dirname "$(find lib -maxdepth 2 -name libc.so.6)")")
    # Where it is empty, Flatpak writes one with /app/lib, and runs ldconfig.
    : > etc/ld.so.conf
    ln -sf ../sbin/ldconfig bin/ldconfig
    if [ -d lib64 ] && [ ! -L lib64 ]; then
        for file in lib64/*; do
            ln -sf "$triplet/$(basename "$file")" lib/
        done
        rm -rf lib64
        ln -s lib lib64
    fi
}

# Flatpak shows the fonts of the system there, and those of the user.
use_host_fonts () {
    cat > etc/fonts/conf.d/05-flatpak.conf << 'EOF'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/app/share/fonts</dir>
  <dir>/run/host/fonts</dir>
  <dir>/run/host/local-fonts</dir>
  <dir>/run/host/user-fonts</dir>
</fontconfig>
EOF
}

# export_root ID ROOT REPOSITORY BRANCH: commits the system in ROOT as the runtime ID.
export_root () {
    local tree=$2/.export
    rm -rf "$tree"
    mkdir "$tree"
    cp -al "$2/usr" "$tree/files"
    cp -al "$2/etc" "$tree/files/etc"
    (cd "$tree/files" && remove_needless && use_one_lib && use_host_fonts)
    cat > "$tree/metadata" << EOF
[Runtime]
name=$1
runtime=org.gnome.Platform/$arch/$4
sdk=org.gnome.Sdk/$arch/$4

[Environment]
XDG_DATA_DIRS=/app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share
EOF
    flatpak build-export --disable-fsync --subject="Stand-in for $1 from Debian $suite" \
        --files=files --metadata=metadata "$3" "$tree" "$4"
    rm -rf "$tree"
}

# mmdebstrap calls this: hook WHAT REPOSITORY BRANCH ROOT.
hook () {
    local locale
    case $1 in
    platform)
        for locale in "${locales[@]}"; do
            chroot "$4" localedef --no-archive -i "$locale" -f UTF-8 "$locale.UTF-8"
        done
        export_root org.gnome.Platform "$4" "$2" "$3"
        ;;
    sdk)
        # flatpak-builder before 1.4 wants its appstream-compose in the SDK; later ones have no need of it.
        if chroot "$4" apt-cache show appstream-util > /dev/null 2>&1; then
            sdk_packages+=(appstream-util)
        fi
        DEBIAN_FRONTEND=noninteractive chroot "$4" apt-get -q -y install --no-install-recommends "${sdk_packages[@]}"
        export_root org.gnome.Sdk "$4" "$2" "$3"
        ;;
    esac
}

if [ "${1:-}" = --hook ]; then
    shift
    hook "$@"
    exit
fi

if [ $# -ne 2 ]; then
    echo 'usage: make-runtime.sh DIR BRANCH' >&2
    exit 2
fi
folder=$(realpath -m "$1")
branch=$2
self=$(realpath "$0")
repository=$folder/repo
# What it is made of: where that is the same, so is the runtime.
stamp="$suite $branch $arch $(sha256sum < "$self" | cut -c 1-16)"
if [ "$(cat "$folder/stamp" 2> /dev/null)" = "$stamp" ]; then
    exit 0
fi
rm -rf "$repository" "$folder/stamp"
mkdir -p "$folder"
# Of this mode an installation on the same disk takes the files without copying them.
ostree init --repo="$repository" --mode=bare-user-only
mmdebstrap --variant=apt --format=null --include="$(IFS=,; echo "${platform_packages[*]}")" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --aptopt='Acquire::Check-Valid-Until "false"' --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/bug/*' \
    --dpkgopt='path-exclude=/usr/share/lintian/*' \
    --customize-hook="'$self' --hook platform '$repository' '$branch' \"\$1\"" \
    --customize-hook="'$self' --hook sdk '$repository' '$branch' \"\$1\"" \
    "$suite" -
flatpak build-update-repo --no-update-appstream "$repository"
echo "$stamp" > "$folder/stamp"
