// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.Optional;
import java.util.function.Predicate;
import org.sunqar.catalog.stac.Json;

/** The part of conditions that no database tells for certain. */
final class ExactTest {

  private ExactTest() {}

  /** Whether a document meets it; empty when everything is told by the database. */
  static Optional<Predicate<ItemDocument>> of(ItemConditions where) {
    return where.filter().map(filter -> document -> filter.test(Json.parseObject(document.json())));
  }
}
