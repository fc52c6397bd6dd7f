using System.Reflection;
using System.Xml.Linq;

namespace HiqlRobotics.Sim;

/// <summary>The MJCF files of <c>models/mjcf</c>, embedded in this assembly, and their composition.</summary>
public static class Mjcf
{
    /// <summary>One file of <c>models/mjcf</c>.</summary>
    /// <param name="file">E.g. <c>point.xml</c>.</param>
    public static XDocument Load(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)
            ?? throw new ArgumentException($"models/mjcf/{file} is not embedded in this assembly", nameof(file));
        return XDocument.Load(stream);
    }

    /// <summary>
    /// Adds the content of <paramref name="addition"/> to <paramref name="model"/>, section by section. Defaults stay
    /// those of the model, whose classes the added geoms inherit, as in OGBench.
    /// </summary>
    public static void Merge(XDocument model, XDocument addition)
    {
        foreach (var section in addition.Root!.Elements())
        {
            var target = model.Root!.Element(section.Name);
            if (target is null)
                model.Root.Add(new XElement(section));
            else
                target.Add(section.Elements().Select(element => new XElement(element)));
        }
    }

    /// <summary>The text that is compiled and hashed: no comments, no insignificant white space.</summary>
    public static string Text(XDocument model)
    {
        model.DescendantNodes().OfType<XComment>().Remove();
        return model.ToString(SaveOptions.DisableFormatting);
    }
}
