# Builds the page into dist/. Sourced after tools.sh.

# Does nothing where dist/ is what these sources give.
build_page() {
    local sum
    sum=$(sources_sum)
    [[ -f dist/index.html && $(cat target/page.sum 2>/dev/null) == "$sum" ]] && return
    say "Building the page"
    rm -f target/page.sum
    # A terminal shows cargo's progress; a log needs its warnings alone.
    [[ -t 2 ]] || local -x CARGO_TERM_QUIET=true
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$(short_paths) for_wasm trunk --color never --log warn build >&2 || return 1
    echo "$sum" >target/page.sum
}

# Panics name the files that they are in: without where they lie on this machine.
short_paths() {
    local sources flags=()
    cargo fetch --quiet --locked --target wasm32-unknown-unknown
    for sources in "$(cargo_home)"/registry/src/*; do
        flags+=("--remap-path-prefix=$sources=")
    done
    echo "${flags[@]}"
}

# Whether that is so.
names_no_paths() {
    local path
    for path in "$PWD/" "$HOME/" "$(cargo_home)"; do
        if grep -qaF "$path" dist/*.wasm; then
            echo "The page names $path"
            return 1
        fi
    done
}

cargo_home() {
    echo "${CARGO_HOME:-$HOME/.cargo}"
}

sources_sum() {
    { rustc --version; find src www index.html Trunk.toml Cargo.toml Cargo.lock scripts/lib/{build.sh,name_parts.sh,short_names.py} -type f -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum; } | sha256sum
}
