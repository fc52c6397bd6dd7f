using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// Where the trajectories of a dataset have been in a maze. They say which landmarks follow each other, whatever the value function
/// believes of walls (GAS, ICML 2025, keeps such edges alone).
/// </summary>
public sealed class LandmarkTrajectories
{
    private readonly float[] _places;
    private readonly bool[] _terminals;

    /// <summary>Those of a dataset.</summary>
    /// <param name="places">x and y in metres of every row, shape (rows, 2).</param>
    /// <param name="terminals">Shape (rows,): true on the last row of each trajectory.</param>
    /// <param name="sha256">Of the dataset, lower-case hex.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit each other.</exception>
    public LandmarkTrajectories(float[] places, bool[] terminals, string sha256)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(terminals);
        if (places.Length != 2 * terminals.Length)
            throw new ArgumentException($"{places.Length} coordinates are not those of {terminals.Length} rows");
        (_places, _terminals, Sha256) = (places, terminals, sha256);
    }

    /// <summary>Of the dataset.</summary>
    public string Sha256 { get; }

    /// <summary>Refuses environments in which a state has no place to follow.</summary>
    /// <param name="asker">The file or option that asks for trajectories, for the error.</param>
    /// <param name="environment">Where.</param>
    /// <exception cref="InputException">It is no maze.</exception>
    public static void RequireMaze(string asker, EnvironmentSpec environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment.Maze is null)
            throw new InputException($"{asker}: {environment.Name} is no maze: trajectories cannot tell which landmark a state is at");
    }

    /// <summary>How soon one landmark was reached after another, at the quickest.</summary>
    /// <param name="landmarks">Their places, shape (n, 2).</param>
    /// <param name="reach">Metres from a landmark within which a robot counts as there; the nearest landmark has it.</param>
    /// <param name="longest">Control steps after which one has not followed the other.</param>
    /// <returns>Control steps from each to each, shape (n, n), [from, to]; 0 where no trajectory shows it.</returns>
    internal Half[] StepsBetween(float[] landmarks, double reach, double longest)
    {
        var count = landmarks.Length / 2;
        var steps = new Half[count * count];
        var nearest = new NearestPlace(landmarks, reach);
        var visits = new List<Visit>();
        for (var row = 0; row < _terminals.Length; row++)
        {
            var (landmark, distance) = nearest.Find(_places[2 * row], _places[(2 * row) + 1]);
            if (landmark >= 0)
                Pass(visits, new Visit(landmark, row, distance));
            if (!_terminals[row])
                continue;
            Connect(visits, steps, count, longest);
            visits.Clear();
        }
        return steps;
    }

    // As long as one landmark is the nearest, it is one visit: when it was nearest of all.
    private static void Pass(List<Visit> visits, Visit visit)
    {
        if (visits is not [.., var last] || last.Landmark != visit.Landmark)
            visits.Add(visit);
        else if (visit.Distance < last.Distance)
            visits[^1] = visit;
    }

    private static void Connect(List<Visit> visits, Half[] steps, int count, double longest)
    {
        for (var first = 0; first < visits.Count; first++)
            for (var then = first + 1; then < visits.Count && visits[then].Row - visits[first].Row <= longest; then++)
            {
                ref var known = ref steps[(visits[first].Landmark * count) + visits[then].Landmark];
                var found = (Half)(visits[then].Row - visits[first].Row);
                if (known == Half.Zero || found < known)
                    known = found;
            }
    }

    private readonly record struct Visit(int Landmark, int Row, double Distance);

    /// <summary>The nearest of some places within reach, by a grid of squares as wide as that.</summary>
    private sealed class NearestPlace
    {
        private readonly float[] _places;
        private readonly double _reach;
        private readonly Dictionary<(int, int), List<int>> _squares = [];

        public NearestPlace(float[] places, double reach)
        {
            (_places, _reach) = (places, reach);
            for (var i = 0; i < places.Length / 2; i++)
            {
                var square = Square(places[2 * i], places[(2 * i) + 1]);
                if (!_squares.TryGetValue(square, out var inside))
                    _squares[square] = inside = [];
                inside.Add(i);
            }
        }

        public (int Index, double Distance) Find(float x, float y)
        {
            var (i, j) = Square(x, y);
            var found = (Index: -1, Distance: _reach);
            for (var di = -1; di <= 1; di++)
                for (var dj = -1; dj <= 1; dj++)
                    if (_squares.TryGetValue((i + di, j + dj), out var inside))
                        foreach (var place in inside)
                            if (Distance(place, x, y) is var distance && distance < found.Distance)
                                found = (place, distance);
            return found;
        }

        private (int, int) Square(float x, float y) => ((int)Math.Floor(x / _reach), (int)Math.Floor(y / _reach));

        private double Distance(int place, float x, float y) => double.Hypot(_places[2 * place] - x, _places[(2 * place) + 1] - y);
    }
}
