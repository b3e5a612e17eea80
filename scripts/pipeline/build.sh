#!/usr/bin/env bash
# Build the images: tagged with the commit and latest, the commit in a label.
set -euo pipefail
STAGE=build
# shellcheck source=scripts/pipeline/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

tag_with() { # REVISION
    local service
    while read -r service; do
        docker tag "$(image_of "$service"):latest" "$(image_of "$service"):$1"
        docker image inspect --format "    $(image_of "$service"):$1  {{.Size}} bytes" "$(image_of "$service"):$1"
    done < <(built_services)
}

main() {
    need_docker
    REVISION=$(revision)
    export REVISION
    step "images" "every image of docker-compose.yml to build" docker compose build
    step "tags" "each image tagged $REVISION" tag_with "$REVISION"
}

main
