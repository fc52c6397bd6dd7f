using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Testing;
using HiqlRobotics.Tools.Sweeps;
using HiqlRobotics.Tools.Sweeps.Reports;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>The numbers of a report against values worked out by hand.</summary>
public sealed class SweepReportTests
{
    private const double Exact = 1e-12, Printed = 5e-5;

    [Fact]
    public void Best_value_is_found_in_every_environment()
    {
        var report = SweepSample.Periods().Report;

        Assert.Equal(("25", 2, 2), (report.Verdict.Best, report.Verdict.BestIn, report.Verdict.Groups));
        Assert.Equal(["pointmaze-medium", "antmaze-medium"], report.Groups.Select(group => group.Title));
        Assert.All(report.Groups, group => Assert.Equal("25", group.Best));
        Assert.StartsWith("manager period 25 has the highest success in 2 of 2 environments; better than 1 by 50.0 points (", report.Verdict.Headline);
        Assert.Equal(150, report.Episodes);
    }

    [Fact]
    public void Group_has_means_and_intervals()
    {
        var group = SweepSample.Periods().Report.Groups[0];
        var one = group.Values[0];

        Assert.Equal(0.5, one.Success!.Value, Exact);
        // Wilson of 10 in 20, from the formula with a pocket calculator.
        Assert.Equal(0.2993, one.Ci95![0], Printed);
        Assert.Equal(0.7007, one.Ci95[1], Printed);
        Assert.Equal(0.5, one.Iqm!.Value, Exact);
        Assert.Null(one.IqmCi95);
        Assert.Null(one.Deviation);
        Assert.Equal([0.5, 0.5], one.Tasks.Select(task => task.Success));
        Assert.Equal(1, group.Values[2].Ci95![1], Exact);
        Assert.Equal(1, group.Values[2].Profile.Single(point => point.Threshold == 0.95).Share.Value, Exact);
        Assert.Equal(0, one.Profile.Single(point => point.Threshold == 0.5).Share.Value, Exact);
    }

