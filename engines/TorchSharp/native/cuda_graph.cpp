// GPU work recorded once and launched as a whole afterwards (a CUDA graph). Built without CUDA's headers, or on a
// libtorch before 2.2, there is none: hiql_cuda_graph_supported says so.
#include "bridge.h"

#ifdef HIQL_CUDA_GRAPHS
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAFunctions.h>
#include <c10/cuda/CUDAStream.h>

#include <memory>

namespace {

struct Recording {
    at::cuda::CUDAGraph graph;
    c10::cuda::CUDAStream before = c10::cuda::getCurrentCUDAStream();
    // The default stream cannot be recorded.
    c10::cuda::CUDAStream stream = c10::cuda::getStreamFromPool();

    void begin()
    {
        c10::cuda::device_synchronize();
        c10::cuda::setCurrentCUDAStream(stream);
        try {
            graph.capture_begin();
        } catch (...) {
            c10::cuda::setCurrentCUDAStream(before);
            throw;
        }
    }

    void end()
    {
        struct Back {
            c10::cuda::CUDAStream stream;
            ~Back() { c10::cuda::setCurrentCUDAStream(stream); }
        } back{before};
        graph.capture_end();
    }
};

} // namespace

HIQL_EXPORT int32_t hiql_cuda_graph_supported() { return 1; }

HIQL_EXPORT const char* hiql_cuda_graph_begin(void** result)
{
    return guarded([&] {
        auto recording = std::make_unique<Recording>();
        recording->begin();
        *result = recording.release();
    });
}

HIQL_EXPORT const char* hiql_cuda_graph_end(void* graph)
{
    return guarded([&] { static_cast<Recording*>(graph)->end(); });
}

HIQL_EXPORT const char* hiql_cuda_graph_replay(void* graph)
{
    return guarded([&] { static_cast<Recording*>(graph)->graph.replay(); });
}

HIQL_EXPORT void hiql_cuda_graph_free(void* graph) { delete static_cast<Recording*>(graph); }
#else
namespace {

const char* missing() { return keep_error("this bridge was built without CUDA graphs"); }

} // namespace

HIQL_EXPORT int32_t hiql_cuda_graph_supported() { return 0; }

HIQL_EXPORT const char* hiql_cuda_graph_begin(void**) { return missing(); }

HIQL_EXPORT const char* hiql_cuda_graph_end(void*) { return missing(); }

HIQL_EXPORT const char* hiql_cuda_graph_replay(void*) { return missing(); }

HIQL_EXPORT void hiql_cuda_graph_free(void*) {}
#endif
