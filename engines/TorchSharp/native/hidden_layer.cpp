// Linear -> activation -> optional LayerNorm as one autograd node. Floats on the CPU take the fused kernels; everything
// else is composed of ATen operators, which is also the definition the tests hold the kernels to.
#include "bridge.h"
#include "hidden_kernels.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

constexpr int64_t rows_per_chunk = 32;

// The split depends on the thread count and the rows alone, so column sums repeat bit for bit.
int64_t chunk_count(int64_t rows)
{
    return std::max<int64_t>(1, std::min<int64_t>(at::get_num_threads(), rows / rows_per_chunk));
}

template <typename Body>
void for_chunks(int64_t rows, int64_t chunks, Body&& body)
{
    at::parallel_for(0, chunks, 1, [&](int64_t first, int64_t last) {
        for (int64_t chunk = first; chunk < last; ++chunk)
            body(chunk, rows * chunk / chunks, rows * (chunk + 1) / chunks);
    });
}

struct Kept {
    at::Tensor output, slope, normalized, inverse;
};

template <bool keep>
void run_forward(const HiddenForward& layer, Activation activation, int64_t rows)
{
    for_chunks(rows, chunk_count(rows), [&](int64_t, int64_t begin, int64_t end) {
        std::vector<float> scratch(keep ? 0 : layer.width);
        switch (activation) {
        case Activation::GeluErf: return forward_rows<GeluErf, keep>(layer, begin, end, scratch.data());
        case Activation::GeluTanh: return forward_rows<GeluTanh, keep>(layer, begin, end, scratch.data());
        default: return forward_rows<Relu, keep>(layer, begin, end, scratch.data());
        }
    });
}

Kept forward(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& gamma,
    const at::Tensor& beta, Activation activation, double eps, bool keep)
{
    Kept kept;
    const int64_t rows = input.size(0), width = weight.size(0);
    kept.slope = at::mm(input, weight.t());
    // Without a backward pass the product's memory becomes the output.
    kept.output = keep ? at::empty_like(kept.slope) : kept.slope;
    if (keep && gamma.defined()) {
        kept.normalized = at::empty_like(kept.slope);
        kept.inverse = at::empty({rows}, input.options());
    }
    HiddenForward layer = {width, static_cast<float>(eps), bias.data_ptr<float>(),
        gamma.defined() ? gamma.data_ptr<float>() : nullptr, beta.defined() ? beta.data_ptr<float>() : nullptr,
        kept.slope.data_ptr<float>(), kept.normalized.defined() ? kept.normalized.data_ptr<float>() : nullptr,
        kept.inverse.defined() ? kept.inverse.data_ptr<float>() : nullptr, kept.output.data_ptr<float>()};
    (keep ? run_forward<true> : run_forward<false>)(layer, activation, rows);
    return kept;
}

at::Tensor column(std::vector<ColumnSums>& chunks, float* (ColumnSums::*part)(), const at::Tensor& like)
{
    auto result = at::empty({chunks[0].width}, like.options());
    float* total = result.data_ptr<float>();
    std::copy_n((chunks[0].*part)(), chunks[0].width, total);
    for (size_t chunk = 1; chunk < chunks.size(); ++chunk)
        for (int64_t i = 0; i < chunks[0].width; ++i)
            total[i] += (chunks[chunk].*part)()[i];
    return result;
}