    [Fact]
    public void Values_are_compared_episode_by_episode()
    {
        var values = SweepSample.Periods().Report.Groups[0].Values;
        var (one, five, best) = (values[0].VersusBest!, values[1].VersusBest!, values[2]);

        // Ten episodes of twenty were solved by 25 alone: p = 2 · 2⁻¹⁰.
        Assert.Equal((SweepRelation.Worse, 0, 10), (one.Relation, one.Paired!.FirstOnly, one.Paired.SecondOnly));
        Assert.Equal(2.0 / 1024, one.Paired.PValue, Exact);
        Assert.Equal(-0.5, one.Paired.Difference.Value, Exact);
        // Two of twenty: p = 2 · 2⁻² says nothing.
        Assert.Equal(SweepRelation.Undecided, five.Relation);
        Assert.Equal(0.5, five.Paired!.PValue, Exact);
        Assert.StartsWith("cannot be told apart from 25 with these episodes", five.Words);
        Assert.Null(best.VersusBest);
        Assert.Equal(SweepRelation.Better, best.VersusFirst!.Relation);
        Assert.Null(values[0].VersusFirst);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Chance_has_as_many_tries_as_there_are_others(int values, bool toldApart)
    {
        var sample = new SweepSample("manager_period");
        foreach (var value in Enumerable.Range(1, values))
            sample.Add("pointmaze-medium", $"{value}", "", value == 1 ? 4 : 10);
        var worst = sample.Report.Groups[0].Values[0].VersusBest!;

        // Six of ten: p = 2 · 2⁻⁶ is below 1/20 and not below 1/40.
        Assert.Equal(2.0 / 64, worst.Paired!.PValue, Exact);
        Assert.Equal(toldApart ? SweepRelation.Worse : SweepRelation.Undecided, worst.Relation);
    }

    [Fact]
    public void Environments_together_weigh_every_task_alike()
    {
        var overall = SweepSample.Periods().Report.Overall!;

        Assert.Equal(50, overall.Values[0].Episodes);
        Assert.Equal(25, overall.Values[0].VersusBest!.Paired!.SecondOnly);
        // 5 of 50 lost: p = 2 · 2⁻⁵ is not enough.
        Assert.Equal(0.0625, overall.Values[1].VersusBest!.Paired!.PValue, Exact);
        Assert.Equal(["5"], SweepSample.Periods().Report.Verdict.NotToldApart);
    }

    [Fact]
    public void Training_seeds_give_deviation_worst_and_improvement()
    {
        var sample = new SweepSample("agent", "seed");
        foreach (var (seed, successes) in new[] { ("0", 2), ("1", 4), ("2", 9) })
            sample.Add("pointmaze-medium", "gcbc", seed, successes);
        foreach (var seed in new[] { "0", "1", "2" })
            sample.Add("pointmaze-medium", "hiql", seed, 9);
        var group = Assert.Single(sample.Report.Groups);
        var (weak, strong) = (group.Values[0], group.Values[1]);

        Assert.Equal(0.5, weak.Success!.Value, Exact);
        // √((0.3² + 0.1² + 0.4²) / 2).
        Assert.Equal(Math.Sqrt(0.13), weak.Deviation!.Value, Exact);
        Assert.Equal(new SweepRun("0", 0.2), weak.Worst);
        // Wins over 0.2 and 0.4, ties with 0.9: (6 + 3/2) of 9.
        Assert.Equal(7.5 / 9, strong.VersusFirst!.Improvement!.Value.Value, Exact);
        Assert.InRange(weak.Ci95![0], 0.2, 0.5);
        Assert.InRange(weak.Ci95[1], 0.5, 0.9);
        Assert.NotNull(weak.IqmCi95);
        // Episodes of one training seed are compared with those of the same seed: 7 + 5 + 0 won.
        Assert.Equal((12, 0), (strong.VersusFirst.Paired!.FirstOnly, strong.VersusFirst.Paired.SecondOnly));
    }

    [Fact]
    public void Worst_episode_is_the_failure_farthest_from_the_goal()
    {
        var result = SweepSample.Periods().Report.Points[0].Result!;

        Assert.Equal((1, 4, 1004UL), (result.Worst.Episode.Task, result.Worst.Episode.Index, result.Worst.Episode.Seed));
        // Ten failed; of the ten that succeeded the slowest comes next.
        Assert.Equal((1, 9), (result.Median.Episode.Task, result.Median.Episode.Index));
        Assert.Equal(
            "hiql eval --env pointmaze-medium --bundle models/bundles/pointmaze-medium --seed 3 --episode 1:4 --video task1-episode4.mp4",
            result.Worst.Command);
        // Half of them took 105 … 109 steps, the others 500.
        Assert.Equal(303.5, result.MeanLength, Exact);
    }

    [Fact]
    public void Partial_results_compare_what_they_share()
    {
        var sample = new SweepSample("manager_period").Add("pointmaze-medium", "1", "", 5, 5).Add("pointmaze-medium", "25", "")
            .Add("antmaze-medium", "1", "", 5).Add("antmaze-medium", "25", "", 10);
        var report = sample.Report;

        Assert.Null(report.Overall);
        Assert.Equal(3, report.Evaluated);
        Assert.StartsWith("With 3 of 4 evaluations: pointmaze-medium: manager period 1: 50.0 % success", report.Verdict.Headline);
        Assert.Contains("antmaze-medium: manager period 25 has the highest success", report.Verdict.Headline);
        Assert.All(Renderings(report), text => Assert.Contains("no result", text));
    }

    [Fact]
    public void Sweep_without_results_says_so()
    {
        var report = new SweepSample("manager_period").Add("pointmaze-medium", "1", "").Add("pointmaze-medium", "25", "").Report;

        Assert.Null(report.Verdict.Best);
        Assert.All(Renderings(report), text => Assert.Contains("No result yet: none of 2 evaluations is done.", text));
    }

    [Fact]
    public void Single_point_is_a_report_too()
    {
        var sample = new SweepSample("manager_period").Add("pointmaze-medium", "25", "", 9, 9);
        var plan = sample.Plan with { Axes = [], View = new SweepView("environment", null), Points = [new SweepPoint(sample.Plan.Jobs[0].Id, new Dictionary<string, string>())] };
        var report = SweepReportBuilder.Build(plan, Findings(sample));

        Assert.Equal("environment pointmaze-medium: 90.0 % success (69.9 – 97.2 %).", report.Verdict.Headline);
        Assert.All(Renderings(report), text => Assert.Contains("90.0 %", text));
    }

    [Fact]
    public void Different_environments_are_never_paired()
    {
        var sample = new SweepSample("environment").Add("pointmaze-medium", "pointmaze-medium", "", 10, 10).Add("antmaze-medium", "antmaze-medium", "", 1);
        var value = Assert.Single(sample.Report.Groups).Values[1];

        Assert.Null(value.VersusBest!.Paired);
        Assert.Equal("worse than pointmaze-medium: intervals do not overlap", value.VersusBest.Words);
    }

    [Fact]
    public void What_follows_from_the_environment_is_no_axis_of_its_own()
    {
        var plan = SweepSample.Periods().Plan;
        var zipped = plan with
        {
            Axes = ["environment", "bundle", "manager_period"],
            Points = [.. plan.Points.Select(point => point with { Values = new Dictionary<string, string>(point.Values) { ["bundle"] = $"of {point.Values["environment"]}" } })],
        };
        var report = SweepReportBuilder.Build(zipped, Findings(SweepSample.Periods()));

        Assert.Equal(["pointmaze-medium", "antmaze-medium"], report.Groups.Select(group => group.Title));
        Assert.Equal(["environment", "manager_period"], report.Columns);
        Assert.Contains("in 2 of 2 environments", report.Verdict.Headline);
    }

    [Fact]
    public void Trained_bundles_are_named_relative_to_the_folder()
    {
        var plan = SweepSample.Periods().Plan;
        var job = plan.Jobs[0];
        var trained = job with { Needs = ["feed"], Evaluation = job.Evaluation! with { Bundle = null, ManagerPeriod = 5, ActionNoise = 0.25, Tasks = [2, 4] } };

        Assert.Equal(
            "hiql eval --env pointmaze-medium --bundle \"$SWEEP/work/feed/bundle\" --manager-period 5 --action-noise 0.25 --seed 3 --tasks 2,4 --episodes 10",
            SweepCommandLines.Evaluate(trained));
        Assert.Equal("hiql sweep sample.yaml --small", SweepCommandLines.Sweep(plan with { Source = "/somewhere/sample.yaml", Small = true }));
    }

    [Fact]
    public void Bytes_depend_on_neither_order_nor_time()
    {
        using TemporaryFolder first = new(), second = new();
        var (left, right) = (SweepSample.Periods().Write(first.Path), SweepSample.Periods().Write(second.Path, backwards: true, seconds: 77));
        SweepReportFiles.Write(SweepPlan.Load(left.Path), left);
        SweepReportFiles.Write(SweepPlan.Load(right.Path), right);

        foreach (var name in new[] { SweepReportFiles.Html, SweepReportFiles.Markdown, SweepReportFiles.Json })
            Assert.Equal(File.ReadAllBytes(first.File(name)), File.ReadAllBytes(second.File(name)));
        Assert.NotEqual(File.ReadAllText(first.File(SweepReportFiles.Timings)), File.ReadAllText(second.File(SweepReportFiles.Timings)));
        Assert.Contains("462.0", File.ReadAllText(second.File(SweepReportFiles.Timings)));
        Assert.DoesNotContain(first.Path, string.Concat(Directory.EnumerateFiles(first.Path, "report.*").Select(File.ReadAllText)));
    }

    [Fact]
    public void Files_have_the_style_of_every_other_document()
    {
        using TemporaryFolder temporary = new();
        var sample = SweepSample.Periods();
        var folder = sample.Write(temporary.Path);
        var report = SweepReportFiles.Write(sample.Plan, folder);
        var job = sample.Plan.Jobs[0].Id;

        Assert.Equal(JsonSerializer.Serialize(report, ContractJson.Document) + "\n", File.ReadAllText(temporary.File(SweepReportFiles.Json)));
        Assert.True(folder.TryLoad(job, out var result, out _));
        var hash = Sha256File.OfText(JsonSerializer.Serialize(result, ContractJson.Line));
        Assert.Equal(JsonSerializer.Serialize(new SealedResult(hash, result), ContractJson.Document), File.ReadAllText(temporary.File($"results/{job}.json")));
    }

    [Fact]
    public void Every_job_without_a_result_is_named_with_its_reason()
    {
        using TemporaryFolder temporary = new();
        var sample = SweepSample.Periods().Add("pointmaze-medium", "50", "").Add("antmaze-medium", "50", "").Add("antmaze-medium", "100", "");
        var folder = sample.Write(temporary.Path);
        folder.Save(new SweepFailure("pointmaze-medium-50-", "evaluate pointmaze-medium 50 ", 2, "killed by signal 9", "logs/pointmaze-medium-50-.log"));
        AtomicFile.WriteAllText(temporary.File("results/antmaze-medium-50-.json"), "{\"sha256\":");
        var report = SweepReportFiles.Write(sample.Plan, folder);

        Assert.Equal(["killed by signal 9", "its result file is torn; --resume runs it again", "not run yet; --resume runs it"], report.Missing.Select(job => job.Reason));
        foreach (var name in new[] { SweepReportFiles.Html, SweepReportFiles.Markdown, SweepReportFiles.Json })
        {
            var text = File.ReadAllText(temporary.File(name));
            Assert.Contains("killed by signal 9", text);
            Assert.Contains("evaluate antmaze-medium 100", text);
        }
    }

    [Fact]
    public void What_V_knows_stands_beside_what_came_of_it()
    {
        var report = new SweepSample("manager_period")
            .Train("good", ("diagnostics/order_consistency", 0.9125), ("diagnostics/wall_ratio", 1.5), ("training/value/value_loss", 3))
            .Add("pointmaze-medium", "1", "", 5, 5).Add("pointmaze-medium", "25", "", 9, 9).Report;
        var made = Assert.Single(report.Preparations);

        Assert.Equal(["diagnostics/order_consistency", "diagnostics/wall_ratio"], made.Diagnostics.Keys);
        Assert.Equal([0.5, 0.9], made.Success);
        Assert.Contains("| train good | 91.3 % | 1.50 | 50.0 % | 90.0 % |", SweepReportMarkdown.Render(report));
        Assert.All(Renderings(report), text => Assert.Contains("a leak", text));
        Assert.All(Renderings(SweepSample.Periods().Report), text => Assert.DoesNotContain("What V knows", text));
    }

    [Fact]
    public void Longest_chain_of_jobs_comes_first()
    {
        var plan = new SweepSample("manager_period").Add("pointmaze-medium", "1", "", 5).Train("t").Add("pointmaze-medium", "25", "", 5).Plan;
        var path = new CriticalPath(plan);

        // An evaluation that waits for nobody, a training with an evaluation behind it, that evaluation.
        Assert.Equal([1.0, 101, 1], plan.Jobs.Select(path.SecondsFrom));
    }

    [Fact]
    public void Profile_has_a_band_where_there_are_runs_to_draw_from()
    {
        var sample = new SweepSample("agent", "seed");
        foreach (var (seed, successes) in new[] { ("0", 2), ("1", 4), ("2", 9) })
            sample.Add("pointmaze-medium", "gcbc", seed, successes, 5).Add("pointmaze-medium", "hiql", seed, 9, 9);

        Assert.Equal(2, SweepReportPage.Render(sample.Report).Split("opacity=\"0.13\"").Length - 1);
        Assert.DoesNotContain("opacity=\"0.13\"", SweepReportPage.Render(SweepSample.Periods().Report));
    }

    [Fact]
    public void A_long_list_of_what_is_still_to_run_does_not_hide_the_answer_or_a_failure()
    {
        var report = SweepSample.Periods().Report;
        var missing = Enumerable.Range(0, 20).Select(k => new SweepMissing($"job{k}", $"evaluate {k}", Failed: k == 7, "why", null)).ToArray();
        var page = SweepReportPage.Render(report with { Missing = missing });
        var folded = page.IndexOf("<details><summary>19 jobs not run</summary>", StringComparison.Ordinal);

        Assert.InRange(page.IndexOf("evaluate 7<", StringComparison.Ordinal), 0, folded);
        Assert.True(page.IndexOf("evaluate 8<", StringComparison.Ordinal) > folded);
        Assert.DoesNotContain("<details>", SweepReportPage.Render(report with { Missing = [.. missing.Take(8)] }));
    }

    [Fact]
    public void Larger_gaps_are_told_apart()
    {
        var sample = new SweepSample("manager_period").Add("pointmaze-medium", "1", "", 1, 0).Add("pointmaze-medium", "25", "", 10, 10);
        Assert.StartsWith("manager period 25 is best; better than 1 by 95.0 points (", sample.Report.Verdict.Headline);
        Assert.Equal(WilsonInterval.Of(1, 20), sample.Report.Groups[0].Values[0].Ci95);
    }

    private static SweepFindings Findings(SweepSample sample)
    {
        using TemporaryFolder temporary = new();
        return SweepFindings.Of(sample.Plan, sample.Write(temporary.Path));
    }

    private static string[] Renderings(SweepReport report) => [SweepReportPage.Render(report), SweepReportMarkdown.Render(report)];
}
