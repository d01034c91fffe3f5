// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * Where an image lies, from the boxes of its file: GeoJP2 first, as GDAL has it, then GMLJP2 (OGC
 * 05-047r3 and 08-085), of which the rectified grid of the first coverage counts.
 */
record Jp2Position(Crs crs, Affine affine) {

  private static final Pattern EPSG =
      Pattern.compile("srsName\\s*=\\s*\"[^\"]{0,80}EPSG[^\"]{0,20}?([0-9]{4,6})\"");
  private static final Pattern ORIGIN =
      Pattern.compile(
          "<(?:gml:)?origin>.{0,600}?<(?:gml:)?(?:pos|coordinates)[^>]{0,200}>([^<]{1,100})<",
          Pattern.DOTALL);
  private static final Pattern VECTOR =
      Pattern.compile("<(?:gml:)?offsetVector[^>]{0,200}>([^<]{1,100})<");

  static Optional<Jp2Position> of(Jp2Boxes boxes, String name) {
    if (boxes.geoTiff().length > 0) {
      try (GeoTiff tiff = GeoTiff.open(new BytesSource(boxes.geoTiff(), name))) {
        return Optional.of(new Jp2Position(tiff.grid().crs(), tiff.grid().affine()));
      } catch (RasterException e) {
        if (e.key() == RasterException.Key.CRS) {
          throw e;
        } // a damaged box is no reason to refuse the pixels
      }
    }
    return boxes.documents().stream().flatMap(xml -> ofGml(xml).stream()).findFirst();
  }

  private static Optional<Jp2Position> ofGml(String xml) {
    int grid = xml.indexOf("RectifiedGrid");
    if (grid < 0) {
      return Optional.empty();
    }
    String text = xml.substring(grid);
    Matcher origin = ORIGIN.matcher(text);
    Matcher vector = VECTOR.matcher(text);
    Matcher epsg = EPSG.matcher(text);
    if (!origin.find() || !vector.find()) {
      return Optional.empty();
    }
    double[] centre = pair(origin.group(1));
    double[] across = pair(vector.group(1));
    double[] down = vector.find() ? pair(vector.group(1)) : new double[0];
    if (centre.length < 2 || across.length < 2 || down.length < 2) {
      return Optional.empty();
    }
    Crs crs = epsg.find() ? Crs.ofEpsg(Integer.parseInt(epsg.group(1))) : Crs.UNKNOWN;
    // geographic systems of EPSG have latitude first, and so have these numbers
    int x = crs.isGeographic() && text.contains("urn:ogc:def:crs") ? 1 : 0;
    int y = 1 - x;
    Affine affine =
        new Affine(across[x], down[x], centre[x], across[y], down[y], centre[y])
            .shifted(-0.5, -0.5);
    boolean usable =
        Double.isFinite(affine.c())
            && Double.isFinite(affine.f())
            && across[x] * down[y] - down[x] * across[y] != 0;
    return usable ? Optional.of(new Jp2Position(crs, affine)) : Optional.empty();
  }

  private static double[] pair(String text) {
    String[] words = text.strip().split("[\\s,]+");
    double[] numbers = new double[words.length];
    try {
      for (int i = 0; i < words.length; i++) {
        numbers[i] = Double.parseDouble(words[i]);
      }
    } catch (NumberFormatException e) {
      return new double[0];
    }
    return numbers;
  }

  /** The content of a box as a source. */
  private record BytesSource(ByteBuffer bytes, String name) implements ByteSource {

    BytesSource(byte[] bytes, String name) {
      this(ByteBuffer.wrap(bytes), name);
    }

    @Override
    public long size() {
      return bytes.capacity();
    }

    @Override
    public void read(long position, ByteBuffer target) {
      if (position < 0 || position > size() - target.remaining()) {
        throw new RasterException(
            RasterException.Key.TRUNCATED, name + " has a GeoJP2 box that is cut off");
      }
      target.put(bytes.slice((int) position, target.remaining()));
    }

    @Override
    public void close() {}
  }
}
