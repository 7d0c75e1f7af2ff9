# Makes the release archive of a built page. Sourced.

# assemble PAGE FOLDER: the page, its files compressed for hosts that serve them
# so, and what tells how to host it.
assemble() {
    local page=$1 folder=$2
    rm -rf "$folder"
    mkdir -p "$folder"
    cp -r "$page" "$folder/page"
    cp docs/hosting/_headers docs/hosting/404.html "$folder/page/"
    cp -r docs/hosting docs/hosting.md CHANGELOG.md LICENSE LICENSE-APACHE LICENSE-MIT "$folder/"
    find "$folder/page" -type f -regex '.*\.\(css\|html\|js\|svg\|wasm\|webmanifest\)' -exec brotli -q 11 -k {} + \
        -exec gzip -9nk {} +
}

# pack FOLDER ARCHIVE TIME: the same bytes for the same files, whoever packs
# them and when. TIME (seconds since 1970) differs from release to release: of
# it and the length servers make ETags.
pack() {
    local folder=$1 archive=$2 time=$3
    tar --create --format=gnu --sort=name --mtime="@$time" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
        --directory "${folder%/*}" "${folder##*/}" | gzip -9n >"$archive"
}
