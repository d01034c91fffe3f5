// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import java.util.List;
import java.util.OptionalDouble;
import org.sunqar.mission.orbit.Time;

/**
 * An acquisition that was made for a request, and what came of it.
 *
 * @param request id of the request
 * @param acquisition id of the acquisition in the plan
 * @param time when it was taken
 * @param products catalogue items made of it; empty: on their way, or lost
 * @param lost why nothing comes of it; empty: something has come or may still
 */
public record Attempt(
    String request, String acquisition, Time time, List<Product> products, String lost) {

  public Attempt {
    products = List.copyOf(products);
  }

  /**
   * An item of the catalogue.
   *
   * @param collection id
   * @param item id
   * @param cloud fraction of the request's place that clouds hide, 0 to 1, where it is known
   */
  public record Product(String collection, String item, OptionalDouble cloud) {}

  /** Whether its images are still on their way. */
  public boolean isWaiting() {
    return products.isEmpty() && lost.isEmpty();
  }

  /** Whether its images are there and clear enough. */
  boolean isGood(double maxCloud) {
    return !products.isEmpty() && products.stream().allMatch(p -> p.cloud().orElse(0) <= maxCloud);
  }

  /** Whether its images are there and too cloudy. */
  boolean isCloudy(double maxCloud) {
    return !products.isEmpty() && !isGood(maxCloud);
  }
}
