using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data;

/// <summary>Looks through a dataset file once and reports everything that is wrong with it, one line each.</summary>
public sealed class DatasetInspector
{
    private readonly NpzReader _npz;
    private readonly List<string> _problems = [];

    private DatasetInspector(NpzReader npz) => _npz = npz;

    /// <summary>Inspects a file by itself, or against an environment.</summary>
    /// <param name="path">An npz.</param>
    /// <param name="environment">A name of the catalog whose widths and bounds it must fit; null for none.</param>
    /// <exception cref="InputException">No such file, no readable npz, or no such environment.</exception>
    public static DatasetInspection Inspect(string path, string? environment = null)
    {
        using var npz = NpzReader.Open(path);
        using var built = environment is null ? null : EnvironmentCatalog.Create(environment);
        return new DatasetInspector(npz).Run(DatasetShape.Of(built));
    }

    private DatasetInspection Run(DatasetShape shape)
    {
        var rows = npzRows();
        var observations = Scan<float>(DatasetKeys.Observations, rows, shape.Observation, required: true);
        var actions = Scan<float>(DatasetKeys.Actions, rows, shape.Action, required: true);
        Scan<float>(DatasetKeys.Qpos, rows, shape.Qpos, required: false);
        Scan<float>(DatasetKeys.Qvel, rows, shape.Qvel, required: false);
        Scan<double>(DatasetKeys.Qpos64, rows, shape.Qpos, required: false);
        Scan<double>(DatasetKeys.Qvel64, rows, shape.Qvel, required: false);
        RequireButtonStates(rows, shape);
        RequireBounds(actions, shape);
        RequireHasActions(rows);
        var episodes = CountEpisodes(rows);
        return new DatasetInspection
        {
            Path = _npz.Path,
            Members = _npz.Members,
            Manifest = Try(() => CheckedManifest(shape, rows, episodes.Count), null),
            Rows = rows,
            Episodes = episodes.Count,
            ShortestEpisode = episodes.Shortest,
            LongestEpisode = episodes.Longest,
            Observations = observations,
            Actions = actions,
            Problems = _problems,
        };

        long npzRows() => _npz.Contains(DatasetKeys.Observations) ? _npz.Member(DatasetKeys.Observations).Rows : 0;
    }

    private ColumnRange Scan<T>(string key, long rows, int? width, bool required)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        if (!required && !_npz.Contains(key))
            return ColumnRange.Empty;
        return Try(
            () =>
            {
                var member = _npz.Require(key, NpyTypes.Of<T>(), rows, width ?? -1);
                if (member.Rows == 0)
                    throw new InputException($"{_npz.Path}: key '{key}': is empty, expected at least one episode");
                var scan = new ColumnScan<T>(_npz, member);
                Report(key, scan);
                return scan.Range;
            },
            ColumnRange.Empty);
    }

    private void Report<T>(string key, ColumnScan<T> scan)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        if (scan.NotFinite > 0)
            _problems.Add(
                $"{_npz.Path}: key '{key}': {scan.NotFinite} values are NaN or infinite, the first in row {scan.FirstNotFinite}; expected finite numbers");
    }

    private void RequireBounds(ColumnRange actions, DatasetShape shape)
    {
        if (shape.ActionBounds is not { } bounds || actions.Minimum.Count != bounds.Dim)
            return;
        for (var k = 0; k < bounds.Dim; k++)
            if (actions.Minimum[k] < bounds.Minimum[k] || actions.Maximum[k] > bounds.Maximum[k])
                _problems.Add(
                    $"{_npz.Path}: key '{DatasetKeys.Actions}': element {k} ({bounds.Names[k]}) reaches from {actions.Minimum[k]} to {actions.Maximum[k]}, expected {bounds.Minimum[k]} to {bounds.Maximum[k]}");
    }

    private EpisodeCount CountEpisodes(long rows) => Try(
        () =>
        {
            _npz.Require(DatasetKeys.Terminals, NpyType.Bool, rows);
            var count = EpisodeCount.Of(_npz.Read<bool>(DatasetKeys.Terminals));
            var line = $"{_npz.Path}: key '{DatasetKeys.Terminals}':";
            if (count.OpenRows > 0)
                _problems.Add($"{line} the last {count.OpenRows} rows belong to no ended episode, expected true in the last row");
            if (count is { Count: > 0, Shortest: < 2 })
                _problems.Add($"{line} an episode has a single row, expected at least two (a transition needs a successor)");
            return count;
        },
        default);

    private void RequireButtonStates(long rows, DatasetShape shape)
    {
        if (shape.Switches > 0 || _npz.Contains(DatasetKeys.ButtonStates))
            Try(() => RequireZerosAndOnes(_npz.Require(DatasetKeys.ButtonStates, NpyType.Int64, rows, shape.Switches ?? -1)), false);
    }

    private bool RequireZerosAndOnes(NpyMember member)
    {
        var states = _npz.Read<long>(DatasetKeys.ButtonStates);
        return states.AsSpan().IndexOfAnyExcept(0L, 1L) is var wrong and >= 0
            ? throw new InputException($"{_npz.Path}: key '{DatasetKeys.ButtonStates}': row {wrong / (states.Length / member.Rows)} has {states[wrong]}, expected 0 or 1")
            : true;
    }

    private void RequireHasActions(long rows)
    {
        if (_npz.Contains(DatasetKeys.HasActions))
            Try(() => _npz.Require(DatasetKeys.HasActions, NpyType.Bool, rows), null);
    }

    private DatasetManifest? CheckedManifest(DatasetShape shape, long rows, long episodes)
    {
        if (DatasetManifestFile.Read(_npz.Path) is not { } manifest)
            return null;
        var path = DatasetManifestFile.PathOf(_npz.Path);
        if (shape.Environment is { } name && manifest.Environment.Name != name)
            _problems.Add($"{path}: environment: found '{manifest.Environment.Name}', expected '{name}'");
        if (manifest.Steps is { } steps && (long)manifest.Episodes * (steps + 1) != rows)
            _problems.Add($"{path}: {manifest.Episodes} episodes of {steps} steps, but the dataset has {rows} rows");
        if (manifest.Steps is null && manifest.Episodes != episodes)
            _problems.Add($"{path}: {manifest.Episodes} episodes, but the dataset has {episodes}");
        var sha256 = Sha256File.OfFile(_npz.Path);
        if (sha256 != manifest.Sha256)
            _problems.Add($"{path}: sha256: found {manifest.Sha256}, the dataset has {sha256}; it was changed after it was collected");
        return manifest;
    }

    // A problem with one key must not hide those of the others.
    private T Try<T>(Func<T> check, T otherwise)
    {
        try
        {
            return check();
        }
        catch (InputException e)
        {
            _problems.Add(e.Message);
            return otherwise;
        }
    }
}
