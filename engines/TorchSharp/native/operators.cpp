// Any ATen operator by its schema name, through the dispatcher's boxed calling convention. Arguments that the
// caller leaves out take the schema's defaults, so one C# line per operator works from libtorch 1.13 to 2.x.
#include "bridge.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>

#include <cstring>
#include <vector>

namespace {

// Mirrors NativeValue.cs.
enum class Kind : int32_t { None, Tensor, Int, Double, Bool, IntList, TensorList, OptionalTensorList, Device, String, Generator };

struct Value {
    Kind kind;
    int32_t aux;
    int64_t payload;

    template <typename T>
    T* pointer() const { return reinterpret_cast<T*>(payload); }
};

double as_double(int64_t bits)
{
    double value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

int64_t as_bits(double value)
{
    int64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

c10::IValue tensor_list(const Value& value)
{
    c10::List<at::Tensor> list;
    list.reserve(value.aux);
    for (int32_t i = 0; i < value.aux; ++i)
        list.push_back(*value.pointer<TensorHandle>()[i]);
    return list;
}

c10::IValue optional_tensor_list(const Value& value)
{
    c10::List<Optional<at::Tensor>> list;
    list.reserve(value.aux);
    for (int32_t i = 0; i < value.aux; ++i) {
        auto handle = value.pointer<TensorHandle>()[i];
        list.push_back(handle == nullptr ? Optional<at::Tensor>() : Optional<at::Tensor>(*handle));
    }
    return list;
}

c10::IValue to_ivalue(const Value& value)
{
    switch (value.kind) {
    case Kind::Tensor: return *value.pointer<at::Tensor>();
    case Kind::Int: return value.payload;
    case Kind::Double: return as_double(value.payload);
    case Kind::Bool: return value.payload != 0;
    case Kind::IntList: return c10::IntArrayRef(value.pointer<int64_t>(), value.aux);
    case Kind::TensorList: return tensor_list(value);
    case Kind::OptionalTensorList: return optional_tensor_list(value);
    case Kind::Device: return c10::Device(static_cast<c10::DeviceType>(value.aux), static_cast<c10::DeviceIndex>(value.payload));
    case Kind::String: return std::string(value.pointer<char>(), value.aux);
    case Kind::Generator: return *value.pointer<at::Generator>();
    default: return c10::IValue();
    }
}

Value to_value(c10::IValue value)
{
    if (value.isTensor())
        return {Kind::Tensor, 0, reinterpret_cast<int64_t>(to_handle(std::move(value).toTensor()))};
    if (value.isBool())
        return {Kind::Bool, 0, value.toBool()};
    if (value.isInt())
        return {Kind::Int, 0, value.toInt()};
    if (value.isDouble())
        return {Kind::Double, 0, as_bits(value.toDouble())};
    TORCH_CHECK(value.isNone(), "the bridge has no form for a result of type ", value.tagKind());
    return {Kind::None, 0, 0};
}

// Operators that return a list (split, unbind) have it spread over the result slots.
void flatten(std::vector<c10::IValue>& results)
{
    if (results.size() != 1 || !results[0].isTensorList())
        return;
    auto tensors = results[0].toTensorVector();
    results.assign(tensors.begin(), tensors.end());
}

void push_arguments(const c10::OperatorHandle& op, const Value* arguments, int32_t count, std::vector<c10::IValue>& stack)
{
    const auto& schema = op.schema().arguments();
    TORCH_CHECK(static_cast<size_t>(count) <= schema.size(), op.schema().name(), " takes ", schema.size(), " arguments, not ", count);
    stack.reserve(schema.size());
    for (int32_t i = 0; i < count; ++i)
        stack.push_back(to_ivalue(arguments[i]));
    for (size_t i = count; i < schema.size(); ++i) {
        TORCH_CHECK(schema[i].default_value().has_value(), op.schema().name(), " needs its argument ", schema[i].name());
        stack.push_back(*schema[i].default_value());
    }
}

} // namespace

HIQL_EXPORT const char* hiql_operator_find(const char* name, const char* overload, void** result)
{
    return guarded([&] {
        *result = new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
    });
}

// capacity 0 drops the results, which in-place operators want: they return their own input.
HIQL_EXPORT const char* hiql_operator_call(
    const c10::OperatorHandle* op, const Value* arguments, int32_t count, Value* results, int32_t capacity, int32_t* produced)
{
    return guarded([&] {
        std::vector<c10::IValue> stack;
        push_arguments(*op, arguments, count, stack);
        op->callBoxed(&stack);
        *produced = 0;
        if (capacity == 0)
            return;
        flatten(stack);
        TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), op->schema().name(), " returned ", stack.size(), " values");
        for (auto& value : stack)
            results[(*produced)++] = to_value(std::move(value));
    });
}
