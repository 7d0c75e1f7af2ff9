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
    for_wasm trunk --color never --log warn build >&2 || return 1
    echo "$sum" >target/page.sum
}

sources_sum() {
    { rustc --version; find src www index.html Trunk.toml Cargo.toml Cargo.lock scripts/lib/{name_parts.sh,short_names.py} -type f -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum; } | sha256sum
}
