namespace HiqlRobotics.Learning;

/// <summary>
/// Reward and discount of a value target that reads the value j steps on: R = −(1 − γ^j)/(1 − γ) and γ^j, so that
/// j = 0 (the state is the goal) gives 0 and no bootstrap.
/// </summary>
/// <param name="Reward">R.</param>
/// <param name="Discount">γ^j, and 0 for j = 0.</param>
internal readonly record struct BackupTarget(float Reward, float Discount)
{
    /// <summary>The targets of j = 0…n.</summary>
    public static BackupTarget[] Table(double discount, int steps)
    {
        var table = new BackupTarget[steps + 1];
        for (var j = 1; j <= steps; j++)
        {
            var power = Math.Pow(discount, j);
            table[j] = new BackupTarget((float)(-(1 - power) / (1 - discount)), (float)power);
        }
        return table;
    }

    /// <summary>
    /// j = min(n, steps to the goal if it lies ahead in the same trajectory, steps to the last stored state).
    /// Success is equality of rows, judged on the state itself: j = 0.
    /// </summary>
    /// <param name="row">t.</param>
    /// <param name="goal">Row of the goal.</param>
    /// <param name="lastUsable">e(t); the last stored state is one row on.</param>
    /// <param name="steps">n.</param>
    public static int StepsTo(int row, int goal, int lastUsable, int steps)
    {
        var limit = Math.Min(steps, lastUsable + 1 - row);
        return goal >= row && goal <= lastUsable ? Math.Min(limit, goal - row) : limit;
    }
}
