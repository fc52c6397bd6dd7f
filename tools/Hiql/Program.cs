using HiqlRobotics.Tools.Cli;

using var interrupts = new Interrupts(Console.Error);
try
{
    return CommandLine.Run(args, interrupts);
}
catch (Exception e)
{
    return ErrorReport.Print(e, Console.Error);
}
