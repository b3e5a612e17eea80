#!/usr/bin/env bash
# Run again the images that ran before the last deployment. The database stays on the newer schema: the older code works
# with it, and the older migrations do not know it.
set -euo pipefail
STAGE=rollback
# shellcheck source=scripts/pipeline/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=scripts/pipeline/roll.sh
. "$(dirname "${BASH_SOURCE[0]}")/roll.sh"

main() {
    need_docker
    local service services=()
    while read -r service; do
        if docker image inspect "$(image_of "$service"):previous" >/dev/null 2>&1; then
            docker tag "$(image_of "$service"):previous" "$(image_of "$service"):latest"
            services+=("$service")
        fi
    done < <(long_running_services)
    if [ ${#services[@]} -eq 0 ]; then
        fail "previous images" "images that ran before the last deployment" \
            "none: it was the first. What was deployed is left as it is; docker compose logs tells more"
    fi
    step "replaced" "the previous images to be healthy beside what runs" roll_all "${services[@]}"
    step "up" "the previous images to be healthy" \
        docker compose up --detach --wait --wait-timeout 300 --no-build --no-deps "${services[@]}"
    docker compose ps --format 'table {{.Service}}\t{{.Status}}'
}

main
