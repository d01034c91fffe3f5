// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.mission.access.KeptForecast;

/** The forecast of the workspace tells the clouds of looks and leaves out the cloudy ones. */
class KeptForecastTest {

  private static final String PATH = "/tasking/products/any.ms/opportunities";

  private @TempDir Path folder;
  private TaskingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TaskingServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Over Astana from midnight of the 14th: as cloudy on the 15th as is said, else clear. */
  private void keep(double cloudy) throws IOException {
    String clear = "[0.1,0.1,0.1,0.1]";
    String full = "[%s,%s,%s,%s]".replace("%s", Double.toString(cloudy));
    Path file =
        Files.writeString(
            folder.resolve("brought.json"),
            """
            {"west":70,"south":50,"step":3,"columns":2,"rows":2,"start":"2026-04-14T00:00:00Z",
             "issued":"2026-04-13T06:00:00Z","hours":23.9999,"fraction":[%s,%s,%s]}
            """
                .formatted(clear, full, full));
    new KeptForecast(folder).keep(file);
  }

  private JsonNode search(String filter) throws Exception {
    String body = TaskingServer.astana("");
    return server
        .post("", PATH, body.substring(0, body.length() - 1) + filter + ",\"limit\":1000}")
        .expect(200)
        .json();
  }

  private static String atMost(int percent) {
    return ",\"filter\":{\"op\":\"<=\",\"args\":[{\"property\":\"eo:cloud_cover\"},"
        + percent
        + "]}";
  }

  @Test
  void looksHaveTheCloudOfTheForecastAsFarAsItReaches() throws Exception {
    JsonNode without = search("");
    assertThat(without.has("forecast")).isFalse();
    assertThat(without.toString()).doesNotContain("eo:cloud_cover");
    keep(0.9);
    JsonNode found = search("");
    assertThat(found.path("features").size()).isEqualTo(without.path("features").size());
    assertThat(found.at("/forecast/issued").asText()).isEqualTo("2026-04-13T06:00:00.000Z");
    assertThat(found.at("/forecast/age_hours").asDouble()).isEqualTo(6);
    int known = 0;
    for (JsonNode each : found.path("features")) {
      JsonNode properties = each.path("properties");
      boolean reached = properties.path("best").asText().compareTo("2026-04-15T23:59:5") < 0;
      assertThat(properties.has("eo:cloud_cover")).isEqualTo(reached);
      assertThat(properties.has("forecast:reference_datetime")).isEqualTo(reached);
      known += reached ? 1 : 0;
    }
    assertThat(known).isPositive().isLessThan(found.path("features").size());
  }

  @Test
  void whatIsTooCloudyIsLeftOutAndWhatIsNotKnownStays() throws Exception {
    keep(0.9);
    List<String> expected = new ArrayList<>();
    for (JsonNode each : search("").path("features")) {
      if (each.at("/properties/eo:cloud_cover").asDouble(0) <= 50) {
        expected.add(each.path("id").asText());
      }
    }
    JsonNode clear = search(atMost(50));
    assertThat(clear.path("features").findValuesAsText("id")).isEqualTo(expected);
    assertThat(clear.path("forecast")).isEqualTo(search("").path("forecast"));
    assertThat(clear.path("numberMatched").asInt())
        .isPositive()
        .isLessThan(search("").path("numberMatched").asInt());
  }

  @Test
  void anOrderThatTheForecastIsAgainstIsAcceptedAndSaysSo() throws Exception {
    keep(1);
    String day =
        """
        {"geometry":{"type":"Point","coordinates":[71.4,51.1]},
         "datetime":["2026-04-15T00:00:00Z","2026-04-15T23:00:00Z"],
         "order_parameters":{"member":"congo"}%s}
        """;
    JsonNode against =
        server
            .post("", "/tasking/products/any.ms/orders", day.formatted(atMost(20)))
            .expect(201)
            .json();
    assertThat(against.at("/status/status_code").asText()).isEqualTo("accepted");
    assertThat(against.at("/status/reason_text").asText())
        .startsWith("The forecast is cloudier than 20 %");
    JsonNode with =
        server.post("", "/tasking/products/any.ms/orders", day.formatted("")).expect(201).json();
    assertThat(with.path("status").has("reason_text")).isFalse();
  }
}
