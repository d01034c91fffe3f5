// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.console;

import picocli.CommandLine.Option;

/** Options of commands that print data. */
public final class OutputOptions {

  /** How data is printed. */
  public enum Format {
    AUTO,
    TABLE,
    JSON,
    NDJSON,
    CSV,
    GEOJSON
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "AUTO",
      description =
          "auto, table, json, ndjson, csv or geojson; auto is a table on a terminal and JSON"
              + " otherwise.")
  private Format format = Format.AUTO;

  /** The format with auto decided. */
  public Format decided(Console console) {
    if (format != Format.AUTO) {
      return format;
    }
    return console.terminal() ? Format.TABLE : Format.JSON;
  }
}
