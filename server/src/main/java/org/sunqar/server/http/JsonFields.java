// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Fields of a JSON body. */
public final class JsonFields {

  private JsonFields() {}

  /**
   * A text; empty when it is not there or null.
   *
   * @throws Problem 400 when it is something else
   */
  public static Optional<String> text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw Problem.badRequest(name, name + " should be a text");
    }
    return Optional.of(value.asText());
  }
}
