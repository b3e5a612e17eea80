#!/usr/bin/env bash
# Build the images: tagged with the commit and latest, the commit in a label, none larger than it may be, and beside them
# what is in each (CycloneDX). None holds a secret of .env.
set -euo pipefail
STAGE=build
# shellcheck source=scripts/pipeline/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

AT_MOST_MB=600 # of one image, its base included
INVENTORIES=.local/sbom

tag_with() { # REVISION
    local service
    while read -r service; do
        docker tag "$(image_of "$service"):latest" "$(image_of "$service"):$1"
    done < <(built_services)
}

sizes() {
    local service megabytes too_large=''
    while read -r service; do
        megabytes=$(($(docker image inspect --format '{{.Size}}' "$(image_of "$service"):latest") / 1000000))
        printf '    %-32s %4d MB\n' "$(image_of "$service")" "$megabytes"
        if [ "$megabytes" -gt "$AT_MOST_MB" ]; then too_large+=" $(image_of "$service") has $megabytes MB;"; fi
    done < <(built_services)
    if [ -n "$too_large" ]; then
        echo "   $too_large at most $AT_MOST_MB MB are allowed" >&2
        return 1
    fi
}

labels() {
    local service found wrong=0
    while read -r service; do
        found=$(docker image inspect --format '{{index .Config.Labels "org.opencontainers.image.revision"}}' "$(image_of "$service"):latest")
        if [ "$found" != "$REVISION" ]; then
            echo "    $(image_of "$service"): its label says revision \"$found\", this is $REVISION" >&2
            wrong=1
        fi
    done < <(built_services)
    return "$wrong"
}

without_secrets() {
    local images=() service
    while read -r service; do images+=("$(image_of "$service"):latest"); done < <(built_services)
    docker compose config --format json | python3 scripts/pipeline/image_secrets.py "${images[@]}"
}

inventories() { # from the lock files, which say what the images were built of
    local service
    mkdir -p "$INVENTORIES"
    for service in services/*/pyproject.toml; do
        service=$(basename "$(dirname "$service")")
        "$UV" export --quiet --frozen --no-dev --package "$service" --format cyclonedx1.5 --output-file "$INVENTORIES/$service.cdx.json" 2>/dev/null
    done
    "$UV" export --quiet --frozen --only-group migrate --format cyclonedx1.5 --output-file "$INVENTORIES/migrate.cdx.json" 2>/dev/null
    npm sbom --sbom-format cyclonedx --omit dev --package-lock-only >"$INVENTORIES/web-ui.cdx.json"
    "$PYTHON" - "$INVENTORIES"/*.cdx.json <<'PYTHON'
import json, pathlib, sys
for path in map(pathlib.Path, sys.argv[1:]):
    inventory = json.loads(path.read_text())
    assert inventory["bomFormat"] == "CycloneDX" and inventory["components"], f"{path} lists nothing"
    print(f"    {path}: {len(inventory['components'])} components")
PYTHON
}

main() {
    need_docker
    REVISION=$(revision)
    export REVISION
    step "images" "every image of docker-compose.yml to build" docker compose build
    step "tags" "each image tagged $REVISION" tag_with "$REVISION"
    step "labels" "each image to name the commit it is made of" labels
    step "secrets" "no secret of .env in an image or its history" without_secrets
    step "sizes" "no image larger than $AT_MOST_MB MB" sizes
    set_up
    use_node
    step "inventories" "what is in each image, in $INVENTORIES" inventories
}

main
