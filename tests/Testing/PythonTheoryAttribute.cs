using Xunit;

namespace HiqlRobotics.Testing;

/// <summary>A theory under the conditions of <see cref="PythonFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonTheoryAttribute : TheoryAttribute
{
    /// <param name="modules">Modules the test imports.</param>
    public PythonTheoryAttribute(params string[] modules)
    {
        Modules = modules;
        Skip = new PythonFactAttribute(modules).Skip;
    }

    /// <summary>Modules the test imports.</summary>
    public IReadOnlyList<string> Modules { get; }
}
