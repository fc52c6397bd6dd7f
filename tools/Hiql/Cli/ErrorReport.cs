using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Cli;

/// <summary>Turns whatever went wrong into one line on stderr and an exit code; a stack trace only with HIQL_DEBUG=1.</summary>
internal static class ErrorReport
{
    public static int Print(Exception exception, TextWriter error)
    {
        var cause = Unwrap(exception);
        var (message, code) = Describe(cause);
        error.WriteLine($"error: {Text.OneLine(message)}");
        if (Environment.GetEnvironmentVariable("HIQL_DEBUG") == "1")
            error.WriteLine(exception);
        return code;
    }

    // A failure inside a type initialiser or a parallel loop hides the sentence worth reading.
    private static Exception Unwrap(Exception exception) => exception switch
    {
        TypeInitializationException { InnerException: { } inner } => Unwrap(inner),
        AggregateException { InnerExceptions: [var inner, ..] } => Unwrap(inner),
        _ => exception,
    };

    private static (string Message, int Code) Describe(Exception exception) => exception switch
    {
        InputException => (exception.Message, ExitCode.BadInput),
        HiqlException => (exception.Message, ExitCode.Failed),
        OperationCanceledException => ("stopped by the user; the same command goes on where it stopped", ExitCode.Interrupted),
        FileNotFoundException { FileName: { } file } => ($"{file}: not found", ExitCode.BadInput),
        DirectoryNotFoundException => (exception.Message, ExitCode.BadInput),
        DllNotFoundException => ($"a native library is missing ({exception.Message}); run ./hiql setup, then ./hiql doctor", ExitCode.Failed),
        IOException or UnauthorizedAccessException => (exception.Message, ExitCode.Failed),
        OutOfMemoryException => ("out of memory; use fewer --jobs or a smaller batch", ExitCode.Failed),
        _ => ($"unexpected {exception.GetType().Name}: {exception.Message} (HIQL_DEBUG=1 shows where)", ExitCode.Failed),
    };
}
