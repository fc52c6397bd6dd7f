using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

public sealed class SubgoalLocatorTests
{
    [Fact]
    public void A_flat_bundle_has_none()
    {
        using var bundle = Bundles.LoadFlat();

        Assert.Null(SubgoalLocator.For(bundle));
    }

    [Fact]
    public void The_nearest_landmark_lies_in_the_subgoals_direction()
    {
        using var bundle = Bundles.LoadHierarchical();
        var locator = SubgoalLocator.For(bundle)!;

        var nearest = locator.Locate([0f, 0f], [0.7f, -0.7f, 0f]);

        Assert.Equal([4f, -4f], locator.Landmark(nearest.Index).ToArray());
    }

    [Fact]
    public void It_finds_what_asking_for_every_landmark_alone_finds()
    {
        using var bundle = Bundles.LoadShipped();
        using var manager = new OnnxNetwork(bundle.Manager!);
        float[] observation = [0f, 0f];
        float[] goal = [20f, 20f];
        var subgoal = manager.Run(observation, goal).ToArray();

        var match = SubgoalLocator.For(bundle)!.Locate(observation, subgoal);

        var (index, product) = BruteForce(bundle, observation, subgoal);
        Assert.Equal(index, match.Index);
        Assert.Equal(product / subgoal.Length, match.Similarity, 1e-5);
        Assert.InRange(match.Similarity, 0.5, 1 + 1e-5);
    }

    private static (int Index, double Product) BruteForce(ControllerBundle bundle, float[] observation, float[] subgoal)
    {
        using var goalRep = new OnnxNetwork(bundle.GoalRep!);
        var products = new List<double>();
        for (var start = 0; start < bundle.Landmarks.Length; start += observation.Length)
        {
            var representation = goalRep.Run(observation, bundle.Landmarks.Slice(start, observation.Length)).ToArray();
            products.Add(representation.Zip(subgoal, (left, right) => (double)left * right).Sum());
        }
        return (products.IndexOf(products.Max()), products.Max());
    }
}
