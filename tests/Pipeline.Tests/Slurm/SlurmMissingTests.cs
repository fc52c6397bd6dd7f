using HiqlRobotics.Contracts;

namespace HiqlRobotics.Pipeline.Tests.Slurm;

/// <summary>A machine where no jobs can be submitted.</summary>
public sealed class SlurmMissingTests : IDisposable
{
    // Nothing but the runtime is to be found.
    private const string NoSlurm = "mkdir bin; ln -s \"$(readlink -f \"$(command -v dotnet)\")\" bin/dotnet; PATH=\"$PWD/bin\"";

    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("sbatch is not installed", "--launcher", "slurm")]
    [InlineData("are for --launcher slurm", "--partition", "gpu")]
    [InlineData("Local Slurm", "--launcher", "cloud")]
    public void One_line_says_what_to_do_and_nothing_is_written(string says, params string[] options)
    {
        AtomicFile.WriteAllText(_cli.PathOf("s.yaml"), """
            question: Where?
            base: {environment: pointmaze-medium, bundle: models/bundles/pointmaze-medium}

            """);

        var result = _cli.RunAfter(NoSlurm, ["sweep", "s.yaml", "--out", "out", .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.False(Directory.Exists(_cli.PathOf("out")));
    }
}
