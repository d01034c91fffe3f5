// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Another form of resources than JSON, which is what they are defined by. A client gets it by
 * {@code ?f=} or by the {@code Accept} header.
 */
public interface Representation {

  /** The value of {@code f} that asks for it, such as {@code html}. */
  String name();

  /** Its media type without parameters, such as {@code text/html}. */
  String mediaType();

  boolean shows(Kind kind);

  /**
   * A resource in this form.
   *
   * @param request what was asked for
   * @param document the resource as JSON; a problem, too
   * @return the bytes, in UTF-8 where they are text
   */
  byte[] render(Request request, Kind kind, JsonNode document);
}
