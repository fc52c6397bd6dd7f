"""Writes affine.onnx: action = observation @ weight + bias, with a dynamic batch axis."""

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

weight = numpy.array([[1, -2], [0.5, 4], [-1, 0.25]], dtype=numpy.float32)
bias = numpy.array([0.5, -1], dtype=numpy.float32)
graph = helper.make_graph(
    [
        helper.make_node("MatMul", ["observation", "weight"], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["action"]),
    ],
    "affine",
    [helper.make_tensor_value_info("observation", TensorProto.FLOAT, ["batch", 3])],
    [helper.make_tensor_value_info("action", TensorProto.FLOAT, ["batch", 2])],
    [numpy_helper.from_array(weight, "weight"), numpy_helper.from_array(bias, "bias")],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
onnx.checker.check_model(model)
onnx.save(model, "affine.onnx")
