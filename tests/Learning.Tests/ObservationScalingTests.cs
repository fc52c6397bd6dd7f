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

    [Fact]
    public void A_hand_sees_waves_of_where_it_is_and_of_how_far_it_is_from_what_moves()
    {
        string[] names = ["pinch_x_dm", "pinch_y_dm", "pinch_z_dm", "cube_0_x_dm", "cube_0_y_dm", "cube_0_z_dm", "drawer_x18", "window_x15"];
        var scaling = new ObservationScaling([1, 0, 2, 0, 0, 0, -1, 0], [2, 1, 1, 4, 1, 1, 2, 1])
            .WithPosition(bands: 2, unit: 0, names, SuccessRule.Within(0.4, 3, 4, 5));

        // Two hands as far from the cube and from the window's grip, the second elsewhere.
        float[] raw = [1, 2, 3, 0.8f, 2, 3, 0, 0];
        float[] moved = [1.5f, 2, 3, 1.3f, 2, 3, 0, 0.75f];

        var (a, b) = (scaling.Encode(raw), scaling.Encode(moved));

        // Per octave: x, x to the cube, x to the window, y, y to the cube, y to the drawer, z, z to the cube.
        Assert.Equal(8 + (2 * 16), scaling.EncodedDim);
        foreach (var octave in (int[])[0, 8])
        {
            Assert.NotEqual(a[8 + octave], b[8 + octave], 0.1);
            foreach (var same in (int[])[1, 2])
                Assert.Equal(a[8 + octave + same], b[8 + octave + same], 1e-5);
        }
        // The mean shifts the phase: pinch_x − cube_x − (1 − 0), then a quarter turn per dm.
        Assert.Equal(Math.Sin(Math.PI / 2 * (0.2 - 1)), a[9], 1e-5);
        Assert.Equal(Math.Cos(Math.PI * (0.2 - 1)), a[8 + 16 + 9], 1e-5);
        // A goal says where the cube is to be and nothing of the hand.
        Assert.Equal(3, scaling.GoalScale(0)!.Count(factor => factor == 1));
        Assert.Equal(8 * 16, scaling.Frequencies().Length);
    }
}
