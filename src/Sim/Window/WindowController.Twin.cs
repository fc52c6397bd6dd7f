using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Window;

/// <summary>Two controllers side by side.</summary>
internal sealed partial class WindowController
{
    private string? _beside;

    /// <summary>The next of the environment's other controllers beside this one, random actions after the last, then none.</summary>
    public void ChangeTwin()
    {
        List<string?> others = [.. _host.ControllersFor(Request.Environment), null];
        others.Remove(Request.Bundle);
        var next = Twin is null ? 0 : others.IndexOf(_beside) + 1;
        try
        {
            if (next < others.Count)
                Compare(others[next]);
            else
                CompareNoMore();
        }
        catch (HiqlException e)
        {
            Say(e.Message);
        }
    }

    /// <summary>Begins both anew, from the same seed.</summary>
    /// <param name="controller">The other bundle's folder; null for random actions.</param>
    /// <exception cref="HiqlException">It does not fit; the session goes on without it.</exception>
    public void Compare(string? controller)
    {
        var own = Request with { Replay = null };
        var wasPaused = _shown.Paused;
        var other = _host.Open(own with { Bundle = controller, ManagerPeriod = null, Beside = true, Paused = true, Speed = double.PositiveInfinity });
        try
        {
            // Paused until the other listens: what is heard only by one of them would part them.
            Open(own with { Paused = true, Speed = _shown.RequestedSpeed });
        }
        catch
        {
            other.Dispose();
            throw;
        }
        _beside = controller;
        Twin = new Twin(other, _session, _environment, Stage.FontScale(PixelsPerUnit), SoftwareGl.Draws(_window));
        FitCamera();
        if (!wasPaused)
            Post(new SessionCommand.Run());
    }

    /// <summary>Goes on with one.</summary>
    public void CompareNoMore()
    {
        if (Twin is null)
            return;
        EndTwin();
        FitCamera();
    }

    private void EndTwin()
    {
        Twin?.Dispose();
        Twin = null;
    }

    private void FollowByTwin()
    {
        if (Twin is not { } twin)
            return;
        if (twin.Failure is { } failure)
        {
            Say($"the controller beside this one ended: {failure.Message}");
            CompareNoMore();
            return;
        }
        twin.Advance(_shown, Settings.ValueMap);
    }
}
