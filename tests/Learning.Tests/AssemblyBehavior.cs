// Threads of the BLAS and the default generator belong to the process: tests of bits must not share them with a neighbour.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
