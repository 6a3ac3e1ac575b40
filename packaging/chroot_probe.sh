#!/bin/sh
# Proves the two commands of the README on a machine with nothing but a shell: builds a minimal Debian in a
# folder, copies the working tree into it (what git tracks or would track), runs `demo`, runs it a second time
# with the network cut off, builds a second demo there, runs `test`, and prints what each took.
#
#   packaging/chroot_probe.sh [-k] [-s SUITE] [-o "COMMAND ..."] [FOLDER]
#     -k  keep FOLDER afterwards, and use the system that a run before left in it (without its environment)
#     -s  the Debian suite (else bookworm)
#     -o  only these commands, of: setup demo offline rebuild test (else: all but setup)
#
# Needs root, debootstrap and unshare. Takes the mirror from this machine's own apt sources and, where they are
# set, pip's index, certificates and apt's proxy from this machine's own settings. Exit code 1 when a step fails.
set -eu
cd "$(dirname "$0")/.."
keep= suite=bookworm steps="demo offline rebuild test"
while getopts ks:o: option; do
    case $option in
    k) keep=1 ;;
    s) suite=$OPTARG ;;
    o) steps=$OPTARG ;;
    *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
work=${1:-$(mktemp -d)}
root=$work/root
mkdir -p "$work"
trap '[ -n "$keep" ] || rm -rf --one-file-system "$root"' EXIT
trap 'exit 130' INT TERM

mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
    awk -v suite="$suite" '$2 == suite && $3 == "main" { print $1; exit }')
[ "$mirror" ] || { echo "this machine's apt sources name no mirror for $suite" >&2; exit 2; }
if [ ! -x "$root/bin/sh" ]; then
    echo "building a minimal $suite in $root"
    debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$work/debootstrap.log" 2>&1 ||
        { tail "$work/debootstrap.log" >&2; exit 1; }
fi

cp /etc/resolv.conf "$root/etc/resolv.conf"
proxy=$(apt-config dump --format '%v%n' Acquire::http::Proxy)
[ -z "$proxy" ] || echo "Acquire::http::Proxy \"$proxy\";" >"$root/etc/apt/apt.conf.d/90proxy"
certificates=${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}
[ ! -f "$certificates" ] || install -D -m 644 "$certificates" "$root/etc/host-certificates.crt"
index=${PIP_INDEX_URL:-$(python3 -m pip config get global.index-url 2>/dev/null || true)}
rm -rf "$root/srv/rundblick"
mkdir -p "$root/srv/rundblick"
git ls-files -co --exclude-standard -z | tar --null --ignore-failed-read -T - -cf - 2>/dev/null | tar -C "$root/srv/rundblick" -xf -

# inside NETWORK COMMAND...: runs it in the new system; NETWORK "off" cuts the network.
inside() {
    network=--mount; [ "$1" != off ] || network=--net; shift
    unshare --mount --pid --fork "$network" --mount-proc="$root/proc" chroot "$root" /usr/bin/env -i \
        HOME=/srv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG="${LANG:-C.UTF-8}" \
        PIP_CERT=/etc/host-certificates.crt ${index:+PIP_INDEX_URL="$index"} \
        sh -c 'cd /srv/rundblick && exec "$@"' sh "$@" </dev/null
}

failed=
timed() {
    name=$1; shift
    echo "== $name"
    start=$(date +%s.%N)
    inside "$@" >"$work/$name.log" 2>&1 && result=ok || { result="exit code $?"; failed=1; }
    tail -n 12 "$work/$name.log"
    printf '%-8s %-12s %6.1f s\n' "$name" "$result" "$(echo "$start $(date +%s.%N)" | awk '{ print $2 - $1 }')" |
        tee -a "$work/summary"
}

: >"$work/summary"
for step in $steps; do
    case $step in
    setup) timed setup on ./packaging/einrichten.sh setup ;;
    demo) timed demo on ./packaging/einrichten.sh demo ;;
    offline) timed offline off ./packaging/einrichten.sh demo ;;
    rebuild) timed rebuild off ./packaging/einrichten.sh demo --no-window --out demo-ohne-netz ;;
    test) timed test on ./packaging/einrichten.sh test ;;
    *) echo "unknown step: $step" >&2; exit 2 ;;
    esac
done
echo "== summary"
cat "$work/summary"
[ -z "$failed" ]
