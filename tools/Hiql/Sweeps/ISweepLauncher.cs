namespace HiqlRobotics.Tools.Sweeps;

/// <summary>Gets the jobs of a plan done somewhere, and says what became of each.</summary>
internal interface ISweepLauncher
{
    /// <summary>Runs whatever is not done until nothing more can start.</summary>
    /// <param name="state">What is done; told of every start and end.</param>
    /// <param name="board">Shows it to a person.</param>
    /// <exception cref="Contracts.HiqlException">The launcher itself failed, or the disk is full: resume later.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; running jobs have saved what they can.</exception>
    void Run(SweepState state, SweepBoard board);
}
