using HiqlRobotics.Contracts;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>The explicit list of algorithms.</summary>
public static class AgentFactory
{
    /// <summary>A fresh agent.</summary>
    /// <param name="config">Resolved hyperparameters; <c>Agent</c> says which algorithm.</param>
    /// <param name="scaling">What observations and goals have been through.</param>
    /// <param name="actionDim">Width of actions.</param>
    /// <param name="seed">Decides the initial weights.</param>
    /// <param name="device">Where it trains.</param>
    /// <param name="lanes">Threads of a step; stays the caller's.</param>
    /// <exception cref="InputException">Unknown algorithm.</exception>
    public static IAgent Create(HiqlConfig config, ObservationScaling scaling, int actionDim, ulong seed, Device device, TwoLanes lanes)
    {
        AgentNetworks Networks() => new(config, scaling, actionDim, seed, device);
        return config.Agent switch
        {
            "hiql" => new HiqlAgent(config, Networks(), lanes),
            "gcivl" => new GcivlAgent(config, Networks(), lanes),
            "gcbc" => new GcbcAgent(config, Networks()),
            "gciql" => new GciqlAgent(config, Networks(), lanes),
            "lavl" => new LavlAgent(config, Networks(), lanes),
            _ => throw new InputException($"agent: '{config.Agent}' is not known; use one of {string.Join(", ", HiqlPresets.Agents)}"),
        };
    }
}
