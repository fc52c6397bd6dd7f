#!/usr/bin/env python3
"""One HIQL learner in PyTorch, operator by operator or as a CUDA graph, written as well as PyTorch allows: the peer of `hiql bench learner`.

Networks, losses and update order are OGBench's (phi on [s; g], two value heads with targets, LayerNorm after GELU in
value and phi only, unit-variance actors, one Adam over the sum of three losses, Polyak with the parameters from before
the step). What several terms need is computed once, forward passes without gradient are stacked into one, and batches
are gathered by index from tensors. Data and goals are random: only the arithmetic counts here.

    python3 torch_hiql.py --hidden 128,128,128 --batch 256 --steps 200 --threads 1
    python3 torch_hiql.py --hidden 512,512,512 --batch 1024 --steps 200 --device cuda --record
"""

import argparse
import json
import math
import time

import torch
import torch.nn.functional as F

REP_DIM = 10
EXPECTILE = 0.7
ALPHA = 3.0
MAX_WEIGHT = 100.0
DISCOUNT = 0.99
POLYAK = 0.005
LEARNING_RATE = 3e-4
SUBGOAL_STEPS = 25
ROWS = 100_000


class Mlp(torch.nn.Module):
    def __init__(self, sizes, layer_norm, gelu, final_scale=1.0):
        super().__init__()
        pairs = list(zip(sizes[:-1], sizes[1:]))
        self.linears = torch.nn.ModuleList(torch.nn.Linear(*pair) for pair in pairs)
        self.norms = torch.nn.ModuleList(torch.nn.LayerNorm(width, eps=1e-6) for width in sizes[1:-1]) if layer_norm else None
        self.gelu = gelu
        for linear in self.linears:
            torch.nn.init.xavier_uniform_(linear.weight)
            torch.nn.init.zeros_(linear.bias)
        with torch.no_grad():
            self.linears[-1].weight.mul_(math.sqrt(final_scale))

    def forward(self, x):
        for i, linear in enumerate(self.linears[:-1]):
            x = F.gelu(linear(x), approximate=self.gelu)
            if self.norms is not None:
                x = self.norms[i](x)
        return self.linears[-1](x)


class Agent(torch.nn.Module):
    def __init__(self, obs_dim, action_dim, hidden, gelu):
        super().__init__()
        self.phi = Mlp([2 * obs_dim, *hidden, REP_DIM], True, gelu)
        self.heads = torch.nn.ModuleList(self.value_head(obs_dim, hidden, gelu) for _ in range(2))
        self.targets = torch.nn.ModuleList(self.value_head(obs_dim, hidden, gelu) for _ in range(2))
        self.targets.load_state_dict(self.heads.state_dict())
        self.targets.requires_grad_(False)
        self.high = Mlp([2 * obs_dim, *hidden, REP_DIM], False, gelu, final_scale=0.01)
        self.low = Mlp([obs_dim + REP_DIM, *hidden, action_dim], False, gelu, final_scale=0.01)

    @staticmethod
    def value_head(obs_dim, hidden, gelu):
        return Mlp([obs_dim + REP_DIM, *hidden, 1], True, gelu)

    def represent(self, states, goals):
        return normalized(self.phi(torch.cat([states, goals], 1)))


def normalized(x):
    return x * (math.sqrt(REP_DIM) / x.norm(dim=1, keepdim=True))


def values(heads, states, representation):
    inputs = torch.cat([states, representation], 1)
    return [head(inputs).squeeze(1) for head in heads]


def weighted_regression(advantage, mean, target):
    """Minus the weighted log-density of a unit-variance Gaussian."""
    weight = torch.clamp(torch.exp(ALPHA * advantage), max=MAX_WEIGHT)
    constant = 0.5 * mean.shape[1] * math.log(2 * math.pi)
    return (weight * (0.5 * (mean - target).square().sum(1) + constant)).mean()


def total_loss(agent, batch, rep_grad):
    s, a, s_next, s_high, goal_value, goal_low, goal_high, reward, mask = batch
    with torch.no_grad():
        rep_next, rep_low, rep_low_next, rep_high, rep_high_next, subgoal = agent.represent(
            torch.cat([s_next, s, s_next, s, s_high, s]),
            torch.cat([goal_value, goal_low, goal_low, goal_high, goal_high, s_high]),
        ).chunk(6)
    rep = agent.represent(s, goal_value)
    rep_worker = agent.represent(s, goal_low) if rep_grad else rep_low

    with torch.no_grad():
        online = values(agent.heads, torch.cat([s, s_next, s, s_high]), torch.cat([rep_low, rep_low_next, rep_high, rep_high_next]))
        low_now, low_next, high_now, high_next = (0.5 * (online[0] + online[1])).chunk(4)
        target = values(agent.targets, torch.cat([s_next, s]), torch.cat([rep_next, rep.detach()]))
        (next_1, now_1), (next_2, now_2) = target[0].chunk(2), target[1].chunk(2)
        q_1, q_2 = reward + DISCOUNT * mask * next_1, reward + DISCOUNT * mask * next_2
        advantage = torch.minimum(q_1, q_2) - 0.5 * (now_1 + now_2)
        weight = torch.where(advantage >= 0, EXPECTILE, 1 - EXPECTILE)

    v_1, v_2 = values(agent.heads, s, rep)
    value_loss = (weight * (q_1 - v_1).square()).mean() + (weight * (q_2 - v_2).square()).mean()
    low_loss = weighted_regression(low_next - low_now, agent.low(torch.cat([s, rep_worker], 1)), a)
    high_loss = weighted_regression(high_next - high_now, agent.high(torch.cat([s, goal_high], 1)), subgoal)
    return value_loss + low_loss + high_loss


