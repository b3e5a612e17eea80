#!/usr/bin/env bash
# The fault tests at full length: three minutes in which a process dies every two seconds, a minute in which
# a neighbour stands still. Needs what quality needs.
set -euo pipefail
STAGE=faults
# shellcheck source=scripts/pipeline/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

main() {
    set_up
    export FAULTS_KILLING_SECONDS=${FAULTS_KILLING_SECONDS:-180}
    export FAULTS_HANGING_SECONDS=${FAULTS_HANGING_SECONDS:-60}
    step "faults" "nothing lost, nothing done twice, nothing to be touched by hand" "$(tool pytest)" tests/faults
}

main
