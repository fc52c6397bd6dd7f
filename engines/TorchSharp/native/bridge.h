// The C ABI's common ground: every exported call returns null or the text of the error that stopped it.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>
#include <torch/version.h>

#include <cstdint>
#include <exception>
#include <string>

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
#include <optional>
template <typename T>
using Optional = std::optional<T>;
#else
#include <c10/util/Optional.h>
template <typename T>
using Optional = c10::optional<T>;
#endif

#define HIQL_EXPORT extern "C" __attribute__((visibility("default")))

// Owned by C#; freed by hiql_tensor_free.
using TensorHandle = at::Tensor*;

inline const at::Tensor& optional_tensor(TensorHandle handle)
{
    static const at::Tensor undefined;
    return handle == nullptr ? undefined : *handle;
}

inline TensorHandle to_handle(at::Tensor tensor)
{
    return tensor.defined() ? new at::Tensor(std::move(tensor)) : nullptr;
}

// The text lives until the same thread's next failing call.
inline const char* keep_error(std::string text)
{
    thread_local std::string last_error;
    last_error = std::move(text);
    return last_error.c_str();
}

template <typename Body>
const char* guarded(Body&& body) noexcept
{
    try {
        body();
        return nullptr;
    } catch (const c10::Error& error) {
        return keep_error(error.what_without_backtrace());
    } catch (const std::exception& error) {
        return keep_error(error.what());
    } catch (...) {
        return keep_error("unknown native error");
    }
}
