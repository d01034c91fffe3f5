// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import picocli.CommandLine;

/** The version of the program, out of its jar. */
public final class Version implements CommandLine.IVersionProvider {

  /** Name and version, as in "Sunqar 0.1.0"; without a jar the version is "(development)". */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "Sunqar " + (version == null ? "(development)" : version);
  }

  @Override
  public String[] getVersion() {
    return new String[] {text(), "Java " + Runtime.version()};
  }
}
