using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Logging;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Learning;

public sealed class LoggingMetricsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public LoggingMetricsTests() => _path = _folder.File(MetricsLog.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_line_is_a_json_object()
    {
        Log(null, 100, 200);

        var lines = File.ReadAllLines(_path);

        Assert.Equal("""{"step":100,"training/value/value_loss":10.1,"training/grad/norm":"NaN"}""", lines[0]);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void What_was_written_is_read()
    {
        Log(null, 100, 200);

        var lines = MetricsLog.Read(_path);

        Assert.Equal([100, 200], lines.Select(line => line.Step));
        Assert.Equal(20.1, lines[1].Metrics["training/value/value_loss"]);
        Assert.True(double.IsNaN(lines[1].Metrics["training/grad/norm"]));
    }

    [Fact]
    public void A_resumed_run_leaves_the_same_bytes_as_an_uninterrupted_one()
    {
        Log(null, 100, 200, 300, 400);
        var uninterrupted = File.ReadAllBytes(_path);

        Log(null, 100, 200, 300);
        File.AppendAllText(_path, "{\"step\":350,\"trai");
        Log(200, 300, 400);

        Assert.Equal(uninterrupted, File.ReadAllBytes(_path));
    }

    [Fact]
    public void A_run_begun_anew_forgets_the_old_lines()
    {
        Log(null, 100, 200);

        Log(null, 50);

        Assert.Equal([50], MetricsLog.Read(_path).Select(line => line.Step));
    }

    [Fact]
    public void A_line_cut_short_is_left_out()
    {
        Log(null, 100);
        File.AppendAllText(_path, "{\"step\":200,\"trai");

        Assert.Equal([100], MetricsLog.Read(_path).Select(line => line.Step));
    }

    [Fact]
    public void A_line_that_is_no_metrics_line_is_named()
    {
        Log(null, 100);
        File.AppendAllText(_path, "hello\n");

        var error = Assert.Throws<InputException>(() => MetricsLog.Read(_path));

        Assert.Contains($"{_path}: line 2: not a metrics line", error.Message, StringComparison.Ordinal);
    }

    private void Log(long? lastStep, params long[] steps)
    {
        using var log = MetricsLog.Open(_path, lastStep);
        foreach (var step in steps)
            log.Append(step, [new("training/value/value_loss", step / 10.0 + 0.1), new("training/grad/norm", double.NaN)]);
    }
}
