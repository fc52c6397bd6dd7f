using System.Text;
using MuJoCo.Externs;

namespace MuJoCo;

/// <summary>What is loaded, and what the engine complained about in this process.</summary>
public static unsafe class MuJoCoLibrary
{
    /// <summary>Version of the loaded library as MuJoCo writes it: 222 is 2.2.2.</summary>
    /// <exception cref="MuJoCoException">A library is missing, or versions disagree.</exception>
    public static int Version => Mujoco.mj_version();

    /// <summary>Version of the headers the bridge was compiled against; always equals <see cref="Version"/>.</summary>
    public static int HeaderVersion => Bridge.hmj_header_version();

    /// <summary>"2.2.2".</summary>
    public static string VersionText => Format(Version);

    /// <summary>File of the loaded libmujoco.</summary>
    public static string Path => Utf8.Text(Bridge.hmj_library_path());

    /// <summary>Warning texts the engine raised in this process; they are counted instead of printed.</summary>
    public static long WarningCount => Bridge.hmj_warning_count();

    /// <summary>The last warning's text, or an empty string.</summary>
    public static string LastWarning
    {
        get
        {
            Span<byte> text = stackalloc byte[1000];
            fixed (byte* buffer = text)
                return Encoding.UTF8.GetString(text[..Bridge.hmj_last_warning(buffer, text.Length)]);
        }
    }

    /// <summary>Loads the libraries now, so that a missing one is reported at start and not in the middle of work.</summary>
    /// <exception cref="MuJoCoException">A library is missing, or versions disagree.</exception>
    public static void Load() => _ = Version;

    /// <summary>Up to 3.x the number is three digits; a fourth and fifth came with two-digit minor versions.</summary>
    private static string Format(int version) => version < 1000
        ? $"{version / 100}.{version / 10 % 10}.{version % 10}"
        : $"{version / 1_000_000}.{version / 1000 % 1000}.{version % 1000}";
}
