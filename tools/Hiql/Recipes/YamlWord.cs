namespace HiqlRobotics.Tools.Recipes;

/// <summary>A single value of a YAML file, and where it stands.</summary>
/// <param name="Text">As written.</param>
/// <param name="Line">From 1.</param>
internal sealed record YamlWord(string Text, int Line);
