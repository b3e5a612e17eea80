#!/usr/bin/env bash
# Ask what is deployed whether it does its job: health everywhere, then one alert that must become a page.
set -euo pipefail
STAGE=verify
# shellcheck source=scripts/pipeline/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

verify() { docker compose config --format json | python3 scripts/pipeline/verify.py; }

main() {
    need_docker
    step "deployment" "health everywhere, and an alert that becomes a page and is resolved" verify
}

main
