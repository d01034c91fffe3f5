// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.print;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.ReviewStatus;

/**
 * A map of alerts in longitude and latitude, with true proportions in its middle: each alert by its
 * outline, or by a dot where that would be too small to see, and from afar land and water from
 * Natural Earth at 1:110 million.
 *
 * <p>Known limit: alerts on both sides of the antimeridian make a map of the world.
 */
final class AlertMap {

  private static final Pattern TOKEN = Pattern.compile("[Mlz]|-?\\d*\\.?\\d+");

  /** A lower map would show a wrong coast (degrees). */
  private static final double LEAST_WITH_LAND = 8;

  private final Envelope box;
  private final int width;
  private final int height;

  /**
   * @param around how much more than the alerts is shown: parts of their extent
   * @param least of the height (degrees)
   */
  AlertMap(List<AlertObject> alerts, double around, double least, int width, int height) {
    this.width = width;
    this.height = height;
    Envelope all = new Envelope();
    alerts.forEach(alert -> all.expandToInclude(alert.finding().outline().getEnvelopeInternal()));
    double middle = (all.getMinY() + all.getMaxY()) / 2;
    double narrow = Math.max(0.1, Math.cos(Math.toRadians(middle)));
    double ratio = (double) width / height / narrow;
    double tall = Math.max(all.getHeight() * (1 + around), least);
    tall = Math.max(tall, all.getWidth() * (1 + around) / ratio);
    tall = Math.min(Math.min(tall, 360 / ratio), 180);
    double x = (all.getMinX() + all.getMaxX()) / 2;
    double y = Math.clamp(middle, -90 + tall / 2, 90 - tall / 2);
    box = new Envelope(x - tall * ratio / 2, x + tall * ratio / 2, y - tall / 2, y + tall / 2);
  }

  Envelope box() {
    return new Envelope(box);
  }

  /** Whether land and water are drawn. */
  boolean hasLand() {
    return box.getHeight() >= LEAST_WITH_LAND;
  }

  /** Where a place is, from the left and from the top (0 to 1). */
  double[] place(double longitude, double latitude) {
    return new double[] {
      (longitude - box.getMinX()) / box.getWidth(), (box.getMaxY() - latitude) / box.getHeight()
    };
  }

  /** The map as PNG. */
  byte[] png(List<AlertObject> alerts) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(new Color(hasLand() ? 0xcfe0e6 : 0xf5f2e9));
    g.fillRect(0, 0, width, height);
    AffineTransform toImage = new AffineTransform();
    toImage.scale(width / box.getWidth(), -height / box.getHeight());
    toImage.translate(-box.getMinX(), -box.getMaxY());
    if (hasLand()) {
      land(g, toImage);
    }
    grid(g);
    for (AlertObject alert : alerts.reversed()) { // the first on top
      alert(g, toImage, alert);
    }
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static void land(Graphics2D g, AffineTransform toImage) {
    for (int turn = -360; turn <= 360; turn += 360) {
      AffineTransform turned = new AffineTransform(toImage);
      turned.translate(turn, 0);
      java.awt.Shape shape = turned.createTransformedShape(Land.PATH);
      g.setColor(new Color(0xf5f2e9));
      g.fill(shape);
      g.setColor(new Color(0x8fa7b0));
      g.setStroke(new BasicStroke(1.2f));
      g.draw(shape);
    }
  }

  private void grid(Graphics2D g) {
    double step = step();
    g.setColor(new Color(0x33667788, true));
    g.setStroke(new BasicStroke(1f));
    for (double x = Math.ceil(box.getMinX() / step) * step; x < box.getMaxX(); x += step) {
      double at = place(x, 0)[0] * width;
      g.draw(new Rectangle2D.Double(at, -1, 0, height + 2));
    }
    for (double y = Math.ceil(box.getMinY() / step) * step; y < box.getMaxY(); y += step) {
      double at = place(0, y)[1] * height;
      g.draw(new Rectangle2D.Double(-1, at, width + 2, 0));
    }
  }

  /** Degrees between the lines of the grid. */
  double step() {
    double wanted = box.getHeight() / 4;
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    return power * (wanted / power >= 5 ? 5 : wanted / power >= 2 ? 2 : 1);
  }

  private void alert(Graphics2D g, AffineTransform toImage, AlertObject alert) {
    Geometry outline = alert.finding().outline();
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int i = 0; i < outline.getNumGeometries(); i++) {
      Coordinate[] ring = outline.getGeometryN(i).getCoordinates();
      for (int k = 0; k < ring.length; k++) {
        if (k == 0) {
          path.moveTo(ring[k].x, ring[k].y);
        } else {
          path.lineTo(ring[k].x, ring[k].y);
        }
      }
    }
    java.awt.Shape shape = toImage.createTransformedShape(path);
    Color color = color(alert.review().status());
    Rectangle2D extent = shape.getBounds2D();
    if (Math.max(extent.getWidth(), extent.getHeight()) < 10) {
      shape = new Ellipse2D.Double(extent.getCenterX() - 7, extent.getCenterY() - 7, 14, 14);
      g.setColor(color);
      g.fill(shape);
      g.setColor(Color.WHITE);
      g.setStroke(new BasicStroke(2f));
    } else {
      g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 60));
      g.fill(shape);
      g.setColor(color);
      g.setStroke(new BasicStroke(2.5f));
    }
    g.draw(shape);
  }

  static Color color(ReviewStatus status) {
    return new Color(
        switch (status) {
          case NEW -> 0xe2571e;
          case IN_REVIEW -> 0xe2a31e;
          case CONFIRMED -> 0xb3121f;
          case REJECTED -> 0x7d8a91;
          case AUDITED -> 0x7a1240;
        });
  }

  /** The outlines of the land, read when they are first drawn. */
  private static final class Land {

    static final Path2D PATH = read();

    private static Path2D read() {
      String svg;
      try (InputStream in =
          AlertMap.class.getResourceAsStream("/org/sunqar/server/page/world.svg")) {
        svg = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
      Matcher data = Pattern.compile(" d=\"([^\"]*)\"").matcher(svg);
      Matcher token = TOKEN.matcher(data.find() ? data.group(1) : "");
      double x = 0;
      double y = 0;
      boolean first = true;
      while (token.find()) {
        switch (token.group().toLowerCase(Locale.ROOT)) {
          case "m" -> first = true;
          case "l" -> first = false;
          case "z" -> path.closePath();
          default -> {
            double a = Double.parseDouble(token.group());
            if (!token.find()) {
              return path;
            }
            double b = Double.parseDouble(token.group());
            x = first ? a : x + a;
            y = first ? -b : y - b; // north is up there, too, but counted down
            if (first) {
              path.moveTo(x, y);
              first = false;
            } else {
              path.lineTo(x, y);
            }
          }
        }
      }
      return path;
    }
  }
}
