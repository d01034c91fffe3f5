// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.spot5;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.mission.plan.Selection;

/**
 * Which photographs are taken by which camera.
 *
 * @param cameras for each photograph in the order of the file; 0 when it is not taken
 */
public record Spot5Plan(List<Integer> cameras) {

  public Spot5Plan {
    cameras = List.copyOf(cameras);
  }

  static Spot5Plan of(Spot5Instance instance, Spot5Draft draft, Selection selection) {
    List<Integer> cameras = new ArrayList<>();
    for (int i = 0; i < selection.items(); i++) {
      int first = draft.firstOption(i);
      List<Spot5Instance.Take> takes = instance.photographs().get(i).takes();
      cameras.add(
          selection.option(i).stream()
              .map(o -> takes.get(o - first).camera())
              .findFirst()
              .orElse(0));
    }
    return new Spot5Plan(cameras);
  }

  /** The profit if the plan is valid. */
  public long profit(Spot5Instance instance) {
    long sum = 0;
    for (int i = 0; i < cameras.size(); i++) {
      sum += cameras.get(i) == 0 ? 0 : instance.photographs().get(i).profit();
    }
    return sum;
  }

  /** Units of the recorder that are used. */
  public long units(Spot5Instance instance) {
    long sum = 0;
    for (int i = 0; i < cameras.size(); i++) {
      int camera = cameras.get(i);
      sum +=
          instance.photographs().get(i).takes().stream()
              .filter(take -> take.camera() == camera)
              .mapToInt(Spot5Instance.Take::units)
              .sum();
    }
    return sum;
  }

  /** In the form in which solutions of these instances are published (.spot_sol.txt). */
  public String text(Spot5Instance instance) {
    StringBuilder text = new StringBuilder();
    text.append("profit = %d, weight = %d\n".formatted(profit(instance), units(instance)));
    text.append("number of candidate photographs = %d\n".formatted(cameras.size()));
    text.append(
        "number of selected photographs = %d\n"
            .formatted(cameras.stream().filter(camera -> camera != 0).count()));
    cameras.forEach(camera -> text.append(camera).append('\n'));
    return text.toString();
  }
}
