// One pass over each row for everything between two matrix products of a hidden layer.
#pragma once

#include "activation.h"

#include <cmath>
#include <vector>

// Row-major [rows, width]; gamma == nullptr means no normalisation. Only with `keep` is anything left for a backward pass.
struct HiddenForward {
    int64_t width;
    float eps;
    const float* bias;
    const float* gamma;
    const float* beta;
    float* product;    // in: input · weightᵀ; out: the slope of the activation
    float* normalized; // out: (a - mean) / deviation
    float* inverse;    // out: 1 / deviation per row
    float* output;
};

template <typename Act, bool keep>
Floats activate_row(const HiddenForward& layer, float* product, float* active)
{
    const int64_t width = layer.width;
    const float* bias = layer.bias;
    Floats sum = {};
    int64_t i = 0;
    for (; i + lanes <= width; i += lanes) {
        Activated result = Act::apply(load(product + i) + load(bias + i));
        store(active + i, result.value);
        if (keep)
            store(product + i, result.slope);
        sum += result.value;
    }
    if (int64_t rest = width - i) {
        Activated result = Act::apply(load_part(product + i, rest) + load_part(bias + i, rest));
        store_part(active + i, result.value, rest);
        if (keep)
            store_part(product + i, result.slope, rest);
        sum += load_part(active + i, rest);
    }
    return sum;
}

// Two running sums: one alone would wait for its own latency in every step.
inline float centred_square_sum(const float* row, int64_t width, float mean)
{
    Floats even = {}, odd = {};
    int64_t i = 0;
    for (; i + 2 * lanes <= width; i += 2 * lanes) {
        Floats first = load(row + i) - mean, second = load(row + i + lanes) - mean;
        even += first * first;
        odd += second * second;
    }
    float total = horizontal_sum(even + odd);
    for (; i < width; ++i)
        total += (row[i] - mean) * (row[i] - mean);
    return total;
}

template <bool keep>
void normalize_row(const HiddenForward& layer, float* active, float* output, float mean, float inverse)
{
    // Copies: the stores below could otherwise change the struct as far as the compiler knows.
    const int64_t width = layer.width;
    const float *gamma = layer.gamma, *beta = layer.beta;
    int64_t i = 0;
    for (; i + lanes <= width; i += lanes) {
        Floats normalized = (load(active + i) - mean) * inverse;
        if (keep)
            store(active + i, normalized);
        store(output + i, normalized * load(gamma + i) + load(beta + i));
    }
    for (; i < width; ++i) {
        active[i] = (active[i] - mean) * inverse;
        output[i] = active[i] * gamma[i] + beta[i];
    }
}

template <typename Act, bool keep>
void forward_rows(const HiddenForward& layer, int64_t begin, int64_t end, float* scratch)
{
    for (int64_t row = begin; row < end; ++row) {
        float* product = layer.product + row * layer.width;
        float* output = layer.output + row * layer.width;
        if (layer.gamma == nullptr) {
            activate_row<Act, keep>(layer, product, output);
            continue;
        }
        float* active = keep ? layer.normalized + row * layer.width : scratch;
        float mean = horizontal_sum(activate_row<Act, keep>(layer, product, active)) / layer.width;
        float variance = centred_square_sum(active, layer.width, mean) / layer.width;
        float inverse = 1.0f / std::sqrt(variance + layer.eps);
        if (keep)
            layer.inverse[row] = inverse;
        normalize_row<keep>(layer, active, output, mean, inverse);
    }
}

struct HiddenBackward {
    int64_t width;
    const float* gradient;
    const float* gamma;
    const float* slope;
    const float* normalized;
    const float* inverse;
    float* product_gradient; // out
};

// Column sums of one chunk of rows: bias, gamma and beta gradients one after the other.
struct ColumnSums {
    explicit ColumnSums(int64_t width) : values(3 * width), width(width) {}

    float* bias() { return values.data(); }
    float* gamma() { return values.data() + width; }
    float* beta() { return values.data() + 2 * width; }

    std::vector<float> values;
    int64_t width;
};

inline void backward_plain_row(const HiddenBackward& layer, int64_t row, ColumnSums& sums)
{
    const float* gradient = layer.gradient + row * layer.width;
    const float* slope = layer.slope + row * layer.width;
    float* target = layer.product_gradient + row * layer.width;
    float* bias = sums.bias();
    for (int64_t i = 0; i < layer.width; ++i) {
        target[i] = gradient[i] * slope[i];
        bias[i] += target[i];
    }
}

inline void backward_normed_row(const HiddenBackward& layer, int64_t row, ColumnSums& sums)
{
    const int64_t width = layer.width;
    const float* gradient = layer.gradient + row * width;
    const float* slope = layer.slope + row * width;
    const float* normalized = layer.normalized + row * width;
    float* target = layer.product_gradient + row * width;
    const float* scale = layer.gamma;
    float *bias = sums.bias(), *gamma = sums.gamma(), *beta = sums.beta();
    Floats plain = {}, weighted = {};
    float plain_rest = 0, weighted_rest = 0;
    int64_t i = 0;
    for (; i + lanes <= width; i += lanes) {
        Floats g = load(gradient + i), x = load(normalized + i), scaled = g * load(scale + i);
        store(beta + i, load(beta + i) + g);
        store(gamma + i, load(gamma + i) + g * x);
        plain += scaled;
        weighted += scaled * x;
    }
    for (; i < width; ++i) {
        float scaled = gradient[i] * scale[i];
        beta[i] += gradient[i];
        gamma[i] += gradient[i] * normalized[i];
        plain_rest += scaled;
        weighted_rest += scaled * normalized[i];
    }
    const float inverse = layer.inverse[row];
    const float mean = (horizontal_sum(plain) + plain_rest) / width;
    const float correlation = (horizontal_sum(weighted) + weighted_rest) / width;
    for (i = 0; i + lanes <= width; i += lanes) {
        Floats centred = load(gradient + i) * load(scale + i) - mean - load(normalized + i) * correlation;
        Floats result = centred * inverse * load(slope + i);
        store(target + i, result);
        store(bias + i, load(bias + i) + result);
    }
    for (; i < width; ++i) {
        target[i] = (gradient[i] * scale[i] - mean - normalized[i] * correlation) * inverse * slope[i];
        bias[i] += target[i];
    }
}

inline void backward_rows(const HiddenBackward& layer, int64_t begin, int64_t end, ColumnSums& sums)
{
    for (int64_t row = begin; row < end; ++row) {
        if (layer.gamma == nullptr)
            backward_plain_row(layer, row, sums);
        else
            backward_normed_row(layer, row, sums);
    }
}
