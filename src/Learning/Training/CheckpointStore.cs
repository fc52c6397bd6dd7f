using System.Security.Cryptography;
using System.Text.Json;
using HiqlRobotics.Contracts;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// The checkpoints of a run: <c>checkpoints/step-N/</c> with <c>model.safetensors</c>, <c>optimizer.safetensors</c> and
/// <c>state.json</c>. A folder appears whole or not at all; the last two are kept, so that a damaged one can be passed over,
/// and the one whose V orders trajectories best.
/// </summary>
public sealed class CheckpointStore
{
    private const string Prefix = "step-", ModelFile = "model.safetensors", OptimizerFile = "optimizer.safetensors", StateFile = "state.json";
    private const int Kept = 2;
    private readonly string _folder;

    /// <summary>The checkpoints of a run.</summary>
    /// <param name="runFolder">The run's folder.</param>
    public CheckpointStore(string runFolder) => _folder = Path.Combine(runFolder, "checkpoints");

    /// <summary>Steps of the checkpoints there are, newest first.</summary>
    public IReadOnlyList<long> Steps => !Directory.Exists(_folder) ? [] :
    [
        .. Directory.EnumerateDirectories(_folder, Prefix + "*")
            .Select(path => long.TryParse(Path.GetFileName(path).AsSpan(Prefix.Length), out var step) ? step : -1)
            .Where(step => step >= 0).OrderDescending(),
    ];

    /// <summary>The step whose V orders trajectories best, the later of equals; null where none was measured.</summary>
    public long? Best => Steps.Select(step => (Step: (long?)step, Score: Score(step))).Where(found => found.Score is not null)
        .DefaultIfEmpty().MaxBy(found => found.Score).Step;

    /// <summary>Writes a checkpoint and removes all but the last two and the best.</summary>
    /// <param name="state">Without its hashes, which are filled in.</param>
    /// <param name="agent">Networks and optimisers.</param>
    /// <param name="average">Averaged weights, if there are any.</param>
    /// <exception cref="HiqlException">It cannot be written; the ones before are untouched.</exception>
    public void Save(CheckpointState state, IAgent agent, WeightAverage? average)
    {
        var path = PathOf(state.Step);
        try
        {
            AtomicFile.WriteDirectory(path, folder =>
            {
                WriteTensors(Path.Combine(folder, ModelFile), Model(agent, average));
                WriteTensors(Path.Combine(folder, OptimizerFile), Moments(agent));
                var complete = state with { Files = Hashes(folder) };
                AtomicFile.WriteAllText(Path.Combine(folder, StateFile), JsonSerializer.Serialize(complete, ContractJson.Document));
            });
        }
        catch (HiqlException e)
        {
            throw new HiqlException($"checkpoint of step {state.Step}: {FirstLine(e)}; earlier checkpoints are intact, free some space and --resume", e);
        }
        RemoveLeftovers();
        var best = Best;
        foreach (var old in Steps.Skip(Kept).Where(step => step != best))
            Directory.Delete(PathOf(old), recursive: true);
    }

    /// <summary>Restores the newest checkpoint that is whole.</summary>
    /// <param name="agent">Receives weights and moments.</param>
    /// <param name="average">Receives averaged weights, if there are any.</param>
    /// <param name="warn">Told about each checkpoint that had to be passed over.</param>
    /// <returns>Its state, or null where there is none.</returns>
    public CheckpointState? LoadLatest(IAgent agent, WeightAverage? average, Action<string> warn)
    {
        RemoveLeftovers();
        foreach (var step in Steps)
        {
            try
            {
                return Load(step, agent, average);
            }
            catch (InputException e)
            {
                warn($"{PathOf(step)}: passed over: {FirstLine(e)}");
            }
        }
        return null;
    }

    /// <summary>Restores one checkpoint.</summary>
    /// <param name="step">One of <see cref="Steps"/>.</param>
    /// <param name="agent">Receives weights and moments.</param>
    /// <param name="average">Receives averaged weights, if there are any.</param>
    /// <exception cref="InputException">There is none of this step, or it is not whole.</exception>
    public CheckpointState Load(long step, IAgent agent, WeightAverage? average)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var folder = PathOf(step);
        if (!Directory.Exists(folder))
            throw new InputException($"{_folder}: there is no checkpoint of step {step}; there are {string.Join(", ", Steps)}");
        var state = ReadState(Path.Combine(folder, StateFile));
        foreach (var (file, hash) in Hashes(folder))
            if (!state.Files.TryGetValue(file, out var expected) || expected != hash)
                throw new InputException($"{file}: its SHA-256 is not the one noted when it was written");
        // Both files are read before the first tensor changes.
        var model = SafetensorsFile.Read(Path.Combine(folder, ModelFile));
        var moments = SafetensorsFile.Read(Path.Combine(folder, OptimizerFile));
        Restore(model, Model(agent, average));
        Restore(moments, Moments(agent));
        for (var i = 0; i < agent.Optimizers.Count; i++)
            agent.Optimizers[i].StepCount = state.OptimizerSteps[i];
        return state;
    }

    private double? Score(long step)
    {
        try
        {
            return ReadState(Path.Combine(PathOf(step), StateFile)).OrderConsistency;
        }
        catch (InputException)
        {
            // Not whole: no candidate, and whoever loads it is told.
            return null;
        }
    }

    private static CheckpointState ReadState(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<CheckpointState>(File.ReadAllText(path), ContractJson.Document)
                ?? throw new InputException($"{path}: is empty");
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new InputException($"{path}: not readable ({e.Message})", e);
        }
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Model(IAgent agent, WeightAverage? average) =>
        agent.Networks.NamedParameters().Select(named => (named.Name, (Tensor)named.Tensor)).Concat(average?.NamedParameters() ?? []);

    private static IEnumerable<(string Name, Tensor Tensor)> Moments(IAgent agent) =>
        agent.Optimizers.SelectMany(adam => adam.NamedMoments());

    private static void WriteTensors(string path, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        using var scope = NewDisposeScope();
        SafetensorsFile.Write(path, tensors.Select(named => new SafetensorsTensor(
            named.Name, NpyType.Float32, named.Tensor.shape, named.Tensor.detach().cpu().bytes.ToArray())));
    }

    private static void Restore(SafetensorsContent content, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        foreach (var (name, target) in tensors)
            target.copy_(tensor(content.Read<float>(name, target.shape).ToArray(), target.shape));
    }

    private static Dictionary<string, string> Hashes(string folder)
    {
        var hashes = new Dictionary<string, string>();
        foreach (var file in new[] { ModelFile, OptimizerFile })
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path))
                throw new InputException($"{file}: is missing");
            using var stream = File.OpenRead(path);
            hashes[file] = Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        return hashes;
    }

    // What a killed writer leaves behind carries a suffix after the number.
    private void RemoveLeftovers()
    {
        if (!Directory.Exists(_folder))
            return;
        foreach (var path in Directory.GetDirectories(_folder, Prefix + "*"))
            if (Path.GetFileName(path).Contains('.', StringComparison.Ordinal))
                Directory.Delete(path, recursive: true);
    }

    private string PathOf(long step) => Path.Combine(_folder, $"{Prefix}{step}");

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0];
}
