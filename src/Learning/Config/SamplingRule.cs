namespace HiqlRobotics.Learning;

/// <summary>Whose rules draw transitions and geometric goals.</summary>
public enum SamplingRule
{
    /// <summary>OGBench (<c>impls/utils/datasets.py</c>): every valid row; geometric offsets from 1.</summary>
    Ogbench,

    /// <summary>HIQL repository (<c>src/gc_dataset.py</c>): the last transition is never drawn; offsets ⌈ln(1−u)/ln γ⌉.</summary>
    Paper,
}
