// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.geopackage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;

/**
 * The features in a GeoPackage (OGC 12-128r18), read only. A file may come from anywhere: views and
 * what a schema could run are left alone, and a geometry is parsed within the bytes that it has.
 *
 * <p>Known limits: Z and M are dropped, curves and other extended geometries are refused by {@link
 * GeoPackageGeometry}.
 */
public final class FeatureFile implements AutoCloseable {

  /** Bytes of one value. */
  private static final int LONGEST_VALUE = 128 << 20;

  /** Of an attribute's text, more is cut off (letters). */
  private static final int LONGEST_TEXT = 500;

  /** Of a table's columns, more are left out. */
  private static final int MOST_COLUMNS = 64;

  /**
   * A table of features.
   *
   * @param crs of its geometries; x is east or longitude
   */
  public record Layer(String table, String geometry, Crs crs) {}

  /** A row: a geometry that is not empty, and the columns that are texts or numbers. */
  public record Feature(Geometry geometry, Map<String, Object> values) {}

  private final Connection c;
  private final String what;
  private final GeoPackageGeometry geometries = new GeoPackageGeometry(new GeometryFactory());

  private FeatureFile(Connection c, String what) {
    this.c = c;
    this.what = what;
  }

  /**
   * @throws CatalogException INVALID when it is no GeoPackage
   */
  public static FeatureFile open(Path file) {
    try {
      Connection c = PackageFile.open(file, LONGEST_VALUE);
      FeatureFile opened = new FeatureFile(c, file.toString());
      try {
        if (opened.tables().stream().noneMatch(t -> t.equalsIgnoreCase("gpkg_contents"))) {
          throw new CatalogException(
              CatalogException.Key.INVALID,
              file + " is a database of SQLite, but no GeoPackage: it has no table gpkg_contents");
        }
      } catch (SQLException | RuntimeException e) {
        c.close();
        throw e;
      }
      return opened;
    } catch (SQLException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID, file + " is no GeoPackage: " + e.getMessage(), e);
    }
  }

  /** Tables of features in the order of their names. */
  public List<Layer> layers() {
    String sql =
        """
        SELECT g.table_name, g.column_name, s.srs_id, s.organization, s.organization_coordsys_id,
               s.definition
        FROM gpkg_contents t
        JOIN gpkg_geometry_columns g ON g.table_name = t.table_name
        JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
        WHERE t.data_type = 'features'
        ORDER BY g.table_name
        """;
    List<Layer> layers = new ArrayList<>();
    try (Statement statement = c.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> tables = tables();
      while (rows.next()) {
        String table = rows.getString(1);
        if (tables.contains(table)) {
          layers.add(new Layer(table, rows.getString(2), crs(table, rows)));
        }
      }
    } catch (SQLException e) {
      throw corrupt(e);
    }
    return layers;
  }

  /** Whether it holds pictures in tiles. */
  public boolean hasTiles() {
    try (Statement statement = c.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT 1 FROM gpkg_contents WHERE data_type = 'tiles'")) {
      return rows.next();
    } catch (SQLException e) {
      throw corrupt(e);
    }
  }

  /**
   * Reads all features of a layer.
   *
   * @param mostBytes of geometries together
   * @return bytes of geometries that were read
   * @throws CatalogException INVALID when there is more, CORRUPT
   */
  public long forEach(Layer layer, long mostBytes, Consumer<Feature> consumer) {
    long bytes = 0;
    try (Statement statement = c.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM " + PackageFile.quoted(layer.table))) {
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getMetaData().getColumnName(i));
      }
      int at = columns.indexOf(layer.geometry) + 1;
      if (at == 0) {
        throw new CatalogException(
            CatalogException.Key.CORRUPT,
            what + " has no column " + layer.geometry + " in its table " + layer.table);
      }
      while (rows.next()) {
        byte[] blob = rows.getBytes(at);
        if (blob == null) {
          continue;
        }
        bytes += blob.length;
        if (bytes > mostBytes) {
          throw new CatalogException(
              CatalogException.Key.INVALID,
              "%s has more than %d MB of geometries".formatted(what, mostBytes / 1_000_000));
        }
        Geometry geometry = geometries.read(blob, what + ", table " + layer.table);
        if (!geometry.isEmpty()) {
          consumer.accept(new Feature(geometry, values(rows, columns, at)));
        }
      }
    } catch (SQLException e) {
      throw corrupt(e);
    }
    return bytes;
  }

  private static Map<String, Object> values(ResultSet row, List<String> columns, int geometry)
      throws SQLException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 1; i <= Math.min(columns.size(), MOST_COLUMNS); i++) {
      if (i == geometry) {
        continue;
      }
      Object value = row.getObject(i);
      if (value instanceof String text) {
        values.put(
            columns.get(i - 1),
            text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
      } else if (value instanceof Number number) {
        values.put(columns.get(i - 1), number);
      }
    }
    return values;
  }

  @Override
  public void close() {
    try {
      c.close();
    } catch (SQLException e) {
      throw corrupt(e);
    }
  }

  private List<String> tables() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = c.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private Crs crs(String table, ResultSet row) throws SQLException {
    int id = row.getInt(3);
    if (id == 0 || id == -1) { // undefined, geographic or plane
      if (id == 0) {
        return Crs.ofEpsg(4326);
      }
      throw new CatalogException(
          CatalogException.Key.INVALID,
          what + ", table " + table + ", does not say in which reference system it is");
    }
    try {
      return "EPSG".equalsIgnoreCase(row.getString(4))
          ? Crs.ofEpsg(row.getInt(5))
          : Crs.of(row.getString(6));
    } catch (RasterException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID, what + ", table " + table + ": " + e.getMessage(), e);
    }
  }

  private CatalogException corrupt(SQLException e) {
    return new CatalogException(
        CatalogException.Key.CORRUPT, what + " is no whole GeoPackage: " + e.getMessage(), e);
  }
}
