#!/usr/bin/env bash
# Trunk's post_build hook: shortens names that only modules and their JavaScript
# use, and names the files of the parts that come later after what is in them, so
# that a browser never joins the page of one day with a part of another; then
# lists all files for the service worker.
set -euo pipefail
scripts=$(realpath "${0%/*}")
cd "$TRUNK_STAGING_DIR"

for module in *_bg.wasm; do
    python3 "$scripts/short_names.py" "${module%_bg.wasm}.js" "$module"
done

# Of the page's own files too, what no browser needs: indents, and comments that
# have a line for themselves.
sed -i -E 's/^ +//; /^(\/\/|\/\*.*\*\/$|<!--.*-->$)/d' index.html boot-*.js first-paint-*.js
# Of styles, what only people need.
sed -i -z -E 's|/\*[^*]*\*+([^/*][^*]*\*+)*/||g; s/\s+/ /g; s/ ?([{};,]) ?/\1/g; s/: /:/g; s/;\}/}/g' *.css

for part in engine annex; do
    hash=$(cat "$part.js" "${part}_bg.wasm" | sha256sum | cut -c1-16)
    mv "$part.js" "$part-$hash.js"
    mv "${part}_bg.wasm" "$part-${hash}_bg.wasm"
    sed -i "s/<meta name=\"$part\" content=\"$part\">/<meta name=\"$part\" content=\"$part-$hash\">/" index.html
    grep -q "$part-$hash" index.html
done
for sheet in result print; do
    hash=$(sha256sum <"$sheet.css" | cut -c1-16)
    mv "$sheet.css" "$sheet-$hash.css"
    sed -i -E "s/(<meta name=\"styles\".*\b)$sheet\b/\1$sheet-$hash/" index.html
    grep -q "\b$sheet-$hash\b" index.html
done
# What other programs import finds the engine too.
engine=$(basename "$(echo engine-*.js)" .js)
sed -i -e "s|\"\./engine\.js\"|\"./$engine.js\"|" -e "s|\"\./engine_bg\.wasm\"|\"./${engine}_bg.wasm\"|" mailvet.js
[[ $(grep -c "\"\./$engine" mailvet.js) == 2 ]]
python3 -B "$scripts/list_files.py" .
