namespace MuJoCo.Tests;

/// <summary>Small models whose numbers are known by construction.</summary>
internal static class Models
{
    internal const string Ball = """
        <mujoco>
          <option timestep="0.004" gravity="0 0 -9.81"/>
          <size nuserdata="3"/>
          <worldbody>
            <geom name="floor" type="plane" size="5 5 .1"/>
            <body name="target" mocap="true" pos="1 2 3"><geom name="mark" type="sphere" size=".1" contype="0" conaffinity="0"/></body>
            <body name="ball" pos="0 0 1">
              <freejoint name="root"/>
              <geom name="ball" type="sphere" size=".1" mass="2.5" rgba=".1 .2 .3 1"/>
              <site name="middle" pos="0 0 .05"/>
              <body name="arm" pos=".1 0 0">
                <joint name="hinge" type="hinge" axis="0 1 0" range="-90 90" limited="true"/>
                <geom type="capsule" fromto="0 0 0 .3 0 0" size=".03" mass=".5"/>
              </body>
            </body>
          </worldbody>
          <actuator>
            <motor name="push" joint="hinge" gear="2" ctrlrange="-1 1" ctrllimited="true"/>
            <general name="slow" joint="hinge" dyntype="filter" dynprm=".1"/>
          </actuator>
          <sensor>
            <jointpos name="angle" joint="hinge"/>
            <framepos name="where" objtype="site" objname="middle"/>
          </sensor>
          <keyframe><key name="high" qpos="0 0 4 1 0 0 0 .3"/></keyframe>
        </mujoco>
        """;

    /// <summary>A force so large that the first step ends in a number that is none.</summary>
    internal const string Unstable = """
        <mujoco>
          <worldbody>
            <body><joint name="j" type="slide" axis="1 0 0"/><geom size=".1" mass="1"/></body>
          </worldbody>
          <actuator><motor joint="j" gear="1e300"/></actuator>
        </mujoco>
        """;

    /// <summary>
    /// Enough stack for balls in the air, too little once they touch the floor and each other: an engine error in the
    /// middle of a step, which is what ends a process that has no guard.
    /// </summary>
    internal static string TooLittleStack(int balls, int stack) => $"""
        <mujoco>
          <size nstack="{stack}"/>
          <worldbody>
            <geom type="plane" size="5 5 .1"/>
            {string.Concat(Enumerable.Range(0, balls).Select(i =>
                FormattableString.Invariant($"""<body pos="{0.15 * i} 0 .5"><freejoint/><geom size=".1"/></body>""")))}
          </worldbody>
        </mujoco>
        """;
}
