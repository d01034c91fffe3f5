// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.List;
import java.util.Locale;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.tilematrix.TileMatrix;
import org.sunqar.raster.tilematrix.TileMatrixSet;
import org.sunqar.raster.tilematrix.TileRange;

/** The capabilities document of WMTS 1.0.0. */
final class WmtsCapabilities {

  static final List<String> SETS = List.of("WebMercatorQuad", "WorldCRS84Quad");

  /** Finer matrices than those of a centimetre are of no use. */
  private static final int DEEPEST = 22;

  private static final double SCREEN_PIXEL = 0.00028;

  /** Metres in a degree of the equator, as the standard has it. */
  private static final double DEGREE = 6378137 * Math.PI / 180;

  private final String address;
  private final String api;
  private final String title;
  private final TileDocuments documents;
  private final StringBuilder xml = new StringBuilder(1 << 14);

  /**
   * @param address of the service
   * @param api where the API is, for legends
   */
  WmtsCapabilities(String address, String api, String title, TileDocuments documents) {
    this.address = address;
    this.api = api;
    this.title = title;
    this.documents = documents;
  }

  String of(List<WmtsLayer> layers) {
    xml.append(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" \
        xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
        xsi:schemaLocation="http://www.opengis.net/wmts/1.0 http://schemas.opengis.net/wmts/1.0/wmtsGetCapabilities_response.xsd" \
        version="1.0.0">
        """);
    xml.append("<ows:ServiceIdentification>");
    element("ows:Title", title);
    xml.append("<ows:ServiceType>OGC WMTS</ows:ServiceType>")
        .append("<ows:ServiceTypeVersion>1.0.0</ows:ServiceTypeVersion>")
        .append("</ows:ServiceIdentification>\n<ows:OperationsMetadata>");
    for (String operation : List.of("GetCapabilities", "GetTile", "GetFeatureInfo")) {
      xml.append("<ows:Operation name=\"")
          .append(operation)
          .append("\"><ows:DCP><ows:HTTP><ows:Get xlink:href=\"")
          .append(Legend.escaped(address))
          .append("?\"><ows:Constraint name=\"GetEncoding\"><ows:AllowedValues><ows:Value>KVP")
          .append("</ows:Value></ows:AllowedValues></ows:Constraint></ows:Get></ows:HTTP>")
          .append("</ows:DCP></ows:Operation>");
    }
    xml.append("</ows:OperationsMetadata>\n<Contents>\n");
    layers.forEach(this::layer);
    SETS.forEach(id -> set(TileAddress.set(id)));
    xml.append("</Contents>\n<ServiceMetadataURL xlink:href=\"")
        .append(Legend.escaped(address))
        .append("/1.0.0/WMTSCapabilities.xml\"/>\n</Capabilities>\n");
    return xml.toString();
  }

  private void element(String name, String text) {
    xml.append('<').append(name).append('>').append(Legend.escaped(text));
    xml.append("</").append(name).append('>');
  }

  private void layer(WmtsLayer layer) {
    Bounds box = layer.dataset().bbox().orElseThrow();
    xml.append("<Layer>");
    element("ows:Title", layer.dataset().title());
    xml.append("<ows:WGS84BoundingBox><ows:LowerCorner>")
        .append(pair(box.minX(), box.minY()))
        .append("</ows:LowerCorner><ows:UpperCorner>")
        .append(pair(Math.min(box.maxX(), 180), box.maxY()))
        .append("</ows:UpperCorner></ows:WGS84BoundingBox>");
    element("ows:Identifier", layer.id());
    for (String style : layer.styles()) {
      boolean usual = style.equals(WmtsLayer.DEFAULT_STYLE);
      xml.append("<Style isDefault=\"").append(usual).append("\">");
      element("ows:Title", usual ? "Default" : style.toUpperCase(Locale.ROOT));
      element("ows:Identifier", style);
      xml.append("<LegendURL format=\"image/png\" xlink:href=\"")
          .append(
              Legend.escaped(
                  api
                      + "/"
                      + path(layer.dataset())
                      + "/legend?f=png"
                      + (usual ? "" : "&expression=" + style)))
          .append("\"/></Style>");
    }
    for (ImageFormat format : ImageFormat.available()) {
      element("Format", format.mediaType());
    }
    xml.append("<InfoFormat>application/json</InfoFormat>");
    time(layer);
    for (String id : SETS) {
      link(layer, box, TileAddress.set(id));
    }
    for (ImageFormat format : ImageFormat.available()) {
      xml.append("<ResourceURL format=\"")
          .append(format.mediaType())
          .append("\" resourceType=\"tile\" template=\"")
          .append(Legend.escaped(address + "/" + encode(layer.id())))
          .append("/{Style}/")
          .append(layer.hasTime() ? "{Time}" : WmtsLayer.CURRENT)
          .append("/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.")
          .append(format.id())
          .append("\"/>");
    }
    xml.append("</Layer>\n");
  }

  private static String encode(String text) {
    return org.sunqar.server.http.Request.encode(text);
  }

  private static String path(Dataset dataset) {
    return String.join("/", dataset.address().stream().map(WmtsCapabilities::encode).toList());
  }

  private void time(WmtsLayer layer) {
    if (!layer.hasTime()) {
      return;
    }
    xml.append("<Dimension><ows:Identifier>Time</ows:Identifier><ows:UOM>ISO8601</ows:UOM>");
    element("Default", WmtsLayer.CURRENT);
    xml.append("<Current>true</Current>");
    element("Value", WmtsLayer.CURRENT);
    layer.days().forEach(day -> element("Value", day.toString()));
    layer
        .span()
        .ifPresent(span ->
            element(
                "Value",
                span.start().toString().substring(0, 10)
                    + "/"
                    + span.end().toString().substring(0, 10)
                    + "/P1D"));
    xml.append("</Dimension>");
  }

  private void link(WmtsLayer layer, Bounds box, TileMatrixSet set) {
    xml.append("<TileMatrixSetLink>");
    element("TileMatrixSet", set.id());
    xml.append("<TileMatrixSetLimits>");
    // below the file's own resolution as well: clients that need it do not enlarge themselves
    int last = Math.min(documents.zooms(layer.dataset(), set).most() + 2, last(set));
    for (int zoom = set.minZoom(); zoom <= last; zoom++) {
      List<TileRange> ranges = set.tilesOfLonLat(box, zoom);
      if (ranges.isEmpty()) {
        continue;
      }
      xml.append("<TileMatrixLimits>");
      element("TileMatrix", set.matrix(zoom).id());
      number("MinTileRow", ranges.stream().mapToInt(TileRange::minRow).min().orElse(0));
      number("MaxTileRow", ranges.stream().mapToInt(TileRange::maxRow).max().orElse(0));
      number("MinTileCol", ranges.stream().mapToInt(TileRange::minCol).min().orElse(0));
      number("MaxTileCol", ranges.stream().mapToInt(TileRange::maxCol).max().orElse(0));
      xml.append("</TileMatrixLimits>");
    }
    xml.append("</TileMatrixSetLimits></TileMatrixSetLink>");
  }

  private void number(String name, int value) {
    element(name, Integer.toString(value));
  }

  private static int last(TileMatrixSet set) {
    return Math.min(set.maxZoom(), DEEPEST);
  }

  private void set(TileMatrixSet set) {
    boolean degrees = set.crs().isGeographic();
    xml.append("<TileMatrixSet>");
    element("ows:Identifier", set.id());
    element(
        "ows:SupportedCRS",
        degrees ? "urn:ogc:def:crs:OGC:1.3:CRS84" : "urn:ogc:def:crs:EPSG::3857");
    element(
        "WellKnownScaleSet",
        degrees
            ? "urn:ogc:def:wkss:OGC:1.0:GoogleCRS84Quad"
            : "urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible");
    for (int zoom = set.minZoom(); zoom <= last(set); zoom++) {
      TileMatrix matrix = set.matrix(zoom);
      xml.append("<TileMatrix>");
      element("ows:Identifier", matrix.id());
      double scale = matrix.cellSize() * (degrees ? DEGREE : 1) / SCREEN_PIXEL;
      element("ScaleDenominator", Double.toString(scale));
      element("TopLeftCorner", pair(matrix.left(), matrix.top()));
      number("TileWidth", matrix.tileWidth());
      number("TileHeight", matrix.tileHeight());
      number("MatrixWidth", matrix.columns());
      number("MatrixHeight", matrix.rows());
      xml.append("</TileMatrix>");
    }
    xml.append("</TileMatrixSet>\n");
  }

  private static String pair(double x, double y) {
    return plain(x) + " " + plain(y);
  }

  private static String plain(double value) {
    return new java.math.BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
