// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.Optional;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.order.Request;

/**
 * What can be planned once.
 *
 * @param id of the request
 * @param request what is asked for; empty for one that was taken back too late
 * @param member number of who asks, -1 when unknown
 * @param worth of a cloudless image straight from above, before the members' weights: 1 is the mean
 *     of a member's requests
 */
record Item(String id, Optional<Request> request, int member, double worth) {

  boolean isEmergency() {
    return request.filter(r -> r.priority() == Priority.EMERGENCY).isPresent();
  }
}
