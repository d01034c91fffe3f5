// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.raster.geo.Window;

/**
 * The scenes that a chunk takes, which are those that cover a part of it, and its stamps on the
 * way.
 *
 * @param scenes after the history, by their number in the sequence, ascending
 * @param stamps before the first scene, and after each
 */
record Way(List<Integer> scenes, List<Stamp> stamps) {

  Way {
    scenes = List.copyOf(scenes);
    stamps = List.copyOf(stamps);
  }

  /**
   * The way of the chunk in a window.
   *
   * @param common what is common to the region, by scene: it is part of what a scene does
   */
  static Way of(SceneSequence sequence, List<Float> common, long identity, Window window) {
    List<Integer> scenes = new ArrayList<>();
    List<Stamp> stamps = new ArrayList<>();
    Stamp stamp = Stamp.beginning(identity);
    stamps.add(stamp);
    for (int scene = 0; scene < sequence.later(); scene++) {
      if (sequence.window(scene).intersect(window).isPresent()) {
        int bits = Float.floatToIntBits(common.get(scene));
        stamp = stamp.then(sequence.version(scene) * 31 + bits);
        scenes.add(scene);
        stamps.add(stamp);
      }
    }
    return new Way(scenes, stamps);
  }

  Stamp end() {
    return stamps.getLast();
  }

  /** Whether a stamp is on the way. */
  boolean has(Stamp stamp) {
    return stamp.scenes() < stamps.size() && stamps.get(stamp.scenes()).equals(stamp);
  }
}
