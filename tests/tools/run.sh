#!/usr/bin/env bash
# The database and the exports in the hands of the programs that analysts use. Builds a database from the
# corpus, then asks each program questions whose answers are known; a wrong answer ends with status 1.
#
#   tests/tools/run.sh target/release/figtrace
#
# Needs Python 3 with venv, and what pip installs from requirements.txt.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
figtrace="$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# FIGTRACE_TOOLS names an environment that has the programs already.
tools="${FIGTRACE_TOOLS:-$scratch/venv}"
if [ ! -x "$tools/bin/python" ]; then
    "$here/install.sh" "$tools"
fi
if [ "$tools" != "$scratch/venv" ]; then
    ln -s "$tools" "$scratch/venv"
fi

cd "$root"
"$figtrace" ingest --quiet --captured-at 2025-01-01T00:00:00Z --db "$scratch/figtrace.db" corpus/articles
mkdir "$scratch/out"
for format in csv jsonl parquet turtle jsonld; do
    "$figtrace" export --db "$scratch/figtrace.db" --format "$format" --output "$scratch/out"
done
"$figtrace" export --db "$scratch/figtrace.db" --format parquet --view series --output "$scratch/out"
"$figtrace" export --db "$scratch/figtrace.db" --format parquet --view provenance --output "$scratch/out"

"$tools/bin/python" "$here/check.py" "$scratch" "$root/datasette/metadata.yaml"
