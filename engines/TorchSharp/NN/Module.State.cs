using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var lead = string.IsNullOrEmpty(prefix) ? string.Empty : prefix + ".";
                foreach (var (name, parameter) in ParametersWithNames(recurse: true))
                {
                    destination.TryAdd(lead + name, parameter);
                }
                foreach (var (name, buffer) in BuffersWithNames(recurse: true, persistentOnly: true))
                {
                    destination.TryAdd(lead + name, buffer);
                }
                return destination;
            }

            /// <exception cref="InvalidOperationException">Strict, and the names differ.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var destination = state_dict();
                skip ??= [];
                var missing = destination.Keys.Where(key => !source.ContainsKey(key) && !skip.Contains(key)).ToList();
                var unexpected = source.Keys.Where(key => !destination.ContainsKey(key) && !skip.Contains(key)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                }
                using var noGrad = no_grad();
                foreach (var (key, tensor) in source)
                {
                    if (destination.TryGetValue(key, out var target) && !skip.Contains(key))
                    {
                        target.copy_(tensor);
                    }
                }
                return (missing, unexpected);
            }

            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                var state = state_dict().Where(entry => skip?.Contains(entry.Key) != true).ToList();
                writer.Encode(state.Count);
                foreach (var (key, tensor) in state)
                {
                    writer.Write(key);
                    tensor.Save(writer);
                }
                return this;
            }

            public virtual Module load(string location, bool strict = true, IList<string>? skip = null)
            {
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip);
            }

            public Module load(Stream stream, bool strict = true, IList<string>? skip = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip);
            }

            /// <exception cref="ArgumentException">Strict, and the stored names, types or shapes differ from this module's.</exception>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null)
            {
                var state = state_dict();
                var entries = reader.Decode();
                if (strict && entries != state.Count)
                {
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {state.Count}, but found {entries} entries.");
                }
                for (var i = 0L; i < entries; i++)
                {
                    LoadEntry(reader, state, reader.ReadString(), strict, skip);
                }
                return this;
            }

            private static void LoadEntry(
                BinaryReader reader, Dictionary<string, Tensor> state, string key, bool strict, IList<string>? skip)
            {
                if (state.TryGetValue(key, out var target))
                {
                    target.Load(reader, skip?.Contains(key) == true);
                    return;
                }
                if (strict)
                {
                    throw new ArgumentException(
                        $"Mismatched module state names: the target modules does not have a submodule or buffer named '{key}'");
                }
                using var ignored = empty(0);
                ignored.Load(reader, skip: true);
            }
        }
    }
}
