#!/bin/sh
# Makes a scratch org of config/project-scratch-def.json and installs the package with its sample deals:
#   scripts/scratch.sh [ALIAS] [options of scripts/install.sh]
# Needs a Dev Hub: sf org login web --set-default-dev-hub
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh
PATH="$PWD/node_modules/.bin:$PATH"
export PATH SF_AUTOUPDATE_DISABLE=true SF_DISABLE_AUTOUPDATE=true SF_DISABLE_TELEMETRY=true
alias=handoff
case "${1:---}" in
  -*) ;;
  *) alias=$1; shift ;;
esac
if sf org display --target-org "$alias" >/dev/null 2>&1; then
  echo "The org \"$alias\" is there already and is used again (sf org delete scratch --target-org $alias removes it)."
else
  sf org create scratch --definition-file config/project-scratch-def.json --alias "$alias" \
    --duration-days "${SCRATCH_DAYS:-7}" --wait 15 || {
    echo "No scratch org was made. Log in to a Dev Hub (sf org login web --set-default-dev-hub) and run this again." >&2
    exit 1
  }
fi
exec node scripts/install/main.ts --target-org "$alias" --sample-data "$@"
