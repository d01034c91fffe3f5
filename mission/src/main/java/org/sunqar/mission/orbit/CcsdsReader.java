// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.orekit.data.DataSource;
import org.orekit.files.ccsds.ndm.ParserBuilder;
import org.orekit.files.ccsds.ndm.adm.aem.Aem;
import org.orekit.files.ccsds.ndm.odm.oem.Oem;
import org.orekit.files.ccsds.ndm.odm.omm.Omm;
import org.orekit.files.ccsds.ndm.odm.opm.Opm;
import org.orekit.propagation.analytical.tle.TLE;
import org.orekit.utils.Constants;
import org.sunqar.mission.MissionException;

/** Parses CCSDS messages, as KVN or XML. */
final class CcsdsReader {

  private CcsdsReader() {}

  private static ParserBuilder builder(Earth earth) {
    return new ParserBuilder(earth.context()).withMu(Constants.EIGEN5C_EARTH_MU);
  }

  private static DataSource source(String name, String text) {
    return new DataSource(
        name, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Elements of SGP4; the first derivative of the mean motion, which SGP4 does not use, comes out
   * halved.
   */
  static TLE omm(String text, Earth earth) {
    Omm omm = builder(earth).buildOmmParser().parseMessage(source("OMM", text));
    if (!omm.getMetadata().theoryIsSgpSdp()) {
      throw new MissionException(
          MissionException.Key.ORBIT,
          "The OMM has elements of the theory "
              + omm.getMetadata().getMeanElementTheory()
              + "; only those of SGP4 are propagated.");
    }
    return omm.generateTLE();
  }

  static Opm opm(String text, Earth earth) {
    return builder(earth).buildOpmParser().parseMessage(source("OPM", text));
  }

  static Oem oem(String text, Earth earth) {
    return builder(earth).buildOemParser().parseMessage(source("OEM", text));
  }

  static Aem aem(String text, Earth earth) {
    return builder(earth).buildAemParser().parseMessage(source("AEM", text));
  }
}
