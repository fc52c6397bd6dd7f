#!/usr/bin/env bash
# hiql test: what "good" means here, the same for a person and for CI. Built with warnings as errors, formatted, tested.
set -euo pipefail
ROOT="$(readlink -f "$(dirname "${BASH_SOURCE[0]}")/../..")"
source "$ROOT/tools/setup/common.sh"

usage() {
    cat <<'TEXT'
Usage: hiql test [--filter EXPRESSION]

Sets up what the tests need, builds with warnings as errors, checks the format, runs every test project, and ends
with one line: N passed, N failed (, N skipped). Exits 1 if anything failed, a build or format failure included.

  --filter EXPRESSION  as in dotnet test, for instance FullyQualifiedName~Maze

Examples:
  ./hiql test
  ./hiql test --filter FullyQualifiedName~OnnxRuntime
TEXT
}

filter=()
while (($#)); do
    case "$1" in
        --filter) filter=(--filter "${2:?hiql test: --filter needs an expression}") && shift 2 ;;
        --filter=*) filter=(--filter "${1#--filter=}") && shift ;;
        -h | --help) usage && exit 0 ;;
        *) say "unknown option '$1' (see hiql test --help)" && exit 2 ;;
    esac
done

cd "$ROOT"
exec </dev/null
solution=HiqlRobotics.sln
results="$ROOT/artifacts/test-results"

# A run that never reached the tests still ends in the line that everybody reads.
give_up() {
    say "$1"
    echo "0 passed, 1 failed"
    exit 1
}

# Sums one counter over all result files.
total() {
    grep -hoE "<Counters ([^>]* )?$1=\"[0-9]+" "$results"/*.trx 2>/dev/null | grep -oE '[0-9]+$' |
        awk '{ sum += $1 } END { print sum + 0 }' || true
}

"$ROOT/tools/setup/setup.sh" --test || give_up "setup failed"

say "building $solution with warnings as errors"
dotnet build "$solution" -c Release -nodeReuse:false -clp:NoSummary -v quiet || give_up "the build failed"

say "checking the format"
dotnet format "$solution" --verify-no-changes --no-restore ||
    give_up "not formatted: run dotnet format $solution"

rm -rf "$results"
say "running the tests"
# One test project at a time: the timing tests get the machine to themselves.
status=0
dotnet test "$solution" --no-build -c Release -m:1 -nodeReuse:false --results-directory "$results" --logger trx \
    --logger "console;verbosity=minimal" "${filter[@]}" || status=$?

executed="$(total executed)"
passed="$(total passed)"
failed="$(total failed)"
skipped=$(($(total total) - executed))

# An assembly that crashed or hung left no result file, or one without a failure in it.
projects="$(find tests -name '*.Tests.csproj' | wc -l)"
files="$(find "$results" -name '*.trx' 2>/dev/null | wc -l)"
if ((${#filter[@]} == 0 && files < projects)); then
    say "$((projects - files)) of $projects test projects left no result"
    failed=$((failed + projects - files))
fi
((status == 0 || failed > 0)) || { say "dotnet test failed with exit code $status" && failed=1; }
((executed > 0)) || { say "no test was run" && failed=$((failed > 0 ? failed : 1)); }

if ((failed)) && ((files)); then
    grep -hoE '<UnitTestResult [^>]*outcome="Failed"' "$results"/*.trx | grep -oE ' testName="[^"]*' | cut -d'"' -f2 |
        sort -u | sed 's/^/FAILED  /'
fi

line="$passed passed, $failed failed"
((skipped == 0)) || line+=", $skipped skipped"
echo "$line"
((failed == 0))
