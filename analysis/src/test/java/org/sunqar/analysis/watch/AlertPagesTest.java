// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.tracking.AlertAction;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.analysis.tracking.ReviewStatus;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.Migration;

/** Pages of 600 random alerts; the oracle tests the filter on each document. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertPagesTest {

  private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");

  private Database database;
  private AlertStore alerts;
  private List<ObjectNode> all;

  @BeforeAll
  void raise(@TempDir Path folder) {
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS);
    database = Database.open(folder.resolve("w.db"), migrations);
    alerts = new AlertStore(database);
    Random random = new Random(5);
    for (String watch : List.of("north", "south")) {
      WatchStore watches = new WatchStore(database);
      watches.create(
          new Watch(
              watch,
              "land",
              "ndvi",
              Optional.empty(),
              LocalDate.of(2022, 1, 1),
              new DetectorSettings.TwoDates(3),
              AlertRule.defaults()));
      List<AlertTracking.Change> changes = new ArrayList<>();
      for (int n = 1; n <= 300; n++) {
        AlertObject alert = alert(watch, n, random);
        changes.add(
            new AlertTracking.Change(
                alert,
                Optional.of(
                    new HistoryEntry(
                        alert.id(),
                        1,
                        alert.created(),
                        HistoryEntry.Kind.CREATED,
                        HistoryEntry.DETECTOR,
                        JsonNodeFactory.instance.objectNode()))));
      }
      watches.addRun(
          new WatchStore.Run(watch, "r", START, JsonNodeFactory.instance.objectNode()),
          _ -> new AlertTracking.Outcome(List.of(), List.of(), changes, 0));
    }
    all = pages(scan(Optional.empty(), List.of()), 1000);
  }

  @AfterAll
  void close() {
    database.close();
  }

  private static AlertObject alert(String watch, int n, Random random) {
    LocalDate day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(40));
    double west = 60 + random.nextInt(100) / 50.0;
    Geometry square = new GeometryFactory().toGeometry(new Envelope(west, west + 0.02, 50, 50.01));
    Instant at = START.plusMillis(random.nextInt(20)).plusNanos(random.nextInt(3) * 1000L);
    Alert finding =
        new Alert(
            "%s-%04d".formatted(watch, n),
            watch,
            day,
            day.plusDays(10),
            // more digits than the document has
            random.nextInt(20) + 0.123456,
            10,
            -0.3,
            -5,
            20,
            3,
            random.nextInt(10) / 10.0 + 0.000049,
            west,
            50,
            1,
            1,
            square,
            List.of("scene-a"));
    MachineStatus status =
        List.of(MachineStatus.PROVISIONAL, MachineStatus.CONFIRMED, MachineStatus.RETRACTED)
            .get(random.nextInt(3));
    return new AlertObject(
        finding,
        new AlertObject.Machine(
            status, random.nextInt(50) / 50.0, 0.25, 1, day, day, 1, Optional.empty()),
        new Review(
            ReviewStatus.NEW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            List.of(Optional.of("ana"), Optional.of("bo"), Optional.<String>empty()).get(n % 3)),
        new AlertObject.Evidence("r", "Sunqar test"),
        at,
        at,
        1);
  }

  private static AlertScan scan(Optional<Filter> filter, List<AlertOrder> order) {
    return new AlertScan(
        List.of(), Optional.empty(), Optional.empty(), Optional.empty(), filter, order);
  }

  private List<ObjectNode> pages(AlertScan scan, int limit) {
    List<ObjectNode> features = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      AlertPage page = alerts.page(scan, after, limit);
      assertThat(page.features()).hasSizeLessThanOrEqualTo(limit);
      features.addAll(page.features());
      after = page.next();
    } while (after.isPresent());
    return features;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "area_ha > 12.1235",
        "area_ha >= 12.1235 AND area_ha <= 14",
        "12 > area_ha",
        "area_ha = 7.1235",
        "area_ha > 'x'",
        "NOT (area_ha > 'x')",
        "confidence = 0.3",
        "probability BETWEEN 0.5 AND 0.7",
        "watch = 'south' OR status = 'retracted'",
        "NOT (watch = 'south' OR status = 'retracted')",
        "NOT status = 'retracted' AND NOT longitude > 61",
        "NOT (status = 'retracted' AND longitude > 61)",
        "status IN ('confirmed', 'provisional') AND properties.watch <> 'south'",
        "status = 'confirmed' OR magnitude > 0",
        "id LIKE 'north-00%'",
        "id = 'north-0007'",
        "id > 'north-0290'",
        "first_date < DATE('2024-01-05')",
        "first_date = '2024-01-05'",
        "first_date <= TIMESTAMP('2024-01-05T12:00:00Z')",
        "DATE('2024-01-05') >= first_date",
        "T_AFTER(first_date, DATE('2024-02-01'))",
        "updated < TIMESTAMP('2024-06-01T00:00:00.010Z')",
        "updated > TIMESTAMP('2024-06-01T00:00:00.010Z')",
        "updated <> TIMESTAMP('2024-06-01T00:00:00.010Z')",
        "updated = TIMESTAMP('2024-06-01T00:00:00.010Z')",
        "reject_reason IS NULL AND watch IS NOT NULL",
        "watch IS NULL",
        "S_INTERSECTS(geometry, BBOX(61.0, 50.0, 61.1, 51.0))",
        "S_DISJOINT(geometry, BBOX(61.0, 50.0, 61.1, 51.0))",
        "NOT S_DISJOINT(geometry, BBOX(61.0, 50.0, 61.1, 51.0)) AND area_ha > 5",
        "CASEI(watch) = CASEI('NORTH')",
        "area_ha > 2 * confidence",
        "assignee = 'ana'",
        "assignee <> 'ana'",
        "NOT assignee = 'ana'",
        "assignee = ''",
        "assignee IN ('ana', 'cy') AND area_ha > 5",
        "assignee IS NULL",
        "assignee IS NOT NULL OR area_ha > 5"
      })
  void findsWhatDocumentsTell(String text) {
    Filter filter = Filter.parseText(text);
    List<String> expected = ids(all.stream().filter(filter::test));
    assertThat(ids(pages(scan(Optional.of(filter), List.of()), 45).stream()))
        .as(text)
        .isEqualTo(expected);
    assertThat(alerts.page(scan(Optional.of(filter), List.of()), Optional.empty(), 1).matched())
        .as(text)
        .contains((long) expected.size());
    AlertFacts facts = alerts.facts(scan(Optional.of(filter), List.of()), Optional.empty(), 1000);
    assertThat(facts.rows().stream().map(AlertFacts.Row::id)).as(text).isEqualTo(expected);
    assertThat(facts.matched()).as(text).contains((long) expected.size());
  }

  @ParameterizedTest
  @CsvSource({
    "-probability, ",
    "'status,-area_ha,first_date', ",
    "'-updated,watch', area_ha > 3",
    "'watch,-id', longitude < 61.5",
    "-confidence, status = 'retracted'"
  })
  void ordersAcrossPages(String order, @org.jspecify.annotations.Nullable String text) {
    Optional<Filter> filter = Optional.ofNullable(text).map(Filter::parseText);
    Comparator<ObjectNode> comparator = Comparator.comparingInt(_ -> 0);
    for (AlertOrder key : AlertOrder.parse(order)) {
      Comparator<ObjectNode> one =
          switch (key.column().type()) {
            case TEXT, NAME, DAY -> Comparator.comparing(f -> property(f, key).asText());
            case INSTANT ->
                Comparator.comparingLong(
                    f -> Instant.parse(property(f, key).asText()).toEpochMilli());
            case NUMBER -> Comparator.comparingDouble(f -> property(f, key).asDouble());
          };
      comparator = comparator.thenComparing(key.descending() ? one.reversed() : one);
    }
    assertThat(ids(pages(scan(filter, AlertOrder.parse(order)), 7).stream()))
        .isEqualTo(
            ids(
                all.stream()
                    .filter(f -> filter.isEmpty() || filter.get().test(f))
                    .sorted(comparator)));
  }

  @Test
  void factsAreThoseOfDocuments() {
    List<AlertOrder> order = AlertOrder.parse("-probability,assignee");
    List<AlertFacts.Row> rows = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      AlertFacts page = alerts.facts(scan(Optional.empty(), order), after, 70);
      rows.addAll(page.rows());
      after = page.next();
    } while (after.isPresent());
    assertThat(rows)
        .usingRecursiveComparison()
        .ignoringFields("updated", "extent") // of which documents have other digits
        .isEqualTo(
            pages(scan(Optional.empty(), order), 70).stream().map(AlertFacts.Row::of).toList());
    assertThat(rows).allMatch(row -> row.extent().getWidth() < 0.03);
  }

  @Test
  void whatHappenedSince() {
    Instant later = START.plusSeconds(60);
    String reviewed = all.get(3).path("id").asText();
    String said = all.get(5).path("id").asText();
    alerts.review(reviewed, new Review.Move.Confirm(), "ana", Optional.empty(), later);
    alerts.act(
        said, new AlertAction.Comment(), new AlertAction.Said("bo", Optional.of("seen"), later));
    assertThat(happened(START.plusSeconds(1), "", HistoryEntry.Kind.REVIEWED))
        .containsExactly(reviewed);
    assertThat(happened(START.plusSeconds(1), "ana", HistoryEntry.Kind.REVIEWED)).isEmpty();
    assertThat(
            happened(
                START.plusSeconds(1),
                "ana",
                HistoryEntry.Kind.REVIEWED,
                HistoryEntry.Kind.COMMENTED))
        .containsExactly(said);
    assertThat(happened(later, "", HistoryEntry.Kind.REVIEWED)).isEmpty();
  }

  private List<String> happened(Instant since, String notBy, HistoryEntry.Kind... kinds) {
    AlertHappening what =
        new AlertHappening(
            Set.of(kinds), since, Optional.of(notBy).filter(name -> !name.isEmpty()));
    AlertScan scan =
        new AlertScan(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(what),
            Optional.empty(),
            List.of());
    return alerts.facts(scan, Optional.empty(), 100).rows().stream()
        .map(AlertFacts.Row::id)
        .toList();
  }

  private static com.fasterxml.jackson.databind.JsonNode property(
      ObjectNode feature, AlertOrder key) {
    return feature.get("properties").get(key.column().text());
  }

  @Test
  void boxesAndDays() {
    Envelope east = new Envelope(61.5, 61.6, 50, 51);
    Envelope west = new Envelope(60.1, 60.12, 50, 51);
    AlertScan scan =
        new AlertScan(
            List.of(east, west),
            Optional.of(LocalDate.of(2024, 1, 10)),
            Optional.of(LocalDate.of(2024, 1, 20)),
            Optional.empty(),
            Optional.empty(),
            List.of());
    List<String> expected =
        ids(
            all.stream()
                .filter(f -> {
                  Envelope extent =
                      org.sunqar.analysis.alert.AlertFiles.alert(f).outline().getEnvelopeInternal();
                  LocalDate day = LocalDate.parse(f.at("/properties/first_date").asText());
                  return (extent.intersects(east) || extent.intersects(west))
                      && !day.isBefore(LocalDate.of(2024, 1, 10))
                      && !day.isAfter(LocalDate.of(2024, 1, 20));
                }));
    assertThat(expected).hasSizeBetween(3, 100);
    assertThat(ids(pages(scan, 4).stream())).isEqualTo(expected);
  }

  /** No document is read to find and order alerts. */
  @Test
  void listsAreReadFromAnIndex() {
    for (String sql :
        List.of(
            "SELECT key, probability FROM alert INDEXED BY alert_facts WHERE (status = 'x' AND"
                + " east > 3) ORDER BY probability DESC, key LIMIT 10",
            "SELECT count(*) FROM alert INDEXED BY alert_facts WHERE watch = 'x' AND id > 'a'")) {
      String plan =
          database.read(c -> {
            try (var statement = c.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                ResultSet rows = statement.executeQuery()) {
              rows.next();
              return rows.getString("detail");
            }
          });
      assertThat(plan).contains("COVERING INDEX alert_facts");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "====",
        "bnVsbA",
        "e30",
        "eyJvIjoiIiwidiI6W10sImsiOiJ4In0",
        "eyJvIjoiLWFyZWFfaGEiLCJ2IjpbInRleHQiXSwiayI6MX0"
      })
  void aTokenThatIsNoneIsRefused(String token) {
    assertThatThrownBy(() ->
            alerts.page(
                scan(Optional.empty(), AlertOrder.parse("-area_ha")), Optional.of(token), 5))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("begin with the first page");
  }

  @Test
  void anOrderThatIsNoneIsRefused() {
    assertThatThrownBy(() -> AlertOrder.parse("area_ha,colour"))
        .hasMessage(
            "alerts have no order by 'colour'; there is id, watch, status, review, first_date,"
                + " updated, area_ha, confidence, probability, assignee, each with - before it for the"
                + " greatest first");
    assertThatThrownBy(() -> AlertOrder.parse("id,id,id,id,id")).hasMessageContaining("at most 4");
  }

  private static List<String> ids(Stream<ObjectNode> features) {
    return features.map(feature -> feature.get("id").asText()).toList();
  }
}
