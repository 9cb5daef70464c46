#!/bin/sh
# Makes sure the browser tests have a Chromium: the system's own, Debian's package, or Playwright's download.
set -eu
bin=${1:?"usage: browser.sh VENV/bin"}
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
    "$bin/python" -m playwright install chromium
fi
