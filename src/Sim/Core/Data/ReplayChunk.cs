using System.Numerics;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data;

/// <summary>
/// A window on a dataset that moves forward. Consecutive windows share one row, so that every row meets its successor:
/// <code>
/// rows     0 1 2 3 4 5 6 7 8
/// windows  [-----]
///                [-----]
///                      [---]
/// </code>
/// </summary>
internal sealed class ReplayChunk : IDisposable
{
    private readonly string _path;
    private readonly StateColumn _qpos;
    private readonly StateColumn _qvel;
    private readonly NpzRowReader<float> _observationRows;
    private readonly NpzRowReader<float> _actionRows;
    private readonly NpzRowReader<bool> _terminalRows;
    private readonly float[] _observations;
    private readonly float[] _actions;
    private readonly bool[] _terminals;
    private readonly NpzRowReader<bool>? _hasActionRows;
    private readonly bool[] _hasActions;
    private readonly NpzRowReader<long>? _switchRows;
    private readonly long[] _switches;
    private readonly int _switchDim;
    private readonly int _capacity;
    private readonly int _observationDim;
    private readonly int _actionDim;
    private long _left;

    /// <param name="npz">The file.</param>
    /// <param name="environment">Decides the widths.</param>
    /// <param name="capacity">Rows of a window.</param>
    /// <exception cref="InputException">A key is missing or does not fit the environment.</exception>
    public ReplayChunk(NpzReader npz, SimEnvironment environment, int capacity)
    {
        _path = npz.Path;
        (_observationDim, _actionDim) = (environment.Spec.Observation.Dim, environment.Spec.Action.Dim);
        _left = npz.Require(DatasetKeys.Observations, NpyType.Float32, -1, _observationDim).Rows;
        npz.Require(DatasetKeys.Actions, NpyType.Float32, _left, _actionDim);
        npz.Require(DatasetKeys.Terminals, NpyType.Bool, _left);
        Total = _left;
        _capacity = capacity;
        _observationRows = npz.OpenRows<float>(DatasetKeys.Observations);
        _actionRows = npz.OpenRows<float>(DatasetKeys.Actions);
        _terminalRows = npz.OpenRows<bool>(DatasetKeys.Terminals);
        _qpos = new StateColumn(npz, DatasetKeys.Qpos64, DatasetKeys.Qpos, _left, environment.Physics.Model.Nq, capacity);
        _qvel = new StateColumn(npz, DatasetKeys.Qvel64, DatasetKeys.Qvel, _left, environment.Physics.Model.Nv, capacity);
        _switchDim = environment.Switches.Length;
        _switches = new long[capacity * _switchDim];
        if (_switchDim > 0)
        {
            npz.Require(DatasetKeys.ButtonStates, NpyType.Int64, _left, _switchDim);
            _switchRows = npz.OpenRows<long>(DatasetKeys.ButtonStates);
        }
        _hasActions = new bool[capacity];
        if (npz.Contains(DatasetKeys.HasActions))
        {
            npz.Require(DatasetKeys.HasActions, NpyType.Bool, _left);
            _hasActionRows = npz.OpenRows<bool>(DatasetKeys.HasActions);
        }
        _observations = new float[capacity * _observationDim];
        _actions = new float[capacity * _actionDim];
        _terminals = new bool[capacity];
    }

    /// <summary>Rows of the file.</summary>
    public long Total { get; }

    /// <summary>Rows in the window.</summary>
    public int Rows { get; private set; }

    /// <summary>The window's first row, counted in the file.</summary>
    public long First => Total - _left - Rows;

    public bool Float64 => _qpos.Float64 && _qvel.Float64;

    /// <summary>Whether a row does not end its episode, and its action is known.</summary>
    public bool HasSuccessor(int row) => !_terminals[row] && (_hasActionRows is null || _hasActions[row]);

    public ReadOnlySpan<double> Qpos(int row) => _qpos.Row(row);

    public ReadOnlySpan<double> Qvel(int row) => _qvel.Row(row);

    public ReadOnlySpan<float> Observation(int row) => _observations.AsSpan(row * _observationDim, _observationDim);

    public ReadOnlySpan<float> Action(int row) => _actions.AsSpan(row * _actionDim, _actionDim);

    public ReadOnlySpan<long> Switches(int row) => _switches.AsSpan(row * _switchDim, _switchDim);

    /// <summary>Moves the window on; false at the end.</summary>
    /// <exception cref="InputException">A number is not finite: nothing could be said about its row.</exception>
    public bool MoveNext()
    {
        if (_left == 0)
            return false;
        var kept = Rows > 0 ? 1 : 0;
        var read = (int)Math.Min(_left, _capacity - kept);
        Advance(_observationRows, _observations, _observationDim, kept, read);
        Advance(_actionRows, _actions, _actionDim, kept, read);
        Advance(_terminalRows, _terminals, 1, kept, read);
        if (_hasActionRows is not null)
            Advance(_hasActionRows, _hasActions, 1, kept, read);
        if (_switchRows is not null)
            Advance(_switchRows, _switches, _switchDim, kept, read);
        _qpos.Advance(Rows, kept, read);
        _qvel.Advance(Rows, kept, read);
        (Rows, _left) = (kept + read, _left - read);
        for (var row = kept; row < Rows; row++)
            RequireFinite(row);
        return true;
    }

    public void Dispose()
    {
        _observationRows.Dispose();
        _actionRows.Dispose();
        _terminalRows.Dispose();
        _hasActionRows?.Dispose();
        _switchRows?.Dispose();
        _qpos.Dispose();
        _qvel.Dispose();
    }

    private void RequireFinite(int row)
    {
        RequireFinite(DatasetKeys.Observations, row, Observation(row));
        RequireFinite(DatasetKeys.Actions, row, Action(row));
        RequireFinite(_qpos.Key, row, Qpos(row));
        RequireFinite(_qvel.Key, row, Qvel(row));
    }

    private void RequireFinite<T>(string key, int row, ReadOnlySpan<T> values) where T : INumberBase<T>
    {
        foreach (var value in values)
            if (!T.IsFinite(value))
                throw new InputException(
                    $"{_path}: {key}: row {First + row} has {value}, expected finite numbers; see hiql data validate");
    }

    private void Advance<T>(NpzRowReader<T> rows, T[] window, int width, int kept, int read) where T : unmanaged
    {
        if (kept > 0)
            window.AsSpan((Rows - 1) * width, width).CopyTo(window);
        rows.Read(window.AsSpan(kept * width, read * width));
    }
}
