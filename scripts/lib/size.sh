# Weighs the page's first load: every file that index.html names, as hosts
# compress it. Sourced after tools.sh.

SIZE_LIMIT=150000
SIZE_GOAL=120000

weigh_page() {
    local total=0 gzipped=0 file raw br gz
    printf '%-40s %9s %9s %9s\n' "first load" bytes gzip brotli
    while read -r file; do
        raw=$(wc -c <"dist/$file")
        gz=$(gzip -9 -c "dist/$file" | wc -c)
        br=$(brotli -q 11 -c "dist/$file" | wc -c)
        printf '%-40s %9d %9d %9d\n' "$file" "$raw" "$gz" "$br"
        total=$((total + br)) gzipped=$((gzipped + gz))
    done < <(first_load)
    printf '%-40s %9s %9d %9d\n' total "" "$gzipped" "$total"
    if [[ $total -gt $SIZE_LIMIT ]]; then
        echo "The first load is over its limit of $SIZE_LIMIT bytes."
        return 1
    elif [[ $total -gt $SIZE_GOAL ]]; then
        echo "The first load is over its goal of $SIZE_GOAL bytes."
    fi
}

first_load() {
    echo index.html
    # The page's own files have relative addresses.
    grep -oE '(href|src)="\./[^"]+"' dist/index.html | sed -E 's/.*"\.\/(.*)"/\1/' | sort -u
}
