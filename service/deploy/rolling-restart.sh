#!/bin/sh
# Restarts one instance after the other and goes on only when it takes requests again:
#   service/deploy/rolling-restart.sh 8081 8082
# RESTART is the command that restarts an instance, its port is put behind it: "systemctl restart handoff-service@".
set -eu
[ $# -gt 0 ] || { echo "Give the ports of the instances." >&2; exit 2; }
for port in "$@"; do
  ${RESTART:-systemctl restart handoff-service@}"$port"
  tries=0
  until curl --silent --fail --max-time 2 --output /dev/null "http://127.0.0.1:$port/readyz"; do
    tries=$((tries + 1))
    if [ "$tries" -ge "${TRIES:-60}" ]; then
      echo "The instance on $port does not take requests; the others were left as they are. See its log." >&2
      exit 1
    fi
    sleep "${PAUSE:-0.5}"
  done
  echo "The instance on $port is ready."
done
