#!/usr/bin/env bash
# hiql setup: installs what is missing, builds the native bridges and publishes the CLI. Does nothing twice.
set -euo pipefail
ROOT="$(readlink -f "$(dirname "${BASH_SOURCE[0]}")/../..")"
source "$ROOT/tools/setup/common.sh"

usage() {
    cat <<'TEXT'
Usage: hiql setup [--gpu] [--window] [--video] [--test] [--bench]

Installs the system packages HiqlRobotics needs, restores ONNX Runtime, builds the native bridges and the CLI.
Every other command does this by itself when it is needed; run it by hand to prepare a machine, or with an option.

  --window  also what `hiql sim` needs (GLFW, OpenGL)
  --video   also what `hiql eval --video` needs (EGL, OpenGL, ffmpeg)
  --test    also what `hiql test` needs (Xvfb, Python readers, Chromium, Slurm)
  --bench   also the peers of `hiql bench` (mujoco-testspeed, PyTorch)
  --gpu     also ONNX Runtime's CUDA provider

  LIBTORCH=DIR    use this libtorch (for instance a CUDA one) instead of the system's
  MUJOCO_DIR=DIR  use this MuJoCo instead of the system's

Examples:
  ./hiql setup
  ./hiql setup --window
  LIBTORCH=/opt/libtorch ./hiql setup --gpu
TEXT
}

groups=(core)
gpu=no
publish=yes
for argument in "$@"; do
    case "$argument" in
        --core) ;;
        --window | --video | --test | --bench) groups+=("${argument#--}") ;;
        --gpu) gpu=yes ;;
        --build) groups=() ;;
        --libraries) publish=no ;;
        -h | --help) usage && exit 0 ;;
        *) say "unknown option '$argument' (see hiql setup --help)" && exit 2 ;;
    esac
done

mkdir -p "$STATE" "$NATIVE"
# One setup at a time per clone; a second caller waits and then finds everything done.
exec 9>"$STATE/lock"
flock -n 9 || { say "another setup is running in this clone, waiting" && flock 9; }

# Runs a command with its output in a log; on failure shows the end of it.
logged() {
    local log="$STATE/$1.log"
    shift
    "$@" >"$log" 2>&1 </dev/null 9>&- && return
    grep -iE 'error|fatal|E:' "$log" | sort -u | head -n 10 >&2 || tail -n 10 "$log" >&2
    return 1
}

need() { command -v "$1" >/dev/null || fail "$1 is missing: install $2"; }

