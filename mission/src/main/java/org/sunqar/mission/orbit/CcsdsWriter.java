// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.hipparchus.geometry.euclidean.threed.Rotation;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.orekit.files.ccsds.definitions.BodyFacade;
import org.orekit.files.ccsds.definitions.CenterName;
import org.orekit.files.ccsds.definitions.FrameFacade;
import org.orekit.files.ccsds.definitions.OrekitCcsdsFrameMapper;
import org.orekit.files.ccsds.definitions.SpacecraftBodyFrame;
import org.orekit.files.ccsds.definitions.TimeSystem;
import org.orekit.files.ccsds.ndm.NdmConstituent;
import org.orekit.files.ccsds.ndm.WriterBuilder;
import org.orekit.files.ccsds.ndm.adm.AdmHeader;
import org.orekit.files.ccsds.ndm.adm.AttitudeType;
import org.orekit.files.ccsds.ndm.adm.aem.Aem;
import org.orekit.files.ccsds.ndm.adm.aem.AemData;
import org.orekit.files.ccsds.ndm.adm.aem.AemMetadata;
import org.orekit.files.ccsds.ndm.adm.aem.AemSegment;
import org.orekit.files.ccsds.ndm.odm.KeplerianElements;
import org.orekit.files.ccsds.ndm.odm.OdmCommonMetadata;
import org.orekit.files.ccsds.ndm.odm.OdmHeader;
import org.orekit.files.ccsds.ndm.odm.StateVector;
import org.orekit.files.ccsds.ndm.odm.oem.InterpolationMethod;
import org.orekit.files.ccsds.ndm.odm.oem.Oem;
import org.orekit.files.ccsds.ndm.odm.oem.OemData;
import org.orekit.files.ccsds.ndm.odm.oem.OemMetadata;
import org.orekit.files.ccsds.ndm.odm.oem.OemSegment;
import org.orekit.files.ccsds.ndm.odm.omm.Omm;
import org.orekit.files.ccsds.ndm.odm.omm.OmmData;
import org.orekit.files.ccsds.ndm.odm.omm.OmmMetadata;
import org.orekit.files.ccsds.ndm.odm.omm.OmmTle;
import org.orekit.files.ccsds.ndm.odm.opm.Opm;
import org.orekit.files.ccsds.ndm.odm.opm.OpmData;
import org.orekit.files.ccsds.section.Header;
import org.orekit.files.ccsds.section.Segment;
import org.orekit.files.ccsds.utils.generation.AbstractMessageWriter;
import org.orekit.files.ccsds.utils.generation.KvnGenerator;
import org.orekit.frames.Frame;
import org.orekit.orbits.PositionAngleType;
import org.orekit.propagation.Propagator;
import org.orekit.propagation.analytical.tle.TLE;
import org.orekit.propagation.analytical.tle.TLEPropagator;
import org.orekit.time.AbsoluteDate;
import org.orekit.utils.Constants;
import org.orekit.utils.IERSConventions;
import org.orekit.utils.TimeStampedAngularCoordinates;
import org.orekit.utils.TimeStampedPVCoordinates;
import org.sunqar.mission.MissionException;

/**
 * Writes orbits and attitudes as CCSDS messages in KVN form. States are in GCRF, times in UTC.
 *
 * @param earth frames and time scales
 * @param originator who writes
 * @param created when
 */
public record CcsdsWriter(Earth earth, String originator, Time created) {

  private static final IERSConventions CONVENTIONS = IERSConventions.IERS_2010;

  /**
   * Two states to a polynomial: velocities of SGP4 differ by some cm/s from the change of its
   * positions, which higher degrees amplify.
   */
  private static final int DEGREE = 3;

  private static final double MASS = 0;
  private static final int MOST_STATES = 2_000_000;

  /**
   * The object of a message.
   *
   * @param name for people
   * @param id international designator such as 2026-001A, or another
   */
  public record Subject(String name, String id) {}

  private <H extends Header> H header(H header, double version) {
    header.setFormatVersion(version);
    header.setCreationDate(earth.date(created));
    header.setOriginator(originator);
    return header;
  }

