using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Learning;

namespace HiqlRobotics.Tools.Theory;

/// <summary>Puts the questions to a bundle's V and sorts the answers by distance.</summary>
internal sealed class ValueExaminer(ControllerBundle bundle, TrajectoryDataset data, int k)
{
    private const int MaxBins = 10;

    /// <exception cref="InputException">There is nothing to ask.</exception>
    public (ValueDifferences Flat, ValueDifferences Manager, DistanceBin[] Bins) Examine(ValueQuestions questions)
    {
        if (questions.All.Count == 0)
            throw new InputException($"{bundle.Path}: no state of the data has a way to a goal; are they of this environment?");
        var farthest = questions.All.Max(question => question.Distance);
        var binWidth = (farthest + MaxBins - 1) / MaxBins;
        var flat = Tallies((farthest + binWidth - 1) / binWidth);
        var manager = Tallies(flat.Length);
        var (here, next, later) = (Values(questions, 0), Values(questions, 1), Values(questions, k));
        for (var i = 0; i < questions.All.Count; i++)
        {
            var question = questions.All[i];
            var bin = (question.Distance - 1) / binWidth;
            if (question.Next != 0)
                flat[bin].Add(question.Next * ((double)next[i] - here[i]));
            if (question.Later != 0)
                manager[bin].Add(question.Later * ((double)later[i] - here[i]));
        }
        return (All(flat), All(manager), [.. flat.Select((tally, bin) => new DistanceBin(
            bin * binWidth + 1, Math.Min(farthest, (bin + 1) * binWidth), tally.Summarize(), manager[bin].Summarize()))]);
    }

    private static DifferenceTally[] Tallies(int count) => [.. Enumerable.Range(0, count).Select(_ => new DifferenceTally())];

    private static ValueDifferences All(DifferenceTally[] bins)
    {
        var all = new DifferenceTally();
        foreach (var bin in bins)
            all.Add(bin);
        return all.Summarize();
    }

    private float[] Values(ValueQuestions questions, int offset)
    {
        var states = data.RawObservations([.. questions.All.Select(question => (long)question.Row + offset)]);
        var width = bundle.Manifest.Environment.Goal.Dim;
        var goals = new float[questions.All.Count * width];
        for (var i = 0; i < questions.All.Count; i++)
            questions.Goals.AsSpan(questions.All[i].Goal * width, width).CopyTo(goals.AsSpan(i * width));
        return bundle.Values(states, goals);
    }
}
