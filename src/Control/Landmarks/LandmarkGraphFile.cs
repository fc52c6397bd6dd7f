using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>The graph as it lies in a bundle.</summary>
internal static class LandmarkGraphFile
{
    private const string Landmarks = "landmarks", Distances = "distances";

    /// <exception cref="HiqlException">It cannot be written.</exception>
    public static void Write(string path, LandmarkGraph graph) => NpzWriter.Write(path, npz =>
    {
        npz.Add(Landmarks, graph.Landmarks);
        npz.Add(Distances, graph.Distances, graph.Count, graph.Count);
    });

    /// <param name="path">The file.</param>
    /// <param name="settings">What the manifest says of it.</param>
    /// <param name="landmarks">How many the bundle has.</param>
    /// <exception cref="InputException">It is none, or does not fit.</exception>
    public static LandmarkGraph Read(string path, GraphSettings settings, int landmarks)
    {
        using var npz = NpzReader.Open(path);
        npz.Require(Landmarks, NpyType.Int32, settings.Nodes);
        npz.Require(Distances, NpyType.Float16, settings.Nodes, settings.Nodes);
        var graph = new LandmarkGraph(settings, npz.Read<int>(Landmarks), npz.Read<Half>(Distances));
        foreach (var row in graph.Landmarks)
            if (row < 0 || row >= landmarks)
                throw Unfit(path, $"key '{Landmarks}': expected rows below {landmarks}, found {row}");
        foreach (var distance in graph.Distances)
            if (!Half.IsFinite(distance) || distance < Half.Zero)
                throw Unfit(path, $"key '{Distances}': expected finite distances, found {distance}");
        return graph;
    }

    private static InputException Unfit(string path, string what) => new($"{path}: {what}; build the graph again: hiql graph");
}
