#!/bin/sh
# Takes the package out of an org: scripts/uninstall.sh --target-org ALIAS. With --help it lists its options.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh
PATH="$PWD/node_modules/.bin:$PATH"
exec node scripts/uninstall/main.ts "$@"
