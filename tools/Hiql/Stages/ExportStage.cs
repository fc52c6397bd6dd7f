using HiqlRobotics.Learning;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Stages;

/// <summary>Run folder → bundle, checked as a controller would.</summary>
internal static class ExportStage
{
    public static VerifyDocument Run(string run, string bundle, Terminal terminal)
    {
        BundleExporter.ExportRun(run, bundle, terminal.Note);
        return VerifyStage.Run(bundle, environmentName: null);
    }
}
