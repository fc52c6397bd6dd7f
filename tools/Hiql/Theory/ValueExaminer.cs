using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Learning;

namespace HiqlRobotics.Tools.Theory;

/// <summary>Puts the questions to a bundle's V and sorts the answers by distance.</summary>
internal sealed class ValueExaminer(ControllerBundle bundle, TrajectoryDataset data, int k)
{
    private const int MaxBins = 10;

    /// <param name="questions">What to ask.</param>
    /// <param name="seed">Seed of the intervals.</param>
    /// <exception cref="InputException">There is nothing to ask.</exception>
    public (ValueDifferences Flat, ValueDifferences Manager, DistanceBin[] Bins) Examine(ValueQuestions questions, ulong seed)
    {
        if (questions.All.Count == 0)
            throw new InputException($"{bundle.Path}: no state of the data has a way to a goal; are they of this environment?");
        var farthest = questions.All.Max(question => question.Distance);
        var binWidth = (farthest + MaxBins - 1) / MaxBins;
        var flat = Samples((farthest + binWidth - 1) / binWidth);
        var manager = Samples(flat.Length);
        Fill(questions, binWidth, flat, manager);
        var weights = new ClusterWeights(questions.Rows.Length, questions.SharedGoals, seed);
        return (All(flat).Summarize(weights), All(manager).Summarize(weights), [.. flat.Select((sample, bin) => new DistanceBin(
            bin * binWidth + 1, Math.Min(farthest, (bin + 1) * binWidth), sample.Summarize(weights), manager[bin].Summarize(weights)))]);
    }

    private void Fill(ValueQuestions questions, int binWidth, DifferenceSample[] flat, DifferenceSample[] manager)
    {
        var (here, next, later) = (Values(questions, 0), Values(questions, 1), Values(questions, k));
        for (var i = 0; i < questions.All.Count; i++)
        {
            var question = questions.All[i];
            var bin = (question.Distance - 1) / binWidth;
            if (question.Next != 0)
                flat[bin].Add(question.Start, question.Goal, question.Next * ((double)next[i] - here[i]));
            if (question.Later != 0)
                manager[bin].Add(question.Start, question.Goal, question.Later * ((double)later[i] - here[i]));
        }
    }

    private static DifferenceSample[] Samples(int count) => [.. Enumerable.Range(0, count).Select(_ => new DifferenceSample())];

    private static DifferenceSample All(DifferenceSample[] bins)
    {
        var all = new DifferenceSample();
        foreach (var bin in bins)
            all.Add(bin);
        return all;
    }

    private float[] Values(ValueQuestions questions, int offset)
    {
        var states = data.RawObservations([.. questions.All.Select(question => (long)questions.Rows[question.Start] + offset)]);
        var width = bundle.Manifest.Environment.Goal.Dim;
        var goals = new float[questions.All.Count * width];
        for (var i = 0; i < questions.All.Count; i++)
            questions.Goals.AsSpan(questions.All[i].Goal * width, width).CopyTo(goals.AsSpan(i * width));
        return bundle.Values(states, goals);
    }
}
