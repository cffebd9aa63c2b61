#!/usr/bin/env bash
# PostgreSQL 17 with pgvector for tests, from Debian's packages unpacked into a folder: nothing is installed on the
# machine. As root, on Debian or what derives from it:
#   postgres17.sh start DIR PORT   prints the URL; trusts everybody on 127.0.0.1; fsync off
#   postgres17.sh stop DIR         the data does not outlive it, the unpacked packages do
# Exit code 3, with the reason, where it can't be had; that is not a failure of what would have been tested.
set -euo pipefail

unavailable() {
  echo "PostgreSQL 17 can't be had here: $1" >&2
  exit 3
}
usage() {
  echo "usage: postgres17.sh start DIR PORT | stop DIR" >&2
  exit 2
}

[ $# -ge 2 ] || usage
command=$1
dir=$(realpath -m "$2")
programs=/usr/lib/postgresql/17/bin
# PostgreSQL refuses to run as root; the number needs no account on the machine.
owner=26

[ "$(id -u)" = 0 ] || unavailable 'chroot needs root'

inside() {
  local program=$1
  shift
  LC_ALL=C.UTF-8 chroot --userspec="$owner:$owner" "$dir" "$programs/$program" "$@"
}

unpack() {
  command -v apt-get >/dev/null || unavailable 'no apt-get on this machine'
  if ! command -v mmdebstrap >/dev/null; then
    { apt-get -qq update && apt-get -qq install -y --no-install-recommends mmdebstrap; } >/dev/null 2>&1 ||
      unavailable 'mmdebstrap could not be installed'
  fi
  local sources mirror unpacked
  sources=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
  mirror=$(grep -oE 'https?://[^] ]+/debian/?( |$)' <<<"$sources" | head -n 1 | tr -d ' ' || true)
  [ -n "$mirror" ] || unavailable 'no Debian mirror among the apt sources'
  unpacked="$dir.unpacking"
  rm -rf "$unpacked"
  mmdebstrap --quiet --variant=extract \
    --include=base-files,dash,postgresql-17,postgresql-17-pgvector trixie "$unpacked" \
    "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$dir.log" 2>&1 ||
    unavailable "the packages could not be unpacked: $(tail -n 1 "$dir.log")"
  echo "postgres:x:$owner:$owner::/:/bin/sh" >"$unpacked/etc/passwd"
  # Into a folder that is there already, mv would put it one level too deep.
  [ ! -d "$dir" ] || rmdir "$dir" || unavailable "$dir holds something else"
  mv "$unpacked" "$dir"
}

case $command in
start)
  [ $# -eq 3 ] || usage
  port=$3
  mkdir -p "$(dirname "$dir")"
  [ -x "$dir$programs/postgres" ] || unpack
  rm -rf "$dir/data"
  install -d -o "$owner" -g "$owner" -m 700 "$dir/data"
  inside initdb -D /data -U postgres --auth=trust --no-sync --encoding=UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 ||
    unavailable "initdb failed: $(tail -n 1 "$dir/initdb.log")"
  options="-p $port -k /tmp -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
  inside pg_ctl -D /data -w -s -l /tmp/log -o "$options" start >/dev/null ||
    unavailable "the server did not start: $(tail -n 1 "$dir/tmp/log")"
  echo "postgresql://postgres@127.0.0.1:$port/postgres"
  ;;
stop)
  inside pg_ctl -D /data -w -s -m immediate stop
  rm -rf "$dir/data"
  ;;
*) usage ;;
esac
