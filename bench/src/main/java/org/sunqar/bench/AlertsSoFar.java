// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.PixelChange;
import org.sunqar.analysis.alert.PixelGroup;
import org.sunqar.analysis.alert.PixelGrouping;
import org.sunqar.analysis.detect.online.EvidencePlanes;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelEvidence;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.raster.geo.Grid;

/** Which pixels a rule puts into an alert, date by date. */
final class AlertsSoFar {

  private static final int KINDS = 5;

  private final Grid grid;
  private final AlertRule rule;
  private final double pixelArea;
  private final boolean[] inside;

  /** Day since which a pixel is inside an alert without a break; 0 for now not. */
  private final int[] since;

  private final boolean[] ever;
  private List<PixelGroup> groups = List.of();

  AlertsSoFar(Grid grid, AlertRule rule) {
    this.grid = grid;
    this.rule = rule;
    this.pixelArea = grid.affine().pixelArea();
    int pixels = Math.toIntExact(grid.window().pixels());
    this.inside = new boolean[pixels];
    this.since = new int[pixels];
    this.ever = new boolean[pixels];
  }

  /** Groups what the state says on a day. */
  void look(OnlineDetector detector, PixelState state, int day) {
    List<PixelChange> changes = new ArrayList<>();
    for (int p = 0; p < inside.length; p++) {
      if (state.moving(EvidencePlanes.STATUS)[p] >= EvidencePlanes.PROVISIONAL) {
        change(detector.evidence(state, p), p).ifPresent(changes::add);
      }
    }
    Arrays.fill(inside, false);
    groups = new PixelGrouping(grid, pixelArea, rule).group(changes);
    for (PixelGroup group : groups) {
      for (int p : group.pixels()) {
        inside[p] = true;
      }
    }
    for (int p = 0; p < inside.length; p++) {
      ever[p] |= inside[p];
      since[p] = !inside[p] ? 0 : since[p] == 0 ? day : since[p];
    }
  }

  private Optional<PixelChange> change(PixelEvidence evidence, int p) {
    int run = Math.max(evidence.run(), evidence.beyond());
    return rule.strengthOf(run)
        .map(strength ->
            new PixelChange(
                p % grid.width(),
                p / grid.width(),
                strength,
                0,
                0,
                run,
                evidence.lasting(),
                evidence.size(),
                evidence.magnitude(),
                evidence.observations()));
  }

  /** The alerts of the day looked at last. */
  List<PixelGroup> groups() {
    return groups;
  }

  /** Whether a pixel is inside an alert on the day looked at last. */
  boolean inside(int pixel) {
    return inside[pixel];
  }

  /** Whether a pixel was inside an alert on any day. */
  boolean ever(int pixel) {
    return ever[pixel];
  }

  /** One line: shares and lag. */
  String text(ReferenceStack stack, int monitor) {
    int[] found = new int[KINDS];
    int[] breaks = new int[KINDS];
    int never = 0;
    int wrongNow = 0;
    int wrongEver = 0;
    double[] lags = new double[inside.length];
    for (int p = 0; p < inside.length; p++) {
      if (stack.kind(p) == 0) {
        never++;
        wrongNow += inside[p] ? 1 : 0;
        wrongEver += ever[p] ? 1 : 0;
      } else if (stack.breakDay(p) >= monitor) {
        boolean right = inside[p] && since[p] >= stack.breakDay(p);
        if (right) {
          lags[found[0]] = since[p] - stack.breakDay(p);
        }
        for (int kind : new int[] {0, stack.kind(p)}) {
          breaks[kind]++;
          found[kind] += right ? 1 : 0;
        }
      }
    }
    Arrays.sort(lags, 0, found[0]);
    StringBuilder shares = new StringBuilder("    in an alert, run " + rule.leastRun() + ": ");
    for (int kind = 0; kind < KINDS; kind++) {
      shares.append(String.format(Locale.ROOT, " %.1f", 100.0 * found[kind] / breaks[kind]));
    }
    return shares
        + String.format(
            Locale.ROOT,
            " | never-break %.2f at the end, %.2f ever | lag %.0f",
            100.0 * wrongNow / never,
            100.0 * wrongEver / never,
            lags[found[0] / 2]);
  }
}
