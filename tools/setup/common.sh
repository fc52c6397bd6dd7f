# shellcheck shell=bash disable=SC2034
# Shared by ./hiql and the setup and test scripts. Needs ROOT; everything it says goes to stderr, because stdout
# belongs to the command (--json prints one document there).

STATE="$ROOT/artifacts/setup"
NATIVE="$ROOT/artifacts/native"
PUBLISHED="$ROOT/artifacts/publish/hiql"

# Debian packages by what needs them: core runs every headless command, window opens one, video draws without one and
# encodes, test and bench add peers.
PACKAGES_core=(libmujoco-dev libtorch-dev libopenblas0-pthread libhdf5-103-1)
PACKAGES_window=(libglfw3 libgl1 libgl1-mesa-dri)
PACKAGES_video=(libegl1 libegl-mesa0 libgl1 libgl1-mesa-dri ffmpeg)
PACKAGES_test=("${PACKAGES_window[@]}" "${PACKAGES_video[@]}" xvfb xdotool python3-numpy python3-h5py python3-onnx chromium
    slurm-wlm munge)
PACKAGES_bench=("${PACKAGES_window[@]}" xvfb libmujoco-samples python3-numpy python3-torch)

# What the published CLI is made of; a newer file below these means it has to be built again.
SOURCES=(src engines tools/Hiql tools/setup models/mjcf models/gaits recipes sweeps Directory.Build.props Directory.Build.targets
    Directory.Packages.props global.json)

say() { echo "hiql: $*" >&2; }

fail() {
    say "$*"
    exit 1
}

# A service account or a CI job may have no home: NuGet, npm and dotnet then keep their caches in the clone.
if [[ ! -w "${HOME:-/nonexistent}" ]]; then
    export HOME="$ROOT/artifacts/home"
    mkdir -p "$HOME"
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# The packages of a group, less those that LIBTORCH= or MUJOCO_DIR= replaces.
packages_of() {
    local -n all="PACKAGES_$1"
    local package
    for package in "${all[@]}"; do
        [[ -n "${LIBTORCH:-}" && ("$package" == libtorch-dev || "$package" == libopenblas0-pthread) ]] && continue
        [[ -n "${MUJOCO_DIR:-}" && "$package" == libmujoco-dev ]] && continue
        echo "$package"
    done
}

# Looks at dpkg's files rather than asking dpkg: this runs at every start.
has_package() { [[ -e "/var/lib/dpkg/info/$1.list" ]] || compgen -G "/var/lib/dpkg/info/$1:*.list" >/dev/null; }

groups_ready() {
    local group package
    [[ -e "$STATE/published" ]] || return 1
    for group in "$@"; do
        for package in $(packages_of "$group"); do
            has_package "$package" || return 1
        done
    done
}

newer_than() {
    local stamp="$1"
    shift
    [[ -e "$stamp" ]] || return 0
    [[ -n "$(find "$@" \( -name node_modules -o -name __pycache__ \) -prune -o -newer "$stamp" -print -quit)" ]]
}

publish_ready() {
    local sources=() path
    for path in "${SOURCES[@]}"; do
        [[ -e "$ROOT/$path" ]] && sources+=("$ROOT/$path")
    done
    [[ -x "$PUBLISHED/hiql" && "$(cat "$STATE/variant")" == "$(variant)" ]] && ! newer_than "$STATE/published" "${sources[@]}"
}

# The choices that change what is built: another libtorch or MuJoCo means other bridges.
variant() { echo "torch=${LIBTORCH:-system} mujoco=${MUJOCO_DIR:-system}"; }
