using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Window;

/// <summary>A session that goes on while no window shows it, and what the next window has to know.</summary>
/// <param name="Session">Belongs to whoever holds this.</param>
/// <param name="Request">What it is about.</param>
/// <param name="Shown">What was seen of it last.</param>
/// <param name="Posted">Commands posted so far.</param>
/// <param name="Settings">What was switched on.</param>
internal sealed record LeftSession(ISession Session, SessionRequest Request, SessionSnapshot Shown, long Posted, ViewSettings Settings);
