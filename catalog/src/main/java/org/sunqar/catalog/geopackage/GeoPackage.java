// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.geopackage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.sqlite.SQLiteConfig;
import org.sunqar.catalog.CatalogException;

/**
 * Writes a table of features as a GeoPackage (OGC 12-128r17, version 1.3): an SQLite file that GIS
 * programs open. Polygons are written as multipolygons, so that a table has one type. The file is
 * there whole or not at all.
 *
 * <p>Known limit: no R*Tree extension; programs that want one add it.
 */
public final class GeoPackage {

  /** "GPKG" in the header field that SQLite keeps for it. */
  private static final int APPLICATION_ID = 0x47504b47;

  /** 1.3.0. */
  private static final int VERSION = 10_300;

  private static final int WGS84 = 4326;

  /** Bytes of a geometry's header with an envelope of two dimensions. */
  private static final int HEADER = 40;

  /** Little-endian, and with an envelope of two dimensions. */
  private static final byte FLAGS = 0b0000_0011;

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The tables that every file has, and what those of reference systems must hold. */
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE gpkg_spatial_ref_sys (
            srs_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL PRIMARY KEY,
            organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL,
            definition TEXT NOT NULL,
            description TEXT
          )\
          """,
          """
          INSERT INTO gpkg_spatial_ref_sys VALUES
            ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined',
              'undefined cartesian coordinate reference system'),
            ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined',
              'undefined geographic coordinate reference system'),
            ('WGS 84 geodetic', 4326, 'EPSG', 4326,
              'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,\
          AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,\
          AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,\
          AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],\
          AUTHORITY["EPSG","4326"]]',
              'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid')\
          """,
          """
          CREATE TABLE gpkg_contents (
            table_name TEXT NOT NULL PRIMARY KEY,
            data_type TEXT NOT NULL,
            identifier TEXT UNIQUE,
            description TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
            min_x DOUBLE,
            min_y DOUBLE,
            max_x DOUBLE,
            max_y DOUBLE,
            srs_id INTEGER,
            CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id)
              REFERENCES gpkg_spatial_ref_sys (srs_id)
          )\
          """,
          """
          CREATE TABLE gpkg_geometry_columns (
            table_name TEXT NOT NULL,
            column_name TEXT NOT NULL,
            geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL,
            z TINYINT NOT NULL,
            m TINYINT NOT NULL,
            CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
            CONSTRAINT uk_gc_table_name UNIQUE (table_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
            CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
          )\
          """);

  private final Connection c;
  private final FeatureTable table;
  private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN);

  private GeoPackage(Connection c, FeatureTable table) {
    this.c = c;
    this.table = table;
  }

  /**
   * Writes a file, in the place of one that is there.
   *
   * @param changed when the features were as they are
   * @throws CatalogException IO
   */
  public static void write(
      Path file, FeatureTable table, Iterable<FeatureTable.Row> rows, Instant changed) {
    Path absolute = file.toAbsolutePath();
    Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".tmp");
    try {
      try {
        Files.deleteIfExists(temporary);
        fill(temporary, table, rows, changed);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException | SQLException e) {
      throw new CatalogException(
          CatalogException.Key.IO, "cannot write the GeoPackage " + file + ": " + e, e);
    }
  }

  private static void fill(
      Path file, FeatureTable table, Iterable<FeatureTable.Row> rows, Instant changed)
      throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    // what is cut short is thrown away, so there is nothing to be rolled back
    config.setJournalMode(SQLiteConfig.JournalMode.OFF);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setApplicationId(APPLICATION_ID);
    config.setUserVersion(VERSION);
    try (Connection c = config.createConnection("jdbc:sqlite:" + file)) {
      c.setAutoCommit(false);
      GeoPackage written = new GeoPackage(c, table);
      written.create();
      written.describe(written.insert(rows), changed);
      c.commit();
    }
  }

  private void create() throws SQLException {
    try (Statement statement = c.createStatement()) {
      for (String sql : TABLES) {
        statement.execute(sql);
      }
      statement.execute(
          table.fields().stream()
              .map(field -> ", \"" + field.name() + "\" " + field.type().sql())
              .collect(
                  Collectors.joining(
                      "",
                      "CREATE TABLE \""
                          + table.name()
                          + "\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON",
                      ")")));
    }
  }

  /** Returns the extent of all. */
  private Envelope insert(Iterable<FeatureTable.Row> rows) throws SQLException {
    Envelope extent = new Envelope();
    List<FeatureTable.Field> fields = table.fields();
    String sql =
        fields.stream()
                .map(field -> ", \"" + field.name() + '"')
                .collect(Collectors.joining("", "INSERT INTO \"" + table.name() + "\" (geom", ")"))
            + IntStream.range(0, fields.size())
                .mapToObj(_ -> ", ?")
                .collect(Collectors.joining("", " VALUES (?", ")"));
    try (PreparedStatement insert = c.prepareStatement(sql)) {
      for (FeatureTable.Row row : rows) {
        insert.setBytes(1, binary(row.geometry()));
        for (int i = 0; i < fields.size(); i++) {
          set(insert, i + 2, fields.get(i), row);
        }
        insert.executeUpdate();
        extent.expandToInclude(row.geometry().getEnvelopeInternal());
      }
    }
    return extent;
  }

  private static void set(
      PreparedStatement insert, int index, FeatureTable.Field field, FeatureTable.Row row)
      throws SQLException {
    Object value = row.values().get(field.name());
    switch (value) {
      case null -> insert.setNull(index, java.sql.Types.NULL);
      case String text when field.type() == FeatureTable.Type.TEXT -> insert.setString(index, text);
      case Long whole when field.type() == FeatureTable.Type.INTEGER ->
          insert.setLong(index, whole);
      case Double real when field.type() == FeatureTable.Type.REAL -> insert.setDouble(index, real);
      case LocalDate day when field.type() == FeatureTable.Type.DATE ->
          insert.setString(index, day.toString());
      case Instant at when field.type() == FeatureTable.Type.DATETIME ->
          insert.setString(index, MILLISECONDS.format(at));
      default ->
          throw new IllegalArgumentException(field + " cannot be a " + value.getClass().getName());
    }
  }

  /** A geometry as the standard's clause 2.1.3 has it: header, envelope, well-known binary. */
  private byte[] binary(Geometry geometry) {
    if (geometry.isEmpty()) {
      throw new IllegalArgumentException("an empty geometry");
    }
    MultiPolygon polygons =
        switch (geometry) {
          case MultiPolygon several -> several;
          case Polygon one -> one.getFactory().createMultiPolygon(new Polygon[] {one});
          default ->
              throw new IllegalArgumentException("not a polygon: " + geometry.getGeometryType());
        };
    byte[] body = wkb.write(polygons);
    Envelope extent = geometry.getEnvelopeInternal();
    return ByteBuffer.allocate(HEADER + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'G')
        .put((byte) 'P')
        .put((byte) 0)
        .put(FLAGS)
        .putInt(WGS84)
        .putDouble(extent.getMinX())
        .putDouble(extent.getMaxX())
        .putDouble(extent.getMinY())
        .putDouble(extent.getMaxY())
        .put(body)
        .array();
  }

  private void describe(Envelope extent, Instant changed) throws SQLException {
    try (PreparedStatement contents =
            c.prepareStatement(
                "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement column =
            c.prepareStatement(
                "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'MULTIPOLYGON', ?, 0, 0)")) {
      contents.setString(1, table.name());
      contents.setString(2, table.title());
      contents.setString(3, table.description());
      contents.setString(4, MILLISECONDS.format(changed));
      if (!extent.isNull()) {
        contents.setDouble(5, extent.getMinX());
        contents.setDouble(6, extent.getMinY());
        contents.setDouble(7, extent.getMaxX());
        contents.setDouble(8, extent.getMaxY());
      }
      contents.setInt(9, WGS84);
      contents.executeUpdate();
      column.setString(1, table.name());
      column.setInt(2, WGS84);
      column.executeUpdate();
    }
  }
}
