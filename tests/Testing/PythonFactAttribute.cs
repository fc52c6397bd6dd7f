using Xunit;

namespace HiqlRobotics.Testing;

/// <summary>A fact that needs modules of the distribution's Python; skipped, with the package to install, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    /// <param name="modules">Modules the test imports, e.g. <c>numpy</c>; Debian calls the package <c>python3-numpy</c>.</param>
    public PythonFactAttribute(params string[] modules)
    {
        Modules = modules;
        foreach (var module in modules)
            if (!SystemPython.Has(module))
                Skip = $"/usr/bin/python3 has no {module}: apt install python3-{module}";
    }

    /// <summary>Modules the test imports.</summary>
    public IReadOnlyList<string> Modules { get; }
}
