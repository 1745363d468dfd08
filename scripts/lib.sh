# shellcheck shell=bash
# Shared by the scripts beside it: source it, do not run it.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT" || exit 1

# Installed tools live outside the clone, so that a second clone starts warm.
TOOLS="${REDMAP_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/redmap-tools}"
# What the scripts remember about this clone; node_modules is ignored by git and by the site.
CACHE="$ROOT/node_modules/.cache/redmap"

# 0.22 wants a newer rustc than the oldest this project builds with.
TRUNK_VERSION=0.21.14
# Debian's own web compiler links with the lld of the same LLVM.
LLD_VERSION=22
SPLIT_VERSION=0.2.4
NODE_FOR_BUILD=18
NODE_FOR_TESTS=20

# A shell started by a desktop or by CI may not have read rustup's profile.
case ":$PATH:" in
  *":$HOME/.cargo/bin:"*) ;;
  *) [ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH" ;;
esac
# trunk 0.21 takes NO_COLOR=1 for a wrong value of its own option and stops.
unset NO_COLOR
export PATH

have() { command -v "$1" >/dev/null 2>&1; }

say() { printf '%s\n' "$*" >&2; }

# fail 中文 English: the two sentences a person needs, and no trace.
fail() {
  say "✗ $1"
  say "  $2"
  exit 1
}

wasm_bindgen_version() {
  awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock
}

# Where `tool_root trunk 0.21.14` is, or will be, installed.
tool_root() { printf '%s/%s-%s' "$TOOLS" "$1" "$2"; }

# True when the compiler on PATH already has a standard library for the web.
native_wasm_std() {
  local dir
  dir="$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null)" || return 1
  compgen -G "$dir/libstd-*.rlib" >/dev/null
}

wasm_linker() {
  local version
  for version in "$LLD_VERSION" 25 24 23; do
    have "wasm-ld-$version" && { printf 'wasm-ld-%s' "$version"; return 0; }
  done
  return 1
}

# True when rustup's compiler has the sources of the standard library (its component rust-src).
std_sources() {
  [ -f "$(rustc --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library/std/Cargo.toml" ]
}

# Debian's second compiler (rustc-web), which builds the web's standard library from its sources.
debian_web_ready() {
  [ -x /usr/bin/cargo ] && [ -x /usr/bin/rustc ] || return 1
  wasm_linker >/dev/null || return 1
  [ -f "$(/usr/bin/rustc --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library/std/Cargo.toml" ]
}

# Prints `native` or `debian`; fails when neither can build for the web yet.
# REDMAP_WEB_TOOLCHAIN forces one of them, to try the other road on a machine that has both.
web_toolchain() {
  case "${REDMAP_WEB_TOOLCHAIN:-}" in
    native) native_wasm_std && echo native ;;
    debian) debian_web_ready && echo debian ;;
    *)
      if native_wasm_std; then
        echo native
      elif debian_web_ready; then
        echo debian
      else
        return 1
      fi
      ;;
  esac
}

# Sets the environment of every command that compiles for the web.
web_env() {
  local kind shim tool
  kind="$(web_toolchain)" || fail \
    "没有能编译到网页（wasm32）的 Rust 工具链。先运行 scripts/setup。" \
    "No Rust toolchain here can build for the web (wasm32). Run scripts/setup first."
  PATH="$(tool_root wasm-bindgen-cli "$(wasm_bindgen_version)")/bin:$PATH"
  PATH="$(tool_root trunk "$TRUNK_VERSION")/bin:$ROOT/node_modules/.bin:$PATH"
  if [ "$kind" = debian ]; then
    # Only cargo and rustc are taken from /usr/bin: putting the folder first would shadow the rest.
    shim="$TOOLS/debian-web/bin"
    mkdir -p "$shim"
    for tool in cargo rustc rustdoc; do
      [ -e "$shim/$tool" ] || ln -sf "/usr/bin/$tool" "$shim/$tool"
    done
    PATH="$shim:$PATH"
    export RUSTC_BOOTSTRAP=1
    export CARGO_UNSTABLE_BUILD_STD=std,panic_abort
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$(wasm_linker)"
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER
    # Two compilers share nothing: in one folder each would undo the other's work.
    export CARGO_TARGET_DIR="$ROOT/target-web"
  fi
  export PATH
}

# The site's profiles without what makes them slow to build; scripts/split.mjs leaves wasm-opt out.
draft_env() {
  local profile
  for profile in WEB WORKER; do
    export "CARGO_PROFILE_${profile}_LTO=off" "CARGO_PROFILE_${profile}_CODEGEN_UNITS=16" \
      "CARGO_PROFILE_${profile}_INCREMENTAL=true" "CARGO_PROFILE_${profile}_OPT_LEVEL=1"
  done
  export CARGO_TARGET_DIR="$ROOT/target-web/draft"
}

# Sets the environment of the site's own build. The site is made smaller by a standard library built
# for size, without the texts of panics: 20 KB of the download. www/boot.js shows the crash page
# all the same, since such a panic still stops the program. Unstable options, hence RUSTC_BOOTSTRAP.
site_env() {
  local flags="-Clink-args=--emit-relocs"
  web_env
  PATH="$(tool_root wasm_split_cli_support "$SPLIT_VERSION")/bin:$PATH"
  if [ "${REDMAP_WEB_TOOLCHAIN:-}" != native ] && std_sources; then
    export RUSTC_BOOTSTRAP=1
    export CARGO_UNSTABLE_BUILD_STD=std,panic_abort
  fi
  # Built with other options than the tests: in one folder each would undo the other's work.
  export CARGO_TARGET_DIR="$ROOT/target-web"
  [ -z "${REDMAP_DRAFT:-}" ] || draft_env
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$flags"
  [ -n "${CARGO_UNSTABLE_BUILD_STD:-}" ] || return 0
  export CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  flags="$flags -Zlocation-detail=none -Zfmt-debug=none"
  # Since Rust 1.91 or so; before that the panics keep their texts.
  if rustc -Zunstable-options -Cpanic=immediate-abort --print cfg >/dev/null 2>&1; then
    flags="$flags -Zunstable-options -Cpanic=immediate-abort"
  fi
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$flags"
}

find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$name" ] && have "$name" && { command -v "$name"; return 0; }
  done
  return 1
}

find_chromedriver() {
  local name
  for name in "${CHROMEDRIVER:-}" chromedriver /usr/lib/chromium/chromedriver; do
    [ -n "$name" ] && have "$name" && { command -v "$name"; return 0; }
  done
  return 1
}
