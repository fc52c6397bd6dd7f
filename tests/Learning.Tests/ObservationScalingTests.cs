using HiqlRobotics.Contracts;

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

    [Fact]
    public void A_unit_of_its_own_replaces_the_deviation_of_the_position_alone()
    {
        var scaling = new ObservationScaling([1, 2, 3], [2, 4, 8]);

        Assert.Equal([5.5f, 5.5f, 8f], scaling.WithPosition(bands: 3, unit: 5.5, ["x_m", "y_m", "z_m"], null).Deviation);
        Assert.Equal([0f, 0f, 1f], scaling.WithPosition(bands: 0, unit: 0, ["x_m", "y_m", "z_m"], SuccessRule.Within(0.1, 2)).GoalScale(0)!);
        Assert.Equal(3, scaling.WithPosition(bands: 3, unit: 5.5, ["x_m", "y_m", "z_m"], null).PositionBands);
        Assert.Equal([2f, 4f, 8f], scaling.WithPosition(bands: 0, unit: 0, ["x_m", "y_m", "z_m"], null).Deviation);
    }

    [Fact]
    public void A_state_keeps_its_velocity_where_its_posture_is_scaled_and_a_goal_does_not()
    {
        var scaling = new ObservationScaling(new float[5], [1, 1, 1, 1, 1]).WithPosition(bands: 1, unit: 0, ["x_m", "y_m", "hip_rad", "vx_m_s", "vy_m_s"], null);

        Assert.Equal([1f, 1f, 0.2f, 1f, 1f, 1f, 1f, 1f, 1f], scaling.StateScale(0.2)!);
        Assert.Equal([1f, 1f, 0f, 0f, 0f, 1f, 1f, 1f, 1f], scaling.GoalScale(0)!);
        Assert.Null(scaling.StateScale(1));
        Assert.Null(scaling.GoalScale(1));
    }
}
