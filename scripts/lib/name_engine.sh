#!/usr/bin/env bash
# Trunk's post_build hook: shortens names that only modules and their JavaScript
# use, and names the engine's files after what is in them, so that a browser never
# joins the page of one day with the engine of another.
set -euo pipefail
shorten=$PWD/scripts/lib/short_names.py
cd "$TRUNK_STAGING_DIR"

for module in *_bg.wasm; do
    python3 "$shorten" "${module%_bg.wasm}.js" "$module"
done

hash=$(cat engine.js engine_bg.wasm | sha256sum | cut -c1-16)
mv engine.js "engine-$hash.js"
mv engine_bg.wasm "engine-${hash}_bg.wasm"
sed -i "s/<meta name=\"engine\" content=\"engine\">/<meta name=\"engine\" content=\"engine-$hash\">/" index.html
grep -q "engine-$hash" index.html
