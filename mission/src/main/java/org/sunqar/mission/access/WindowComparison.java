// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.ArrayList;
import java.util.List;

/**
 * How two lists of windows of the same targets differ.
 *
 * @param matched windows of both
 * @param largestDifference of starts and ends of matched windows (s)
 * @param missed windows of the first that overlap none of the second
 * @param longestMissed the longest of them (s)
 * @param extra windows of the second that overlap none of the first
 * @param longestExtra the longest of them (s)
 */
public record WindowComparison(
    int matched,
    double largestDifference,
    int missed,
    double longestMissed,
    int extra,
    double longestExtra) {

  public static WindowComparison of(List<Window> first, List<Window> second) {
    List<Window> left = new ArrayList<>(second);
    int matched = 0;
    double difference = 0;
    int missed = 0;
    double longestMissed = 0;
    for (Window a : first) {
      int same = -1;
      for (int i = 0; i < left.size() && same < 0; i++) {
        Window b = left.get(i);
        if (b.target() == a.target() && b.start() < a.end() && b.end() > a.start()) {
          same = i;
        }
      }
      if (same < 0) {
        missed++;
        longestMissed = Math.max(longestMissed, a.seconds());
      } else {
        Window b = left.remove(same);
        matched++;
        difference = Math.max(difference, Math.abs(a.start() - b.start()));
        difference = Math.max(difference, Math.abs(a.end() - b.end()));
      }
    }
    double longestExtra = left.stream().mapToDouble(Window::seconds).max().orElse(0);
    return new WindowComparison(
        matched, difference, missed, longestMissed, left.size(), longestExtra);
  }
}
