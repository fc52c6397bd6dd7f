// Process-wide state: versions, threads, random generators, devices.
#include "bridge.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <dlfcn.h>
#include <malloc.h>

namespace {

// A training step frees and asks again for the same megabytes. By default glibc hands such blocks back to the kernel
// each time, and clearing the fresh pages cost a tenth of a step.
__attribute__((constructor)) void keep_freed_memory()
{
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

} // namespace

HIQL_EXPORT const char* hiql_version() { return TORCH_VERSION; }

HIQL_EXPORT int32_t hiql_get_num_threads() { return at::get_num_threads(); }

// torch's own call does not reach an OpenBLAS built on pthreads, which would keep one thread per core.
HIQL_EXPORT const char* hiql_set_num_threads(int32_t count)
{
    return guarded([&] {
        at::set_num_threads(count);
        using Setter = void (*)(int);
        if (auto set_blas_threads = reinterpret_cast<Setter>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads")))
            set_blas_threads(count);
    });
}

HIQL_EXPORT int32_t hiql_get_num_interop_threads() { return at::get_num_interop_threads(); }

HIQL_EXPORT const char* hiql_set_num_interop_threads(int32_t count)
{
    return guarded([&] { at::set_num_interop_threads(count); });
}

HIQL_EXPORT int32_t hiql_cuda_available() { return at::globalContext().hasCUDA(); }

HIQL_EXPORT int32_t hiql_cuda_device_count()
{
    return at::globalContext().hasCUDA() ? c10::impl::VirtualGuardImpl(c10::DeviceType::CUDA).deviceCount() : 0;
}

HIQL_EXPORT const char* hiql_manual_seed(uint64_t seed)
{
    return guarded([&] { at::manual_seed(seed); });
}

HIQL_EXPORT const char* hiql_generator_new(uint64_t seed, at::Generator** result)
{
    return guarded([&] { *result = new at::Generator(at::detail::createCPUGenerator(seed)); });
}

HIQL_EXPORT const char* hiql_generator_default(at::Generator** result)
{
    return guarded([&] { *result = new at::Generator(at::detail::getDefaultCPUGenerator()); });
}

HIQL_EXPORT void hiql_generator_free(at::Generator* generator) { delete generator; }

HIQL_EXPORT const char* hiql_generator_seed(at::Generator* generator, uint64_t seed)
{
    return guarded([&] { generator->set_current_seed(seed); });
}

HIQL_EXPORT const char* hiql_generator_initial_seed(at::Generator* generator, uint64_t* seed)
{
    return guarded([&] { *seed = generator->current_seed(); });
}

HIQL_EXPORT const char* hiql_generator_get_state(at::Generator* generator, TensorHandle* state)
{
    return guarded([&] { *state = to_handle(generator->get_state()); });
}

HIQL_EXPORT const char* hiql_generator_set_state(at::Generator* generator, TensorHandle state)
{
    return guarded([&] { generator->set_state(*state); });
}
