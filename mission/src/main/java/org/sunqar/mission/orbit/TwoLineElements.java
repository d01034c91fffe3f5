// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import java.util.List;
import org.orekit.errors.OrekitException;
import org.orekit.propagation.analytical.tle.TLE;
import org.sunqar.mission.MissionException;

/** Reads two-line elements, with one reason for each way in which they can be malformed. */
final class TwoLineElements {

  private static final int LENGTH = 69;

  private TwoLineElements() {}

  /** Elements in text of two lines, or of three where the first is the name. */
  static TLE read(String text, Earth earth) {
    List<String> lines = text.lines().map(String::stripTrailing).filter(l -> !l.isBlank()).toList();
    if (lines.size() == 3) {
      lines = lines.subList(1, 3);
    }
    if (lines.size() != 2) {
      throw bad("they have " + lines.size() + " lines in place of 2");
    }
    check(lines.get(0), 1);
    check(lines.get(1), 2);
    String number = lines.get(0).substring(2, 7);
    if (!number.equals(lines.get(1).substring(2, 7))) {
      throw bad(
          "line 1 is of satellite " + number + " and line 2 of " + lines.get(1).substring(2, 7));
    }
    try {
      return new TLE(lines.get(0), lines.get(1), earth.utc());
    } catch (OrekitException | NumberFormatException e) {
      throw new MissionException(
          MissionException.Key.ORBIT,
          "The two-line elements cannot be used: " + e.getMessage() + ".",
          e);
    }
  }

  private static void check(String line, int number) {
    if (line.length() != LENGTH) {
      throw bad("line " + number + " has " + line.length() + " characters in place of 69");
    }
    if (line.charAt(0) != '0' + number || line.charAt(1) != ' ') {
      throw bad("line " + number + " does not begin with \"" + number + " \"");
    }
    int digit = checkDigit(line);
    if (line.charAt(LENGTH - 1) != '0' + digit) {
      throw bad(
          "the check digit of line "
              + number
              + " is "
              + line.charAt(LENGTH - 1)
              + " but its characters give "
              + digit);
    }
  }

  /** Sum of the digits of the first 68 characters, a minus sign counting 1, modulo 10. */
  static int checkDigit(String line) {
    int sum = 0;
    for (int i = 0; i < LENGTH - 1; i++) {
      char c = line.charAt(i);
      if (c >= '0' && c <= '9') {
        sum += c - '0';
      } else if (c == '-') {
        sum++;
      }
    }
    return sum % 10;
  }

  private static MissionException bad(String reason) {
    return new MissionException(
        MissionException.Key.ORBIT, "The two-line elements are malformed: " + reason + ".");
  }
}
