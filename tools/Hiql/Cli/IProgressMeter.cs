namespace HiqlRobotics.Tools.Cli;

/// <summary>Where running work reports to; thread safe.</summary>
internal interface IProgressMeter
{
    /// <summary>Says how far the work is.</summary>
    /// <param name="done">How much is done.</param>
    /// <param name="total">Of how much.</param>
    /// <param name="note">A few words worth seeing beside the bar, e.g. a loss.</param>
    void Report(double done, double total, string? note = null);
}
