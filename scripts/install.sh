#!/bin/sh
# Installs the package into an org: scripts/install.sh --target-org ALIAS. With --help it lists its options.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh
PATH="$PWD/node_modules/.bin:$PATH"
exec node scripts/install/main.ts "$@"
