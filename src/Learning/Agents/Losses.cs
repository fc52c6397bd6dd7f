using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>The formulas every agent is made of.</summary>
public static class Losses
{
    /// <summary>Weights of advantage-weighted regression are clipped here.</summary>
    public const double MaximumWeight = 100.0;

    /// <summary>mean[ω d²] with ω = τ where the advantage is at least 0, else 1 − τ; no gradient through ω.</summary>
    /// <param name="advantage">Decides the side, shape (batch,).</param>
    /// <param name="difference">d, shape (batch,).</param>
    /// <param name="expectile">τ.</param>
    /// <param name="share">Factor on each row, see <see cref="Labelled"/>; null for 1.</param>
    public static Tensor Expectile(Tensor advantage, Tensor difference, double expectile, Tensor? share = null)
    {
        var weight = advantage.ge(0).to_type(ScalarType.Float32) * (2 * expectile - 1) + (1 - expectile);
        var loss = weight * (difference * difference);
        return (share is null ? loss : share * loss).mean();
    }

    /// <summary>The mean over the rows that have an action.</summary>
    /// <param name="loss">Shape (batch,).</param>
    /// <param name="hasActions">Says which, shape (batch,); null for all.</param>
    public static Tensor Mean(Tensor loss, Tensor? hasActions) =>
        (Labelled(null, hasActions) is { } share ? share * loss : loss).mean();

    /// <summary>
    /// The value loss of HIQL and GCIVL (OGBench <c>impls/agents/hiql.py</c>, value_loss). The side of the expectile
    /// comes from target values alone, the smaller head against the mean; each head regresses to its own target.
    /// </summary>
    /// <param name="online">V1, V2 at (s, g), with gradient.</param>
    /// <param name="backup">Target heads at the state the value bootstraps from.</param>
    /// <param name="current">Target heads at (s, g).</param>
    /// <param name="batch">Rewards and discounts.</param>
    /// <param name="expectile">τ.</param>
    public static Tensor Value(HeadPair online, HeadPair backup, HeadPair current, Batch batch, double expectile)
    {
        var smallest = batch.Rewards + batch.Discounts * minimum(backup.First, backup.Second);
        var advantage = smallest - current.Mean;
        var first = batch.Rewards + batch.Discounts * backup.First;
        var second = batch.Rewards + batch.Discounts * backup.Second;
        return Expectile(advantage, first - online.First, expectile) + Expectile(advantage, second - online.Second, expectile);
    }

    /// <summary>
    /// Weights of an actor of actions where some of the data have none: 0 there, and larger elsewhere by what is missing,
    /// so that the mean over the batch is the mean over its labelled part.
    /// </summary>
    /// <param name="weight">Shape (batch,); null for 1.</param>
    /// <param name="hasActions">Says what is labelled, shape (batch,); null for all.</param>
    public static Tensor? Labelled(Tensor? weight, Tensor? hasActions)
    {
        if (hasActions is not { } labelled)
            return weight;
        var share = labelled * (labelled.shape[0] / labelled.sum().clamp(min: 1));
        return weight is null ? share : weight * share;
    }

    /// <summary>
    /// mean[softplus_10(j² − δ²)], which is 0 for steps of V within δ and rises as their square beyond (softplus_β(x) = ln(1 + exp βx)/β).
    /// </summary>
    /// <param name="steps">j, by how much V changes in one step of the data, shape (batch,).</param>
    /// <param name="reach">δ, shape (1,).</param>
    public static Tensor Continuity(Tensor steps, Tensor reach) => nn.functional.softplus(steps.square() - reach.square(), beta: 10).mean();

    /// <summary>Weights over their mean (and a thousandth), shape (batch,).</summary>
    public static Tensor OverMean(Tensor weight) => weight / (weight.mean() + 1e-3);

    /// <summary>Each row's neighbour in the batch: something of the data that has nothing to do with the row.</summary>
    public static Tensor OtherRows(Tensor rows) => cat([rows.narrow(0, 1, rows.shape[0] - 1), rows.narrow(0, 0, 1)], 0);

    /// <summary>min(exp(α A), 100), shape (batch,).</summary>
    public static Tensor AdvantageWeight(Tensor advantage, double alpha) => (advantage * alpha).exp().clamp(max: MaximumWeight);
}
