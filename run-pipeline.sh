#!/usr/bin/env bash
# Check, build, deploy and verify the platform.
#
#   ./run-pipeline.sh                 quality, scan, build, deploy, verify; stops at the first failure
#   ./run-pipeline.sh test            quality alone: needs Python 3.11, and no Docker
#   ./run-pipeline.sh STAGE...        the stages named, in the order given:
#
#     quality    lint, types, import rules, the UI's and all other tests, coverage of each service
#     scan       secrets in history and tree, Dockerfiles, insecure code, known faults of dependencies
#     build      the images, tagged with the commit and latest
#     deploy     docker compose up; what ran before runs again when it does not become healthy
#     verify     health of every service, then one synthetic alert that must become a page and be resolved;
#                when it fails right after deploy, what ran before runs again
#     faults     processes killed, frozen and cut off while alerts come, for minutes; no part of the default
#     rollback   the images that ran before the last deployment, by hand
#
# Environment: AUDIT_OFFLINE=1 goes on where no advisory service can be reached; VERIFY_API_KEY is the key of a viewer
# with which verify reads, once the first administrator's password was changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

ALL=(quality scan build deploy verify)

usage() { sed -n '2,/^set -/{/^set -/d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"; }

file_of() { # the file of a stage; its name may be "test"
    local file="scripts/pipeline/${1/#test/quality}.sh"
    case $1 in
        test | quality | scan | build | deploy | verify | faults | rollback) printf '%s\n' "$file" ;;
        *)
            echo "run-pipeline: there is no stage \"$1\". Expected: test, ${ALL[*]}, faults, rollback. See --help." >&2
            return 2
            ;;
    esac
}

run() { # STAGE FILE
    local from=$SECONDS
    printf '\n=== %s\n' "$1"
    if "$2"; then
        printf '=== %s passed in %d s\n' "$1" $((SECONDS - from))
    else
        printf '=== %s FAILED after %d s; the stages after it were not run\n' "$1" $((SECONDS - from)) >&2
        return 1
    fi
}

main() {
    local stage file files=() deployed=''
    if [ $# -eq 0 ]; then set -- "${ALL[@]}"; fi
    for stage; do
        case $stage in -h | --help) usage; return 0 ;; esac
    done
    for stage; do
        file=$(file_of "$stage") || return 2
        files+=("$file")
    done
    for file in "${files[@]}"; do
        stage=$1
        shift
        # shellcheck disable=SC2310 # a failed stage is answered here, not by set -e
        if ! run "$stage" "$file"; then
            if [ "$stage" = verify ] && [ -n "$deployed" ]; then
                run rollback scripts/pipeline/rollback.sh || true
            fi
            return 1
        fi
        if [ "$stage" = deploy ]; then deployed=yes; fi
    done
    printf '\npipeline: every stage passed in %d s\n' "$SECONDS"
}

main "$@"
