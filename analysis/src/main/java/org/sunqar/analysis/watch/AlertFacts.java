// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.analysis.alert.AlertFiles;

/**
 * What a list shows of a page of alerts.
 *
 * @param next where the next page begins; empty for the last one
 * @param matched how many alerts all pages together have; empty where counting them would mean to
 *     read too many documents
 */
public record AlertFacts(List<Row> rows, Optional<String> next, Optional<Long> matched) {

  public AlertFacts {
    rows = List.copyOf(rows);
  }

  /**
   * One alert.
   *
   * @param firstDate as {@code 2024-01-31}
   * @param updated to the millisecond
   * @param areaHa hectares
   * @param probability 0 to 1
   * @param magnitude median change of the index
   * @param extent longitudes and latitudes (degrees)
   * @param assignee empty for nobody
   */
  public record Row(
      String id,
      String watch,
      String status,
      String review,
      String firstDate,
      Instant updated,
      double areaHa,
      double probability,
      double magnitude,
      Envelope extent,
      String assignee,
      int version) {

    public Row {
      extent = new Envelope(extent);
    }

    static Row of(ObjectNode feature) {
      JsonNode p = feature.path("properties");
      return new Row(
          feature.path("id").asText(),
          p.path("watch").asText(),
          p.path("status").asText(),
          p.path("review").asText(),
          p.path("first_date").asText(),
          Instant.parse(p.path("updated").asText()),
          p.path("area_ha").asDouble(),
          p.path("probability").asDouble(),
          p.path("magnitude").asDouble(),
          AlertFiles.alert(feature).outline().getEnvelopeInternal(),
          p.path("assignee").asText(""),
          p.path("version").asInt());
    }
  }
}
