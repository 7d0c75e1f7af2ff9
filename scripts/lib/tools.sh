# What the scripts need, installed where it is missing. Sourced from the
# project's root. Says one line for each thing that it installs, and nothing
# where all is there.

TRUNK_VERSION=0.21.14
BINARYEN_VERSION=132.0.0
AXE_VERSION=4.14.1
GECKODRIVER_VERSION=0.36.0
TYPESCRIPT_VERSION=5.9.3
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/mailvet
export PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin:/usr/sbin"
export TRUNK_SKIP_VERSION_CHECK=true

# To build the page, and to serve it.
need_build() {
    need_rust
    need_trunk
    need_wasm_bindgen
    need_wasm_opt
    need python3=python3
}

# To test it: the lints, browsers, what finds barriers in pages, and the
# compressor that hosts use; for the module for other programs Node.js and its
# types' compiler.
need_tests() {
    need_spf_suite
    need_lints
    need_typescript
    need chromium=chromium chromium-driver=chromedriver fonts-noto-cjk brotli=brotli
    need_axe
    need_firefox
    need_host
    need_lab
}

# Where the tests of the page look for it.
need_axe() {
    local folder=$CACHE/axe-core-$AXE_VERSION
    local file=$folder/node_modules/axe-core/axe.min.js
    if [[ ! -f $file ]]; then
        need npm=npm
        mkdir -p "$folder"
        step "axe-core, by npm" npm install --no-audit --no-fund --prefix "$folder" "axe-core@$AXE_VERSION" ||
            say "mailvet: no axe-core: its tests are skipped"
    fi
    mkdir -p target/axe
    [[ ! -f $file ]] || cp -u "$file" target/axe/
}

# Debian has no driver for its Firefox.
need_firefox() {
    command -v firefox-esr >/dev/null || (need firefox-esr) || say "mailvet: no Firefox: its tests are skipped"
    [[ $(geckodriver --version 2>/dev/null | head -1) == "geckodriver $GECKODRIVER_VERSION"* ]] ||
        (cargo_install geckodriver --version "$GECKODRIVER_VERSION" --locked) ||
        say "mailvet: no geckodriver: the tests in Firefox are skipped"
}

need_lab() {
    need_servers nsd unbound dnsdist
    need ldnsutils=ldns-signzone python3=python3 openssl=openssl
}

# What serves the release archive in its test.
need_host() {
    (need_servers nginx) || say "mailvet: no nginx: the test of the release archive is skipped"
}

# Debian starts the servers that it installs; the tests want the programs alone.
need_servers() {
    local each new=()
    for each in "$@"; do
        command -v "$each" >/dev/null || new+=("$each")
    done
    [[ ${#new[@]} -gt 0 ]] || return 0
    apt_install "${new[@]}"
    [[ ! -d /run/systemd/system ]] || as_root systemctl --quiet disable --now "${new[@]}" || true
}

# Stable Rust with the wasm target, from rustup where it can be had, and from
# Debian otherwise. MAILVET_RUST=rustup or =debian leaves no choice.
need_rust() {
    need gcc=cc libc6-dev ca-certificates
    case ${MAILVET_RUST:-auto} in
        rustup) rust_of_rustup || fail "rustup gives no wasm target for Rust $(minimum_rust) or later" ;;
        debian) rust_of_debian ;;
        auto) rust_of_rustup || rust_of_debian ;;
        *) fail "MAILVET_RUST is rustup, debian or auto" ;;
    esac
}

rust_of_rustup() {
    new_enough || return 1
    has_wasm_target && return
    command -v rustup >/dev/null || return 1
    step "the wasm target, by rustup" timeout 120 rustup target add wasm32-unknown-unknown || return 1
}

# Debian's compiler comes without the wasm target, and with the source to build
# it from: RUSTC_BOOTSTRAP lets a stable compiler build its own library.
rust_of_debian() {
    local packages=(rustc-web cargo-web rust-web-src lld)
    need "${packages[@]}"
    export PATH="/usr/bin:$PATH"
    new_enough || apt_install "${packages[@]}"
    new_enough || fail "Debian's rustc-web is older than Rust $(minimum_rust)"
    WASM_ENVIRONMENT=(RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-14)
}

# Runs a command with what a build for wasm needs.
for_wasm() {
    env "${WASM_ENVIRONMENT[@]}" "$@"
}
WASM_ENVIRONMENT=()

