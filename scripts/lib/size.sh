# Weighs what the page loads, as hosts compress it: first every file that
# index.html names, then the engine, which comes when somebody first asks
# something, and the annex, which comes when somebody enters a room of it. Sourced after tools.sh.

SIZE_LIMIT=150000
SIZE_GOAL=120000

weigh_page() {
    weigh "first load" $(first_load)
    local first=$TOTAL
    weigh "with the first question" $(cd dist && ls engine-*)
    weigh "in a room of the annex" $(cd dist && ls annex-*)
    if [[ $first -gt $SIZE_LIMIT ]]; then
        echo "The first load is over its limit of $SIZE_LIMIT bytes."
        return 1
    elif [[ $first -gt $SIZE_GOAL ]]; then
        echo "The first load is over its goal of $SIZE_GOAL bytes."
    fi
}

# Prints a table of files of dist/; TOTAL is their sum in brotli.
weigh() {
    local gzipped=0 file raw br gz
    printf '%-40s %9s %9s %9s\n' "$1" bytes gzip brotli
    shift
    TOTAL=0
    for file in "$@"; do
        raw=$(wc -c <"dist/$file")
        gz=$(gzip -9 -c "dist/$file" | wc -c)
        br=$(brotli -q 11 -c "dist/$file" | wc -c)
        printf '%-40s %9d %9d %9d\n' "$file" "$raw" "$gz" "$br"
        TOTAL=$((TOTAL + br)) gzipped=$((gzipped + gz))
    done
    printf '%-40s %9s %9d %9d\n\n' total "" "$gzipped" "$TOTAL"
}

first_load() {
    echo index.html
    # The page's own files have relative addresses.
    grep -oE '(href|src)="\./[^"]+"' dist/index.html | sed -E 's/.*"\.\/(.*)"/\1/' | sort -u
}
