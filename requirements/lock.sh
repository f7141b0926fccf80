#!/bin/sh
# Writes the hashed locks from pyproject.toml: sh requirements/lock.sh [--upgrade]
# Needs uv. A lock holds names, versions and hashes only: where packages come from is the user's own choice.
set -eu
cd "$(dirname "$0")/.."
lock() {
    set_name=$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "sh requirements/lock.sh" \
        "$@" --output-file "requirements/$set_name.txt"
}
lock build --group build "$@"
lock run pyproject.toml -c requirements/build.txt "$@"
lock cluster --group cluster -c requirements/run.txt "$@"
lock test --group test -c requirements/run.txt -c requirements/cluster.txt "$@"
lock bench --group bench -c requirements/run.txt "$@"