struct HiddenLayer : torch::autograd::Function<HiddenLayer> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias,
        const Optional<at::Tensor>& gamma, const Optional<at::Tensor>& beta, int64_t activation, double eps)
    {
        at::AutoDispatchBelowADInplaceOrView below;
        auto scale = gamma.has_value() ? *gamma : at::Tensor();
        auto kept = ::forward(input, weight, bias, scale, beta.has_value() ? *beta : at::Tensor(),
            static_cast<Activation>(activation), eps, true);
        ctx->save_for_backward({input, weight, scale, kept.slope, kept.normalized, kept.inverse});
        return kept.output;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients)
    {
        at::AutoDispatchBelowADInplaceOrView below;
        auto saved = ctx->get_saved_variables();
        const auto &input = saved[0], &weight = saved[1], &gamma = saved[2], &slope = saved[3];
        auto gradient = gradients[0].contiguous();
        auto product_gradient = at::empty_like(slope);
        const int64_t rows = slope.size(0), width = slope.size(1);
        HiddenBackward layer = {width, gradient.data_ptr<float>(), gamma.defined() ? gamma.data_ptr<float>() : nullptr,
            slope.data_ptr<float>(), gamma.defined() ? saved[4].data_ptr<float>() : nullptr,
            gamma.defined() ? saved[5].data_ptr<float>() : nullptr, product_gradient.data_ptr<float>()};
        std::vector<ColumnSums> chunks(chunk_count(rows), ColumnSums(width));
        variable_list result(7);
        for_chunks(rows, chunks.size(), [&](int64_t chunk, int64_t begin, int64_t end) {
            backward_rows(layer, begin, end, chunks[chunk]);
        });
        if (ctx->needs_input_grad(0))
            result[0] = at::mm(product_gradient, weight);
        if (ctx->needs_input_grad(1))
            result[1] = at::mm(product_gradient.t(), input);
        result[2] = column(chunks, &ColumnSums::bias, slope);
        if (gamma.defined()) {
            result[3] = column(chunks, &ColumnSums::gamma, slope);
            result[4] = column(chunks, &ColumnSums::beta, slope);
        }
        return result;
    }
};

at::Tensor composed(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& gamma,
    const at::Tensor& beta, Activation activation, double eps)
{
    auto product = at::linear(input, weight, bias);
    auto active = activation == Activation::Relu ? at::relu(product)
                                                 : at::gelu(product, activation == Activation::GeluTanh ? "tanh" : "none");
    return gamma.defined() ? at::layer_norm(active, {active.size(-1)}, gamma, beta, eps) : active;
}

bool fits_kernels(const at::Tensor& tensor)
{
    return !tensor.defined() || (tensor.is_cpu() && tensor.scalar_type() == at::kFloat && tensor.is_contiguous());
}

void check_shapes(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& gamma, const at::Tensor& beta)
{
    TORCH_CHECK(weight.dim() == 2 && input.dim() >= 1 && input.size(-1) == weight.size(1), "a hidden layer with weights ",
        weight.sizes(), " cannot take an input of ", input.sizes());
    TORCH_CHECK(gamma.defined() == beta.defined(), "a hidden layer's normalisation needs both weight and bias, or neither");
    for (const auto* vector : {&bias, &gamma, &beta})
        TORCH_CHECK(!vector->defined() || (vector->dim() == 1 && vector->numel() == weight.size(0)),
            "a hidden layer with weights ", weight.sizes(), " cannot take a vector of ", vector->sizes());
}

bool any_requires_grad(std::initializer_list<const at::Tensor*> tensors)
{
    return std::any_of(tensors.begin(), tensors.end(), [](auto* tensor) { return tensor->defined() && tensor->requires_grad(); });
}

Optional<at::Tensor> optional(const at::Tensor& tensor)
{
    return tensor.defined() ? Optional<at::Tensor>(tensor) : Optional<at::Tensor>();
}

at::Tensor hidden_layer(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& gamma,
    const at::Tensor& beta, Activation activation, double eps)
{
    check_shapes(input, weight, bias, gamma, beta);
    if (input.dim() != 2 || !fits_kernels(input) || !fits_kernels(weight) || !fits_kernels(bias) || !fits_kernels(gamma) || !fits_kernels(beta))
        return composed(input, weight, bias, gamma, beta, activation, eps);
    if (at::GradMode::is_enabled() && any_requires_grad({&input, &weight, &bias, &gamma, &beta}))
        return HiddenLayer::apply(input, weight, bias, optional(gamma), optional(beta), static_cast<int64_t>(activation), eps);
    at::AutoDispatchBelowADInplaceOrView below;
    return forward(input, weight, bias, gamma, beta, activation, eps, false).output;
}

} // namespace

HIQL_EXPORT const char* hiql_hidden_layer(TensorHandle input, TensorHandle weight, TensorHandle bias, TensorHandle gamma,
    TensorHandle beta, int32_t activation, double eps, TensorHandle* result)
{
    return guarded([&] {
        *result = to_handle(hidden_layer(*input, *weight, *bias, optional_tensor(gamma), optional_tensor(beta),
            static_cast<Activation>(activation), eps));
    });
}
