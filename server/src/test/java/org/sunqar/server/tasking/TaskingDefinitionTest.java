// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.server.http.Route;

/** The OpenAPI document has every route of tasking. */
class TaskingDefinitionTest {

  private @TempDir Path folder;

  @Test
  void eachRouteIsNamedAndSaidInWords() throws Exception {
    try (TaskingServer server = new TaskingServer(folder)) {
      JsonNode paths = server.get("", "/api/openapi.json").expect(200).json().path("paths");
      List<Route> routes = new TaskingApi(folder, "Test", () -> TaskingServer.NOW).routes();
      assertThat(routes).hasSizeGreaterThan(20);
      for (Route route : routes) {
        JsonNode operation =
            paths.path(route.template()).path(route.verb().name().toLowerCase(Locale.ROOT));
        assertThat(operation.path("tags").toString())
            .as(route.verb() + " " + route.template())
            .isEqualTo("[\"Tasking\"]");
        assertThat(operation.path("summary").asText()).isNotBlank();
        assertThat(operation.path("responses").properties()).isNotEmpty();
      }
      assertThat(paths.at("/~1tasking~1products~1{product}~1orders/post/summary").asText())
          .contains("notify");
    }
  }
}
