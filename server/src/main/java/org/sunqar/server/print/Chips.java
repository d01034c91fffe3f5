// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.print;

import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/** Small pictures of scenes. */
@FunctionalInterface
public interface Chips {

  /**
   * A picture.
   *
   * @param watch whose collection the scene is in
   * @param scene its id
   * @param box longitudes and latitudes (degrees)
   * @return PNG; empty when there is no such scene any more, or it cannot be read
   */
  Optional<byte[]> png(String watch, String scene, Envelope box);
}
