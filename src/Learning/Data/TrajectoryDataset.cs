using HiqlRobotics.Contracts;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>An OGBench dataset (npz) in compact form, on the device where it is learned from.</summary>
public sealed class TrajectoryDataset : IDisposable
{
    /// <summary>A dataset from arrays in memory.</summary>
    /// <param name="observations">Raw, shape (rows, observation_dim).</param>
    /// <param name="actions">Shape (rows, action_dim · action_chunk); meaningless on the last row of a trajectory.</param>
    /// <param name="index">Boundaries of the trajectories.</param>
    /// <param name="scaling">Applied to the observations.</param>
    /// <param name="device">Where the tensors live.</param>
    /// <param name="hasActions">Whether a row's action is known, shape (rows,); null for all.</param>
    public TrajectoryDataset(
        float[] observations, float[] actions, TrajectoryIndex index, ObservationScaling scaling, Device device, bool[]? hasActions = null)
    {
        Index = index;
        Scaling = scaling;
        Rows = index.LastUsable.Length;
        Observations = tensor(scaling.Encode(observations), [Rows, scaling.EncodedDim], device: device).DetachFromDisposeScope();
        HasActions = hasActions is null ? null
            : tensor(Array.ConvertAll(hasActions, known => known ? 1f : 0f), device: device).DetachFromDisposeScope();
        Actions = tensor(actions, [Rows, actions.Length / Rows], device: device).DetachFromDisposeScope();
    }

    /// <summary>Number of states.</summary>
    public int Rows { get; }

    /// <summary>Boundaries of the trajectories.</summary>
    public TrajectoryIndex Index { get; }

    /// <summary>What was applied to the observations.</summary>
    public ObservationScaling Scaling { get; }

    /// <summary>Encoded observations, shape (rows, <see cref="ObservationScaling.EncodedDim"/>).</summary>
    public Tensor Observations { get; }

    /// <summary>Shape (rows, action_dim · action_chunk): a row's action and those after it.</summary>
    public Tensor Actions { get; }

    /// <summary>1 where the action is known, else 0, shape (rows,); null where all are.</summary>
    public Tensor? HasActions { get; }

    /// <summary>Loads and checks a file.</summary>
    /// <param name="path">The npz.</param>
    /// <param name="environment">The widths it must have.</param>
    /// <param name="options">How the rows are prepared.</param>
    /// <exception cref="InputException">
    /// Not an npz, a missing key, a type other than float32 or float64, a width that is not the environment's, NaN or
    /// infinity (with its row), an empty or unfinished file.
    /// </exception>
    public static TrajectoryDataset Load(string path, EnvironmentSpec environment, LoadOptions options)
    {
        using var npz = NpzReader.Open(path);
        var index = new TrajectoryIndex(ReadTerminals(npz), path);
        var observations = ReadMatrix(npz, DatasetKeys.Observations, environment.Observation.Dim, index.LastUsable.Length, environment.Name);
        var actions = ReadMatrix(npz, DatasetKeys.Actions, environment.Action.Dim, index.LastUsable.Length, environment.Name);
        if (options.ClipActions)
            Clip(actions);
        if (options.ActionChunk > 1)
            actions = Chunks(actions, index, environment.Action.Dim, options.ActionChunk);
        var scaling = options.Scaling ?? (options.Standardize
            ? ObservationScaling.Of(observations, environment.Observation.Dim)
            : ObservationScaling.Identity(environment.Observation.Dim))
            .WithPosition(options.PositionBands, options.PositionUnit, environment.Observation.Names, environment.Success);
        return new TrajectoryDataset(observations, actions, index, scaling, options.Device, ActionLabels.Of(npz, index, options));
    }

    /// <summary>Raw observations of some rows, shape (rows, observation_dim), on the host.</summary>
    public float[] RawObservations(long[] rows)
    {
        using var scope = NewDisposeScope();
        var chosen = Observations.index_select(0, tensor(rows, device: Observations.device));
        var dim = Scaling.Mean.Count;
        var values = chosen.narrow(1, 0, dim).contiguous().cpu().data<float>().ToArray();
        for (var i = 0; i < values.Length; i++)
            values[i] = values[i] * Scaling.Deviation[i % dim] + Scaling.Mean[i % dim];
        return values;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Observations.Dispose();
        Actions.Dispose();
        HasActions?.Dispose();
    }

    private static bool[] ReadTerminals(NpzReader npz)
    {
        const string key = DatasetKeys.Terminals;
        var member = npz.Member(key);
        if (member.Shape.Count != 1)
            throw new InputException($"{npz.Path}: {key}: expected shape (rows,), found {member.ShapeText}");
        return member.Type switch
        {
            NpyType.Bool => npz.Read<bool>(key),
            NpyType.UInt8 => Array.ConvertAll(npz.Read<byte>(key), flag => flag != 0),
            _ => Array.ConvertAll(npz.ReadSingle(key), flag => flag != 0),
        };
    }

    private static float[] ReadMatrix(NpzReader npz, string key, int width, int rows, string environment)
    {
        var member = npz.Member(key);
        if (member.Shape is not [var height, var found] || height != rows)
            throw new InputException($"{npz.Path}: {key}: expected shape ({rows}, {width}) as terminals has {rows} rows, found {member.ShapeText}");
        if (found != width)
            throw new InputException($"{npz.Path}: {key}: width {found} does not fit environment {environment}, which has {width}; check --env");
        var values = npz.ReadSingle(key);
        for (var i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                throw new InputException($"{npz.Path}: {key}: row {i / width}, column {i % width} is {values[i]}; remove or repair the episode");
        return values;
    }

    // Beyond the end of a trajectory its last action stands.
    private static float[] Chunks(float[] actions, TrajectoryIndex index, int width, int length)
    {
        var chunks = new float[actions.Length * length];
        var into = chunks.AsSpan();
        for (var row = 0; row < index.LastUsable.Length; row++)
            for (var ahead = 0; ahead < length; ahead++, into = into[width..])
                actions.AsSpan(Math.Min(row + ahead, Math.Max(row, index.LastUsable[row])) * width, width).CopyTo(into);
        return chunks;
    }

    // The HIQL repository keeps actions inside the open interval (src/d4rl_utils.py).
    private static void Clip(Span<float> actions)
    {
        const float limit = 1f - 1e-5f;
        foreach (ref var action in actions)
            action = Math.Clamp(action, -limit, limit);
    }
}
