#!/bin/bash
set -euo pipefail
export APP_HOME="${HOME}/shop"
name="${HOSTNAME%{tail}}"
curl -s -o /dev/null -w '%{http_code} %{time_total}\n' http://localhost/health
printf '%s' "$${literal} %%{literal}"
