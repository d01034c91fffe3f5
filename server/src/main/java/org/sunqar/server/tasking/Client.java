// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.TrackedOrder;
import org.sunqar.server.http.Request;

/**
 * For whom a request speaks. A key that has the name of a member is that member's, who sees its own
 * orders only; any other is the operator's, who sees all.
 *
 * @param member whose key it is; empty: the operator's
 */
record Client(Optional<String> member) {

  static Client of(Request request, Mission mission) {
    return new Client(request.key().filter(mission::isMember));
  }

  /** Whether it may read what is of a member. */
  boolean sees(String owner) {
    return member.isEmpty() || member.get().equals(owner);
  }

  /** Whether it may read what another client has left; nobody's is the operator's. */
  boolean sees(Client other) {
    return member.isEmpty() || member.equals(other.member);
  }

  /**
   * The order of an id.
   *
   * @throws org.sunqar.mission.MissionException NOT_FOUND when there is none that it may read
   */
  TrackedOrder order(Orders orders, String id) {
    return orders.order(id, member);
  }

  /** The ids of a member's orders. */
  static Set<String> ordersOf(Orders orders, String member) {
    return orders.list(Orders.Filter.ALL.of(member)).stream()
        .map(TrackedOrder::id)
        .collect(Collectors.toSet());
  }
}
