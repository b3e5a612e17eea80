#!/usr/bin/env bash
# Bring what was built into service, one service after another where the platform runs already. Where anything does not
# become healthy, what ran before runs again.
set -euo pipefail
STAGE=deploy
# shellcheck source=scripts/pipeline/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=scripts/pipeline/roll.sh
. "$(dirname "${BASH_SOURCE[0]}")/roll.sh"

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

# Migrations first, which the code that runs works with too; then what runs is replaced; then all that is left is started.
start() {
    local services
    mapfile -t services < <(long_running_services)
    if [ -n "$(docker compose ps --quiet "${services[@]}")" ]; then
        docker compose run --rm --no-deps migrate && roll_all "${services[@]}" || return 1
    fi
    docker compose up --detach --wait --wait-timeout "$HEALTHY_WITHIN_S" --no-build --remove-orphans
}

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
    fail "up" "every container to be healthy within $HEALTHY_WITHIN_S s" "one that is not, as its logs above tell; what ran before runs"
}

main
