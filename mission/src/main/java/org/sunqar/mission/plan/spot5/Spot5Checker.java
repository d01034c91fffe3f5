// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.spot5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.mission.plan.Verdict;

/**
 * Checks a plan against the rules, from the instance's file and the text of the plan alone; shares
 * nothing with the reader and the search.
 */
public final class Spot5Checker {

  private final List<String> violations = new ArrayList<>();

  private Spot5Checker() {}

  /**
   * @param instance a well-formed .spot file
   * @param plan as {@link Spot5Plan#text} writes it
   */
  public static Verdict check(Path instance, String plan) throws IOException {
    List<String[]> rows =
        Files.readString(instance, StandardCharsets.ISO_8859_1)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(line -> line.split("\\s+", -1))
            .toList();
    return new Spot5Checker().check(rows, plan.lines().toList());
  }

  private Verdict check(List<String[]> rows, List<String> plan) {
    int photographs = Integer.parseInt(rows.getFirst()[0]);
    if (plan.size() != photographs + 3) {
      violations.add(
          "the plan has %d lines for %d photographs".formatted(plan.size() - 3, photographs));
      return new Verdict(0, violations);
    }
    Map<String, String> cameras = new HashMap<>();
    long profit = 0;
    long weight = 0;
    boolean recorded = false;
    for (int i = 0; i < photographs; i++) {
      String[] row = rows.get(1 + i);
      String camera = plan.get(3 + i);
      boolean has = camera.equals("0");
      for (int k = 3; k < 3 + 2 * Integer.parseInt(row[2]); k += 2) {
        long units = Math.round(Double.parseDouble(row[k + 1]) / 451);
        recorded |= units > 0;
        if (row[k].equals(camera)) {
          has = true;
          profit += Long.parseLong(row[1]);
          weight += units;
        }
      }
      if (!has) {
        violations.add("photograph " + row[0] + " cannot be taken by camera " + camera);
      }
      cameras.put(row[0], camera);
    }
    for (String[] row : rows.subList(photographs + 2, rows.size())) {
      if (row.length > 1) {
        checkRestriction(row, cameras);
      }
    }
    if (recorded && weight > 200) {
      violations.add("the recorder takes 200 units, not " + weight);
    }
    String head = "profit = " + profit + ", weight = " + weight;
    if (!plan.getFirst().equals(head)) {
      violations.add("the plan says '" + plan.getFirst() + "', and it is '" + head + "'");
    }
    return new Verdict(profit, violations);
  }

  private void checkRestriction(String[] row, Map<String, String> cameras) {
    int arity = Integer.parseInt(row[0]);
    for (int k = 1 + arity; k < row.length; k += arity) {
      boolean all = true;
      for (int j = 0; j < arity; j++) {
        all &= !row[k + j].equals("0") && row[k + j].equals(cameras.get(row[1 + j]));
      }
      if (all) {
        violations.add("a forbidden combination is taken: " + String.join(" ", row));
      }
    }
  }
}
