// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.plan.ExactModule;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Searches;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.aeossp.AeosspCase;
import org.sunqar.mission.plan.aeossp.AeosspChecker;
import org.sunqar.mission.plan.aeossp.AeosspReader;
import org.sunqar.mission.plan.aeossp.AeosspSearch;
import org.sunqar.mission.plan.spot5.Spot5Checker;
import org.sunqar.mission.plan.spot5.Spot5Exact;
import org.sunqar.mission.plan.spot5.Spot5Instance;
import org.sunqar.mission.plan.spot5.Spot5Plan;
import org.sunqar.mission.plan.spot5.Spot5Reader;
import org.sunqar.mission.plan.spot5.Spot5Search;

/** Plans of the public benchmarks. Arguments: the folder, seconds for each (default 10 and 60). */
public final class PlanBenchmark {

  private PlanBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Optional<Double> seconds =
        arguments.length > 1 ? Optional.of(Double.valueOf(arguments[1])) : Optional.empty();
    System.out.println("instance, best known, found, proven, CPU s, wall s");
    List<String> known = Files.readAllLines(folder.resolve("spot5/best-known.csv"));
    for (String row : known.subList(1, known.size())) {
      String[] cells = row.split(",", -1);
      double time = seconds.orElse(Integer.parseInt(cells[0]) > 1000 ? 60.0 : 10.0);
      spot5(folder.resolve("spot5/" + cells[0] + ".spot"), cells[3], time);
    }
    double sum = 0;
    List<Path> cases;
    try (Stream<Path> all = Files.list(folder.resolve("aeossp"))) {
      cases = all.filter(Files::isDirectory).sorted().toList();
    }
    for (Path one : cases) {
      sum += aeossp(one, seconds.orElse(60.0));
    }
    System.out.printf("mean of %d cases, 0.7582, %.4f%n", cases.size(), sum / cases.size());
  }

  private static Searches searches(double seconds) {
    return new Searches(SearchEffort.ofSeconds(seconds), () -> false, better -> {});
  }

  private static void spot5(Path file, String known, double seconds) throws IOException {
    Spot5Instance instance = Spot5Reader.read(file);
    long start = System.nanoTime();
    double cpu = cpu();
    Spot5Plan plan = new Spot5Search(instance).best(searches(seconds));
    row(file, known, Spot5Checker.check(file, plan.text(instance)), "search", cpu, start);
    Optional<Spot5Exact> exact = ExactModule.find(Spot5Exact.class, Path.of("none"));
    if (exact.isPresent()) {
      long again = System.nanoTime();
      double cpuAgain = cpu();
      Spot5Plan begin = new Spot5Search(instance).best(searches(0.5));
      Spot5Exact.Answer answer = exact.get().solve(instance, begin, seconds, 2, () -> false);
      Verdict verdict = Spot5Checker.check(file, answer.plan().text(instance));
      row(
          file,
          known,
          verdict,
          answer.proven() ? "proven" : "bound " + answer.bound(),
          cpuAgain,
          again);
    }
  }

  private static double aeossp(Path folder, double seconds) {
    long start = System.nanoTime();
    double cpu = cpu();
    Earth earth = Earth.withoutOrientation();
    AeosspCase problem = AeosspReader.read(folder);
    String text = new AeosspSearch(problem, earth).best(searches(seconds)).text(problem);
    Verdict verdict = AeosspChecker.check(problem, earth, text);
    row(folder, "", verdict, "search", cpu, start);
    return verdict.value();
  }

  private static void row(
      Path file, String known, Verdict verdict, String how, double cpu, long start) {
    System.out.printf(
        "%s, %s, %s, %s, %.1f, %.1f%n",
        file.getFileName(),
        known,
        verdict.valid() ? String.valueOf(verdict.value()) : "INVALID " + verdict.violations(),
        how,
        cpu() - cpu,
        (System.nanoTime() - start) / 1e9);
  }

  private static double cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
