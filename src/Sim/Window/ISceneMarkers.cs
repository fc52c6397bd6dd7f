using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>What is drawn of a task that no body of the model shows: where things are to go, what is on and off.</summary>
internal interface ISceneMarkers
{
    /// <summary>Adds the markers to the scene.</summary>
    /// <param name="scene">Updated before.</param>
    /// <param name="data">The state that is drawn.</param>
    /// <param name="shown">What there is to show.</param>
    /// <param name="asMap">Whether it is seen from so far away that the robot needs a marker too.</param>
    void Draw(MjScene scene, MjData data, SessionSnapshot shown, bool asMap);
}
