#!/bin/sh
# Sets Rundblick up on Debian or Ubuntu and starts it.
#
#   packaging/einrichten.sh demo             sets up, builds the demo in demo-ausgabe, opens its window
#   packaging/einrichten.sh test             sets up, then runs the gates and every test
#   packaging/einrichten.sh setup            sets up and stops
#
# A second start finds all in place and needs no network. Exit codes: those of what it runs; 2 wrong usage;
# 6 the set-up failed (no network, no rights, no fitting Python), with nothing left half done.
# RUNDBLICK_PYTHON names the Python to use, RUNDBLICK_VENV the environment's folder (else .venv).
set -eu
cd "$(dirname "$0")/.."
venv=${RUNDBLICK_VENV:-.venv}
venv_no_qt=$venv-ohne-qt
locks=packaging/requirements

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in de*) german=1 ;; *) german= ;; esac
say() { if [ "$german" ]; then printf '%s\n' "$1"; else printf '%s\n' "$2"; fi; }
refuse() { say "$@" >&2; exit 6; }

# ---- system libraries -------------------------------------------------------------------------------------
# Asked for by file name, since distributions rename packages: SONAME=PACKAGE, then PROGRAM=PACKAGE.
window_libs="libEGL.so.1=libegl1 libGL.so.1=libgl1 libOpenGL.so.0=libopengl0 libxkbcommon.so.0=libxkbcommon0
libxkbcommon-x11.so.0=libxkbcommon-x11-0 libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1
libglib-2.0.so.0=libglib2.0-0 libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4
libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0
libxcb-render-util.so.0=libxcb-render-util0 libxcb-shape.so.0=libxcb-shape0 libxcb-xkb.so.1=libxcb-xkb1
libwayland-cursor.so.0=libwayland-cursor0 libwayland-egl.so.1=libwayland-egl1"
test_programs="age=age gpg=gnupg minisign=minisign pdftotext=poppler-utils strace=strace
Xvfb=xvfb openbox=openbox xdotool=xdotool"

missing_libs() {
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
    for pair in $window_libs; do
        case "$known" in *"${pair%%=*} "*) ;; *) printf '%s ' "${pair#*=}" ;; esac
    done
}

missing_programs() {
    for pair in $test_programs; do
        command -v "${pair%%=*}" >/dev/null 2>&1 || printf '%s ' "${pair#*=}"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# apt_install PACKAGES: installs them, or ends with one sentence.
apt_install() {
    [ "$1" ] || return 0
    command -v apt-get >/dev/null 2>&1 || refuse \
        "Es fehlen Systempakete, und dieses System hat kein apt-get; bitte von Hand einrichten: $1" \
        "System packages are missing and this system has no apt-get; please install by hand: $1"
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1 || refuse \
        "Es fehlen Systempakete; bitte als Administrator ausführen: apt-get install $1" \
        "System packages are missing; please run as administrator: apt-get install $1"
    say "Systempakete: $1" "System packages: $1"
    # shellcheck disable=SC2086  # a list of package names
    as_root apt-get update -qq >"$log" 2>&1 &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $1 >>"$log" 2>&1 ||
        setup_failed
}

# setup_failed: says whether the network was missing, else shows the end of what was said.
setup_failed() {
    if grep -qiE 'resolve|resolution|unreachable|NewConnectionError|Could not connect|Failed to establish|timed out' "$log"; then
        refuse "Zum Einrichten wird einmal das Netz gebraucht, und es ist nicht erreichbar; es wurde nichts verändert." \
            "Setting up needs the network once, and it cannot be reached; nothing was changed."
    fi
    tail -n 15 "$log" >&2
    refuse "Das Einrichten ist fehlgeschlagen (Grund oben); es wurde nichts Halbes zurückgelassen." \
        "Setting up failed (reason above); nothing half done was left behind."
}

# ---- Python -----------------------------------------------------------------------------------------------
fits='import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'

find_python() {
    for candidate in ${RUNDBLICK_PYTHON:-python3.13 python3.12 python3.11 python3}; do
        if "$candidate" -c "$fits" >/dev/null 2>&1; then printf %s "$candidate"; return; fi
    done
}

# python_packages: those with which this distribution provides a fitting Python, "" where it has none.
python_packages() {
    for version in 3.13 3.12 3.11; do
        if apt-cache show "python$version-venv" >/dev/null 2>&1; then
            printf 'python%s python%s-venv' "$version" "$version"; return
        fi
    done
}

choose_python() {
    python=$(find_python)
    [ -z "$python" ] || return 0
    [ -z "${RUNDBLICK_PYTHON:-}" ] || refuse "RUNDBLICK_PYTHON ist kein Python 3.11 bis 3.13 mit venv." \
        "RUNDBLICK_PYTHON is no Python 3.11 to 3.13 with venv."
    if [ -z "$(python_packages)" ] && command -v apt-get >/dev/null 2>&1; then
        as_root apt-get update -qq >"$log" 2>&1 || true
    fi
    apt_install "$(python_packages)"
    python=$(find_python)
    [ "$python" ] || refuse "Es wird Python 3.11, 3.12 oder 3.13 mit venv gebraucht, und hier ist keines zu finden." \
        "Python 3.11, 3.12 or 3.13 with venv is needed, and none was found here."
}

# ---- environments -----------------------------------------------------------------------------------------
# An environment's stamp holds one line for each lock file that was installed into it, and one for its place.
line_of() { printf '%s %s\n' "$1" "$(sha256sum <"$1" | cut -c1-64)"; }
place_of() { printf 'place %s\n' "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"; }
holds() { grep -qxF "$2" "$1/.stamp" 2>/dev/null; }

# is_ready ENVIRONMENT LOCK...: whether all LOCKs are installed in it and its Python still starts.
is_ready() {
    env=$1; shift
    holds "$env" "$(place_of "$env")" || return 1
    for lock; do holds "$env" "$(line_of "$lock")" || return 1; done
    "$env/bin/python" -c '' 2>/dev/null
}

# can_grow ENVIRONMENT: whether nothing in it is out of date, so that missing locks can simply be added.
can_grow() {
    holds "$1" "$(place_of "$1")" && "$1/bin/python" -c '' 2>/dev/null || return 1
    while read -r kind rest; do
        case $kind in
        place) ;;
        *) [ -f "$kind" ] && [ "$kind $rest" = "$(line_of "$kind")" ] || return 1 ;;
        esac
    done <"$1/.stamp"
}

