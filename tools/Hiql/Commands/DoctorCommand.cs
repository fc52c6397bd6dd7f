using System.CommandLine;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Doctor;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql doctor</c>: what is there, what is missing, and how to mend it.</summary>
internal sealed class DoctorCommand : HiqlCommand
{
    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql doctor", "a table of engines and machine properties"),
        new("hiql doctor --json", "the same for programs; exit code 1 when something needed is missing"),
    ];

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var (mujoco, libtorch, onnx) = (EngineProbe.MuJoCo(), EngineProbe.Torch(), EngineProbe.OnnxRuntime());
        var document = new DoctorDocument
        {
            Engines = [mujoco, libtorch, onnx, EngineProbe.Hdf5(), EngineProbe.Glfw()],
            Checks = [MachineChecks.Threads(), MachineChecks.Gpu(libtorch.Ok), MachineChecks.Display(), MachineChecks.Film(), MachineChecks.Cluster(), MachineChecks.RealTime()],
            Machine = Machine.Describe(),
            Ok = mujoco.Ok && libtorch.Ok && onnx.Ok,
        };
        return new Outcome(document, Describe(document), document.Ok ? ExitCode.Ok : ExitCode.Failed);
    }

    private static string Describe(DoctorDocument document)
    {
        string[][] engines =
        [
            ["engine", "", "version", "needed for", "library"],
            .. document.Engines.Select(e => (string[])[e.Name, e.Ok ? "ok" : "MISSING", e.Version, e.NeededFor, e.Ok ? e.Path : e.Mend!]),
        ];
        string[][] checks =
        [
            ["machine", "", "found"],
            .. document.Checks.Select(c => (string[])[c.Name, c.Ok ? "ok" : "-", c.Mend is null ? c.Found : $"{c.Found}  ({c.Mend})"]),
        ];
        return $"{document.Machine}\n\n{Text.Table(engines)}\n\n{Text.Table(checks)}\n\n"
            + (document.Ok ? "everything that hiql pipeline needs is there" : "something that hiql pipeline needs is missing");
    }
}
