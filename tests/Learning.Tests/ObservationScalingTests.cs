namespace HiqlRobotics.Learning.Tests;

public sealed class ObservationScalingTests
{
    [Fact]
    public void Bands_add_sines_and_cosines_of_the_position_alone()
    {
        var scaling = new ObservationScaling([1, 2, 3], [2, 4, 1], PositionBands: 2);
        float[] raw = [2, 4, 5];

        var encoded = scaling.Encode(raw);

        double[] angles = [0.5 * Math.PI / 2, 0.5 * Math.PI / 2, 0.5 * Math.PI, 0.5 * Math.PI];
        double[] expected = [0.5, 0.5, 2, .. angles.Select(Math.Sin), .. angles.Select(Math.Cos)];
        Assert.Equal(expected.Length, scaling.EncodedDim);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], encoded[i], 1e-6);
    }

    [Fact]
    public void Without_bands_only_the_standardised_observation_is_left()
    {
        var scaling = new ObservationScaling([1, 2], [2, 4]);

        var encoded = scaling.Encode([3, 6, 1, 2]);

        Assert.Equal([1f, 1f, 0f, 0f], encoded);
    }
}
