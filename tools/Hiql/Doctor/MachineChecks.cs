using HiqlRobotics.Control;
using HiqlRobotics.Learning;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;
using MuJoCo;
using TorchSharp;

namespace HiqlRobotics.Tools.Doctor;

/// <summary>What makes things better: a GPU, a display, real-time permissions.</summary>
internal static class MachineChecks
{
    private const string NvidiaDriver = "/proc/driver/nvidia/version";

    public static CheckReport Threads() =>
        new("threads", $"{Environment.ProcessorCount}", Environment.ProcessorCount >= 2, Environment.ProcessorCount >= 2 ? null : "training uses two lanes; give it two processors");

    public static CheckReport Gpu(bool torchLoads)
    {
        if (!File.Exists(NvidiaDriver))
            return new CheckReport("gpu", "no NVIDIA driver", Ok: false, "none needed; how to train on one: docs/gpu.md");
        return torchLoads && torch.cuda.is_available()
            ? new CheckReport("gpu", $"{torch.cuda.device_count()} CUDA device(s), {(torch.CUDA.CanRecord() ? "training steps are recorded" : "no CUDA graphs")}", Ok: true, Mend: null)
            : new CheckReport("gpu", "a driver, but this libtorch has no CUDA", Ok: false, "train on it with LIBTORCH=<a CUDA libtorch>: docs/gpu.md");
    }

    public static CheckReport Display()
    {
        var display = Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") ?? Environment.GetEnvironmentVariable("DISPLAY");
        return string.IsNullOrEmpty(display)
            ? new CheckReport("display", "none", Ok: false, "only hiql sim needs one; without a screen: xvfb-run -a ./hiql sim")
            : new CheckReport("display", display, Ok: true, Mend: null);
    }

    public static CheckReport Film()
    {
        const string mend = "only hiql eval --video needs both: ./hiql setup --video";
        if (SystemProgram.Find("ffmpeg") is null)
            return new CheckReport("film", "no ffmpeg", Ok: false, mend);
        try
        {
            using var openGl = new EglContext();
            return new CheckReport("film", "EGL and ffmpeg", Ok: true, Mend: null);
        }
        catch (MuJoCoException)
        {
            return new CheckReport("film", "no EGL", Ok: false, mend);
        }
    }

    public static CheckReport Cluster() => SystemProgram.Find("sbatch") is { } sbatch
        ? new CheckReport("cluster", sbatch, Ok: true, Mend: null)
        : new CheckReport("cluster", "no Slurm", Ok: false, "only hiql sweep --launcher slurm needs it, where a cluster's jobs are submitted");

    public static CheckReport RealTime()
    {
        var status = RealTimeThread.Run(status => status);
        return new CheckReport("real-time", status.Details, status.Active, status.Active ? null : "see the details; without it a busy machine may delay ticks");
    }
}