  private <M extends OdmCommonMetadata> M metadata(M metadata, Subject subject, Frame frame) {
    metadata.setObjectName(subject.name());
    metadata.setObjectID(subject.id());
    metadata.setCenter(new BodyFacade(CenterName.EARTH.name(), null));
    metadata.setReferenceFrame(FrameFacade.map(frame));
    metadata.setTimeSystem(TimeSystem.UTC);
    return metadata;
  }

  private WriterBuilder builder() {
    return new WriterBuilder(earth.context()).withConventions(CONVENTIONS);
  }

  private static <H extends Header, S extends Segment<?, ?>, F extends NdmConstituent<H, S>>
      String text(AbstractMessageWriter<H, S, F> writer, F message) {
    StringBuilder text = new StringBuilder();
    try {
      writer.writeMessage(
          new KvnGenerator(text, 20, writer.getRoot(), Constants.JULIAN_DAY, 0), message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The state of an orbit at an instant, as an OPM. */
  public String opm(Orbit orbit, Subject subject, Time time) {
    TimeStampedPVCoordinates pv = state(orbit.propagator(), earth.date(time));
    StateVector state = new StateVector();
    state.setEpoch(pv.getDate());
    for (int i = 0; i < 3; i++) {
      state.setP(i, pv.getPosition().toArray()[i]);
      state.setV(i, pv.getVelocity().toArray()[i]);
    }
    Opm message =
        new Opm(
            header(new OdmHeader(), 2),
            List.of(
                new Segment<>(
                    metadata(
                        new OdmCommonMetadata(new OrekitCcsdsFrameMapper()),
                        subject,
                        earth.inertial()),
                    new OpmData(state, null, null, null, List.of(), null, MASS))),
            CONVENTIONS,
            earth.context(),
            Constants.EIGEN5C_EARTH_MU);
    return text(builder().buildOpmWriter(), message);
  }

  private TimeStampedPVCoordinates state(Propagator propagator, AbsoluteDate date) {
    return propagator.getPVCoordinates(date, earth.inertial());
  }

  /**
   * States of an orbit over a horizon, as an OEM.
   *
   * @param step seconds between states, above 0; 60 or less meets a low orbit to 1 m
   */
  public String oem(Orbit orbit, Subject subject, Horizon horizon, double step) {
    double count = horizon.seconds() / step;
    if (!(step > 0 && count <= MOST_STATES)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "An ephemeris takes a step above 0 s that gives at most 2,000,000 states, not "
              + step
              + ".");
    }
    OemMetadata metadata =
        metadata(new OemMetadata(DEGREE, new OrekitCcsdsFrameMapper()), subject, earth.inertial());
    metadata.setStartTime(earth.date(horizon.start()));
    metadata.setStopTime(earth.date(horizon.end()));
    metadata.setInterpolationMethod(InterpolationMethod.HERMITE);
    metadata.setInterpolationDegree(DEGREE);
    OemData data = new OemData();
    Propagator propagator = orbit.propagator();
    int steps = (int) Math.ceil(count);
    for (int i = 0; i <= steps; i++) {
      AbsoluteDate date = earth.date(horizon.start().plus(Math.min(i * step, horizon.seconds())));
      data.addData(state(propagator, date), false);
    }
    Oem message =
        new Oem(
            header(new OdmHeader(), 2),
            List.of(new OemSegment(metadata, data, Constants.EIGEN5C_EARTH_MU)),
            CONVENTIONS,
            earth.context(),
            Constants.EIGEN5C_EARTH_MU);
    return text(builder().buildOemWriter(), message);
  }

  /**
   * Mean elements as an OMM.
   *
   * @throws MissionException ORBIT when the orbit is not of mean elements
   */
  public String omm(Orbit orbit, Subject subject) {
    TLE tle = elements(orbit);
    OmmMetadata metadata =
        metadata(new OmmMetadata(new OrekitCcsdsFrameMapper()), subject, earth.teme());
    metadata.setMeanElementTheory(OmmMetadata.SGP_SGP4_THEORY);
    KeplerianElements elements = new KeplerianElements();
    elements.setEpoch(tle.getDate());
    elements.setMeanMotion(tle.getMeanMotion());
    elements.setE(tle.getE());
    elements.setI(tle.getI());
    elements.setRaan(tle.getRaan());
    elements.setPa(tle.getPerigeeArgument());
    elements.setAnomaly(tle.getMeanAnomaly());
    elements.setAnomalyType(PositionAngleType.MEAN);
    elements.setMu(TLEPropagator.getMU());
    OmmTle more = new OmmTle();
    more.setEphemerisType(tle.getEphemerisType());
    more.setClassificationType(tle.getClassification());
    more.setNoradID(tle.getSatelliteNumber());
    more.setElementSetNo(tle.getElementNumber());
    more.setRevAtEpoch(tle.getRevolutionNumberAtEpoch());
    more.setBStar(tle.getBStar());
    more.setMeanMotionDot(tle.getMeanMotionFirstDerivative());
    more.setMeanMotionDotDot(tle.getMeanMotionSecondDerivative());
    Omm message =
        new Omm(
            header(new OdmHeader(), 2),
            List.of(new Segment<>(metadata, new OmmData(elements, null, more, null, null, MASS))),
            CONVENTIONS,
            earth.context());
    return text(builder().buildOmmWriter(), message);
  }

  /**
   * Mean elements as two lines.
   *
   * @throws MissionException ORBIT when the orbit is not of mean elements
   */
  public String tle(Orbit orbit) {
    TLE tle = elements(orbit);
    return tle.getLine1() + "\n" + tle.getLine2() + "\n";
  }

  private static TLE elements(Orbit orbit) {
    Optional<TLE> elements = orbit.elements();
    return elements.orElseThrow(() ->
        new MissionException(
            MissionException.Key.ORBIT,
            "An orbit given as "
                + orbit.source().format()
                + " has no mean elements; write it as OPM or OEM."));
  }

  /**
   * Attitudes as an AEM of quaternions from GCRF to the body.
   *
   * @param attitudes at least two, by rising time
   */
  public String aem(List<Attitude> attitudes, Subject subject) {
    if (attitudes.size() < 2) {
      throw new MissionException(
          MissionException.Key.SETTING, "An attitude ephemeris takes at least two attitudes.");
    }
    AemMetadata metadata = new AemMetadata(1, new OrekitCcsdsFrameMapper());
    metadata.setObjectName(subject.name());
    metadata.setObjectID(subject.id());
    metadata.setCenter(new BodyFacade(CenterName.EARTH.name(), null));
    metadata.setTimeSystem(TimeSystem.UTC);
    metadata.getEndpoints().setFrameA(FrameFacade.map(earth.inertial()));
    metadata
        .getEndpoints()
        .setFrameB(
            new FrameFacade(
                null,
                null,
                null,
                new SpacecraftBodyFrame(SpacecraftBodyFrame.BaseEquipment.SC_BODY, "1"),
                "SC_BODY_1"));
    metadata.getEndpoints().setA2b(true);
    metadata.setAttitudeType(AttitudeType.QUATERNION);
    metadata.setIsFirst(false);
    metadata.setStartTime(earth.date(attitudes.getFirst().time()));
    metadata.setStopTime(earth.date(attitudes.getLast().time()));
    metadata.setInterpolationMethod("LINEAR");
    metadata.setInterpolationDegree(1);
    AemData data = new AemData();
    for (Attitude a : attitudes) {
      data.addData(
          new TimeStampedAngularCoordinates(
              earth.date(a.time()),
              new Rotation(a.q0(), a.q1(), a.q2(), a.q3(), true),
              Vector3D.ZERO,
              Vector3D.ZERO));
    }
    Aem message =
        new Aem(
            header(new AdmHeader(), 1),
            List.of(new AemSegment(metadata, data)),
            CONVENTIONS,
            earth.context());
    return text(builder().buildAemWriter(), message);
  }
}
