#!/bin/sh
# Proves that the program leaves no trace: runs the whole demo, the window over it and a command under strace,
# without any network, first off screen and then in a real window under Xvfb. A word planted in a case must be in
# no file that is written, no network socket may be opened, and no file may be written outside of the run's folder.
#
#   packaging/spuren_probe.sh [FOLDER]      FOLDER keeps the traces (else they are removed at the end)
#
# Needs strace, unshare (with user namespaces) and Xvfb, and the environment of einrichten.sh test
# (RUNDBLICK_VENV, else .venv). Exit code 1 when something was found.
set -eu
cd "$(dirname "$0")/.."
python=$(cd "${RUNDBLICK_VENV:-.venv}/bin" && pwd)/python
for program in strace unshare Xvfb; do
    command -v "$program" >/dev/null || { echo "missing: $program" >&2; exit 2; }
done
work=${1:-}
[ -n "$work" ] || { work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; }
mkdir -p "$work"
work=$(cd "$work" && pwd)
options=$("$python" -c 'import sys; sys.path.insert(0, "tests/faults"); import watched_calls; print(*watched_calls.OPTIONS)')

# run PLATFORM COMMAND...: one run in a folder of its own.
run() {
    platform=$1; shift
    folder=$work/$platform
    rm -rf "$folder"
    mkdir -p "$folder/home" "$folder/tmp" "$folder/runtime"
    chmod 700 "$folder/runtime"
    echo "== $platform"
    env -u XDG_CONFIG_HOME -u XDG_STATE_HOME -u XDG_DATA_HOME -u XDG_CACHE_HOME HOME="$folder/home" \
        TMPDIR="$folder/tmp" XDG_RUNTIME_DIR="$folder/runtime" PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 \
        QT_QPA_PLATFORM="$platform" unshare -rn sh -ec "$1" sh "$python" "$folder" $options >"$folder/said" 2>&1 ||
        { tail -n 20 "$folder/said" >&2; failed=1; return; }
    "$python" tests/faults/watched_calls.py "$folder/trace" Zwiebelfischkopf "$folder" || failed=1
}

failed=
watch='python=$1 folder=$2; shift 2; strace "$@" -o "$folder/trace" "$python" -m tests.faults.whole_demo "$folder/out"'
run offscreen "$watch"
# The screen's own server lies outside of what is watched; it ends with the network it was started in.
run xcb "Xvfb :77 -screen 0 1366x768x24 -nolisten tcp >\"\$2/xvfb.log\" 2>&1 & screen=\$!
trap 'kill \$screen' EXIT; export DISPLAY=:77; until [ -S /tmp/.X11-unix/X77 ]; do :; done; $watch"
[ -z "$failed" ]
