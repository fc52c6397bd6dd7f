// The count of open handles belongs to the process.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
