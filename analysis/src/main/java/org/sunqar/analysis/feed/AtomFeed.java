// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.feed;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.analysis.tracking.AlertObject;

/**
 * Alerts as an Atom feed (RFC 4287) with GeoRSS Simple: the latest change first.
 *
 * <p>Known limits: GeoRSS Simple has one polygon without holes for an entry; of an alert of several
 * parts it is the largest.
 */
public final class AtomFeed {

  /** The media type. */
  public static final String MEDIA_TYPE = "application/atom+xml";

  private AtomFeed() {}

  /**
   * The feed.
   *
   * @param title of the feed
   * @param base where the alerts are on the web, without a slash at its end: {@code
   *     https://land.example.org/api}; without it entries have no links
   */
  public static String of(List<AlertObject> alerts, String title, Optional<String> base) {
    List<AlertObject> latestFirst =
        alerts.stream()
            .sorted(
                Comparator.comparing(AlertObject::updated)
                    .reversed()
                    .thenComparing(AlertObject::id))
            .toList();
    return XmlText.document(xml -> {
      xml.root("feed", "http://www.w3.org/2005/Atom");
      xml.namespace("georss", "http://www.georss.org/georss");
      xml.element("id", "tag:sunqar.org,2026:alerts");
      xml.element("title", title);
      xml.element(
          "updated",
          latestFirst.stream()
              .findFirst()
              .map(AlertObject::updated)
              .orElse(Instant.EPOCH)
              .toString());
      xml.open("author").element("name", "Sunqar").close();
      if (base.isPresent()) {
        link(xml, "self", base.get() + "/alerts.atom", MEDIA_TYPE);
        link(xml, "alternate", base.get() + "/alerts", "text/html");
      }
      for (AlertObject alert : latestFirst) {
        entry(xml, alert, base);
      }
      xml.close();
    });
  }

  private static void entry(XmlText xml, AlertObject alert, Optional<String> base)
      throws XMLStreamException {
    xml.open("entry");
    xml.element("id", "tag:sunqar.org,2026:alerts/" + alert.id());
    xml.element("title", AlertWords.headline(alert));
    xml.element("published", alert.created().toString());
    xml.element("updated", alert.updated().toString());
    if (base.isPresent()) {
      String address = base.get() + "/alerts/" + alert.id();
      link(xml, "alternate", address, "application/geo+json");
      link(xml, "related", address + ".cap", CapDocument.MEDIA_TYPE);
    }
    xml.open("category").attribute("term", alert.machine().status().text()).close();
    xml.open("category").attribute("term", "review:" + alert.review().status().text()).close();
    xml.element("summary", AlertWords.description(alert));
    xml.element(
        "georss:polygon",
        XmlText.latitudeFirst(largest(alert.finding().outline()).getExteriorRing(), " ", " "));
    xml.close();
  }

  private static void link(XmlText xml, String rel, String href, String type)
      throws XMLStreamException {
    xml.open("link").attribute("rel", rel).attribute("href", href).attribute("type", type).close();
  }

  private static Polygon largest(Geometry outline) {
    Polygon largest = (Polygon) outline.getGeometryN(0);
    for (int i = 1; i < outline.getNumGeometries(); i++) {
      Polygon part = (Polygon) outline.getGeometryN(i);
      largest = part.getArea() > largest.getArea() ? part : largest;
    }
    return largest;
  }
}
