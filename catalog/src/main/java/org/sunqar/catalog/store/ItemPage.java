// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.List;
import java.util.Optional;

/**
 * Some items of a query, in its order.
 *
 * @param items as many as were asked for, or all that are left
 * @param next where the next page begins, when there is one. It names a place in the order, not a
 *     number of items, so that a page is right while items come and go: no item that was there all
 *     the time is left out or comes twice.
 */
public record ItemPage(List<ItemDocument> items, Optional<String> next) {

  public ItemPage {
    items = List.copyOf(items);
  }
}
