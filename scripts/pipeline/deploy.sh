#!/usr/bin/env bash
# Start the images that were built, wait until all is healthy; otherwise run again what ran before.
set -euo pipefail
STAGE=deploy
# shellcheck source=scripts/pipeline/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

HEALTHY_WITHIN_S=300

images_are_there() {
    local service
    while read -r service; do
        docker image inspect "$(image_of "$service"):latest" >/dev/null 2>&1 ||
            fail "images" "$(image_of "$service"):latest" "no such image: ./run-pipeline.sh build comes first"
    done < <(built_services)
}

# What runs now is what a rollback goes back to. Tags of a deployment before that one are taken away.
remember_what_runs() {
    local service container
    while read -r service; do
        docker image rm --force "$(image_of "$service"):previous" >/dev/null 2>&1 || true
        container=$(docker compose ps --quiet "$service" | head -n 1)
        if [ -n "$container" ]; then
            docker tag "$(docker inspect --format '{{.Image}}' "$container")" "$(image_of "$service"):previous"
        fi
    done < <(long_running_services)
}

start() { docker compose up --detach --wait --wait-timeout "$HEALTHY_WITHIN_S" --no-build --remove-orphans; }

show_what_is_wrong() {
    local service state health exit_code
    docker compose ps --all
    while IFS='|' read -r service state health exit_code; do
        case $state/$health/$exit_code in
            */healthy/* | exited/*/0) ;; # one that crashes again and again has no health at all
            *) docker compose logs --no-color --tail 30 "$service" ;;
        esac
    done < <(docker compose ps --all --format '{{.Service}}|{{.State}}|{{.Health}}|{{.ExitCode}}')
}

main() {
    need_docker
    images_are_there
    remember_what_runs
    printf -- '--- deploy: up\n'
    # shellcheck disable=SC2310 # a failed start is answered here
    if start; then
        docker compose ps
        return 0
    fi
    show_what_is_wrong >&2 || true
    "$PIPELINE_ROOT/scripts/pipeline/rollback.sh" || true
    fail "up" "every container to be healthy within $HEALTHY_WITHIN_S s" "the state and the logs above"
}

main
