using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>What was known when a simulation failed, as a file for whoever looks into it.</summary>
internal static class SessionDump
{
    /// <summary>Writes it beside the session's log.</summary>
    /// <returns>Where it is, or why there is none: a failing simulation must not take the session with it.</returns>
    public static string Write(InteractiveSession session, HiqlException failure)
    {
        if (session.LogPath is not { } log)
            return "without a log there is no state dump";
        var path = $"{Path.ChangeExtension(log, null)}-failed-{session.NextTick}.json";
        var snapshot = session.CreateSnapshot();
        session.Describe(snapshot);
        try
        {
            AtomicFile.WriteAllText(path, JsonSerializer.Serialize(
                new
                {
                    failure.Message,
                    Environment = session.Environment.Name,
                    session.NextTick,
                    snapshot.TaskId,
                    snapshot.EpisodeSeed,
                    snapshot.Step,
                    snapshot.Qpos,
                    snapshot.Observation,
                    snapshot.Goal,
                    Subgoal = snapshot.SubgoalRep,
                    snapshot.Action,
                    Log = log,
                },
                ContractJson.Document));
            return $"state in {path}";
        }
        catch (HiqlException e)
        {
            return e.Message;
        }
    }
}
