// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Writes items to a file of some format. */
interface ExportWriter extends AutoCloseable {

  void write(ObjectNode item) throws IOException;

  /** Completes the file; to be called once, after all items. */
  void finish() throws IOException;

  @Override
  void close() throws IOException;
}
