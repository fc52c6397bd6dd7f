using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>A job found no room to write; it is the machine that failed, not the job.</summary>
internal sealed class DiskFullException(Exception cause) : HiqlException(cause.Message, cause);
