namespace MuJoCo;

/// <summary>How a camera finds its place.</summary>
public enum MjCameraType
{
    Free,
    Tracking,
    Fixed,
}

/// <summary>What a mouse movement does to a camera or to a perturbed body.</summary>
public enum MjMouse
{
    None,
    RotateVertical,
    RotateHorizontal,
    MoveVertical,
    MoveHorizontal,
    Zoom,
}

/// <summary>Model elements that can be shown; switched on an <see cref="MjVisualOption"/>.</summary>
public enum MjVisualFlag
{
    ConvexHull,
    Texture,
    Joint,
    Camera,
    Actuator,
    Activation,
    Light,
    Tendon,
    RangeFinder,
    Constraint,
    Inertia,
    ScaleInertia,
    PerturbForce,
    PerturbObject,
    ContactPoint,
    ContactForce,
    ContactSplit,
    Transparent,
    AutoConnect,
    CenterOfMass,
    Select,
    Static,
    Skin,
}

/// <summary>Rendering effects; switched on an <see cref="MjScene"/>. Shadow and reflection cost most.</summary>
public enum MjRenderFlag
{
    Shadow,
    Wireframe,
    Reflection,
    Additive,
    Skybox,
    Fog,
    Haze,
    Segment,
    IdColor,
    CullFace,
}

/// <summary>Corner of an overlay text.</summary>
public enum MjGrid
{
    TopLeft,
    TopRight,
    BottomLeft,
    BottomRight,
}

/// <summary>Where <see cref="MjRenderContext"/> draws.</summary>
public enum MjFramebuffer
{
    Window,
    Offscreen,
}

/// <summary>How a perturbation acts; a set of bits.</summary>
[Flags]
public enum MjPerturbation
{
    None = 0,
    Translate = 1,
    Rotate = 2,
}
