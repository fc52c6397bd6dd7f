#!/usr/bin/python3
"""Writes the two tiny bundles the tests load: a hierarchical and a flat controller of the plane in FakeEnvironment.

Weights are chosen by hand: the manager points from observation to goal, the worker walks that way. Run from anywhere:
    /usr/bin/python3 make_fixtures.py
"""
import hashlib
import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).parent
REP_DIM = 3


def tensor(name, values):
    return numpy_helper.from_array(np.asarray(values, np.float32), name)


def port(name, width):
    shape = ["batch"] if width == 0 else ["batch", width]
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def save(folder, name, inputs, output, nodes, weights):
    graph = helper.make_graph(nodes, name, [port(*p) for p in inputs], [port(*output)], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="make_fixtures")
    model.ir_version = 8
    onnx.checker.check_model(model)
    (folder / f"{name}.onnx").write_bytes(model.SerializeToString())


def linear(inputs):
    return [helper.make_node("Concat", inputs, ["x"], axis=1), helper.make_node("Gemm", ["x", "w", "b"], ["y"])]


def normalized(weight, bias, inputs, first, second):
    y = np.concatenate([first, second], 1) @ weight + bias
    z = y / np.linalg.norm(y, axis=1, keepdims=True) * np.sqrt(REP_DIM)
    nodes = linear(inputs) + [
        helper.make_node("ReduceL2", ["y"], ["n"], axes=[1], keepdims=1),
        helper.make_node("Div", ["y", "n"], ["u"]),
        helper.make_node("Mul", ["u", "length"], ["subgoal"]),
    ]
    return z, nodes, [tensor("w", weight), tensor("b", bias), tensor("length", np.sqrt(REP_DIM))]


def clipped(weight, bias, inputs, first, second):
    y = np.clip(np.concatenate([first, second], 1) @ weight + bias, -1, 1)
    nodes = linear(inputs) + [helper.make_node("Clip", ["y", "low", "high"], ["action"])]
    return y, nodes, [tensor("w", weight), tensor("b", bias), tensor("low", -1.0), tensor("high", 1.0)]


def manifest(folder, agent, hierarchical):
    unbounded = {"names": ["x_m", "y_m"], "minimum": ["-Infinity"] * 2, "maximum": ["Infinity"] * 2}
    files = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.stem != "manifest"}
    document = {
        "format_version": 1,
        "environment": {
            "name": "fake-plane", "observation": unbounded, "goal": unbounded,
            "action": {"names": ["dx", "dy"], "minimum": [-1, -1], "maximum": [1, 1]},
            "control_timestep": 0.1, "max_steps": 40,
            "tasks": [{"id": 1, "name": "near"}, {"id": 2, "name": "far"}, {"id": 3, "name": "out of reach"}],
            "model_hash": "0" * 64,
        },
        "agent": agent, "hierarchical": hierarchical, "subgoal_steps": 5 * hierarchical,
        "manager_period": 5 * hierarchical, "rep_dim": REP_DIM * hierarchical, "config": {}, "seed": 0, "steps": 1,
        "dataset_sha256": "0" * 64, "metrics": {}, "files": files,
    }
    text = json.dumps(document, indent=2) + "\n"
    (folder / "manifest.json").write_text(text)
    (folder / "manifest.sha256").write_text(f"{hashlib.sha256(text.encode()).hexdigest()}  manifest.json\n")


def hierarchical(observation, goal):
    folder = HERE / "hierarchical"
    folder.mkdir(exist_ok=True)
    toward = np.array([[-1, 0, 0], [0, -1, 0], [1, 0, 0], [0, 1, 0]], np.float64)
    subgoal, nodes, weights = normalized(toward, np.array([0, 0, 0.1]), ["observation", "goal"], observation, goal)
    save(folder, "manager", [("observation", 2), ("goal", 2)], ("subgoal", REP_DIM), nodes, weights)
    rep, nodes, weights = normalized(toward, np.array([0, 0, 0.2]), ["observation", "goal"], observation, goal)
    save(folder, "goal_rep", [("observation", 2), ("goal", 2)], ("subgoal", REP_DIM), nodes, weights)
    walk = np.array([[0.01, 0], [0, 0.01], [0.5, 0], [0, 0.5], [0, 0]])
    action, nodes, weights = clipped(walk, np.zeros(2), ["observation", "subgoal"], observation, subgoal)
    save(folder, "worker", [("observation", 2), ("subgoal", REP_DIM)], ("action", 2), nodes, weights)
    far = np.array([[-0.5], [0.25], [1.0], [-1.5]])
    nodes = linear(["observation", "goal"]) + [helper.make_node("Squeeze", ["y", "axis"], ["value"])]
    axis = numpy_helper.from_array(np.array([1], np.int64), "axis")
    save(folder, "value", [("observation", 2), ("goal", 2)], ("value", 0), nodes,
         [tensor("w", far), tensor("b", [-2.0]), axis])
    value = (np.concatenate([observation, goal], 1) @ far - 2.0)[:, 0]
    np.savez(folder / "probes.npz", **{k: v.astype(np.float32) for k, v in {
        "observation": observation, "goal": goal, "subgoal": subgoal, "manager_subgoal": subgoal,
        "worker_action": action, "value_value": value, "goal_rep_subgoal": rep}.items()})
    grid = np.stack(np.meshgrid(np.arange(-4, 5, 4), np.arange(-4, 5, 4)), -1).reshape(-1, 2)
    np.savez(folder / "landmarks.npz", observations=grid.astype(np.float32))
    manifest(folder, "hiql", True)


def flat(observation, goal):
    folder = HERE / "flat"
    folder.mkdir(exist_ok=True)
    walk = np.array([[-1, 0], [0, -1], [1, 0], [0, 1]], np.float64)
    action, nodes, weights = clipped(walk, np.zeros(2), ["observation", "goal"], observation, goal)
    save(folder, "worker", [("observation", 2), ("goal", 2)], ("action", 2), nodes, weights)
    np.savez(folder / "probes.npz", **{k: v.astype(np.float32) for k, v in {
        "observation": observation, "goal": goal, "worker_action": action}.items()})
    manifest(folder, "gcbc", False)


def main():
    # float32 inputs, so that the outputs above are those of exactly the stored rows.
    draw = np.random.default_rng(0).uniform(-4, 4, (2, 16, 2)).astype(np.float32).astype(np.float64)
    hierarchical(*draw)
    flat(*draw)


if __name__ == "__main__":
    main()
