namespace MuJoCo;

/// <summary>An error MuJoCo itself reported (load, step, render), or a missing or mismatched library.</summary>
public sealed class MuJoCoException : Exception
{
    public MuJoCoException()
    {
    }

    public MuJoCoException(string message)
        : base(message)
    {
    }

    public MuJoCoException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
