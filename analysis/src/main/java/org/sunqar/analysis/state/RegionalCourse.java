// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.ArrayList;
import java.util.List;

/**
 * What a state takes off each scene, out of the median departures of the region on its date and the
 * dates before.
 *
 * <ul>
 *   <li>A median within {@value #LIMIT} scatters is taken off: a dry year, thin haze, an offset.
 *   <li>Beyond, the scene is set aside: snow or haze that no mask knows moves pixels by unlike
 *       amounts, of which no one number can be taken off.
 *   <li>At most {@value #IN_A_ROW} scenes in a row are set aside. Haze lifts; a clearing of most of
 *       a small area stays, and must not be set aside for ever. From the next scene on the limit is
 *       taken off, until a median is within it again.
 * </ul>
 *
 * <p>So in a region that changes as a whole the first two scenes after the change are lost. What a
 * scene is taken for depends on the scenes before it only, so that it is the same in a run over the
 * archive; one that comes late may make those after it to be taken for something else, and they are
 * taken anew.
 */
public final class RegionalCourse {

  /** The most that is taken off (scatters). */
  public static final float LIMIT = 2;

  /** Scenes in a row that are set aside, at most. */
  public static final int IN_A_ROW = 2;

  private RegionalCourse() {}

  /**
   * What to take off.
   *
   * @param medians by scene, in the order of time (scatters); NaN where too little was seen to say
   *     anything, which takes nothing off and counts neither as a scene set aside nor as a usual
   *     one
   * @return by scene (scatters); NaN for one that is set aside
   */
  public static List<Float> common(List<Float> medians) {
    List<Float> common = new ArrayList<>();
    int row = 0;
    for (float median : medians) {
      if (Float.isNaN(median)) {
        common.add(0f);
      } else if (Math.abs(median) <= LIMIT) {
        row = 0;
        common.add(median);
      } else if (row < IN_A_ROW) {
        row++;
        common.add(Float.NaN);
      } else {
        common.add(Math.clamp(median, -LIMIT, LIMIT));
      }
    }
    return List.copyOf(common);
  }
}
