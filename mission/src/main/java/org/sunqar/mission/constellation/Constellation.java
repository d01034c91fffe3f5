// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sunqar.mission.MissionException;

/**
 * Everything that flies and listens, and who owns it.
 *
 * @param members in any order; their shares sum to 1
 * @param satellites owned by members
 * @param stations owned by members
 */
public record Constellation(
    List<Member> members, List<Satellite> satellites, List<GroundStation> stations) {

  /**
   * Checks what spans more than one record.
   *
   * @throws MissionException CONSTELLATION when ids repeat, an owner is no member, or shares do not
   *     sum to 1
   */
  public Constellation {
    members = List.copyOf(members);
    satellites = List.copyOf(satellites);
    stations = List.copyOf(stations);
    Set<String> owners = ids("member", members.stream().map(Member::id).toList());
    ids("satellite", satellites.stream().map(Satellite::id).toList());
    ids("station", stations.stream().map(GroundStation::id).toList());
    for (Satellite satellite : satellites) {
      owned("satellite " + satellite.id(), satellite.owner(), owners);
    }
    for (GroundStation station : stations) {
      owned("station " + station.id(), station.owner(), owners);
    }
    double sum = members.stream().mapToDouble(Member::share).sum();
    if (!members.isEmpty() && Math.abs(sum - 1) > 1e-6) {
      throw bad("The shares of the members sum to " + (float) sum + ", not 1.");
    }
  }

  private static Set<String> ids(String what, List<String> ids) {
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (!seen.add(id)) {
        throw bad("There are two of the id " + id + " for a " + what + ".");
      }
    }
    return seen;
  }

  private static void owned(String what, String owner, Set<String> members) {
    if (!members.contains(owner)) {
      throw bad("The " + what + " belongs to " + owner + ", which is no member.");
    }
  }

  private static MissionException bad(String reason) {
    return new MissionException(MissionException.Key.CONSTELLATION, reason);
  }

  /**
   * The satellite of an id.
   *
   * @throws MissionException NOT_FOUND when there is none
   */
  public Satellite satellite(String id) {
    return satellites.stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow(() -> missing("satellite " + id));
  }

  /**
   * The station of an id.
   *
   * @throws MissionException NOT_FOUND when there is none
   */
  public GroundStation station(String id) {
    return stations.stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow(() -> missing("station " + id));
  }

  private static MissionException missing(String what) {
    return new MissionException(
        MissionException.Key.NOT_FOUND, "The constellation has no " + what + ".");
  }
}
