namespace TorchSharp;

public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, torch.ScalarType type)
        where T : torch.nn.Module
        => (T)module.MoveTo(null, type);

    public static T to<T>(this T module, torch.Device device, torch.ScalarType type)
        where T : torch.nn.Module
        => (T)module.MoveTo(torch.InitializeDevice(device), type);

    public static T to<T>(this T module, torch.Device device)
        where T : torch.nn.Module
        => (T)module.MoveTo(torch.InitializeDevice(device), null);

    public static T cpu<T>(this T module)
        where T : torch.nn.Module
        => (T)module.MoveTo(torch.CPU, null);

    public static T cuda<T>(this T module)
        where T : torch.nn.Module
        => (T)module.MoveTo(torch.CUDA, null);
}
