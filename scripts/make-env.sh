#!/usr/bin/env bash
# Give every secret of .env.example a random value in .env, where it has none yet.
#   scripts/make-env.sh [FILE]      FILE: what to write, default .env beside docker-compose.yml; mode 600
# A value that is there is never changed, so it can be run again: after an upgrade it adds what is new.
set -euo pipefail
umask 077
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=${1:-.env}
draft=''
trap 'rm -f ${draft:+"$draft"}' EXIT

random_secret() { # 40 letters and digits, about 238 bits: safe in a URL, in a shell and in YAML
    local text=''
    while [ ${#text} -lt 40 ]; do
        text+=$(head -c 64 /dev/urandom | base64 | tr -dc 'A-Za-z0-9')
    done
    printf '%s' "${text:0:40}"
}

value_for() { # a key begins as every key of the platform does, so that it is recognised where it should not be
    case $1 in
        *_API_KEY) printf 'ock_%s' "$(random_secret)" ;;
        *) random_secret ;;
    esac
}

# What comes from elsewhere, or may stay empty.
NOT_MADE_UP='SMTP_PASSWORD|OIDC_CLIENT_SECRET|WEBHOOK_SIGNING_SECRET|SLACK_SIGNING_SECRET'

secrets() { # the names in .env.example that nobody but this installation has to know
    sed -nE 's/^([A-Z_]+)=$/\1/p' .env.example | grep -E '(_PASSWORD|_SECRET|_API_KEY|_KEYS)$' | grep -vxE "$NOT_MADE_UP"
}

main() {
    local base=.env.example name added=()
    if [ -e "$target" ]; then base=$target; fi
    draft=$(mktemp "$target.XXXXXX")
    cat "$base" >"$draft"
    while read -r name; do
        if grep -qE "^$name=." "$draft"; then continue; fi
        if grep -qE "^$name=" "$draft"; then
            sed -i "s/^$name=.*/$name=$(value_for "$name")/" "$draft"
        else
            printf '%s=%s\n' "$name" "$(value_for "$name")" >>"$draft"
        fi
        added+=("$name")
    done < <(secrets)
    if [ ${#added[@]} -eq 0 ]; then
        echo "make-env: $target has every secret already; nothing was changed."
        return 0
    fi
    mv -f "$draft" "$target"
    draft=''
    echo "make-env: $target (mode 600) now has a random value for ${added[*]}."
    echo "  Sign in as $(sed -n 's/^ADMIN_EMAIL=//p' "$target") with ADMIN_PASSWORD; send alerts with INGEST_API_KEY."
    echo "  Next: docker compose up -d --wait"
}

main
