using System.Runtime.InteropServices;

namespace HiqlRobotics.Tools.Cli;

/// <summary>
/// Ctrl-C and SIGTERM. The first asks the work to save and leave; the second lets the system end the process, which
/// is safe too, since every output appears under its name only when it is whole.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    // SIGXFSZ, which .NET has no name for. Its default ends the process; ignored, the write fails and says why.
    private const PosixSignal FileSizeLimit = (PosixSignal)25;

    // For as long as the process lives: .NET hands signals on from another thread, and one that arrives after the work has
    // failed and left must not end the process before it has said so with its exit code.
    private static PosixSignalRegistration? _fileSize;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt, _terminate;

    public Interrupts(TextWriter error)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, error));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, error));
        _fileSize ??= PosixSignalRegistration.Create(FileSizeLimit, static context => context.Cancel = true);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context, TextWriter error)
    {
        if (_source.IsCancellationRequested)
            return;
        context.Cancel = true;
        error.WriteLine("stopping: what can be kept is kept (once more to quit at once)");
        _source.Cancel();
    }
}
