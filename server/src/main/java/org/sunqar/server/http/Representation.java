// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

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

  /** Headers that every answer in this form has. */
  default List<Answer.Field> headers() {
    return List.of();
  }

  /**
   * The query that a form of a page stands for, where forms cannot send it as the API has it. Such
   * a request is led to the address with that query.
   *
   * @param query of a GET, percent-encoded, without the question mark
   */
  default Optional<String> queryOf(String query) {
    return Optional.empty();
  }

  /**
   * A resource in this form.
   *
   * @param request what was asked for
   * @param document the resource as JSON; a problem, too
   * @return the bytes, in UTF-8 where they are text
   */
  byte[] render(Request request, Kind kind, JsonNode document);
}
