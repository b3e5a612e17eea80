#!/usr/bin/env bash
# Check, build, deploy and verify the platform.
#
#   ./run-pipeline.sh                 quality, scan, build, deploy, verify; stops at the first failure
#   ./run-pipeline.sh test            quality alone: needs Python 3.11, and no Docker
#   ./run-pipeline.sh STAGE...        the stages named, in the order given; --only STAGE is the same
#   ./run-pipeline.sh --from STAGE    this one of the five, and those after it
#
#     quality    lint, types, import rules, the UI's and all other tests, coverage of each service
#     scan       secrets in history and tree, Dockerfiles, insecure code, licences and known faults of dependencies
#     build      the images, tagged with the commit and latest, each with a list of what is in it
#     deploy     docker compose up; what ran before runs again when it does not become healthy
#     verify     health of every service, then one synthetic alert that must become a page and be resolved;
#                when it fails right after deploy, what ran before runs again
#     faults     processes killed, frozen and cut off while alerts come, for minutes; no part of the default
#     rollback   the images that ran before the last deployment, by hand
#
# Options: --json FILE writes what passed and failed, and how long it took. --fresh runs again what passed on this very
# tree before: without it, checks of quality that depend on nothing else count as passed, and say so.
#
# Environment: AUDIT_OFFLINE=1 goes on where no advisory service can be reached; VERIFY_API_KEY is the key of a viewer
# with which verify reads, once the first administrator's password was changed; NO_COLOR=1 has nothing coloured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

ALL=(quality scan build deploy verify)

usage() { sed -n '2,/^set -/{/^set -/d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"; }

refuse() {
    printf 'run-pipeline: %s See --help.\n' "$1" >&2
    exit 2
}

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

read_arguments() { # leaves the stages in STAGES, and the options in JSON and the environment
    STAGES=() JSON=''
    while [ $# -gt 0 ]; do
        case $1 in
            -h | --help)
                usage
                exit 0
                ;;
            --fresh) export PIPELINE_FRESH=1 ;;
            --json | --from | --only)
                [ $# -ge 2 ] || refuse "$1 needs a value."
                case $1 in
                    --json) JSON=$2 ;;
                    --only) STAGES+=("$2") ;;
                    --from) stages_from "$2" ;;
                esac
                shift
                ;;
            -*) refuse "there is no option \"$1\"." ;;
            *) STAGES+=("$1") ;;
        esac
        shift
    done
    if [ ${#STAGES[@]} -eq 0 ]; then STAGES=("${ALL[@]}"); fi
}

stages_from() { # STAGE
    local stage
    for stage in "${ALL[@]}"; do
        if [ "$stage" = "${1/#test/quality}" ] || [ ${#STAGES[@]} -gt 0 ]; then STAGES+=("$stage"); fi
    done
    [ ${#STAGES[@]} -gt 0 ] || refuse "--from takes one of ${ALL[*]}, not \"$1\"."
}

use_colours() { # on a terminal; what is kept in a file is read as text
    GOOD='' BAD='' PLAIN=''
    if [ -t 1 ] && [ -z "${NO_COLOR:-}${CI:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
        GOOD=$'\e[32m' BAD=$'\e[31m' PLAIN=$'\e[0m'
    fi
    export GOOD BAD PLAIN
}

record() { printf 'stage\t%s\t\t%s\t%s\t\n' "$1" "$2" "$3" >>"$PIPELINE_RECORD"; } # STAGE STATUS SECONDS

run() { # STAGE FILE
    local from=$SECONDS
    printf '\n=== %s\n' "$1"
    if "$2"; then
        record "$1" passed $((SECONDS - from))
        printf '=== %s %spassed%s in %d s\n' "$1" "$GOOD" "$PLAIN" $((SECONDS - from))
    else
        record "$1" failed $((SECONDS - from))
        printf '=== %s %sFAILED%s after %d s; the stages after it were not run\n' "$1" "$BAD" "$PLAIN" $((SECONDS - from)) >&2
        return 1
    fi
}

finish() { # also of a run that was stopped
    local status=$?
    if [ -n "$JSON" ] && ! python3 scripts/pipeline/report.py "$status" "$SECONDS" "${STAGES[@]}" <"$PIPELINE_RECORD" >"$JSON"; then
        echo "run-pipeline: the report could not be written to $JSON" >&2
        [ "$status" -ne 0 ] || status=1
    fi
    rm -f "$PIPELINE_RECORD"
    exit "$status"
}

run_all() { # FILE...: of each of STAGES
    local file number=0 stage deployed=''
    for file; do
        stage=${STAGES[number]}
        number=$((number + 1))
        # shellcheck disable=SC2310 # a failed stage is answered here, not by set -e
        if ! run "$stage" "$file"; then
            if [ "$stage" = verify ] && [ -n "$deployed" ]; then
                run rollback scripts/pipeline/rollback.sh || true
            fi
            return 1
        fi
        if [ "$stage" = deploy ]; then deployed=yes; fi
    done
    printf '\npipeline: every stage %spassed%s in %d s\n' "$GOOD" "$PLAIN" "$SECONDS"
}

main() {
    local stage file files=()
    read_arguments "$@"
    for stage in "${STAGES[@]}"; do
        file=$(file_of "$stage") || return 2
        files+=("$file")
    done
    use_colours
    PIPELINE_RECORD=$(mktemp)
    export PIPELINE_RECORD
    trap finish EXIT
    run_all "${files[@]}"
}

main "$@"
