using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

public sealed class RunLogTests : IDisposable
{
    private static readonly ControlOptions Options = new() { TaskId = 1, Rate = 100, Seconds = 1, WarmUpTicks = 0, Seed = 5 };
    private readonly TemporaryFolder _folder = new();

    private string LogFile => _folder.File("run.log");

    [Fact]
    public void A_log_gives_back_what_was_recorded()
    {
        var expected = new Memory();
        using (var bundle = Bundles.LoadHierarchical())
        {
            WriteRun(bundle);
            using var policy = bundle.CreatePolicy();
            new ControlLoop(new FakeEnvironment(), policy, Options, timer: null, expected).Run();
        }
        using var reader = new RunLogReader(LogFile);
        var found = new Memory();
        while (reader.TryRead(out var tick))
            found.Record(tick);

        Assert.Equal(100, found.Ticks);
        Assert.Equal(expected.Values, found.Values);
        Assert.Equal(("fake-plane", 5UL, 5, 3), (reader.Header.Environment, reader.Header.Seed, reader.Header.ManagerPeriod, reader.Header.SubgoalDim));
        Assert.Equal(0, reader.TornBytes);
    }

    [Fact]
    public void A_replay_has_the_same_bits()
    {
        WriteRun();

        Assert.Equal(new ReplayResult(100, true, -1, 0), RunLogReplay.Verify(LogFile, new FakeEnvironment()));
    }

    [Fact]
    public void A_replay_in_other_physics_tells_the_first_tick_that_differs()
    {
        WriteRun();
        var result = RunLogReplay.Verify(LogFile, new FakeEnvironment { Poisoned = step => step == 3 });

        Assert.Equal((false, 3), (result.Identical, result.FirstDifference));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_torn_tail_is_dropped_and_told(int missing)
    {
        WriteRun();
        using (var stream = new FileStream(LogFile, FileMode.Open))
            stream.SetLength(stream.Length - missing);
        var result = RunLogReplay.Verify(LogFile, new FakeEnvironment());

        Assert.Equal((99, true), (result.Ticks, result.Identical));
        Assert.True(result.TornBytes > 0);
    }

    [Fact]
    public void A_damaged_record_ends_the_log_before_it()
    {
        WriteRun();
        using (var stream = new FileStream(LogFile, FileMode.Open))
        {
            stream.Seek(-3, SeekOrigin.End);
            var value = stream.ReadByte();
            stream.Seek(-1, SeekOrigin.Current);
            stream.WriteByte((byte)(value ^ 1));
        }

        Assert.Equal(99, RunLogReplay.Verify(LogFile, new FakeEnvironment()).Ticks);
    }

    [Fact]
    public void A_log_of_another_model_is_refused()
    {
        WriteRun();
        var other = new FakeEnvironment { Spec = FakeEnvironment.DefaultSpec with { ModelHash = "1234" } };

        var error = Assert.Throws<InputException>(() => RunLogReplay.Verify(LogFile, other));
        Assert.Contains("model_hash", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HIQLLOG\n")]
    [InlineData("something else entirely")]
    public void A_file_that_is_no_log_is_refused(string text)
    {
        AtomicFile.WriteAllText(LogFile, text);

        Assert.StartsWith(LogFile, Assert.Throws<InputException>(() => new RunLogReader(LogFile)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_one_line_at_the_start()
    {
        var header = RunLogHeader.For(FakeEnvironment.DefaultSpec, Options, bundle: null, new ScriptedPolicy(_ => 0));
        var error = Assert.Throws<HiqlException>(() => new RunLogWriter("/dev/full", header).Dispose());

        Assert.StartsWith("/dev/full: cannot write a run log", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checksum_is_crc_32c()
    {
        // The check value of CRC-32C's catalogue entry.
        Assert.Equal(0xE3069283u, RunLogFormat.Crc32C("123456789"u8));
    }

    public void Dispose() => _folder.Dispose();

    private void WriteRun()
    {
        using var bundle = Bundles.LoadHierarchical();
        WriteRun(bundle);
    }

    private void WriteRun(ControllerBundle bundle)
    {
        var environment = new FakeEnvironment();
        using var policy = bundle.CreatePolicy();
        using var log = new RunLogWriter(LogFile, RunLogHeader.For(environment.Spec, Options, bundle, policy));
        new ControlLoop(environment, policy, Options, timer: null, log).Run();
    }

    private sealed class Memory : ITickRecorder
    {
        public int Ticks { get; private set; }

        public List<object> Values { get; } = [];

        public void Record(in TickRecord tick)
        {
            Ticks++;
            Values.AddRange([tick.Tick, tick.Episode, tick.EpisodeStep, tick.EpisodeSeed, tick.TaskId, tick.State, tick.IsLast, tick.Success]);
            foreach (var value in (float[])[.. tick.Observation, .. tick.Goal, .. tick.Subgoal, .. tick.Action])
                Values.Add(value);
        }
    }
}
