// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the CRS library and its database quiet; done before either is used. */
final class SisSetup {

  /** SIS reports what it finds odd; held here because the logging system holds loggers weakly. */
  private static final Logger LOGGER = Logger.getLogger("org.apache.sis");

  static {
    LOGGER.setLevel(Level.OFF);
    // or Derby writes a derby.log into the working directory
    if (System.getProperty("derby.stream.error.file") == null) {
      System.setProperty("derby.stream.error.method", "java.io.OutputStream.nullOutputStream");
    }
  }

  /** Loads this class, which does it once. */
  static void apply() {}

  private SisSetup() {}
}
