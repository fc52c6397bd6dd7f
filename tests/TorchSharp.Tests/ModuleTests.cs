using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Tests.TorchEngine;

public sealed class ModuleTests
{
    [Fact]
    public void Fields_are_registered_under_their_names()
    {
        using var net = new Net();

        Assert.Equal(
            ["_scale", "_body.0.weight", "_body.0.bias", "_body.2.weight", "_body.2.bias", "_norm.weight", "_norm.bias"],
            net.named_parameters().Select(named => named.name));
        Assert.Equal(["_offset"], net.named_buffers().Select(named => named.name));
        Assert.Equal(["_body", "_norm", "_body.0", "_body.1", "_body.2"], net.named_modules().Select(named => named.name));
        Assert.Equal(8, net.state_dict().Count);
    }

    [Fact]
    public void Forward_equals_the_formula()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var input = randn(6, 4);
        var body = nn.functional.linear(
            nn.functional.gelu(nn.functional.linear(input, net.get_parameter("_body.0.weight")!, net.get_parameter("_body.0.bias"))),
            net.get_parameter("_body.2.weight")!,
            net.get_parameter("_body.2.bias"));
        var centred = body - body.mean([1], keepdim: true);
        var expected = centred / (centred.square().mean([1], keepdim: true) + 1e-6).sqrt();

        Assert.True(net.call(input).allclose(expected, atol: 1e-5));
    }

    [Fact]
    public void State_survives_a_file_and_a_dictionary()
    {
        using var scope = NewDisposeScope();
        using var source = new Net();
        using var fromFile = new Net();
        using var fromDictionary = new Net();
        using var stream = new MemoryStream();
        source.save(stream);
        fromFile.load(new MemoryStream(stream.ToArray()));
        fromDictionary.load_state_dict(source.state_dict());
        var input = randn(3, 4);

        Assert.True(source.forward(input).Equals(fromFile.forward(input)));
        Assert.True(source.forward(input).Equals(fromDictionary.forward(input)));
    }

    [Fact]
    public void A_strange_file_is_refused()
    {
        using var net = new Net();
        using var other = nn.Linear(4, 4);
        using var stream = new MemoryStream();
        other.save(stream);

        Assert.Throws<ArgumentException>(() => net.load(new MemoryStream(stream.ToArray())));
        Assert.Throws<InvalidOperationException>(() => net.load_state_dict(other.state_dict()));
    }

    [Fact]
    public void Modules_change_type_and_drop_gradients()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        net.forward(ones(2, 4)).sum().backward();
        net.zero_grad();
        Assert.All(net.parameters(), parameter => Assert.Null(parameter.grad));

        net.to(float64);

        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Float64, net.forward(ones(2, 4, float64)).dtype);
        Assert.True(net.training);
        net.eval();
        Assert.False(net.training);
    }

    [Fact]
    public void Gradients_are_clipped_to_their_joint_norm()
    {
        using var scope = NewDisposeScope();
        var first = new Parameter(zeros(1));
        var second = new Parameter(zeros(1));
        first.grad = full(1, 3.0);
        second.grad = full(1, 4.0);

        Assert.Equal(5.0, nn.utils.clip_grad_norm_([first, second], 1.0), 5);
        Assert.Equal(0.6f, first.grad!.item<float>(), 5);
    }

    [Fact]
    public void Glorot_bounds_follow_the_fans()
    {
        using var scope = NewDisposeScope();
        var weight = nn.init.xavier_uniform_(empty(200, 100));

        Assert.InRange(weight.abs().max().item<float>(), 0.139f, 0.14143f);
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter _scale = new(ones(1));
        private readonly Tensor _offset = zeros(1);
        private readonly Sequential _body = nn.Sequential(nn.Linear(4, 8), nn.GELU(), nn.Linear(8, 5));
        private readonly LayerNorm _norm = nn.LayerNorm(5, eps: 1e-6);

        internal Net()
            : base(nameof(Net))
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => (_norm.call(_body.call(input)) * _scale) + _offset;
    }
}
