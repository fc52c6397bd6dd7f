using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;

namespace HiqlRobotics.Tools.Plots;

/// <summary>A landmark graph in a maze, as plain data.</summary>
/// <param name="Nodes">Where they are, in metres.</param>
/// <param name="Edges">Each node's shortest few within τ_g.</param>
/// <param name="Ways">One per evaluation task.</param>
internal sealed record GraphPicture(
    IReadOnlyList<(double X, double Y)> Nodes, IReadOnlyList<(int From, int To)> Edges, IReadOnlyList<PlannedPicture> Ways)
{
    // Enough to show where the graph hangs together, and few enough to see through.
    private const int EdgesPerNode = 3;

    /// <summary>Of a bundle that has a graph.</summary>
    /// <param name="bundle">In a maze.</param>
    /// <param name="environment">Its environment; is reset to every task.</param>
    /// <param name="seed">Of starts and goals.</param>
    public static GraphPicture Of(ControllerBundle bundle, SimEnvironment environment, ulong seed)
    {
        var graph = bundle.RequireGraph();
        var width = environment.Spec.Observation.Dim;
        var nodes = Enumerable.Range(0, graph.Count).Select(Place).ToArray();
        var search = new WaySearch(bundle);
        var way = new ushort[WaySearch.MostNodes];
        return new GraphPicture(nodes, [.. Enumerable.Range(0, graph.Count).SelectMany(from => ShortestOf(graph, from))], [.. environment.Spec.Tasks.Select(Plan)]);

        (double X, double Y) Place(int node) => At(bundle.Landmarks.Slice(graph.Landmark(node) * width, width));

        PlannedPicture Plan(TaskSpec task)
        {
            var start = environment.Reset(task.Id, seed);
            var (observation, goal) = (start.Observation.ToArray(), start.Goal.ToArray());
            var count = search.Find(observation, goal, way);
            return new PlannedPicture(task.Id, task.Name, [At(observation), .. way.Take(count).Select(node => nodes[node]), At(goal)]);
        }

        static (double X, double Y) At(ReadOnlySpan<float> state) => (state[0], state[1]);
    }

    private static IEnumerable<(int From, int To)> ShortestOf(LandmarkGraph graph, int from) => Enumerable.Range(0, graph.Count)
        .Where(to => to != from && graph.Steps(from, to) <= graph.Settings.EdgeLength)
        .OrderBy(to => graph.Steps(from, to)).Take(EdgesPerNode).Select(to => (from, to));
}

/// <summary>A way planned for a task.</summary>
/// <param name="TaskId">1-based.</param>
/// <param name="Name">What the task asks for.</param>
/// <param name="Way">Start, nodes, goal, in metres.</param>
internal sealed record PlannedPicture(int TaskId, string Name, IReadOnlyList<(double X, double Y)> Way);
