#!/usr/bin/env bash
# The programs that tests/tools/run.sh asks, in a Python environment of their own: install.sh FOLDER
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
python3 -m venv "$1"
"$1/bin/pip" install --quiet --disable-pip-version-check --no-compile --requirement "$here/requirements.txt"
