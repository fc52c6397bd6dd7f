using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tests.Contracts;

public sealed class SessionCommandTests
{
    public static TheoryData<string> Lines =>
    [
        "reset 2 18446744073709551615", "goal 4 8", "goal 0.1 -3E-10", "subgoal 1.1754944E-38 2", "release", "manager on", "manager off",
        "worker on", "worker off", "period 25", "noise 0.2", "push 3 1 2 3 4 5 -0.30000000000000004", "run", "pause", "step -10",
        "seek 120", "speed 0.001", "speed max",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_reads_back_to_the_same_line(string line) => Assert.Equal(line, SessionCommand.Parse(line).ToString());

    [Fact]
    public void Numbers_keep_their_bits()
    {
        var random = new RandomStream(3, "test/commands");
        for (var i = 0; i < 1000; i++)
        {
            var value = BitConverter.UInt32BitsToSingle((uint)random.NextUInt64());
            if (!float.IsFinite(value))
                continue;
            var goal = Assert.IsType<SessionCommand.Goal>(SessionCommand.Parse(new SessionCommand.Goal([value]).ToString()));
            Assert.Equal(BitConverter.SingleToUInt32Bits(value), BitConverter.SingleToUInt32Bits(goal.Values[0]));
        }
    }

    [Theory]
    [InlineData("", "there are reset, goal")]
    [InlineData("jump 3", "there is no command jump")]
    [InlineData("goal", "expected goal X Y")]
    [InlineData("goal 1 nan", "expected goal X Y")]
    [InlineData("manager maybe", "expected manager on|off")]
    [InlineData("push 1 2 3", "expected push BODY FX")]
    [InlineData("period 2 3", "expected period STEPS")]
    [InlineData("release now", "expected release")]
    public void What_is_no_command_is_told_how_it_goes(string line, string expected) =>
        Assert.Contains(expected, Assert.Throws<InputException>(() => SessionCommand.Parse(line)).Message, StringComparison.Ordinal);
}
