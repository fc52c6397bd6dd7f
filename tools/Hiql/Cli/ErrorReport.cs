using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Sweeps;

namespace HiqlRobotics.Tools.Cli;

/// <summary>Turns whatever went wrong into one line on stderr and an exit code; a stack trace only with HIQL_DEBUG=1.</summary>
internal static class ErrorReport
{
    public static int Print(Exception exception, TextWriter error)
    {
        var cause = Cause(exception);
        var (message, code) = Describe(cause);
        error.WriteLine($"error: {Text.OneLine(message)}");
        if (Environment.GetEnvironmentVariable("HIQL_DEBUG") == "1")
            error.WriteLine(exception);
        return code;
    }

    // A failure inside a type initialiser or a parallel loop hides the sentence worth reading.
    public static Exception Cause(Exception exception) => exception switch
    {
        TypeInitializationException { InnerException: { } inner } => Cause(inner),
        AggregateException { InnerExceptions: [var inner, ..] } => Cause(inner),
        _ => exception,
    };

    private static (string Message, int Code) Describe(Exception exception) => exception switch
    {
        InputException => (exception.Message, ExitCode.BadInput),
        DiskFullException => (exception.Message, ExitCode.DiskFull),
        HiqlException => (exception.Message, ExitCode.Failed),
        OperationCanceledException => (exception.Message, ExitCode.Interrupted),
        FileNotFoundException { FileName: { } file } => ($"{file}: not found", ExitCode.BadInput),
        DirectoryNotFoundException => (exception.Message, ExitCode.BadInput),
        DllNotFoundException => ($"a native library is missing ({exception.Message}); run ./hiql setup, then ./hiql doctor", ExitCode.Failed),
        IOException or UnauthorizedAccessException => (exception.Message, ExitCode.Failed),
        OutOfMemoryException => ("out of memory; use fewer --jobs or a smaller batch", ExitCode.Failed),
        _ => ($"unexpected {exception.GetType().Name}: {exception.Message} (HIQL_DEBUG=1 shows where)", ExitCode.Failed),
    };
}
