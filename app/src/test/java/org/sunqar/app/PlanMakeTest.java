// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.console.ExitCode;

/** {@code plan make} in a workspace with the made satellites and two orders. */
class PlanMakeTest {

  private static final String[] PLACES = {"71.4,51.1", "76.9,43.2"};

  @TempDir private Path folder;

  private Answer run(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--workspace", folder.resolve("w")));
    return Answer.of(all.toArray());
  }

  private Answer make(String now, Object... words) {
    List<Object> all = new ArrayList<>(List.of("plan", "make", "--now", now));
    all.addAll(List.of("--iterations", 1000, "--threads", 1));
    all.addAll(List.of(words));
    return run(all.toArray());
  }

  private List<String> satellites() {
    return run("plan", "show", "--format", "json").done().json().findValuesAsText("satellite");
  }

  @BeforeEach
  void ordersAndAPlan() {
    run("satellite", "add", "demo").done();
    for (String place : PLACES) {
      List<Object> order = new ArrayList<>(List.of("order", "create", "--days", 2));
      order.addAll(List.of("--member", "kazakhstan", "--point", place, "--now", "2026-04-14"));
      run(order.toArray()).done();
    }
    make("2026-04-14").done();
  }

  @Test
  void withoutAnEmergencyThereIsNothingToPutIn() {
    Answer answer = make("2026-04-14T00:01:00Z", "--emergency").done();
    assertThat(answer.err()).contains("nothing to put in").doesNotContain("in force\n");
    run("plan", "show", "2").failed(ExitCode.NOT_FOUND, "mission.NOT_FOUND");
  }

  @Test
  void whatFailedInFlightIsKnownUntilItIsRevived() {
    String lost = satellites().getFirst();
    run("mission", "simulate", "--hours", "1", "--fail", lost + "@2026-04-14T00:30:00Z").done();
    Answer before = make("2026-04-14T00:20:00Z", "--dry-run").done();
    assertThat(before.err()).doesNotContain("without " + lost);
    Answer without = make("2026-04-14T01:00:00Z").done();
    assertThat(without.err())
        .contains("without " + lost + " (failed at 2026-04-14T00:30:00Z), by flights until");
    assertThat(satellites()).doesNotContain(lost);
    assertThat(run("plan", "check").done().err()).contains("without " + lost, "is valid");
    Answer again = make("2026-04-14T01:01:00Z", "--revived", lost).done();
    assertThat(again.err()).doesNotContain("without " + lost);
    make("2026-04-14T01:01:00Z", "--revived", lost, "--failed", lost).usage().says("--revived");
    make("2026-04-14T01:01:00Z", "--revived", "nobody")
        .failed(ExitCode.NOT_FOUND, "mission.NOT_FOUND");
  }
}
