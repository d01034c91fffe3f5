// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Polygons out of KML (OGC 12-007r2), which is always longitude and latitude on WGS 84. A document
 * with a document type is refused, so there are no entities but those of XML itself; nothing that
 * the document links to is fetched.
 */
final class KmlArea {

  private static final int DEEPEST = 100;

  private final AreaBuilder area;
  private final Deque<String> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private List<double[]> rings = new ArrayList<>();
  private boolean wanted;
  private int before;

  private KmlArea(AreaBuilder area) {
    this.area = area;
  }

  static void read(byte[] bytes, AreaBuilder area) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      try {
        new KmlArea(area).document(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new AreaException(
          "the file is not XML, or ends too early: line "
              + Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNumber())
              + " cannot be read",
          e);
    }
  }

  private void document(XMLStreamReader reader) throws XMLStreamException {
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD ->
            throw new AreaException("the KML has a document type, which is not taken");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new AreaException(
                "the KML has an entity that only a document type could explain");
        case XMLStreamConstants.START_ELEMENT -> started(reader.getLocalName());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (wanted) {
            text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> ended(reader.getLocalName());
        default -> {
          // comments, instructions and white space say nothing
        }
      }
    }
  }

  private void started(String element) {
    if (open.isEmpty() && !element.equals("kml")) {
      throw new AreaException("the file is XML, but no KML");
    }
    if (open.size() == DEEPEST) {
      throw new AreaException("the KML is nested more than " + DEEPEST + " deep");
    }
    String parent = open.isEmpty() ? "" : open.element();
    switch (element) {
      case "Polygon" -> rings = new ArrayList<>();
      case "Placemark" -> before = area.count();
      case "Point", "LineString", "Model", "Track" -> area.skip();
      default -> {
        // what is in it counts
      }
    }
    wanted =
        (element.equals("coordinates") && open.contains("Polygon"))
            || (element.equals("name")
                && (parent.equals("Document")
                    || parent.equals("Folder")
                    || parent.equals("Placemark")));
    text.setLength(0);
    open.push(element);
  }

  private void ended(String element) {
    open.pop();
    switch (element) {
      case "coordinates" -> {
        if (wanted) {
          ring();
        }
      }
      case "name" -> {
        if (wanted) {
          area.name(text.toString());
        }
      }
      case "Polygon" -> {
        area.polygon(rings, Optional.empty());
        rings = new ArrayList<>();
      }
      case "Placemark" -> {
        if (area.count() > before) {
          area.feature();
        }
      }
      default -> {
        // nothing to be done
      }
    }
    wanted = false;
  }

  private void ring() {
    double[] xy = new double[16];
    int count = 0;
    int at = 0;
    while (true) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        break;
      }
      int end = at;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      area.expect(1);
      if (2 * count == xy.length) {
        xy = Arrays.copyOf(xy, 2 * xy.length);
      }
      position(text.substring(at, end), xy, 2 * count);
      count++;
      at = end;
    }
    double[] ring = Arrays.copyOf(xy, 2 * count);
    if (open.contains("innerBoundaryIs")) {
      rings.add(ring);
    } else {
      rings.addFirst(ring);
    }
  }

  private static void position(String tuple, double[] xy, int at) {
    String[] numbers = tuple.split(",", 4);
    try {
      if (numbers.length >= 2) {
        xy[at] = Double.parseDouble(numbers[0]);
        xy[at + 1] = Double.parseDouble(numbers[1]);
        return;
      }
    } catch (NumberFormatException _) {
      // the same sentence
    }
    throw new AreaException(
        "the KML has the coordinates \""
            + (tuple.length() > 60 ? tuple.substring(0, 60) + "..." : tuple)
            + "\", which are not longitude,latitude");
  }
}
