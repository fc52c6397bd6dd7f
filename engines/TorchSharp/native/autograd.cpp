// Gradients: modes, backward passes and the grad field.
#include "bridge.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <vector>

namespace {

std::vector<at::Tensor> to_vector(TensorHandle* handles, int32_t count)
{
    std::vector<at::Tensor> tensors;
    tensors.reserve(count);
    for (int32_t i = 0; i < count; ++i)
        tensors.push_back(optional_tensor(handles[i]));
    return tensors;
}

} // namespace

HIQL_EXPORT int32_t hiql_grad_enabled() { return c10::GradMode::is_enabled(); }

HIQL_EXPORT void hiql_grad_set_enabled(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

HIQL_EXPORT int32_t hiql_inference_enabled() { return c10::InferenceMode::is_enabled(); }

// Must be left on the thread that entered it, innermost first.
HIQL_EXPORT const char* hiql_inference_enter(int32_t enabled, void** guard)
{
    return guarded([&] { *guard = new c10::InferenceMode(enabled != 0); });
}

HIQL_EXPORT void hiql_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

HIQL_EXPORT const char* hiql_tensor_set_requires_grad(TensorHandle tensor, int32_t value)
{
    return guarded([&] { tensor->set_requires_grad(value != 0); });
}

HIQL_EXPORT const char* hiql_tensor_retain_grad(TensorHandle tensor)
{
    return guarded([&] { tensor->retain_grad(); });
}

HIQL_EXPORT const char* hiql_tensor_grad(TensorHandle tensor, TensorHandle* result)
{
    return guarded([&] { *result = to_handle(tensor->grad()); });
}

HIQL_EXPORT const char* hiql_tensor_set_grad(TensorHandle tensor, TensorHandle value)
{
    return guarded([&] { tensor->mutable_grad() = optional_tensor(value); });
}

HIQL_EXPORT const char* hiql_tensors_clear_grad(TensorHandle* tensors, int32_t count)
{
    return guarded([&] {
        for (int32_t i = 0; i < count; ++i)
            tensors[i]->mutable_grad().reset();
    });
}

HIQL_EXPORT const char* hiql_backward(
    TensorHandle* roots, int32_t root_count, TensorHandle* gradients, int32_t gradient_count, int32_t retain_graph,
    int32_t create_graph, TensorHandle* inputs, int32_t input_count)
{
    return guarded([&] {
        Optional<bool> retain = retain_graph != 0;
        torch::autograd::backward(to_vector(roots, root_count), to_vector(gradients, gradient_count), retain,
            create_graph != 0, to_vector(inputs, input_count));
    });
}

// results has room for input_count handles; one that got no gradient stays null (allow_unused).
HIQL_EXPORT const char* hiql_gradients(
    TensorHandle* outputs, int32_t output_count, TensorHandle* inputs, int32_t input_count, TensorHandle* gradients,
    int32_t gradient_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused, TensorHandle* results)
{
    return guarded([&] {
        Optional<bool> retain = retain_graph != 0;
        auto found = torch::autograd::grad(to_vector(outputs, output_count), to_vector(inputs, input_count),
            to_vector(gradients, gradient_count), retain, create_graph != 0, allow_unused != 0);
        for (size_t i = 0; i < found.size(); ++i)
            results[i] = to_handle(found[i]);
    });
}