def random_dataset(obs_dim, action_dim):
    observations = torch.randn(ROWS, obs_dim).cumsum(0) * 0.01
    return observations, torch.rand(ROWS, action_dim) * 2 - 1


def sample(observations, actions, batch):
    last = ROWS - SUBGOAL_STEPS - 1
    index = torch.randint(last, (batch,))
    goals = torch.randint(last, (2, batch))
    goal_value, goal_high = torch.where(torch.rand(2, batch) < 0.2, index, goals)
    rows = torch.stack([index, index + 1, index + SUBGOAL_STEPS, goal_value, goal_high])
    s, s_next, s_high, at_value_goal, at_high_goal = observations[rows]
    success = (index == goal_value).float()
    return s, actions[index], s_next, s_high, at_value_goal, s_high, at_high_goal, success - 1, 1 - success


def make_step(agent, observations, actions, batch, rep_grad):
    trained = [parameter for parameter in agent.parameters() if parameter.requires_grad]
    # The fastest Adam that each device has.
    kind = {"fused": True, "capturable": True} if observations.is_cuda else {"foreach": True}
    optimizer = torch.optim.Adam(trained, lr=LEARNING_RATE, **kind)
    online = list(agent.heads.parameters())
    targets = list(agent.targets.parameters())

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = total_loss(agent, sample(observations, actions, batch), rep_grad)
        loss.backward()
        with torch.no_grad():
            torch._foreach_mul_(targets, 1 - POLYAK)
            torch._foreach_add_(targets, online, alpha=POLYAK)
        optimizer.step()
        return loss

    return step


def recorded(step):
    """The step as a CUDA graph, replayed as a whole."""
    beside = torch.cuda.Stream()
    beside.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(beside):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(beside)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        loss = step()

    def replay():
        graph.replay()
        return loss

    return replay


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hidden", default="128,128,128", type=lambda text: [int(width) for width in text.split(",")])
    parser.add_argument("--batch", default=256, type=int)
    parser.add_argument("--steps", default=100, type=int)
    parser.add_argument("--warmup", default=10, type=int)
    parser.add_argument("--threads", default=1, type=int)
    parser.add_argument("--gelu", default="tanh", choices=["erf", "tanh"])
    parser.add_argument("--obs-dim", default=2, type=int)
    parser.add_argument("--action-dim", default=2, type=int)
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--low-actor-rep-grad", action="store_true", help="the worker's loss trains phi too")
    parser.add_argument("--record", action="store_true", help="record a step once and replay it (CUDA only)")
    parser.add_argument("--seed", default=0, type=int)
    arguments = parser.parse_args()
    if arguments.record and arguments.device != "cuda":
        parser.error("--record needs --device cuda")
    return arguments


def wait_for(device):
    if device == "cuda":
        torch.cuda.synchronize()


def main():
    arguments = parse_arguments()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    if arguments.device != "cpu":
        torch.set_default_device(arguments.device)
    gelu = "none" if arguments.gelu == "erf" else "tanh"
    agent = Agent(arguments.obs_dim, arguments.action_dim, arguments.hidden, gelu)
    step = make_step(agent, *random_dataset(arguments.obs_dim, arguments.action_dim), arguments.batch, arguments.low_actor_rep_grad)
    if arguments.record:
        step = recorded(step)
    for _ in range(arguments.warmup):
        step()
    wait_for(arguments.device)
    start, cpu = time.perf_counter(), time.process_time()
    for _ in range(arguments.steps):
        loss = step()
    wait_for(arguments.device)
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu
    print(json.dumps({
        "steps_per_second": arguments.steps / seconds,
        "steps": arguments.steps,
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "loss": loss.item(),
        "parameters": sum(parameter.numel() for parameter in agent.parameters() if parameter.requires_grad),
        "hidden": arguments.hidden,
        "batch": arguments.batch,
        "threads": arguments.threads,
        "device": arguments.device,
        "recorded": arguments.record,
        "gelu": arguments.gelu,
        "torch": torch.__version__,
    }))


if __name__ == "__main__":
    main()
