// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.report.FinishedRuns.Finished;
import org.sunqar.app.report.ReportContent.Provenance;
import org.sunqar.raster.geo.Window;

class WatchReportTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:20:00Z");

  @TempDir Path folder;

  @Test
  void looksSimulated() throws Exception {
    var items = FinishedRuns.simulated(folder, new Window(0, 0, 349, 352));
    Finished run =
        FinishedRuns.run(
            folder,
            items,
            FinishedRuns.watch("olinda", LocalDate.of(2019, 1, 1), Optional.empty()));
    long t = System.nanoTime();
    keep("olinda", run.report(Provenance.SIMULATED, "Simulated from a Landsat 7 scene of Olinda."));
    System.err.println("report ms " + (System.nanoTime() - t) / 1_000_000);
  }

  @Test
  void looksReal() throws Exception {
    var items = FinishedRuns.imported(folder, FinishedRuns.sample("ethiopia-167055"));
    Finished run =
        FinishedRuns.run(
            folder, items, FinishedRuns.twoDates("ethiopia", LocalDate.of(2005, 1, 1), 3));
    keep("ethiopia", run.report(Provenance.REAL, "Landsat 5, path 167 row 055 (USGS)."));
  }

  @Test
  void looksEmpty() throws Exception {
    Finished run =
        FinishedRuns.run(
            folder,
            FinishedRuns.madeSeries(folder, false),
            FinishedRuns.watch("quiet", LocalDate.of(2019, 1, 1), Optional.empty()));
    assertThat(run.result().alerts()).isEmpty();
    keep("quiet", run.report(Provenance.SIMULATED, "Made for a test."));
  }

  private static void keep(String name, WatchReport report) throws Exception {
    Path file = Path.of("target", "watch-report-" + name + ".html");
    new ReportPage(report.page("Sunqar test", NOW)).writeTo(file);
    System.err.println(name + " " + Files.size(file));
  }
}
