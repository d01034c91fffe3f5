// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.ReviewStatus;

/**
 * An alert as a message of the Common Alerting Protocol 1.2 (OASIS, 2010).
 *
 * <p>Each entry of an alert's history is a message: the first an Alert, the following Updates that
 * refer to those before, and a Cancel when the detector takes the alert back, when it has become
 * part of another, or when a person has rejected it. Certainty is Observed when a person confirmed
 * it, else Likely above a probability of one half, else Possible. Severity is Unknown: what a
 * change means for people is not in the pixels.
 *
 * <p>Known limits: CAP has no holes, so polygons are the outer rings.
 */
public final class CapDocument {

  /** The media type. */
  public static final String MEDIA_TYPE = "application/cap+xml";

  private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

  /** CAP has no Z; minus zero says that the zone is not that of the place. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'-00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private CapDocument() {}

  /**
   * The latest message of an alert.
   *
   * @param history all of it
   * @param sender who sends it: a name without spaces, commas, &lt; and &amp;
   * @param web where more is to be read
   */
  public static String of(
      AlertObject alert, List<HistoryEntry> history, String sender, Optional<String> web) {
    String from = sender.isBlank() ? "sunqar" : sender.replaceAll("[\\s,<&]+", "-");
    return XmlText.document(xml -> {
      xml.root("alert", NAMESPACE);
      xml.element("identifier", alert.id() + "." + alert.version());
      xml.element("sender", from);
      xml.element("sent", time(alert.updated()));
      xml.element("status", "Actual");
      xml.element("msgType", type(alert));
      xml.element("scope", "Public");
      if (alert.version() > 1) {
        xml.element(
            "references",
            history.stream()
                .filter(entry -> entry.number() < alert.version())
                .map(entry -> from + "," + entry.eventId() + "," + time(entry.at()))
                .collect(Collectors.joining(" ")));
      }
      info(xml, alert, web);
      xml.close();
    });
  }

  private static void info(XmlText xml, AlertObject alert, Optional<String> web)
      throws XMLStreamException {
    Alert finding = alert.finding();
    xml.open("info");
    xml.element("language", "en");
    xml.element("category", "Env");
    xml.element("event", "Land cover change");
    xml.element("responseType", cancelled(alert) ? "AllClear" : "Assess");
    xml.element("urgency", "Past");
    xml.element("severity", "Unknown");
    xml.element("certainty", certainty(alert));
    xml.element("onset", time(finding.firstDate().atStartOfDay(ZoneOffset.UTC).toInstant()));
    xml.element("senderName", "Sunqar, watch " + finding.watch());
    xml.element("headline", AlertWords.headline(alert));
    xml.element("description", AlertWords.description(alert));
    if (web.isPresent()) {
      xml.element("web", web.get());
    }
    parameter(xml, "area_ha", number(finding.areaHa()));
    parameter(xml, "area_error_ha", number(alert.machine().areaErrorHa()));
    parameter(xml, "probability", number(alert.machine().probability()));
    parameter(xml, "status", alert.machine().status().text());
    parameter(xml, "review", alert.review().status().text());
    xml.open("area");
    xml.element(
        "areaDesc",
        String.format(
            Locale.ROOT,
            "%.2f ha around latitude %.5f, longitude %.5f",
            finding.areaHa(),
            finding.latitude(),
            finding.longitude()));
    Geometry outline = finding.outline();
    for (int i = 0; i < outline.getNumGeometries(); i++) {
      xml.element(
          "polygon",
          XmlText.latitudeFirst(((Polygon) outline.getGeometryN(i)).getExteriorRing(), ",", " "));
    }
    xml.close().close();
  }

  private static void parameter(XmlText xml, String name, String value) throws XMLStreamException {
    xml.open("parameter").element("valueName", name).element("value", value).close();
  }

  private static String type(AlertObject alert) {
    if (cancelled(alert)) {
      return "Cancel";
    }
    return alert.version() == 1 ? "Alert" : "Update";
  }

  private static boolean cancelled(AlertObject alert) {
    return !alert.machine().status().open()
        || alert.review().decision().equals(Optional.of(ReviewStatus.REJECTED));
  }

  private static String certainty(AlertObject alert) {
    if (alert.review().decision().isPresent()) {
      return alert.review().decision().get() == ReviewStatus.CONFIRMED ? "Observed" : "Unlikely";
    }
    if (alert.machine().status() == MachineStatus.RETRACTED) {
      return "Unlikely";
    }
    return alert.machine().probability() > 0.5 ? "Likely" : "Possible";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
