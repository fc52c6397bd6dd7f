// Vectors of floats as the compiler's own type: one source for AVX2, AVX-512 and everything else.
#pragma once

#include <cstdint>
#include <cstring>

#ifdef __AVX512F__
constexpr int64_t lanes = 16;
#else
constexpr int64_t lanes = 8;
#endif

typedef float Floats __attribute__((vector_size(lanes * sizeof(float))));
typedef int32_t Ints __attribute__((vector_size(lanes * sizeof(int32_t))));

inline Floats splat(float value) { return value - Floats{}; }

inline Floats load(const float* source)
{
    Floats value;
    std::memcpy(&value, source, sizeof value);
    return value;
}

inline void store(float* target, Floats value) { std::memcpy(target, &value, sizeof value); }

// The last columns of a row whose width is no multiple of the vector's.
inline Floats load_part(const float* source, int64_t count)
{
    Floats value = {};
    std::memcpy(&value, source, count * sizeof(float));
    return value;
}

inline void store_part(float* target, Floats value, int64_t count) { std::memcpy(target, &value, count * sizeof(float)); }

// Always the same tree, so that a row's sum never depends on anything but the row.
inline float horizontal_sum(Floats value)
{
#pragma GCC unroll 8
    for (int32_t width = lanes / 2; width > 0; width /= 2) {
        Ints partner;
#pragma GCC unroll 16
        for (int32_t i = 0; i < lanes; ++i)
            partner[i] = i ^ width;
        value += __builtin_shuffle(value, partner);
    }
    return value[0];
}

inline Floats select(Ints condition, Floats yes, Floats no) { return condition ? yes : no; }

inline Floats clamp(Floats value, float low, float high)
{
    value = select(value < splat(low), splat(low), value);
    return select(value > splat(high), splat(high), value);
}

// e^x for |x| <= 87, relative error below 1.2e-7: x = n ln 2 + r, a polynomial in r, and n added to the exponent bits.
inline Floats exponential(Floats x)
{
    constexpr float round = 12582912.0f; // 1.5 * 2^23: adding it leaves the nearest integer in the low bits
    Floats n = (x * 1.44269504f + round) - round;
    Floats r = x - n * 0.693359375f + n * 2.12194440e-4f;
    Floats p = splat(1.98909809e-4f);
    p = p * r + 1.39336410e-3f;
    p = p * r + 8.33331093e-3f;
    p = p * r + 4.16664650e-2f;
    p = p * r + 1.66666667e-1f;
    p = p * r + 5.00000001e-1f;
    Floats mantissa = p * (r * r) + r + 1.0f;
    Ints exponent = (__builtin_convertvector(n, Ints) + 127) << 23;
    Floats scale;
    std::memcpy(&scale, &exponent, sizeof scale);
    return mantissa * scale;
}