need_tools() {
    need dotnet "the .NET 10 SDK"
    need c++ "a C++ compiler (Debian: apt-get install g++)"
    need cmake "CMake (Debian: apt-get install cmake)"
    need npm "Node.js with npm (Debian: apt-get install nodejs npm)"
    local version
    version="$(cd "$ROOT" && dotnet --version 2>/dev/null)" ||
        fail ".NET SDK $(grep -oE '"version": *"[^"]*"' "$ROOT/global.json" | cut -d'"' -f4) or newer is missing: install the .NET 10 SDK"
    say "using .NET SDK $version"
}

need_chosen() {
    [[ -z "${LIBTORCH:-}" || -d "$LIBTORCH/include" ]] || fail "LIBTORCH=$LIBTORCH has no include folder: name a libtorch or an installed torch"
    [[ -z "${MUJOCO_DIR:-}" || -d "$MUJOCO_DIR/include" ]] || fail "MUJOCO_DIR=$MUJOCO_DIR has no include folder: name a MuJoCo release"
}

as_root() {
    if ((EUID == 0)); then env DEBIAN_FRONTEND=noninteractive "$@"; else sudo env DEBIAN_FRONTEND=noninteractive "$@"; fi
}

install_missing() {
    as_root apt-get update -q &&
        as_root apt-get install -yq --no-install-recommends -o DPkg::Lock::Timeout=600 "$@"
}

install_packages() {
    local missing=() group package
    for group in "${groups[@]}"; do
        for package in $(packages_of "$group"); do
            has_package "$package" || missing+=("$package")
        done
    done
    ((${#missing[@]})) || return 0
    command -v apt-get >/dev/null || fail "apt-get is missing: install by hand ${missing[*]} (or set LIBTORCH= and MUJOCO_DIR=)"
    ((EUID == 0)) || command -v sudo >/dev/null || fail "not root and no sudo: ask for apt-get install ${missing[*]}"
    say "installing Debian packages: ${missing[*]}"
    ((EUID == 0)) || sudo -n true 2>/dev/null || sudo -v || fail "sudo was refused: ask for apt-get install ${missing[*]}"
    # Two clones may set up at once: apt's list lock, unlike dpkg's, cannot be waited for.
    (
        flock 8
        logged apt install_missing "${missing[@]}"
    ) 8>"${TMPDIR:-/tmp}/hiql-apt-$EUID.lock" || fail "apt-get could not install ${missing[*]} (log: artifacts/setup/apt.log)"
}

restore_onnxruntime() {
    local folder="$ROOT/engines/OnnxRuntime" modules="$ROOT/engines/OnnxRuntime/node_modules"
    local core="$modules/com.github.asus4.onnxruntime" cuda="$modules/com.github.asus4.onnxruntime.linux-x64-gpu"
    [[ -e "$STATE/gpu" ]] && gpu=yes
    if [[ ! -d "$core/Runtime" || ($gpu == yes && ! -d "$cuda") ]] || ! cmp -s "$folder/package-lock.json" "$STATE/npm-lock.json"; then
        local optional=--omit=optional
        [[ $gpu == yes ]] && optional=--include=optional
        say "restoring ONNX Runtime from npm"
        (cd "$folder" && logged npm npm ci --ignore-scripts "$optional") ||
            fail "npm could not restore ONNX Runtime (log: artifacts/setup/npm.log)"
        cp "$folder/package-lock.json" "$STATE/npm-lock.json"
    fi
    local platform
    case "$(uname -m)" in aarch64) platform=arm64 ;; *) platform=x64 ;; esac
    place "$modules/onnxruntime-node/bin/napi-v6/linux/$platform/libonnxruntime.so.1" libonnxruntime.so
    [[ $gpu == yes ]] || return 0
    place "$core/Plugins/Linux/x64/libonnxruntime_providers_shared.so" libonnxruntime_providers_shared.so
    place "$(find "$cuda" -name libonnxruntime_providers_cuda.so | head -n 1)" libonnxruntime_providers_cuda.so
    touch "$STATE/gpu"
}

# Copies a restored library beside the bridges, by rename: a running process keeps the file it has mapped.
place() {
    [[ -f "$1" ]] || fail "$2 is missing from the restored npm packages: delete engines/OnnxRuntime/node_modules and run ./hiql setup"
    cmp -s "$1" "$NATIVE/$2" && return
    cp "$1" "$NATIVE/$2.new" && mv "$NATIVE/$2.new" "$NATIVE/$2"
}

# Every engines/*/native is a CMake project that puts its libraries into artifacts/native.
build_bridges() {
    local source name key
    for source in "$ROOT"/engines/*/native; do
        [[ -e "$source/CMakeLists.txt" ]] || continue
        name="$(basename "$(dirname "$source")")"
        key="$(variant) $(dpkg-query -W libmujoco-dev libtorch-dev 2>/dev/null | tr '\n\t' '  ')"
        if [[ "$(cat "$STATE/bridge-$name" 2>/dev/null)" == "$key" ]] && ! newer_than "$STATE/bridge-$name" "$source"; then
            continue
        fi
        # CMake remembers where it found headers and libraries; another choice of them starts from nothing.
        [[ "$(cat "$STATE/bridge-$name" 2>/dev/null)" == "$key" ]] || rm -rf "$ROOT/artifacts/cmake/$name"
        say "building the $name bridge"
        configure_and_build "$source" "$ROOT/artifacts/cmake/$name" "$name" ||
            fail "the $name bridge did not build (log: artifacts/setup/cmake-$name.log)"
        echo "$key" >"$STATE/bridge-$name"
    done
}

configure_and_build() {
    logged "cmake-$3" cmake -S "$1" -B "$2" -DCMAKE_BUILD_TYPE=Release -DCMAKE_LIBRARY_OUTPUT_DIRECTORY="$NATIVE" \
        -DLIBTORCH="${LIBTORCH:-}" -DMUJOCO_DIR="${MUJOCO_DIR:-}" &&
        logged "cmake-$3" cmake --build "$2" --parallel "$(nproc)"
}

# A new folder per build, swapped in by one rename: a session that is running keeps its own files.
publish_cli() {
    publish_ready && return
    local generation
    generation="$ROOT/artifacts/publish/hiql-$(date +%Y%m%d-%H%M%S)-$$"
    touch "$STATE/published.new"
    say "building hiql"
    logged publish dotnet publish "$ROOT/tools/Hiql" -c Release -o "$generation" ||
        fail "hiql did not build (log: artifacts/setup/publish.log)"
    ln -s "$(basename "$generation")" "$PUBLISHED.new"
    mv -T "$PUBLISHED.new" "$PUBLISHED"
    variant >"$STATE/variant"
    mv "$STATE/published.new" "$STATE/published"
    find "$ROOT/artifacts/publish" -maxdepth 1 -name 'hiql-*' ! -path "$generation" -mtime +2 -exec rm -rf {} +
}

need_tools
need_chosen
install_packages
restore_onnxruntime
build_bridges
[[ $publish == no ]] || publish_cli
say "ready"
