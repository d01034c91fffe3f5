// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What subscribers are told: an entry of an alert's history as a CloudEvent 1.0 in structured JSON.
 *
 * <p>The id is {@link HistoryEntry#eventId}, the source {@code /watches/NAME}, the subject the
 * alert's id, the data its GeoJSON feature, to whose properties {@code event} adds what the entry
 * says: its kind, who made it, and its details.
 */
public final class AlertEvent {

  /** The media type of the whole. */
  public static final String MEDIA_TYPE = "application/cloudevents+json";

  private AlertEvent() {}

  /** The event of an entry and the alert after it. */
  public static ObjectNode of(HistoryEntry entry, AlertObject alert) {
    ObjectNode feature = AlertDocument.write(alert);
    ObjectNode event =
        ((ObjectNode) feature.get("properties"))
            .putObject("event")
            .put("number", entry.number())
            .put("kind", entry.kind().text())
            .put("by", entry.by());
    event.setAll(entry.details());
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("specversion", "1.0")
            .put("id", entry.eventId())
            .put("type", entry.kind().eventType())
            .put("source", "/watches/" + alert.finding().watch())
            .put("subject", alert.id())
            .put("time", entry.at().toString())
            .put("datacontenttype", "application/geo+json");
    json.set("data", feature);
    return json;
  }
}
