// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** JSON Merge Patch (RFC 7396): null takes a field away, an object is merged, all else replaces. */
final class MergePatch {

  private MergePatch() {}

  /** Changes a document in place. */
  static void apply(ObjectNode document, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String field = change.getKey();
      switch (change.getValue()) {
        case ObjectNode object -> {
          ObjectNode target =
              document.get(field) instanceof ObjectNode there ? there : document.putObject(field);
          apply(target, object);
        }
        case JsonNode value when value.isNull() -> document.remove(field);
        case JsonNode value -> document.set(field, value);
      }
    }
  }
}
