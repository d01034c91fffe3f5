// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** A condition on items in CQL2. Immutable. */
public interface Filter {

  /**
   * Whether an item meets it; in CQL2 a comparison with an absent property is unknown, which is not
   * met.
   *
   * @param item a STAC item as a JSON document
   */
  boolean test(JsonNode item);

  /** The names of all properties that it asks for, as it spells them. */
  Set<String> properties();

  /** CQL2 text that parses to this filter. */
  String toText();

  /** CQL2 JSON that parses to this filter. */
  JsonNode toJson();
}
