// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes items as ndjson, or as a GeoJSON ItemCollection. */
final class TextItems implements ExportWriter {

  private final Writer out;
  private final boolean lines;
  private boolean any;

  /**
   * @param lines one item a line; otherwise one document
   */
  TextItems(OutputStream out, boolean lines) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    this.lines = lines;
    if (!lines) {
      this.out.write("{\"type\":\"FeatureCollection\",\"features\":[");
    }
  }

  @Override
  public void write(ObjectNode item) throws IOException {
    if (!lines) {
      out.write(any ? ",\n" : "\n");
    }
    out.write(item.toString());
    if (lines) {
      out.write('\n');
    }
    any = true;
  }

  @Override
  public void finish() throws IOException {
    if (!lines) {
      out.write("\n]}\n");
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
