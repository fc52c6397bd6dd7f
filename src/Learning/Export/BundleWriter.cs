using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning.Export;

/// <summary>Writes a bundle: the folder that a controller loads. The same content gives the same bytes.</summary>
public static class BundleWriter
{
    /// <summary>Writes a whole bundle or nothing; an existing one is replaced in one rename.</summary>
    /// <param name="path">The bundle's folder.</param>
    /// <param name="content">What it is made of.</param>
    /// <exception cref="ArgumentException">Manifest and networks do not fit each other.</exception>
    /// <exception cref="HiqlException">The folder cannot be written.</exception>
    public static void Write(string path, BundleContent content)
    {
        Validate(content);
        var graphs = PolicyGraphs.Build(content.Networks);
        AtomicFile.WriteDirectory(path, folder =>
        {
            foreach (var (name, bytes) in graphs)
                AtomicFile.WriteAllBytes(Path.Combine(folder, name), bytes);
            content.Probes.Write(Path.Combine(folder, BundleFiles.Probes));
            WriteLandmarks(Path.Combine(folder, BundleFiles.Landmarks), content);
            content.Manifest.WriteInto(folder);
        });
    }

    private static void WriteLandmarks(string path, BundleContent content)
    {
        var width = content.Networks.ObservationDim;
        NpzWriter.Write(path, npz => npz.Add("observations", content.Landmarks, content.Landmarks.Length / width, width));
    }

    private static void Validate(BundleContent content)
    {
        var (manifest, networks) = (content.Manifest, content.Networks);
        Require("observation_dim", manifest.Environment.Observation.Dim, networks.ObservationDim);
        Require("goal_dim", manifest.Environment.Goal.Dim, networks.GoalDim);
        Require("action_dim", manifest.Environment.Action.Dim * manifest.ActionsAtOnce, networks.LowActor.Outputs);
        Require("rep_dim", manifest.RepDim, networks.RepDim);
        Require("hierarchical", manifest.Hierarchical ? 1 : 0, networks.Hierarchical ? 1 : 0);
        Require("landmarks", content.Landmarks.Length % networks.ObservationDim, 0);
    }

    private static void Require(string field, int manifest, int networks)
    {
        if (manifest != networks)
            throw new ArgumentException($"bundle: {field} is {manifest} in the manifest and {networks} in the networks");
    }
}
