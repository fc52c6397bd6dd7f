using HiqlRobotics.Contracts;
using MathNet.Numerics.LinearAlgebra;

namespace HiqlRobotics.Sim.Locomotion;

/// <summary>
/// CMA-ES with a full covariance (Hansen, "The CMA Evolution Strategy: A Tutorial", arXiv 1604.00772, figure 6):
/// maximises a function of a few numbers, all of which should have a scale near 1.
/// </summary>
public sealed class CmaEs
{
    private readonly RandomStream _random;
    private readonly int _dim;
    private readonly double[] _weights;
    private readonly double _parents, _cSigma, _dSigma, _cC, _c1, _cMu, _chi;
    private Vector<double> _mean, _pathSigma, _pathC;
    private Matrix<double> _covariance, _basis;
    private Vector<double> _axes;
    private double _sigma;
    private int _generation;

    /// <summary>A search around a point.</summary>
    /// <param name="start">The mean of the first generation.</param>
    /// <param name="sigma">Its standard deviation in every direction.</param>
    /// <param name="population">Candidates of a generation.</param>
    /// <param name="random">Every draw.</param>
    public CmaEs(double[] start, double sigma, int population, RandomStream random)
    {
        (_dim, _sigma, _random, Population) = (start.Length, sigma, random, population);
        _weights = RecombinationWeights(population);
        _parents = 1 / _weights.Sum(weight => weight * weight);
        double n = _dim;
        _cSigma = (_parents + 2) / (n + _parents + 5);
        _dSigma = 1 + 2 * Math.Max(0, Math.Sqrt((_parents - 1) / (n + 1)) - 1) + _cSigma;
        _cC = (4 + _parents / n) / (n + 4 + 2 * _parents / n);
        _c1 = 2 / ((n + 1.3) * (n + 1.3) + _parents);
        _cMu = Math.Min(1 - _c1, 2 * (_parents - 2 + 1 / _parents) / ((n + 2) * (n + 2) + _parents));
        _chi = Math.Sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
        _mean = Vector<double>.Build.DenseOfArray(start);
        (_pathSigma, _pathC) = (Vector<double>.Build.Dense(_dim), Vector<double>.Build.Dense(_dim));
        (_covariance, _basis) = (Matrix<double>.Build.DenseIdentity(_dim), Matrix<double>.Build.DenseIdentity(_dim));
        _axes = Vector<double>.Build.Dense(_dim, 1);
    }

    /// <summary>Candidates of a generation.</summary>
    public int Population { get; }

    /// <summary>The centre of the search, which under noise is better than any single candidate.</summary>
    public double[] Mean => _mean.ToArray();

    /// <summary>The present step size.</summary>
    public double Sigma => _sigma;

    /// <summary>Draws the candidates of the next generation.</summary>
    public double[][] Ask()
    {
        var candidates = new double[Population][];
        for (var k = 0; k < Population; k++)
        {
            var normal = Vector<double>.Build.Dense(_dim, _ => _random.NextGaussian());
            candidates[k] = (_mean + _sigma * (_basis * _axes.PointwiseMultiply(normal))).ToArray();
        }
        return candidates;
    }

    /// <summary>Moves the search to where the fitness was best.</summary>
    /// <param name="candidates">What <see cref="Ask"/> returned.</param>
    /// <param name="fitness">Of each, larger is better.</param>
    public void Tell(double[][] candidates, double[] fitness)
    {
        _generation++;
        var order = Enumerable.Range(0, Population).OrderByDescending(k => fitness[k]).ThenBy(k => k).ToArray();
        var steps = _weights.Select((_, rank) => (Vector<double>.Build.DenseOfArray(candidates[order[rank]]) - _mean) / _sigma).ToArray();
        var step = Vector<double>.Build.Dense(_dim);
        for (var rank = 0; rank < steps.Length; rank++)
            step += _weights[rank] * steps[rank];
        _mean += _sigma * step;
        Adapt(step, steps);
    }

    private void Adapt(Vector<double> step, Vector<double>[] steps)
    {
        var whitened = _basis * (_basis.TransposeThisAndMultiply(step)).PointwiseDivide(_axes);
        _pathSigma = (1 - _cSigma) * _pathSigma + Math.Sqrt(_cSigma * (2 - _cSigma) * _parents) * whitened;
        var expected = Math.Sqrt(1 - Math.Pow(1 - _cSigma, 2 * _generation)) * (1.4 + 2.0 / (_dim + 1)) * _chi;
        var steady = _pathSigma.L2Norm() < expected ? 1.0 : 0.0;
        _pathC = (1 - _cC) * _pathC + steady * Math.Sqrt(_cC * (2 - _cC) * _parents) * step;
        var lost = (1 - steady) * _cC * (2 - _cC);
        _covariance = (1 - _c1 - _cMu + _c1 * lost) * _covariance + _c1 * _pathC.OuterProduct(_pathC);
        for (var rank = 0; rank < steps.Length; rank++)
            _covariance += _cMu * _weights[rank] * steps[rank].OuterProduct(steps[rank]);
        _sigma *= Math.Exp(_cSigma / _dSigma * (_pathSigma.L2Norm() / _chi - 1));
        var eigen = _covariance.Evd(Symmetricity.Symmetric);
        _basis = eigen.EigenVectors;
        _axes = eigen.EigenValues.Map(value => Math.Sqrt(Math.Max(value.Real, 1e-14)));
    }

    private static double[] RecombinationWeights(int population)
    {
        var raw = Enumerable.Range(1, population / 2).Select(rank => Math.Log((population + 1) / 2.0) - Math.Log(rank)).ToArray();
        return [.. raw.Select(weight => weight / raw.Sum())];
    }
}
