#!/bin/sh
# Makes a clone ready: installs the dependencies when they are missing or the lockfile has changed since.
# Plain sh, because before this has run there may be neither a new enough Node nor any TypeScript.
set -eu
cd "$(dirname "$0")/.."
installed=node_modules/.installed-lockfile
if cmp -s package-lock.json "$installed"; then
  exit 0
fi
# Not `npm ci`: it refuses a lockfile that lacks optional packages of other platforms, and some registries lack those.
echo "Installing dependencies (about two minutes the first time) ..."
log=$(mktemp)
if ! npm install --no-save --no-audit --no-fund --loglevel=error >"$log" 2>&1 </dev/null; then
  cat "$log" >&2
  echo "npm install failed. Check the network and the registry, then run the command again." >&2
  exit 1
fi
rm -f "$log"
cp package-lock.json "$installed"
