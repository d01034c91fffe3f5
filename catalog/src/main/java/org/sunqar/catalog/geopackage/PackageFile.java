// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.geopackage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import org.sqlite.SQLiteConfig;

/** What all readers of GeoPackages have in common; files may come from anywhere. */
final class PackageFile {

  /** Bytes of the header before its envelope (OGC 12-128r18, 2.1.3). */
  private static final int HEADER = 8;

  /** Bytes of an envelope by the code in the flags: none, xy, xyz, xym, xyzm. */
  private static final int[] ENVELOPES = {0, 32, 48, 48, 64};

  private PackageFile() {}

  /**
   * Opens a file to be read only: its schema is not trusted, no extension is loaded, nothing is
   * mapped into memory.
   *
   * @param longestValue bytes of one value; a longer one is an SQLException
   */
  static Connection open(Path file, int longestValue) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.enableLoadExtension(false);
    config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, Integer.toString(longestValue));
    Connection c = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement statement = c.createStatement()) {
      statement.execute("PRAGMA query_only = ON");
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
      statement.execute("PRAGMA mmap_size = 0");
    } catch (SQLException | RuntimeException e) {
      c.close();
      throw e;
    }
    return c;
  }

  /** Where the WKB of a geometry begins; empty for an envelope of a kind that is not known. */
  static OptionalInt wkbStart(int flags) {
    int envelope = flags >> 1 & 7;
    return envelope < ENVELOPES.length
        ? OptionalInt.of(HEADER + ENVELOPES[envelope])
        : OptionalInt.empty();
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
