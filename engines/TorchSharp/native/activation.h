// Activations with their slopes, which share most of the work; the slope is what a backward pass needs.
#pragma once

#include "vector.h"

// Order mirrors Activation.cs.
enum class Activation : int32_t { GeluErf, GeluTanh, Relu };

struct Activated {
    Floats value;
    Floats slope;
};

// Exponents stop at -80: nothing below matters and denormal numbers are slow.
// x Φ(x). Φ(-|x|) = e^(-x²/2) t P(t) with t = 1/(1 + 0.27 |x|); P is a minimax fit to 1.1e-8 made for this file, so the
// error against double stays below 2e-7 max(1, |x|) over the whole line, tails included.
struct GeluErf {
    static Activated apply(Floats x)
    {
        Floats distance = select(x < 0.0f, -x, x);
        Floats t = 1.0f / (0.27f * distance + 1.0f);
        Floats density = exponential(clamp(-0.5f * x * x, -80.0f, 0.0f));
        Floats p = splat(0.029107028209f);
        p = p * t - 0.12724211984f;
        p = p * t + 0.17144468731f;
        p = p * t - 0.071213916898f;
        p = p * t + 0.10927720639f;
        p = p * t + 0.071406062579f;
        p = p * t + 0.10198036699f;
        p = p * t + 0.10751860326f;
        p = p * t + 0.10772209306f;
        Floats tail = density * (p * t);
        Floats cumulative = select(x < 0.0f, tail, 1.0f - tail);
        return {x * cumulative, cumulative + x * density * 0.39894228f};
    }
};

// x σ(v) with v = 2 sqrt(2/π) (x + 0.044715 x³), which equals x/2 (1 + tanh(v/2)).
struct GeluTanh {
    static Activated apply(Floats x)
    {
        constexpr float gain = 1.59576912f;
        Floats square = x * x;
        Floats v = clamp(gain * x * (0.044715f * square + 1.0f), -80.0f, 80.0f);
        Floats sigma = 1.0f / (exponential(-v) + 1.0f);
        Floats rise = gain * (0.134145f * square + 1.0f);
        return {x * sigma, sigma + x * sigma * (1.0f - sigma) * rise};
    }
};

struct Relu {
    static Activated apply(Floats x)
    {
        return {select(x > 0.0f, x, Floats{}), select(x > 0.0f, splat(1.0f), Floats{})};
    }
};