# The test suite of RFC 7208, where the tests and their browser look for it: a
# copy of the one beside the project, or the one that pyspf is tested with.
need_spf_suite() {
    local suite=target/spf-suite/rfc7208-tests.yml beside=../shared/vectors/spf/rfc7208-tests.yml folder
    mkdir -p "${suite%/*}"
    if [[ -f $beside ]]; then
        cp "$beside" "$suite"
    elif [[ ! -f $suite ]]; then
        need python3-pip
        folder=$(mktemp -d)
        step "the test suite of RFC 7208, by pip" python3 -m pip download --no-deps --no-binary :all: \
            --dest "$folder" pyspf==2.0.14 &&
            tar -xzf "$folder"/pyspf-*.tar.gz -O --wildcards '*/test/rfc7208-tests.yml' >"$suite" ||
            say "mailvet: no test suite of RFC 7208: its tests are skipped"
        rm -rf "$folder"
        [[ -s $suite ]] || rm -f "$suite"
    fi
}

has_wasm_target() {
    [[ -d $(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null) ]]
}

new_enough() {
    command -v cargo >/dev/null || return 1
    local has
    has=$(rustc --version 2>/dev/null | cut -d' ' -f2)
    [[ -n $has && $(printf '%s\n' "$(minimum_rust)" "$has" | sort -V | head -1) == "$(minimum_rust)" ]]
}

minimum_rust() {
    sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml
}

need_lints() {
    if [[ ${#WASM_ENVIRONMENT[@]} -gt 0 ]]; then
        need rustfmt-web rust-web-clippy
    elif ! cargo fmt --version &>/dev/null || ! cargo clippy --version &>/dev/null; then
        step "rustfmt and clippy, by rustup" rustup component add rustfmt clippy || fail "no rustfmt and clippy"
    fi
}

need_trunk() {
    [[ $(trunk --version 2>/dev/null) == "trunk $TRUNK_VERSION" ]] && return
    cargo_install trunk --version "$TRUNK_VERSION" --locked
}

# Of the very version that the page is linked with. Without --locked: its lock
# file is older than what today's compilers accept.
need_wasm_bindgen() {
    local version
    version=$(sed -n 's/^wasm-bindgen = "=\(.*\)"/\1/p' Cargo.toml)
    [[ -n $version ]] || fail "Cargo.toml pins no version of wasm-bindgen"
    [[ $(wasm-bindgen --version 2>/dev/null) == "wasm-bindgen $version" ]] && return
    cargo_install wasm-bindgen-cli --version "$version" --force
}

# Built for a short build, not for speed: they run for seconds.
cargo_install() {
    CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        step "$1 ${3#--}, which takes some minutes" cargo install "$@" || fail "$1 could not be installed"
}

# Debian's own wasm-opt cannot read what today's Rust writes.
need_wasm_opt() {
    local folder=$CACHE/binaryen-$BINARYEN_VERSION
    export PATH="$folder/node_modules/.bin:$PATH"
    [[ -x $folder/node_modules/.bin/wasm-opt ]] && return
    need npm=npm
    mkdir -p "$folder"
    step "wasm-opt, by npm" npm install --no-audit --no-fund --prefix "$folder" "binaryen@$BINARYEN_VERSION" ||
        fail "binaryen could not be installed"
}

need_typescript() {
    local folder=$CACHE/typescript-$TYPESCRIPT_VERSION
    export PATH="$folder/node_modules/.bin:$PATH"
    need nodejs=node npm=npm
    [[ -x $folder/node_modules/.bin/tsc ]] && return
    mkdir -p "$folder"
    step "TypeScript, by npm" npm install --no-audit --no-fund --prefix "$folder" "typescript@$TYPESCRIPT_VERSION" ||
        fail "TypeScript could not be installed"
}

# need PACKAGE[=COMMAND]...: installs the Debian packages whose command is not
# on PATH, or that are not installed where no command is named.
need() {
    local missing=() each
    for each in "$@"; do
        if [[ $each == *=* ]]; then
            command -v "${each#*=}" >/dev/null || missing+=("${each%%=*}")
        else
            dpkg-query -W -f '${Status}' "$each" 2>/dev/null | grep -q '^install ok' || missing+=("$each")
        fi
    done
    [[ ${#missing[@]} -eq 0 ]] || apt_install "${missing[@]}"
}

# Package lists are fetched only where the install fails without: a bare
# machine has none, and old ones name files that are gone.
apt_install() {
    command -v apt-get >/dev/null || fail "please install: $*"
    local install=(as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300
        install --no-install-recommends "$@")
    step "Debian packages: $*" sh_or "${install[@]}" || fail "apt-get could not install: $*"
}

sh_or() {
    [[ -n ${APT_UPDATED:-} ]] && { "$@"; return; }
    "$@" || { as_root apt-get -qq update && APT_UPDATED=yes && "$@"; }
}

as_root() {
    if [[ $(id -u) -eq 0 ]]; then "$@"; else sudo "$@"; fi
}

# step WHAT COMMAND...: says what is being installed, runs it in silence, and
# shows the end of what it said where it fails.
step() {
    local what=$1 log
    shift
    log=$(mktemp)
    say "Installing $what"
    if "$@" </dev/null >"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 15 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "mailvet: $*"
    exit 1
}
