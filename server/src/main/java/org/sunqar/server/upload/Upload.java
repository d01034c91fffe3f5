// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.upload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that comes, or has come.
 *
 * @param id 32 hexadecimal digits
 * @param name of the file, without folders
 * @param length bytes that it is to have
 * @param offset bytes that are on the disk, from the first on
 * @param touched when the last of them came
 * @param imported the collection that has it now; then its bytes are there and no longer here
 */
record Upload(
    String id, String name, long length, long offset, Instant touched, Optional<String> imported) {

  boolean complete() {
    return offset == length;
  }

  /** As it is sent. */
  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", id)
            .put("name", name)
            .put("length", length)
            .put("offset", offset)
            .put("touched", touched.toString());
    imported.ifPresent(collection -> json.put("imported", collection));
    return json;
  }
}
