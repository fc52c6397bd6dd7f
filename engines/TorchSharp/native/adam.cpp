// Optimiser steps over whole lists of tensors: one call, one pass over each.
#include "bridge.h"
#include "vector.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace {

constexpr int64_t elements_per_chunk = 32768;
constexpr double infinity = std::numeric_limits<double>::infinity();

// Field order mirrors FusedNative.cs. rate and scale carry the bias corrections.
struct AdamSettings {
    double beta1, beta2, eps, rate, scale;
    int32_t skip_nan, reserved;
};

// Steps taken and learning rate as tensors of one element, where a recorded step has to read them when it is replayed.
struct AdamClock {
    const at::Tensor &steps, &rate;

    bool runs_on_device() const { return steps.defined(); }
};

bool fits_kernel(const at::Tensor& tensor)
{
    return tensor.is_cpu() && tensor.scalar_type() == at::kFloat && tensor.is_contiguous();
}

struct AdamKernel {
    float beta1, beta2, eps, rate, scale, fresh1, fresh2;
    bool skip_nan;

    explicit AdamKernel(const AdamSettings& s)
        : beta1(s.beta1), beta2(s.beta2), eps(s.eps), rate(s.rate), scale(s.scale), fresh1(1 - s.beta1), fresh2(1 - s.beta2),
          skip_nan(s.skip_nan != 0)
    {
    }

    void apply(Floats& parameter, Floats gradient, Floats& first, Floats& second) const
    {
        if (skip_nan)
            gradient = select(gradient == gradient, gradient, Floats{});
        first = first * beta1 + gradient * fresh1;
        second = second * beta2 + gradient * gradient * fresh2;
        parameter -= rate * first / (square_root(second) * scale + eps);
    }

    static Floats square_root(Floats value)
    {
        for (int64_t i = 0; i < lanes; ++i)
            value[i] = __builtin_sqrtf(value[i]);
        return value;
    }

    void run(float* parameter, const float* gradient, float* first, float* second, int64_t count) const
    {
        for (int64_t i = 0; i < count; i += lanes) {
            const int64_t width = std::min(lanes, count - i);
            const bool whole = width == lanes;
            Floats p = whole ? load(parameter + i) : load_part(parameter + i, width);
            Floats g = whole ? load(gradient + i) : load_part(gradient + i, width);
            Floats m = whole ? load(first + i) : load_part(first + i, width);
            Floats v = whole ? load(second + i) : load_part(second + i, width);
            apply(p, g, m, v);
            store_part(parameter + i, p, width);
            store_part(first + i, m, width);
            store_part(second + i, v, width);
        }
    }
};

// What no kernel fits (CUDA, double, views). Lists, because on a GPU a step costs what its launches cost: one for all tensors
// where there is a clock, else eight for all of one device and type instead of eight for each.
struct AdamLists {
    std::vector<at::Tensor> parameters, gradients, first, second;

    void step(const AdamSettings& s, const AdamClock& clock)
    {
        if (parameters.empty())
            return;
        if (s.skip_nan)
            skip_nan();
#ifdef HIQL_CUDA_GRAPHS
        if (clock.runs_on_device())
            return step_fused(s, clock);
#endif
        step_composed(s);
    }

private:
    // Copied together first, so that the number of launches does not depend on that of the tensors.
    void skip_nan()
    {
        std::vector<at::Tensor> flat;
        for (const auto& gradient : gradients)
            flat.push_back(gradient.reshape({-1}));
        auto all = at::cat(flat);
        at::nan_to_num_(all, 0.0, infinity, -infinity);
        int64_t begin = 0;
        for (auto& gradient : gradients) {
            gradient = all.narrow(0, begin, gradient.numel()).view(gradient.sizes());
            begin += gradient.numel();
        }
    }

#ifdef HIQL_CUDA_GRAPHS
    void step_fused(const AdamSettings& s, const AdamClock& clock)
    {
        std::vector<at::Tensor> steps(parameters.size(), clock.steps);
        at::_fused_adam_(parameters, gradients, first, second, {}, steps, clock.rate, s.beta1, s.beta2, 0, s.eps, false, false);
    }
#endif

