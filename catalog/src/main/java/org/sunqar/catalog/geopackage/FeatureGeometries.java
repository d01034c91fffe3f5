// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.geopackage;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.sunqar.catalog.CatalogException;

/**
 * Reads the geometries of a GeoPackage (OGC 12-128r17) from anywhere.
 *
 * <p>Safe for hostile files: the file is opened to be read only, its schema is not trusted, no
 * extension is loaded, and only real tables with real columns are read: what a view, a virtual
 * table or a generated column would compute is not computed. Rows and the length of a value are
 * bounded.
 *
 * <p>Known limit: layers that are views, which the standard allows, are refused.
 */
public final class FeatureGeometries {

  /** Bytes of one value. */
  private static final int LONGEST_VALUE = 32 << 20;

  /** Takes what is read. */
  public interface Visitor {

    /**
     * The geometries that follow are of this layer.
     *
     * @param crs as {@code EPSG:4326} or WKT; empty where the file does not say
     */
    void layer(String title, String crs);

    /** A geometry in well-known binary, from the buffer's position on. */
    void geometry(ByteBuffer wkb);
  }

  private record Layer(String table, String column, String title, String crs) {}

  private final Connection c;

  private FeatureGeometries(Connection c) {
    this.c = c;
  }

  /**
   * Reads all layers of features.
   *
   * @param most rows
   * @throws CatalogException INVALID when it is no GeoPackage that is taken
   */
  public static void read(Path file, int most, Visitor visitor) {
    try (Connection c = PackageFile.open(file, LONGEST_VALUE)) {
      FeatureGeometries geometries = new FeatureGeometries(c);
      int left = most;
      for (Layer layer : geometries.layers()) {
        visitor.layer(layer.title(), layer.crs());
        left = geometries.read(layer, left, visitor);
      }
    } catch (SQLException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "the GeoPackage is damaged, or is another SQLite file: " + e.getMessage(),
          e);
    }
  }

  private List<Layer> layers() throws SQLException {
    for (String table : List.of("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys")) {
      requireTable(table);
    }
    List<Layer> layers = new ArrayList<>();
    try (PreparedStatement select =
            c.prepareStatement(
                "SELECT g.table_name, g.column_name, coalesce(c.identifier, g.table_name),"
                    + " s.organization, s.organization_coordsys_id, s.definition"
                    + " FROM gpkg_geometry_columns g"
                    + " JOIN gpkg_contents c ON c.table_name = g.table_name"
                    + " LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id"
                    + " WHERE c.data_type = 'features' LIMIT 100");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String organization = String.valueOf(rows.getString(4));
        String definition = String.valueOf(rows.getString(6));
        String crs = definition.equals("undefined") || definition.equals("null") ? "" : definition;
        layers.add(
            new Layer(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                organization.equalsIgnoreCase("EPSG") ? "EPSG:" + rows.getInt(5) : crs));
      }
    }
    for (Layer layer : layers) {
      requireTable(layer.table());
      requireColumn(layer);
    }
    return layers;
  }

  private void requireTable(String name) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement("SELECT type, rootpage FROM sqlite_schema WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          throw invalid("it has no table " + name);
        }
        if (!rows.getString(1).equals("table") || rows.getLong(2) <= 0) {
          throw invalid(name + " is not a plain table");
        }
      }
    }
  }

  private void requireColumn(Layer layer) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement("SELECT hidden FROM pragma_table_xinfo(?) WHERE name = ?")) {
      select.setString(1, layer.table());
      select.setString(2, layer.column());
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next() || rows.getInt(1) != 0) {
          throw invalid(layer.table() + " has no plain column " + layer.column());
        }
      }
    }
  }

  private int read(Layer layer, int most, Visitor visitor) throws SQLException {
    int left = most;
    try (PreparedStatement select =
            c.prepareStatement(
                "SELECT "
                    + PackageFile.quoted(layer.column())
                    + " FROM "
                    + PackageFile.quoted(layer.table()));
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        if (--left < 0) {
          throw invalid("it has more than " + most + " features");
        }
        byte[] bytes = rows.getBytes(1);
        if (bytes != null && bytes.length > 0) {
          visitor.geometry(wellKnown(bytes));
        }
      }
    }
    return left;
  }

  /** What follows the header of clause 2.1.3. */
  private static ByteBuffer wellKnown(byte[] bytes) {
    try {
      ByteBuffer geometry = ByteBuffer.wrap(bytes);
      int magic = geometry.getShort();
      geometry.get(); // the version
      OptionalInt wkbStart = PackageFile.wkbStart(geometry.get());
      if (magic != ('G' << 8 | 'P') || wkbStart.isEmpty()) {
        throw invalid("a geometry does not begin as one");
      }
      return geometry.position(wkbStart.getAsInt()).order(ByteOrder.LITTLE_ENDIAN);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "the GeoPackage is damaged: a geometry is cut off", e);
    }
  }

  private static CatalogException invalid(String why) {
    return new CatalogException(
        CatalogException.Key.INVALID, "the file is no GeoPackage that is taken: " + why);
  }
}
