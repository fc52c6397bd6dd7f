using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Pipeline;
using HiqlRobotics.Tools.Recipes;
using HiqlRobotics.Tools.Sweeps;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>What a user is told to run can be run: every recipe and every sweep of the repository, up to its first job.</summary>
public sealed class ShippedFilesTests
{
    public static TheoryData<string> Recipes => Files("recipes");

    public static TheoryData<string> Sweeps => Files("sweeps");

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Every_recipe_names_what_there_is(string name)
    {
        var path = Path.Combine(SourceTree.Root, "recipes", name);
        RecipeCheck.Require(RecipeFile.Read(path), path);
    }

    [Theory]
    [MemberData(nameof(Sweeps))]
    public void Every_sweep_expands_in_full_and_small(string name)
    {
        var path = Path.Combine(SourceTree.Root, "sweeps", name);
        var (full, small) = (Expand(path, small: false), Expand(path, small: true));

        Assert.True(full.Points.Count > small.Points.Count, $"{name}: {full.Points.Count} points, {small.Points.Count} in the small version");
        foreach (var plan in new[] { full, small })
        {
            Assert.Equal(plan.Jobs.Count, plan.Jobs.DistinctBy(job => job.Id).Count());
            Assert.Equal(plan.Points.Count, plan.Points.DistinctBy(point => point.Job).Count());
            Assert.Equal(JsonSerializer.Serialize(plan, ContractJson.Document), plan.ToJson());
            var seen = new HashSet<string>();
            Assert.All(plan.Jobs, job =>
            {
                Assert.All(job.Needs, need => Assert.Contains(need, seen));
                seen.Add(job.Id);
            });
        }
    }

    private static SweepPlan Expand(string path, bool small) =>
        SweepPlanner.Expand(path, SweepFile.Read(path, small), small, new SweepVersions("code", "2.2.2", "1.13.1", "1.29.0"));

    private static TheoryData<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.yaml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
}
