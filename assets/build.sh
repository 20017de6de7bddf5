#!/bin/sh
# Builds the committed style sheet and copies the vendored scripts.
# Needs Node 20 or newer; run by "npm ci && npm run build" in this folder.
set -eu
cd "$(dirname "$0")"

static=../fqa_forms/static
browser_tests=../tests/browser
mkdir -p "$static/vendor" "$browser_tests"

node_modules/.bin/sass --load-path=node_modules --style=compressed --no-source-map \
  scss/app.scss "$static/app.css"

# The source maps are not shipped, so the pointers to them go too.
copy() { sed -e 's|//# sourceMappingURL=[^ ]*$||' "node_modules/$1" > "$2"; }
copy govuk-frontend/dist/govuk/govuk-frontend.min.js "$static/vendor/govuk-frontend.min.js"
copy echarts/dist/echarts.min.js "$static/vendor/echarts.min.js"
copy echarts/LICENSE "$static/vendor/echarts.LICENSE.txt"
copy echarts/NOTICE "$static/vendor/echarts.NOTICE.txt"
copy axe-core/axe.min.js "$browser_tests/axe.min.js"

if grep -q -i -E 'GDS Transport|govuk-crest|crown|url\(' "$static/app.css"; then
  echo "app.css holds a GOV.UK font, crest or an address: see scss/_settings.scss" >&2
  exit 1
fi
echo "Built app.css, vendor scripts and axe.min.js"
