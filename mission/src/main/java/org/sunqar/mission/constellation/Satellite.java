// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

import java.util.List;
import org.sunqar.mission.orbit.OrbitSource;

/**
 * A satellite and what it can do.
 *
 * @param id unique in the constellation
 * @param name for people
 * @param owner id of the member that owns it
 * @param orbit its elements, state or ephemeris
 * @param platform what its body can do
 * @param instruments at least one
 */
public record Satellite(
    String id,
    String name,
    String owner,
    OrbitSource orbit,
    Platform platform,
    List<Instrument> instruments) {

  public Satellite {
    instruments = List.copyOf(instruments);
  }

  /** Limits of a satellite's body. */
  public record Platform(Agility agility, Recorder recorder, Power power, DutyCycle dutyCycle) {}
}
