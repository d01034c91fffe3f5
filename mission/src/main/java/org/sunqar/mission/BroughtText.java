// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A text file that a user brings. */
public final class BroughtText {

  /** An ephemeris of a week at one state a second; larger files are refused unread. */
  private static final long MOST_BYTES = 64L << 20;

  private BroughtText() {}

  /**
   * Reads a file.
   *
   * @param what it is, for the message: "cloud forecast"
   * @throws MissionException NOT_FOUND when there is none, IO when it cannot be read or is larger
   *     than 64 MiB
   */
  public static String read(Path file, String what) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new MissionException(
            MissionException.Key.IO, "The " + what + " " + file + " is larger than 64 MiB.");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new MissionException(
          MissionException.Key.NOT_FOUND, "The " + what + " " + file + " does not exist.", e);
    } catch (IOException e) {
      throw new MissionException(
          MissionException.Key.IO, "The " + what + " " + file + " cannot be read.", e);
    }
  }
}
