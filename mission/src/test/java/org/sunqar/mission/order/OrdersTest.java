// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.OrbitSource;
import org.sunqar.mission.orbit.Time;

class OrdersTest {

  private static final Constellation DEMO = DemoConstellation.read();
  private static final Time NOW = Time.parse("2026-04-14");
  private static final String ASTANA = "POINT(71.4 51.1)";
  private static final String AREA = "POLYGON((70 50, 70.6 50, 70.6 50.3, 70 50.3, 70 50))";

  @TempDir private Path folder;

  private static Feasibility feasibility() {
    return new Feasibility(DEMO, Earth.withoutOrientation());
  }

  private static Geometry place(String wkt) {
    try {
      return new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Order order(String wkt, int tries, Optional<Order.Recurrence> recurrence) {
    return new Order(
        "",
        "mongolia",
        "test",
        Priority.ROUTINE,
        10,
        place(wkt),
        NOW,
        NOW.plus(4 * 86_400),
        new Order.Image(
            Limits.NONE.withSunElevation(Range.degrees(10, 90)),
            Optional.of(ImagingMode.Kind.MS),
            1,
            0.2,
            tries),
        recurrence,
        "");
  }

  private static Order once(String wkt) {
    return order(wkt, 2, Optional.empty());
  }

  private Orders orders() {
    return new Orders(folder);
  }

  private static List<Request> open(Orders orders) {
    return orders.requests(NOW, NOW.plus(30 * 86_400));
  }

  private static Attempt.Product product(String item, double cloud) {
    return new Attempt.Product("scenes", item, OptionalDouble.of(cloud));
  }

  @Test
  void isTheSameWhenItIsReadAgain() {
    Order given =
        new Order(
            "",
            "congo",
            "Ölgii \"north\"",
            Priority.EMERGENCY,
            2.5,
            place(
                "MULTIPOLYGON(((89.9 48.9, 90 48.9, 90 49, 89.9 48.9), (89.97 48.91, 89.98 48.91,"
                    + " 89.98 48.92, 89.97 48.91)), ((91 48, 91.1 48, 91.1 48.1, 91 48)))"),
            Time.parse("2026-04-15T01:02:03.123456789Z"),
            Time.parse("2026-04-25"),
            new Order.Image(
                Limits.NONE
                    .withOffNadir(Range.degrees(0, 30))
                    .withMaxGroundSampling(12)
                    .withMaxCloud(0.4),
                Optional.of(ImagingMode.Kind.PAN_MS),
                1,
                0.35,
                7,
                Set.of("dala-1", "dala-2")),
            Optional.of(new Order.Recurrence(2.5)),
            "alert 7");
    TrackedOrder created = orders().create(feasibility(), given, "k", NOW);
    TrackedOrder read = orders().order(created.id());
    assertThat(read).isEqualTo(created);
    assertThat(OrderJson.write(read.order()))
        .isEqualTo(OrderJson.write(given.withId(created.id())));
    assertThat(read.order().image()).isEqualTo(given.image());
    assertThat(read.state()).isEqualTo(OrderState.ACCEPTED);
    assertThat(read.key()).isEqualTo("k");
  }

  @Test
  void aPointIsOneRequestUntilItsImageIsThere() {
    Orders orders = orders();
    String id = orders.create(feasibility(), once(ASTANA), "", NOW).id();
    Request request = open(orders).getFirst();
    assertThat(request.value()).isEqualTo(10);
    orders.planned(List.of(request.id()), NOW);
    orders.tasked(List.of(request.id()), NOW);
    assertThat(open(orders)).hasSize(1);
    orders.acquired(request.id(), "a1", NOW);
    orders.acquired(request.id(), "a1", NOW);
    assertThat(open(orders)).isEmpty();
    TrackedOrder done = orders.product("a1", product("s1", 0.1), NOW);
    assertThat(done.history())
        .extracting(OrderStatus::state)
        .containsExactly(
            OrderState.RECEIVED,
            OrderState.ACCEPTED,
            OrderState.SCHEDULED,
            OrderState.TASKED,
            OrderState.PROCESSING,
            OrderState.COMPLETED);
    assertThat(orders().order(id).products()).containsExactly(product("s1", 0.1));
    assertThat(orders.ofAcquisition("a1").orElseThrow().id()).isEqualTo(id);
  }

  @Test
  void aCloudyImageIsTriedAgainUntilTheTriesAreUsed() {
    Orders orders = orders();
    orders.create(feasibility(), once(ASTANA), "", NOW);
    String request = open(orders).getFirst().id();
    orders.acquired(request, "a1", NOW);
    TrackedOrder again = orders.product("a1", product("s1", 0.6), NOW);
    assertThat(again.state()).isEqualTo(OrderState.ACCEPTED);
    assertThat(again.status().reason())
        .isEqualTo("60 % of the image is cloud, more than 20 %; it is tried again.");
    assertThat(open(orders)).extracting(Request::id).containsExactly(request);
    orders.acquired(request, "a2", NOW);
    assertThat(orders.lost("a2", "The satellite failed.", NOW).state())
        .isEqualTo(OrderState.ACCEPTED);
    orders.acquired(request, "a3", NOW);
    assertThat(orders.product("a3", product("s3", 0.9), NOW).state()).isEqualTo(OrderState.FAILED);
    assertThat(open(orders())).isEmpty();
  }

  @Test
  void anAreaIsCutIntoStripsThatStayTheSameAndIsDonePartByPart() {
    Orders orders = orders();
    String id = orders.create(feasibility(), once(AREA), "", NOW).id();
    List<Request> strips = open(orders);
    assertThat(strips).hasSizeGreaterThan(3);
    assertThat(strips.stream().mapToDouble(Request::value).sum()).isCloseTo(10, within(1e-9));
    assertThat(strips)
        .allSatisfy(r ->
            assertThat(((Request.Along) r.target()).strip().width()).isBetween(8_000.0, 9_500.0));
    assertThat(open(orders())).isEqualTo(strips);
    for (int i = 0; i < strips.size(); i++) {
      orders.acquired(strips.get(i).id(), "a" + i, NOW);
      TrackedOrder after = orders.product("a" + i, product("s" + i, 0), NOW);
      boolean last = i == strips.size() - 1;
      assertThat(after.state()).isEqualTo(last ? OrderState.COMPLETED : OrderState.ACCEPTED);
      assertThat(orders.progress(id, NOW).done()).isEqualTo(i + 1);
    }
    assertThat(orders.progress(id, NOW).share()).isCloseTo(1, within(1e-9));
  }

  @Test
  void aRecurringOrderHasARequestForEachOfItsTimes() {
    Orders orders = orders();
    String id =
        orders
            .create(
                feasibility(), order(ASTANA, 1, Optional.of(new Order.Recurrence(1.5))), "", NOW)
            .id();
    List<Request> requests = open(orders);
    assertThat(requests)
        .extracting(Request::id)
        .containsExactly(id + "/0/0", id + "/1/0", id + "/2/0");
    assertThat(requests.get(1).start()).isEqualTo(NOW.plus(1.5 * 86_400));
    assertThat(requests.get(2).end()).isEqualTo(NOW.plus(4 * 86_400));
    assertThat(orders.requests(NOW, NOW.plus(86_400))).hasSize(1);
    Progress later = orders.progress(id, NOW.plus(2 * 86_400));
    assertThat(later).isEqualTo(new Progress(3, 0, 0, 2, 1, 0));
    assertThat(orders.expire(NOW.plus(3 * 86_400))).isEmpty();
    assertThat(orders.expire(NOW.plus(5 * 86_400)))
        .extracting(TrackedOrder::state)
        .containsExactly(OrderState.EXPIRED);
  }

  @Test
  void whatNoSatelliteCanDoIsRejectedWithTheReason() {
    Orders orders = orders();
    Order night =
        new Order(
            "",
            "congo",
            "too fine",
            Priority.ROUTINE,
            1,
            place(ASTANA),
            NOW,
            NOW.plus(86_400),
            new Order.Image(Limits.NONE.withMaxGroundSampling(0.1), Optional.empty(), 1, 1, 1),
            Optional.empty(),
            "");
    TrackedOrder rejected = orders.create(feasibility(), night, "", NOW);
    assertThat(rejected.state()).isEqualTo(OrderState.REJECTED);
    assertThat(rejected.status().reason())
        .isEqualTo("No satellite sees the place within the limits in the order's time.");
    assertThat(open(orders)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "atlantis | POINT(71 51) | 2026-04-14 | 2026-04-15 | There is no member",
        "congo | POINT(71 51) | 2026-04-12 | 2026-04-13 | ended at 2026-04-13",
        "congo | POINT(71 51) | 2026-04-15 | 2026-04-15 | not after its start",
        "congo | POINT(71 51) | 2026-04-15 | 2027-05-15 | longer than 366 days",
        "congo | POLYGON((0 0, 1 1, 1 0, 0 1, 0 0)) | 2026-04-14 | 2026-04-15 | crosses itself",
        "congo | LINESTRING(0 0, 1 1) | 2026-04-14 | 2026-04-15 | not for a LineString",
        "congo | POINT EMPTY | 2026-04-14 | 2026-04-15 | is empty",
      })
  void badOrdersAreRefused(String member, String wkt, String start, String end, String reason) {
    assertThatThrownBy(() ->
            orders()
                .create(
                    feasibility(),
                    new Order(
                        "",
                        member,
                        "",
                        Priority.ROUTINE,
                        1,
                        place(wkt),
                        Time.parse(start),
                        Time.parse(end),
                        once(ASTANA).image(),
                        Optional.empty(),
                        ""),
                    "",
                    NOW))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining(reason);
    assertThat(orders().list(Orders.Filter.ALL)).isEmpty();
  }

  @Test
  void theSameKeyMakesOneOrder() {
    Orders orders = orders();
    TrackedOrder first = orders.create(feasibility(), once(ASTANA), "k1", NOW);
    assertThat(orders().create(feasibility(), once(ASTANA), "k1", NOW.plus(60))).isEqualTo(first);
    assertThat(orders.list(Orders.Filter.ALL)).hasSize(1);
    assertThatThrownBy(() -> orders.create(feasibility(), once("POINT(72 51)"), "k1", NOW))
        .isInstanceOf(MissionException.class)
        .hasMessage("The key \"k1\" was used for another order, " + first.id() + ".");
  }

  @Test
  void impossibleMovesAreRefused() {
    Orders orders = orders();
    String id = orders.create(feasibility(), once(ASTANA), "", NOW).id();
    orders.tasked(List.of(id + "/0/0"), NOW);
    assertThatThrownBy(() -> orders.cancel(id, "", NOW))
        .hasMessage("The order " + id + " is tasked and cannot become user cancelled.");
    String other = orders.create(feasibility(), once(ASTANA), "", NOW).id();
    assertThat(orders.cancel(other, "not needed", NOW).status())
        .isEqualTo(new OrderStatus(NOW, OrderState.USER_CANCELLED, "not needed"));
    assertThatThrownBy(() -> orders.move(other, OrderState.ACCEPTED, "", NOW))
        .isInstanceOf(MissionException.class);
    assertThatThrownBy(() -> orders.acquired(id + "/0/7", "a", NOW))
        .hasMessage("There is no request \"" + id + "/0/7\".");
    assertThatThrownBy(() -> orders.order("order-9")).isInstanceOf(MissionException.class);
  }

  @Test
  void ofAPlanThatLeavesItOutAnOrderWaitsAgain() {
    Orders orders = orders();
    String id = orders.create(feasibility(), once(ASTANA), "", NOW).id();
    orders.planned(List.of(id + "/0/0"), NOW);
    assertThat(orders.order(id).state()).isEqualTo(OrderState.SCHEDULED);
    orders.planned(List.of(), NOW);
    assertThat(orders.order(id).state()).isEqualTo(OrderState.ACCEPTED);
  }

  @Test
  void oneSatelliteWithStaleElementsDoesNotHideTheOthers() {
    Satellite first = DEMO.satellites().getFirst();
    List<Satellite> satellites = new ArrayList<>(DEMO.satellites());
    satellites.set(
        0,
        new Satellite(
            first.id(),
            first.name(),
            first.owner(),
            new OrbitSource(
                OrbitSource.Format.TLE,
                """
                1 90001U 25001A   25103.50000000  .00000100  00000+0  10000-4 0  9999
                2 90001  98.1647 179.0000 0011000  90.0000   0.0000 14.59744220 10004\
                """),
            first.platform(),
            first.instruments()));
    Feasibility others =
        new Feasibility(
            new Constellation(DEMO.members(), satellites, DEMO.stations()),
            Earth.withoutOrientation());
    Feasibility.Answer answer = others.answer(once(ASTANA), NOW);
    assertThat(answer.possible()).isTrue();
    assertThat(answer.reason()).isEmpty();
    assertThat(answer.opportunities())
        .isNotEmpty()
        .noneMatch(o -> o.sensor().satellite().equals(first.id()));
    Time later = NOW.plus(90 * 86_400.0);
    Order far =
        new Order(
            "",
            "congo",
            "",
            Priority.ROUTINE,
            1,
            place(ASTANA),
            later,
            later.plus(86_400),
            once(ASTANA).image(),
            Optional.empty(),
            "");
    assertThat(feasibility().answer(far, NOW).reason())
        .startsWith("Not looked at: Satellite dala-1: The TLE is of 2026-04-13");
  }

  @Test
  void aPlanEndsOrdersWhoseTimeIsOver() {
    Orders orders = orders();
    String waits = orders.create(feasibility(), once(ASTANA), "", NOW).id();
    String flies = orders.create(feasibility(), once(ASTANA), "", NOW).id();
    orders.tasked(List.of(flies + "/0/0"), NOW);
    orders.planned(List.of(), NOW.plus(4.5 * 86_400));
    assertThat(orders.order(waits).state()).isEqualTo(OrderState.EXPIRED);
    assertThat(orders.order(flies).state()).isEqualTo(OrderState.TASKED);
    orders.planned(List.of(), NOW.plus(6 * 86_400));
    assertThat(orders.order(flies).state()).isEqualTo(OrderState.EXPIRED);
  }

  @Test
  void aTornLastLineIsPassedOverAndCutOffByTheNextWriter() throws IOException {
    Orders orders = orders();
    orders.create(feasibility(), once(ASTANA), "", NOW);
    Path file = folder.resolve("orders.jsonl");
    byte[] whole = Files.readAllBytes(file);
    orders.create(feasibility(), once(AREA), "", NOW);
    byte[] both = Files.readAllBytes(file);
    for (int cut :
        new int[] {whole.length + 1, (whole.length + both.length) / 2, both.length - 1}) {
      Files.write(file, Arrays.copyOf(both, cut));
      Orders after = orders();
      assertThat(after.list(Orders.Filter.ALL)).hasSize(1);
      assertThat(after.create(feasibility(), once(AREA), "", NOW).id()).isEqualTo("order-000002");
      assertThat(Files.readAllBytes(file)).isEqualTo(both);
    }
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    orders().create(feasibility(), once(ASTANA), "", NOW);
    Path file = folder.resolve("orders.jsonl");
    Files.writeString(file, "{\"event\":\"status\"}\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> orders().list(Orders.Filter.ALL))
        .isInstanceOf(MissionException.class)
        .hasMessageStartingWith("Line 2 of " + file);
  }

  @Test
  void twoWritersAtOnceLoseNothing() throws Exception {
    List<Callable<List<String>>> writers = new ArrayList<>();
    for (int w = 0; w < 2; w++) {
      writers.add(() -> {
        Orders mine = orders();
        Feasibility feasibility = feasibility();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          ids.add(mine.create(feasibility, once(ASTANA), "", NOW).id());
        }
        return ids;
      });
    }
    List<String> ids = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (var each : threads.invokeAll(writers)) {
        ids.addAll(each.get());
      }
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(20);
    assertThat(orders().list(Orders.Filter.ALL))
        .extracting(TrackedOrder::id)
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void tenThousandOrdersAreListedByWhatIsAskedFor() throws IOException {
    orders().create(feasibility(), once(ASTANA), "", NOW);
    Path file = folder.resolve("orders.jsonl");
    String line = Files.readString(file);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      lines.append(
          line.replace("order-000001", String.format(Locale.ROOT, "order-%06d", i + 1))
              .replace("mongolia", List.of("kazakhstan", "mongolia", "congo").get(i % 3))
              .replace("routine", i % 100 == 0 ? "emergency" : "routine")
              .replace(
                  "\"origin\":\"\"",
                  i % 1000 == 0 ? "\"origin\":\"alert " + i + "\"" : "\"origin\":\"\""));
    }
    Files.writeString(file, lines);
    Orders orders = orders();
    assertThat(orders.list(Orders.Filter.ALL)).hasSize(10_000);
    assertThat(
            orders.list(
                new Orders.Filter(
                    Optional.of("kazakhstan"),
                    Set.of(OrderState.ACCEPTED),
                    Optional.of(Priority.EMERGENCY),
                    Optional.empty())))
        .hasSize(34);
    assertThat(
            orders.list(
                new Orders.Filter(
                    Optional.empty(), Set.of(), Optional.empty(), Optional.of("alert 3000"))))
        .hasSize(1);
    assertThat(open(orders)).hasSize(10_000);
  }

  @Test
  void whatWasSentBeforeIsAnsweredAlsoWhenItsTimeIsOver() {
    Orders orders = orders();
    Order order = once(ASTANA);
    TrackedOrder first = orders.create(feasibility(), order, "k", NOW);
    Time after = NOW.plus(30 * 86_400);
    assertThatThrownBy(() -> orders.create(feasibility(), order, "other", after))
        .hasMessageContaining("before now");
    assertThat(orders().create(feasibility(), order, "k", after)).isEqualTo(first);
    assertThat(orders.expire(after)).extracting(TrackedOrder::id).containsExactly(first.id());
    TrackedOrder again = orders().create(feasibility(), order, "k", after);
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.state()).isEqualTo(OrderState.EXPIRED);
    assertThat(orders.list(Orders.Filter.ALL)).hasSize(1);
    Orders.Draft told =
        new Orders.Draft(order, "k", Optional.of(new OrderHook("http://a.example/", "s", "")));
    assertThatThrownBy(() -> orders.create(feasibility(), List.of(told), after))
        .hasMessageContaining("was used for another order");
  }

  @Test
  void whereNothingIsOverNothingIsWritten() {
    assertThat(orders().expire(NOW)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whoIsToldIsRememberedAndTheSecretIsNotShown() {
    OrderHook hook = new OrderHook("https://a.example/hook", "secret word", "");
    orders()
        .create(feasibility(), List.of(new Orders.Draft(once(ASTANA), "", Optional.of(hook))), NOW);
    TrackedOrder read = orders().list(Orders.Filter.ALL).getFirst();
    assertThat(read.hook()).contains(hook);
    assertThat(read.toString()).doesNotContain("secret word");
    assertThat(OrderJson.write(read.order()).toString()).doesNotContain("a.example");
  }

  @Test
  void anOrderOfAnotherMemberIsNotThere() {
    TrackedOrder order = orders().create(feasibility(), once(ASTANA), "", NOW);
    assertThat(orders().order(order.id(), Optional.of("mongolia"))).isEqualTo(order);
    assertThatThrownBy(() -> orders().order(order.id(), Optional.of("congo")))
        .hasMessage("There is no order \"" + order.id() + "\".");
  }
}
