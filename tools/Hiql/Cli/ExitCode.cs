namespace HiqlRobotics.Tools.Cli;

/// <summary>What the process answers; scripts and acceptance commands rely on these numbers.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The run itself failed: full disk, diverged training, a bundle that does not verify.</summary>
    public const int Failed = 1;

    /// <summary>The user can mend it: unknown option, missing file, a file that is not what it should be.</summary>
    public const int BadInput = 2;

    /// <summary>A job of a sweep found no room to write; the sweep goes on once there is some.</summary>
    public const int DiskFull = 3;

    /// <summary>Stopped by Ctrl-C or SIGTERM, after saving (128 + SIGINT, the shells' convention).</summary>
    public const int Interrupted = 130;
}
