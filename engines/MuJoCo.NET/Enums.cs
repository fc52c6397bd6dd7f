namespace MuJoCo;

/// <summary>Kinds of named objects. Bridged by name, because the numbers are the header's and grew over versions.</summary>
public enum MjObject
{
    Body,
    Joint,
    Geom,
    Site,
    Camera,
    Light,
    Mesh,
    Material,
    Texture,
    Equality,
    Tendon,
    Actuator,
    Sensor,
    Numeric,
    Key,
}

/// <summary>Warnings that mjData counts; the simulator resets itself on the three that say "bad number".</summary>
public enum MjWarning
{
    Inertia,
    ContactFull,
    ConstraintFull,
    VisualGeomFull,
    BadQpos,
    BadQvel,
    BadQacc,
    BadCtrl,
}

/// <summary>Joint types (values of <c>jnt_type</c>).</summary>
public enum MjJoint
{
    Free,
    Ball,
    Slide,
    Hinge,
}

/// <summary>Shapes for decorative geoms and the values of <c>geom_type</c>.</summary>
public enum MjGeom
{
    Plane,
    Hfield,
    Sphere,
    Capsule,
    Ellipsoid,
    Cylinder,
    Box,
    Mesh,
    Arrow = 100,
    Line = 103,
}
