// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import org.hipparchus.CalculusFieldElement;
import org.hipparchus.geometry.euclidean.threed.FieldVector3D;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.orekit.bodies.CelestialBody;
import org.orekit.frames.Frame;
import org.orekit.time.AbsoluteDate;
import org.orekit.time.FieldAbsoluteDate;
import org.orekit.utils.Constants;

/**
 * The Earth as the centre of CCSDS messages. Orekit would take it from planetary ephemerides, whose
 * files are not needed to know that it lies at the origin of GCRF.
 */
record EarthBody(Frame inertial, Frame itrf) implements CelestialBody {

  static final String NAME = "Earth";

  @Override
  public Frame getInertiallyOrientedFrame() {
    return inertial;
  }

  @Override
  public Frame getBodyOrientedFrame() {
    return itrf;
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public double getGM() {
    return Constants.EIGEN5C_EARTH_MU;
  }

  @Override
  public Vector3D getPosition(AbsoluteDate date, Frame frame) {
    return inertial.getStaticTransformTo(frame, date).transformPosition(Vector3D.ZERO);
  }

  @Override
  public <T extends CalculusFieldElement<T>> FieldVector3D<T> getPosition(
      FieldAbsoluteDate<T> date, Frame frame) {
    return inertial.getStaticTransformTo(frame, date).transformPosition(Vector3D.ZERO);
  }
}
