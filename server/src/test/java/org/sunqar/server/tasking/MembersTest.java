// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.tracking.AlertAction;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Plans;
import org.sunqar.mission.plan.schedule.Unplanned;
import org.sunqar.mission.plan.schedule.search.Planner;
import org.sunqar.server.AlertSamples;

/** What members see of each other over HTTP: nothing but when which satellite is taken. */
class MembersTest {

  private static final String CONGO = "congo";
  private static final String MONGOLIA = "mongolia";
  private static final String OFFICE = "office";

  private @TempDir Path folder;
  private TaskingServer server;
  private String congos;
  private String mongolias;

  @BeforeEach
  void order() throws Exception {
    server = new TaskingServer(folder, CONGO, MONGOLIA, OFFICE);
    congos = create(CONGO, "\"name\":\"quarry\",\"origin\":\"letter 12\"");
    mongolias = create(MONGOLIA, "\"name\":\"steppe\"");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String create(String key, String parameters) throws Exception {
    return server
        .post(key, "/tasking/products/any.ms/orders", TaskingServer.astana(parameters))
        .expect(201)
        .json()
        .path("id")
        .asText();
  }

  private List<String> ids(String key, String path) throws Exception {
    JsonNode list = server.get(key, path).expect(200).json();
    List<String> ids = new ArrayList<>();
    list.path("features").forEach(each -> ids.add(each.path("id").asText()));
    assertThat(list.path("numberMatched").asInt()).isEqualTo(ids.size());
    return ids;
  }

  @Test
  void aMemberListsItsOrdersAndTheOperatorAll() throws Exception {
    for (String path : List.of("/tasking/orders", "/tasking/products/any.ms/orders")) {
      assertThat(ids(CONGO, path)).containsExactly(congos);
      assertThat(ids(MONGOLIA, path)).containsExactly(mongolias);
      assertThat(ids(OFFICE, path)).containsExactly(mongolias, congos);
    }
    assertThat(ids(MONGOLIA, "/tasking/orders?member=congo")).isEmpty();
    assertThat(ids(OFFICE, "/tasking/orders?member=congo")).containsExactly(congos);
  }

  @Test
  void anOrderOfAnotherIsAsIfNotThere() throws Exception {
    String order = "/tasking/orders/" + congos;
    for (String path : List.of(order, order + "/statuses")) {
      String nothing =
          server.get(MONGOLIA, path.replace(congos, "order-000099")).expect(404).json().toString();
      assertThat(server.get(MONGOLIA, path).expect(404).json().toString())
          .isEqualTo(nothing.replace("order-000099", congos));
      server.get(CONGO, path).expect(200);
      server.get(OFFICE, path).expect(200);
    }
    server.post(MONGOLIA, order + "/cancel", "").expect(404);
    server.post(OFFICE, order + "/cancel", "").expect(200);
  }

  @Test
  void whatIsLeftOfAMemberThatWentStaysItsOwn() throws Exception {
    Files.delete(folder.resolve("constellation.json"));
    assertThat(ids(CONGO, "/tasking/orders")).containsExactly(congos);
    server.get(MONGOLIA, "/tasking/orders/" + congos).expect(404);
  }

  private void plan() {
    Time now = Time.of(TaskingServer.NOW);
    Horizon horizon = Horizon.ofDays(now, 3);
    PlanningTask task =
        PlanningTask.of(
            DemoConstellation.read(),
            new Orders(folder).requests(horizon.start(), horizon.end()),
            horizon,
            now);
    Planner planner = new Planner(task, Earth.withoutOrientation(), () -> false, _ -> {});
    Plan found = planner.plan(SearchEffort.ofIterations(1)).plan();
    Plan plan =
        new Plan(
            found.version(),
            found.made(),
            found.horizon(),
            found.frozenUntil(),
            found.acquisitions(),
            found.downlinks(),
            List.of(
                new Unplanned(
                    congos + "/1/0",
                    Unplanned.Reason.CONFLICT,
                    "It is behind " + mongolias + "/0/0"),
                new Unplanned(
                    mongolias + "/1/0",
                    Unplanned.Reason.CONFLICT,
                    "It conflicts with " + congos + "/0/0 and " + mongolias + "/0/0.")));
    try (Plans.Making making = Plans.of(folder).begin()) {
      making.publish(plan, new Verdict(0, List.of()));
    }
  }

  @Test
  void thePlanTellsOfOthersOnlyWhenWhichSatelliteIsTaken() throws Exception {
    plan();
    JsonNode all = server.get(OFFICE, "/tasking/plan").expect(200).json();
    JsonNode own = server.get(MONGOLIA, "/tasking/plan").expect(200).json();
    JsonNode images = all.at("/acquisitions/features");
    assertThat(images).hasSize(2);
    assertThat(own.at("/acquisitions/features")).hasSize(2);
    for (int i = 0; i < 2; i++) {
      JsonNode image = images.get(i);
      JsonNode seen = own.at("/acquisitions/features").get(i);
      if (image.at("/properties/order").asText().equals(mongolias)) {
        assertThat(seen).isEqualTo(image);
      } else {
        assertThat(image.at("/geometry/type").asText()).isEqualTo("Polygon");
        assertThat(seen.path("geometry").isNull()).isTrue();
        assertThat(seen.path("id")).isEqualTo(image.path("id"));
        assertThat(seen.path("properties").properties()).hasSize(2);
        assertThat(seen.at("/properties/datetime")).isEqualTo(image.at("/properties/datetime"));
        assertThat(seen.at("/properties/satellite")).isEqualTo(image.at("/properties/satellite"));
      }
    }
    assertThat(own.path("downlinks")).isEqualTo(all.path("downlinks"));
    assertThat(all.path("unplanned")).hasSize(2);
    assertThat(own.path("unplanned")).hasSize(1);
    assertThat(own.at("/unplanned/0/detail").asText())
        .isEqualTo("It conflicts with a request of another member and " + mongolias + "/0/0.");
    assertThat(own.toString()).doesNotContain(congos, "quarry", "letter");
    String satellite = images.at("/0/properties/satellite").asText();
    String course = "/tasking/plan/satellites/" + satellite;
    assertThat(server.get(MONGOLIA, course).expect(200).json().toString())
        .isEqualTo(server.get(OFFICE, course).expect(200).json().toString())
        .doesNotContain("order-", "quarry");
    String coverage = "/tasking/coverage?bbox=71.39,51.09,71.41,51.11";
    assertThat(server.get(MONGOLIA, coverage).expect(200).json())
        .isEqualTo(server.get(OFFICE, coverage).expect(200).json());
  }

  @Test
  void aMemberTriesOtherTimesForItsOwnImagesOnly() throws Exception {
    plan();
    for (JsonNode image :
        server.get(OFFICE, "/tasking/plan").expect(200).json().at("/acquisitions/features")) {
      String change =
          "{\"changes\":[{\"acquisition\":\""
              + image.path("id").asText()
              + "\",\"removed\":true}]}";
      boolean own = image.at("/properties/order").asText().equals(mongolias);
      server.post(MONGOLIA, "/tasking/plan/what-if", change).expect(own ? 200 : 403);
      server.post(OFFICE, "/tasking/plan/what-if", change).expect(200);
    }
  }

  @Test
  void aSearchToComeBackToIsForWhoBeganIt() throws Exception {
    String id =
        server
            .post(
                CONGO,
                "/tasking/products/any.ms/opportunities",
                TaskingServer.astana(""),
                "Prefer",
                "respond-async")
            .expect(201)
            .json()
            .path("id")
            .asText();
    String searches = "/tasking/searches/opportunities";
    assertThat(server.get(CONGO, searches).json().path("search_records")).hasSize(1);
    assertThat(server.get(OFFICE, searches).json().path("search_records")).hasSize(1);
    assertThat(server.get(MONGOLIA, searches).json().path("search_records")).isEmpty();
    server.get(CONGO, searches + "/" + id).expect(200);
    server.get(MONGOLIA, searches + "/" + id).expect(404);
    server.get(MONGOLIA, searches + "/" + id + "/statuses").expect(404);
    server.get(MONGOLIA, "/tasking/products/any.ms/opportunities/" + id).expect(404);
  }

  @Test
  void theHistoryOfAnAlertTellsAMemberOfItsOwnOrdersOnly() throws Exception {
    AlertSamples.watch(server.database(), "north");
    AlertSamples.raise(server.database(), "north", "r1", 1, 1);
    new AlertStore(server.database())
        .act(
            "north-0001",
            new AlertAction.Order(
                JsonNodeFactory.instance.objectNode().put("order", congos).put("member", CONGO)),
            new AlertAction.Said(CONGO, Optional.empty(), Instant.EPOCH, congos + ".ordered"));
    String alert = "/alerts/collections/alerts/items/north-0001";
    assertThat(server.get(CONGO, "/api" + alert).expect(200).json().path("history")).hasSize(2);
    assertThat(server.get(OFFICE, "/api" + alert).expect(200).json().path("history")).hasSize(2);
    assertThat(server.get(MONGOLIA, "/api" + alert).expect(200).json().path("history")).hasSize(1);
  }
}