restore() {
    [ -z "${making:-}" ] || { rm -rf "$making"; [ ! -d "$making.old" ] || mv "$making.old" "$making"; }
    rm -f "$log"
}

# prepare ENVIRONMENT LOCK...: makes or completes it from hash-locked wheels, or leaves it as it was.
prepare() {
    env=$1; shift
    ! is_ready "$env" "$@" || return 0
    say "Python-Umgebung $env wird eingerichtet (einmalig, ein bis zwei Minuten) ..." \
        "Setting up the Python environment $env (once, one or two minutes) ..."
    if ! can_grow "$env"; then
        choose_python
        rm -rf "$env.old"; making=$env
        [ ! -d "$env" ] || mv "$env" "$env.old"
        "$python" -m venv "$env" >"$log" 2>&1 || setup_failed
        place_of "$env" >"$env/.stamp"
    fi
    requirements=
    for lock; do requirements="$requirements -r $lock"; done
    # shellcheck disable=SC2086  # a list of options
    "$env/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
        --no-deps --retries 2 --timeout 60 $requirements >"$log" 2>&1 || setup_failed
    for lock; do holds "$env" "$(line_of "$lock")" || line_of "$lock" >>"$env/.stamp"; done
    making=; rm -rf "$env.old"
}

# ---- demo -------------------------------------------------------------------------------------------------
# The first start builds everything and keeps what it said in overview.txt; a later one shows that again.
run_demo() {
    out=demo-ausgabe
    if [ "$#" -gt 0 ]; then
        "$venv/bin/python" main.py demo --out "$out" "$@"
        return
    fi
    if [ ! -f "$out/overview.txt" ]; then
        "$venv/bin/python" main.py demo --no-window --out "$out" >"$log"
        cp "$log" "$out/overview.txt"
    fi
    cat "$out/overview.txt"
    [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || RUNDBLICK_STORE=$out/demo.rundblick "$venv/bin/python" main.py
}

# ---- test -------------------------------------------------------------------------------------------------
failed=
step() {
    name=$1; shift
    printf '\n== %s\n' "$name"
    "$@" || failed="$failed
  $name"
}

run_tests() {
    py=$venv/bin/python
    export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
    step "ruff check" "$venv/bin/ruff" check .
    step "ruff format" "$venv/bin/ruff" format --check .
    step "mypy" "$venv/bin/mypy"
    step "import-linter" "$venv/bin/lint-imports"
    step "app/ without PySide6" "$venv_no_qt/bin/python" -m pytest -n 2 --dist loadfile -c packaging/pytest-ohne-qt.ini --rootdir . tests/unit tests/leaks
    # What has just run without Qt need not run with it; an argument asks for tests by name instead.
    [ "$#" -gt 0 ] || set -- --ignore=tests/unit --ignore=tests/leaks
    step "window, formats, faults, rules" "$py" -m pytest -n 2 --dist loadfile "$@"
    [ -z "$failed" ] || { printf '\nFAILED:%s\n' "$failed" >&2; exit 1; }
}

# ---- main -------------------------------------------------------------------------------------------------
command=${1:-}
[ "$#" = 0 ] || shift
case $command in
demo | setup) wanted="$locks.lock $locks-window.lock" ;;
test) wanted="$locks.lock $locks-window.lock $locks-test.lock $locks-dev.lock" ;;
*) say "Aufruf: packaging/einrichten.sh demo|test|setup" "usage: packaging/einrichten.sh demo|test|setup" >&2; exit 2 ;;
esac
log=$(mktemp)
trap restore EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

packages=$(missing_libs)
[ "$command" != test ] || packages="$packages$(missing_programs)"
apt_install "${packages% }"
# shellcheck disable=SC2086  # a list of files
prepare "$venv" $wanted
case $command in
demo) run_demo "$@" ;;
test)
    prepare "$venv_no_qt" "$locks.lock" "$locks-test.lock"
    run_tests "$@"
    ;;
setup) say "Eingerichtet: $venv" "Set up: $venv" ;;
esac
