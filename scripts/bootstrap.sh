# shellcheck shell=bash
# Sourced by run-local.sh and run-pipeline.sh. From a machine with Python 3.11 and nothing else it makes the virtual
# environment .venv that uv.lock describes:
#
#     bootstrap local      # or dev; afterwards $PYTHON is the environment's interpreter and $UV is uv
#
# Nothing is installed outside the checkout. The index and the certificates are those of the user's pip or uv settings.

UV_VERSION=0.13.9
BOOTSTRAP_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

bootstrap() {
    local group=$1
    PYTHON_FOUND=$(find_python) || return 1
    # Bytecode is made here, once: a service that must be back within seconds cannot compile its libraries first.
    export UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_PROJECT_ENVIRONMENT=$BOOTSTRAP_ROOT/.venv
    PYTHON=$UV_PROJECT_ENVIRONMENT/bin/python
    trust_what_pip_trusts
    use_a_writable_cache
    UV=$(find_uv || fetch_uv) || return 1
    sync_environment "$group"
}

find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    echo "Python 3.11 or newer is needed, and there is none on PATH. On Debian: apt install python3" >&2
    return 1
}

# uv reads neither pip's configuration nor, unless told to, the machine's certificates; Node reads only its own.
trust_what_pip_trusts() {
    local bundle=${SSL_CERT_FILE:-${PIP_CERT:-$(pip_setting cert)}} index
    if [ -n "$bundle" ] && [ -f "$bundle" ]; then
        export SSL_CERT_FILE=$bundle
    else
        bundle=/etc/ssl/certs/ca-certificates.crt
    fi
    if [ -f "$bundle" ]; then
        export UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-1} NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$bundle}
    fi
    index=${UV_DEFAULT_INDEX:-${UV_INDEX_URL:-${PIP_INDEX_URL:-$(pip_setting index-url)}}}
    if [ -n "$index" ]; then
        export UV_DEFAULT_INDEX=$index
    fi
}

# One value of pip's configuration files, read without pip, which Debian does not install with Python.
pip_setting() {
    "$PYTHON_FOUND" "$BOOTSTRAP_ROOT/scripts/fetch_uv.py" --pip-setting "$1"
}

use_a_writable_cache() {
    local cache=${UV_CACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}}
    if ! mkdir -p "$cache" 2>/dev/null || [ ! -w "$cache" ]; then
        export UV_CACHE_DIR=$BOOTSTRAP_ROOT/.local/cache/uv
    fi
}

find_uv() {
    local candidate
    for candidate in "$(command -v uv)" "$(private_uv)"; do
        if [ -x "$candidate" ] && [[ "$("$candidate" --version 2>/dev/null)" == "uv $UV_VERSION"* ]]; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

private_uv() {
    echo "$BOOTSTRAP_ROOT/.local/tools/uv-$UV_VERSION/bin/uv"
}

# By pip where there is one (--target also works where the system's Python is marked as externally managed), by a
# virtual environment's pip, or by the standard library alone.
fetch_uv() {
    local target=$BOOTSTRAP_ROOT/.local/tools/uv-$UV_VERSION said
    local quietly=(--quiet --no-deps --only-binary :all: --disable-pip-version-check --root-user-action ignore)
    mkdir -p "$target"
    said=$(mktemp)
    echo "Getting uv $UV_VERSION into .local/tools (once)." >&2
    # shellcheck disable=SC2310 # each way may fail; the next one is tried then
    if "$PYTHON_FOUND" -m pip install "${quietly[@]}" --target "$target" --upgrade "uv==$UV_VERSION" >"$said" 2>&1 ||
        { "$PYTHON_FOUND" -m venv "$target" &&
            "$target/bin/python" -m pip install "${quietly[@]}" "uv==$UV_VERSION"; } >>"$said" 2>&1 ||
        "$PYTHON_FOUND" "$BOOTSTRAP_ROOT/scripts/fetch_uv.py" "$UV_VERSION" "$target/bin/uv" >>"$said" 2>&1; then
        rm -f "$said"
        private_uv
        return
    fi
    {
        echo "uv $UV_VERSION could not be had, neither by pip nor by a virtual environment nor by a download:"
        tail -n 5 "$said"
        echo "Is the package index reachable? pip's own settings (index-url, cert, proxy) are respected. Or put uv" \
            "$UV_VERSION on PATH."
    } >&2
    rm -f "$said"
    return 1
}

sync_environment() {
    local group=$1
    if [ ! -x "$PYTHON" ]; then
        echo "Setting up .venv from uv.lock (once, about half a minute)." >&2
    fi
    # Inexact: what a developer has in the environment besides stays there.
    if ! "$UV" sync --quiet --frozen --inexact --no-default-groups --group "$group" --python "$PYTHON_FOUND" \
        --project "$BOOTSTRAP_ROOT"; then
        echo "The virtual environment .venv could not be made from uv.lock; the lines above say why." >&2
        return 1
    fi
}
