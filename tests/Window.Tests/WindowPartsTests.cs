using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Window;
using MuJoCo;
using Silk.NET.Input;

namespace HiqlRobotics.Tests.Windowing;

/// <summary>Parts of the window that need no display.</summary>
public sealed class WindowPartsTests
{
    [Fact]
    public void No_two_keys_do_different_things_and_every_label_reads_back()
    {
        Assert.Equal(KeyTable.Bindings.Count, KeyTable.Bindings.Select(binding => binding.Label).Distinct().Count());
        Assert.All(KeyTable.Bindings, binding => Assert.Equal((binding.Key, binding.Modifiers), KeyTable.Parse(binding.Label)));
        Assert.Null(KeyTable.Parse("Ctrl+Nothing"));
        Assert.Null(KeyTable.Find(Key.Y, KeyModifiers.None));
    }

    [Fact]
    public void Help_has_only_letters_that_the_font_has() =>
        Assert.All(KeyTable.Help(), line => Assert.All(line.Label + line.Help, letter => Assert.InRange(letter, ' ', '~')));

    [Fact]
    public void Every_key_is_on_a_page_of_the_help() => Assert.Equal(
        KeyTable.Help().Select(line => line.Group).Distinct().Order(), Panels.HelpPages.SelectMany(page => page.Left.Concat(page.Right)).Order());

    [Fact]
    public void The_documentation_has_the_table_of_the_keys()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "HiqlRobotics.sln"))) root = root.Parent;
        var page = File.ReadAllText(Path.Combine(root.FullName, "docs", "window.md"));

        Assert.All(KeyTable.Help(), line => Assert.Contains($"| `{line.Label}` | {line.Help} |", page, StringComparison.Ordinal));
        Assert.All(WindowScript.Instructions, line => Assert.Contains($"`{line}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("jump 3", "test.script:2: 'jump 3': there is no command jump")]
    [InlineData("key Ctrl+Nothing", "there is no key Ctrl+Nothing")]
    [InlineData("click 3", "expected click X Y")]
    [InlineData("@x goal 1 2", "expected @TICK COMMAND")]
    [InlineData("@5 key F1", "there is no command key")]
    public void A_line_that_means_nothing_is_told_with_its_number(string line, string expected) => Assert.Contains(
        expected, Assert.Throws<InputException>(() => WindowScript.Parse("test.script", ["", line])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pose_between_two_turns_the_short_way_and_stays_a_rotation()
    {
        using var environment = EnvironmentCatalog.Create("antmaze-medium");
        var blend = new PoseBlend(environment.Physics.Model);
        double[] from = [.. environment.Physics.Model.Qpos0], to = [.. from], between = new double[from.Length];
        (from[0], to[0]) = (1, 2);
        // A quarter turn about z, written with the other sign: the same rotation.
        (to[3], to[6]) = (-Math.Sqrt(0.5), -Math.Sqrt(0.5));

        blend.Mix(from, to, 0.5, between);

        Assert.Equal(1.5, between[0]);
        Assert.Equal(Math.Cos(Math.PI / 8), between[3], 6);
        Assert.Equal(Math.Sin(Math.PI / 8), between[6], 6);
        blend.Mix(from, to, 1, between);
        Assert.Equal(to, between);
    }

    [Fact]
    public void A_jump_is_not_smoothed_over()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-medium");
        var blend = new PoseBlend(environment.Physics.Model);
        var between = new double[2];

        blend.Mix([0, 0], [8, 0], 0.5, between);

        Assert.Equal([8, 0], between);
    }

    [Fact]
    public void What_the_camera_projects_is_where_it_picks()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-medium");
        using var rig = new CameraRig(environment.Physics.Model, aspect: 1.5, 1, walks: true);
        using var data = new MjData(environment.Physics.Model);
        using var scene = new MjScene(environment.Physics.Model);
        using var option = new MjVisualOption();
        data.Kinematics();
        scene.Update(data, option, rig.Camera);
        double[] hit = new double[3];

        foreach (var (x, y) in new[] { (0.0, 4.0), (20.0, 20.0), (8.0, 8.0) })
        {
            var place = rig.Project([x, y, 0], 1.5)!.Value;
            scene.Pick(data, option, 1.5, place.X, 1 - place.Y, hit);
            Assert.InRange(double.Hypot(hit[0] - x, hit[1] - y), 0, 0.05);
        }
    }

    [Fact]
    public void Settings_that_cannot_be_read_are_the_defaults()
    {
        var folder = Directory.CreateTempSubdirectory("hiql-settings");
        var path = Path.Combine(folder.FullName, "window.json");
        new ViewSettings { Plots = true, Help = 1, ValueMap = ValueView.ToGoal }.Save(path);

        Assert.Equal(new ViewSettings { Plots = true, ValueMap = ValueView.ToGoal }, ViewSettings.Load(path));
        AtomicFile.WriteAllText(path, "{ \"plots\": 3");
        Assert.Equal(new ViewSettings(), ViewSettings.Load(path));
        Assert.Equal(new ViewSettings(), ViewSettings.Load(null));
        folder.Delete(recursive: true);
    }
}
