// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import java.util.List;

/** A part of the API: its routes and what the landing page says of it. */
public interface ApiPart {

  List<Route> routes();

  /** The conformance classes that it implements. */
  default List<String> conformsTo() {
    return List.of();
  }

  /** What the landing page points to. */
  default List<LandingLink> links() {
    return List.of();
  }

  /**
   * A link of the landing page.
   *
   * @param path from the landing page, such as {@code /search}
   * @param verb the method, where there are links for several
   */
  record LandingLink(String rel, String path, String type, String title, Verb verb) {

    public static LandingLink get(String rel, String path, String type, String title) {
      return new LandingLink(rel, path, type, title, Verb.GET);
    }
  }
}
