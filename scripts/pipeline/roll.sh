# shellcheck shell=bash
# Sourced by deploy and rollback, after common.sh: replaces what runs by the images tagged latest, one service after another.
#
# A container of the new image starts beside the one that runs, unknown to the other services. Only once it is healthy it
# takes requests too, and the one that runs is replaced. What does not become healthy has answered nobody, and what ran
# runs on. Two of one service at once are no harm: every worker may run in any number of copies.

HEALTHY_WITHIN_S=${HEALTHY_WITHIN_S:-300}
GATEWAY_LOOKS_AGAIN_S=6 # it asks for the addresses of a service every two seconds; a busy machine is later

running_container() { docker compose ps --quiet "$1" | head -n 1; }

is_up_to_date() { # SERVICE: it runs, and runs the image tagged latest
    local container
    container=$(running_container "$1")
    [ -n "$container" ] &&
        [ "$(docker inspect --format '{{.Image}}' "$container")" = "$(docker image inspect --format '{{.Id}}' "$(image_of "$1"):latest")" ]
}

becomes_healthy() { # CONTAINER
    local state until=$((SECONDS + HEALTHY_WITHIN_S))
    while [ "$SECONDS" -lt "$until" ]; do
        state=$(docker inspect --format '{{.State.Status}}/{{if .State.Health}}{{.State.Health.Status}}{{end}}' "$1")
        case $state in
            running/healthy) return 0 ;;
            running/unhealthy | exited/* | dead/*) return 1 ;;
        esac
        sleep 1
    done
    return 1
}

known_as() { # SERVICE CONTAINER: from here on the others reach the container by the service's name
    local network
    for network in $(docker inspect --format '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}' "$2"); do
        docker network disconnect "$network" "$2"
        docker network connect --alias "$1" "$network" "$2"
    done
}

roll() { # SERVICE: returns 1, with the one that ran still running, where the new one does not become healthy
    local service=$1 container status
    printf -- '--- %s: %s\n' "$STAGE" "$service"
    container=$(docker compose run --detach --no-deps --quiet-pull "$service" 2>/dev/null | tail -n 1)
    if [ -z "$container" ] || ! becomes_healthy "$container"; then
        status=$(docker inspect --format '{{.State.Status}}, {{if .State.Health}}{{.State.Health.Status}}{{end}}' "$container" 2>/dev/null)
        [ -z "$container" ] || docker logs --tail 30 "$container" >&2 || true
        docker rm --force "$container" >/dev/null 2>&1 || true
        echo "    $service: its new container did not become healthy (${status:-it did not start}); the one that ran runs on" >&2
        return 1
    fi
    known_as "$service" "$container"
    becomes_healthy "$container" || echo "    $service: the container beside does not answer any more" >&2
    sleep "$GATEWAY_LOOKS_AGAIN_S"
    if ! docker compose up --detach --no-deps --no-build --wait --wait-timeout "$HEALTHY_WITHIN_S" "$service"; then
        status=1
    fi
    sleep "$GATEWAY_LOOKS_AGAIN_S"
    docker stop --time 20 "$container" >/dev/null
    docker rm --force "$container" >/dev/null
    return "${status:-0}"
}

roll_all() { # SERVICE...: those of them that run, and run something else
    local service
    for service; do
        [ -n "$(running_container "$service")" ] || continue
        if is_up_to_date "$service"; then continue; fi
        roll "$service" || return 1
    done
}
