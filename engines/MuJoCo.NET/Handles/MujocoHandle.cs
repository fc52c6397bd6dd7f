using Microsoft.Win32.SafeHandles;

namespace MuJoCo.Handles;

/// <summary>Ring 2: owns one native object; records itself as leaked when only the finalizer frees it.</summary>
internal abstract class MujocoHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly string _kind;

    protected MujocoHandle(nint pointer, string kind)
        : base(ownsHandle: true)
    {
        _kind = kind;
        SetHandle(pointer);
    }

    /// <summary>The native address, or an exception after dispose.</summary>
    internal nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    /// <summary>False while the finalizer frees.</summary>
    protected bool Disposed { get; private set; }

    protected abstract void Free(nint pointer);

    protected override void Dispose(bool disposing)
    {
        Disposed |= disposing;
        base.Dispose(disposing);
    }

    protected override bool ReleaseHandle()
    {
        if (!Disposed)
            HandleLeaks.Record(_kind);
        Free(handle);
        return true;
    }
}
