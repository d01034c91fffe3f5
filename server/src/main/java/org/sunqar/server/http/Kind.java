// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

/**
 * What a resource is; decides the media type of its JSON and which other {@linkplain Representation
 * representations} there are.
 */
public enum Kind {
  LANDING_PAGE("application/json"),
  CONFORMANCE("application/json"),
  COLLECTIONS("application/json"),
  COLLECTION("application/json"),
  CHILDREN("application/json"),
  ITEMS("application/geo+json"),
  ITEM("application/geo+json"),
  QUERYABLES("application/schema+json"),
  SORTABLES("application/schema+json"),
  FUNCTIONS("application/json"),
  AGGREGATIONS("application/json"),
  AGGREGATION_RESULT("application/json"),
  RECORDS("application/geo+json"),
  RECORD("application/geo+json"),
  ALERTS("application/geo+json"),
  ALERT("application/geo+json"),
  API_DEFINITION("application/vnd.oai.openapi+json;version=3.0"),
  PROBLEM("application/problem+json"),
  /** What became of a write, and all else that is only for programs. */
  REPORT("application/json"),
  /** Bytes of a type of their own: no other representation, and no choice. */
  FILE("");

  private final String jsonType;

  Kind(String jsonType) {
    this.jsonType = jsonType;
  }

  /** The media type of its JSON; empty for a file. */
  public String jsonType() {
    return jsonType;
  }
}
