// Handles, metadata and memory of tensors.
#include "bridge.h"

#include <ATen/ATen.h>

#include <cstring>

HIQL_EXPORT void hiql_tensor_free(TensorHandle tensor) { delete tensor; }

HIQL_EXPORT const char* hiql_tensor_alias(TensorHandle tensor, TensorHandle* result)
{
    return guarded([&] { *result = to_handle(*tensor); });
}

// Field order mirrors TensorInfo.cs.
struct TensorInfo {
    int64_t dimensions;
    const int64_t* sizes;
    const int64_t* strides;
    int64_t elements;
    int32_t element_size;
    int32_t scalar_type;
    int32_t device_type;
    int32_t device_index;
    int32_t contiguous;
    int32_t requires_grad;
    int32_t leaf;
    int32_t reserved;
};

HIQL_EXPORT const char* hiql_tensor_info(TensorHandle tensor, TensorInfo* info)
{
    return guarded([&] {
        *info = {tensor->dim(), tensor->sizes().data(), tensor->strides().data(), tensor->numel(),
            static_cast<int32_t>(tensor->element_size()), static_cast<int32_t>(tensor->scalar_type()),
            static_cast<int32_t>(tensor->device().type()), tensor->device().index(), tensor->is_contiguous(),
            tensor->requires_grad(), tensor->is_leaf(), 0};
    });
}

HIQL_EXPORT const char* hiql_tensor_data(TensorHandle tensor, void** result)
{
    return guarded([&] { *result = tensor->data_ptr(); });
}

HIQL_EXPORT const char* hiql_tensor_copy_of(
    const void* data, int32_t source_type, const int64_t* sizes, int32_t dimensions, int32_t target_type,
    int32_t device_type, int32_t device_index, TensorHandle* result)
{
    return guarded([&] {
        auto view = at::from_blob(const_cast<void*>(data), c10::IntArrayRef(sizes, dimensions),
            at::TensorOptions().dtype(static_cast<at::ScalarType>(source_type)));
        c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
        *result = to_handle(view.to(device, static_cast<at::ScalarType>(target_type), false, true));
    });
}

// Shares the caller's memory; release(context) runs when the last tensor over it is gone.
HIQL_EXPORT const char* hiql_tensor_share(
    void* data, int32_t type, const int64_t* sizes, int32_t dimensions, void (*release)(void*), void* context, TensorHandle* result)
{
    return guarded([&] {
        *result = to_handle(at::from_blob(data, c10::IntArrayRef(sizes, dimensions), [=](void*) { release(context); },
            at::TensorOptions().dtype(static_cast<at::ScalarType>(type))));
    });
}

// By way of memory that a GPU can fetch from on its own: the allocator takes it back once the copy has been made.
HIQL_EXPORT const char* hiql_tensor_write(TensorHandle target, const void* values, int64_t bytes)
{
    return guarded([&] {
        TORCH_CHECK(bytes == static_cast<int64_t>(target->nbytes()), "a tensor of ", target->nbytes(), " bytes cannot take ", bytes);
        auto staged = at::empty(target->sizes(), target->options().device(at::kCPU).pinned_memory(target->is_cuda()));
        std::memcpy(staged.data_ptr(), values, bytes);
        target->copy_(staged, true);
    });
}
