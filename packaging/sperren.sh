#!/bin/sh
# Makes the lock files anew from pyproject.toml: names, versions and hashes, for Python 3.11 to 3.13 on Linux
# and Windows. Needs uv and the network. A lock file names no host and no path.
#
#   requirements.lock         what the program needs without a window
#   requirements-window.lock  the window on top of that
#   requirements-test.lock    what the tests of app/ need on top of the first
#   requirements-dev.lock     what all tests and the gates need on top of the three others
#
# usage: packaging/sperren.sh [--upgrade]     without --upgrade locked versions stay where they still fit
set -eu
cd "$(dirname "$0")"
uv=${UV:-uv}
command -v "$uv" >/dev/null 2>&1 || { echo "uv not found: put it on the PATH or name it in \$UV" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT INT TERM

# lock EXTRAS TARGET EARLIER...: resolves pyproject with the comma-separated EXTRAS, held to what stands in
# the EARLIER lock files, and writes to TARGET what they do not hold yet.
lock() {
    extras=$1 target=$2; shift 2
    : >"$tmp/constraints"
    for earlier; do grep -E '^[a-zA-Z0-9]' "$earlier" | sed 's/ *\\$//' >>"$tmp/constraints"; done
    set --
    for extra in $(printf %s "$extras" | tr , ' '); do set -- "$@" --extra "$extra"; done
    rm -f "$tmp/out"; [ -n "${upgrade:-}" ] || [ ! -f "$target" ] || cp "$target" "$tmp/out"
    "$uv" pip compile ../pyproject.toml "$@" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --no-annotate --constraint "$tmp/constraints" --quiet --output-file "$tmp/out"
    {
        echo "# Made by packaging/sperren.sh from pyproject.toml; not meant to be edited."
        awk -v known="$tmp/constraints" '
            BEGIN { while ((getline line < known) > 0) { sub(/ *;.*/, "", line); have[line] = 1 } }
            /^[a-zA-Z0-9]/ { name = $1; show = !(name in have) }
            show' "$tmp/out"
    } >"$tmp/new"
    mv "$tmp/new" "$target"
}

[ "${1:-}" != --upgrade ] || upgrade=1
lock "" requirements.lock
lock window requirements-window.lock requirements.lock
lock test requirements-test.lock requirements.lock
lock window,test,dev requirements-dev.lock requirements.lock requirements-window.lock requirements-test.lock
chmod 644 ./*.lock
if grep -nE '://|--(index|extra-index|find-links)|^[^#]*(file:|/)' ./*.lock; then
    echo "a lock file names a host or a path (above)" >&2; exit 1
fi
wc -l ./*.lock