    void step_composed(const AdamSettings& s)
    {
        at::_foreach_mul_(first, s.beta1);
        at::_foreach_add_(first, gradients, 1 - s.beta1);
        at::_foreach_mul_(second, s.beta2);
        at::_foreach_addcmul_(second, gradients, gradients, 1 - s.beta2);
        auto denominators = at::_foreach_sqrt(second);
        at::_foreach_mul_(denominators, s.scale);
        at::_foreach_add_(denominators, s.eps);
        at::_foreach_addcdiv_(parameters, first, denominators, -s.rate);
    }
};

void adam_fused(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& first, at::Tensor& second, const AdamKernel& kernel)
{
    parameter.unsafeGetTensorImpl()->bump_version();
    float *p = parameter.data_ptr<float>(), *m = first.data_ptr<float>(), *v = second.data_ptr<float>();
    const float* g = gradient.data_ptr<float>();
    at::parallel_for(0, parameter.numel(), elements_per_chunk,
        [&](int64_t begin, int64_t end) { kernel.run(p + begin, g + begin, m + begin, v + begin, end - begin); });
}

void polyak_fused(at::Tensor& target, const at::Tensor& source, double tau)
{
    target.unsafeGetTensorImpl()->bump_version();
    float* t = target.data_ptr<float>();
    const float* s = source.data_ptr<float>();
    const float keep = static_cast<float>(1 - tau), take = static_cast<float>(tau);
    at::parallel_for(0, target.numel(), elements_per_chunk, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; ++i)
            t[i] = t[i] * keep + s[i] * take;
    });
}

} // namespace

HIQL_EXPORT const char* hiql_adam_step(
    TensorHandle* parameters, TensorHandle* first, TensorHandle* second, int32_t count, const AdamSettings* settings,
    TensorHandle steps, TensorHandle rate)
{
    return guarded([&] {
        c10::NoGradGuard no_grad;
        const AdamKernel kernel(*settings);
        AdamLists others;
        for (int32_t i = 0; i < count; ++i) {
            const auto& gradient = parameters[i]->grad();
            if (!gradient.defined())
                continue;
            TORCH_CHECK(gradient.sizes() == parameters[i]->sizes(), "a parameter of ", parameters[i]->sizes(), " cannot be stepped by a gradient of ", gradient.sizes());
            if (fits_kernel(*parameters[i]) && fits_kernel(gradient) && fits_kernel(*first[i]) && fits_kernel(*second[i])) {
                adam_fused(*parameters[i], gradient, *first[i], *second[i], kernel);
                continue;
            }
            others.parameters.push_back(*parameters[i]);
            others.gradients.push_back(gradient);
            others.first.push_back(*first[i]);
            others.second.push_back(*second[i]);
        }
        const AdamClock clock{optional_tensor(steps), optional_tensor(rate)};
        if (clock.runs_on_device())
            clock.steps.add_(1);
        others.step(*settings, clock);
    });
}

HIQL_EXPORT const char* hiql_polyak(TensorHandle* targets, TensorHandle* sources, int32_t count, double tau)
{
    return guarded([&] {
        c10::NoGradGuard no_grad;
        std::vector<at::Tensor> other_targets, other_sources;
        for (int32_t i = 0; i < count; ++i) {
            TORCH_CHECK(targets[i]->sizes() == sources[i]->sizes(), "a target of ", targets[i]->sizes(), " cannot follow a source of ", sources[i]->sizes());
            if (fits_kernel(*targets[i]) && fits_kernel(*sources[i])) {
                polyak_fused(*targets[i], *sources[i], tau);
                continue;
            }
            other_targets.push_back(*targets[i]);
            other_sources.push_back(*sources[i]);
        }
        if (other_targets.empty())
            return;
        at::_foreach_mul_(other_targets, 1 - tau);
        at::_foreach_add_(other_targets, other_sources, tau);
    });
}
