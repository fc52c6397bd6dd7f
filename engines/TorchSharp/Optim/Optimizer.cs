using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        public abstract class Optimizer : IDisposable
        {
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            protected IList<ParamGroup> _parameter_groups { get; } = [];

            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            public abstract Tensor? step(Func<Tensor>? closure = null);

            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                {
                    parameter.grad = null;
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }
        }
    }
}
