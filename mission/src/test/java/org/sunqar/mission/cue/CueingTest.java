// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.cue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Feasibility;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.order.TrackedOrder;

class CueingTest {

  private static final Time NOW = Time.parse("2026-04-14");
  private static final Order.Image IMAGE =
      new Order.Image(
          Limits.NONE.withSunElevation(Range.degrees(15, 90)),
          Optional.of(ImagingMode.Kind.MS),
          1,
          0.3,
          3);

  @TempDir private Path folder;

  private static CueRule rule(String name, Optional<String> watch, double confidence, int perDay) {
    return new CueRule(
        name,
        new CueRule.When(watch, Set.of("provisional"), confidence, 1),
        new CueRule.What("congo", Priority.EMERGENCY, 5, IMAGE, 6, 500),
        perDay);
  }

  private static CueAlert alert(String id, String watch, double confidence, double hectares) {
    Geometry place = new GeometryFactory().toGeometry(new Envelope(15.3, 15.31, -4.3, -4.29));
    return new CueAlert(id, watch, "provisional", confidence, hectares, place);
  }

  private List<Cueing.Outcome> run(List<CueRule> rules, List<CueAlert> alerts, Time now) {
    return new Cueing(
            new Orders(folder),
            new Feasibility(DemoConstellation.read(), Earth.withoutOrientation()))
        .run(rules, alerts, now);
  }

  @Test
  void anAlertThatFitsOrdersItsImageOnce() {
    List<CueRule> rules = List.of(rule("fires", Optional.of("north"), 0.5, 9));
    List<CueAlert> alerts =
        List.of(
            alert("north-1", "north", 0.8, 5),
            alert("north-2", "north", 0.4, 5),
            alert("north-3", "north", 0.9, 0.5),
            alert("south-1", "south", 0.9, 5));
    List<Cueing.Outcome> outcomes = run(rules, alerts, NOW);
    assertThat(outcomes).hasSize(1);
    TrackedOrder order = outcomes.getFirst().order().orElseThrow();
    assertThat(order.order().origin()).isEqualTo("alert north-1");
    assertThat(order.order().priority()).isEqualTo(Priority.EMERGENCY);
    assertThat(order.order().end()).isEqualTo(NOW.plus(6 * 86_400));
    assertThat(order.order().image()).isEqualTo(IMAGE);
    assertThat(run(rules, alerts, NOW.plus(3600))).isEmpty();
    assertThat(new Orders(folder).list(Orders.Filter.ALL)).hasSize(1);
    CueAlert surer = alert("north-2", "north", 0.6, 5);
    assertThat(run(rules, List.of(surer), NOW.plus(7200))).hasSize(1);
  }

  @Test
  void aQuotaLetsTheSurestGoFirstAndTheOthersWait() {
    List<CueRule> rules = List.of(rule("few", Optional.empty(), 0, 2));
    List<CueAlert> alerts =
        List.of(alert("a", "w", 0.5, 5), alert("b", "w", 0.9, 5), alert("c", "w", 0.5, 50));
    List<Cueing.Outcome> outcomes = run(rules, alerts, NOW);
    assertThat(outcomes).extracting(Cueing.Outcome::alert).containsExactly("b", "c", "a");
    assertThat(outcomes.get(2).order()).isEmpty();
    assertThat(outcomes.get(2).reason())
        .isEqualTo("The rule has used its quota of 2 orders a day.");
    assertThat(run(rules, alerts, NOW.plus(86_400)))
        .singleElement()
        .satisfies(o -> assertThat(o.order()).isPresent());
  }

  @Test
  void aMarginIsAsWideEverywhere() {
    Geometry place = new GeometryFactory().toGeometry(new Envelope(70, 70.01, 60, 60.01));
    Envelope box = Cueing.buffered(place, 1000).getEnvelopeInternal();
    assertThat(60 - box.getMinY()).isCloseTo(1000 / 111_195.0, within(1e-6));
    assertThat(70 - box.getMinX()).isCloseTo(2000 / 111_195.0, within(1e-5));
  }

  @Test
  void rulesAreKept() throws IOException {
    CueRules rules = new CueRules(folder);
    assertThat(rules.all()).isEmpty();
    CueRule fires = rule("fires", Optional.of("north"), 0.5, 9);
    rules.add(fires);
    rules.add(rule("floods", Optional.empty(), 0, 1));
    assertThat(new CueRules(folder).all()).first().isEqualTo(fires);
    assertThatThrownBy(() -> rules.add(fires)).hasMessage("There is a rule fires already.");
    rules.remove("floods");
    assertThatThrownBy(() -> rules.remove("floods")).isInstanceOf(MissionException.class);
    Files.writeString(folder.resolve("cues.json"), "{\"rules\":[{\"name\":\"x\"}]}");
    assertThatThrownBy(rules::all)
        .isInstanceOf(MissionException.class)
        .hasMessageContaining("are damaged");
    assertThatThrownBy(() -> rule("a b", Optional.empty(), 0, 1))
        .isInstanceOf(MissionException.class);
  }
}
