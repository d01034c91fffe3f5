// SPDX-License-Identifier: Apache-2.0
package org.sunqar;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The house as rules: which module may know which, and who may see what from outside. Modules that
 * are not built yet are named, so that they are held from their first class on.
 *
 * @param root the package that the modules' packages are in; another than ours to show on planted
 *     classes that a rule can fail
 */
record ArchitectureRules(String root) {

  /** Each module and the packages of others that it may know. */
  private static final Map<String, List<String>> MODULES =
      new TreeMap<>(
          Map.of(
              "raster", List.of(),
              "catalog", List.of("raster.."),
              "analysis", List.of("raster..", "catalog.."),
              "imaging", List.of("raster..", "catalog.."),
              "mission", List.of("raster.geo.."),
              "exact", List.of("mission.."),
              "spark", List.of("raster..", "catalog..", "analysis.."),
              "server", List.of("raster..", "catalog..", "analysis..", "imaging..", "mission.."),
              "app",
                  List.of(
                      "raster..",
                      "catalog..",
                      "analysis..",
                      "imaging..",
                      "mission..",
                      "spark..",
                      "server.."),
              "bench", List.of("..")));

  private static final String[] HTTP = {
    "java.net.http..",
    "com.sun.net.httpserver..",
    "io.helidon..",
    "jakarta.servlet..",
    "jakarta.ws.rs..",
    "org.apache.http..",
    "okhttp3.."
  };

  static List<String> modules() {
    return List.copyOf(MODULES.keySet());
  }

  /** A module knows those below it and no other. */
  ArchRule direction(String module) {
    String own = root + "." + module + "..";
    String[] allowed =
        java.util.stream.Stream.concat(
                MODULES.getOrDefault(module, List.of()).stream().map(this::under),
                java.util.stream.Stream.of(own))
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(
            partOfAModule().and(DescribedPredicate.not(resideInAnyPackage(allowed))))
        .as(module + " knows only " + MODULES.get(module))
        .allowEmptyShould(true);
  }

  /** Every class belongs to a module of the house. */
  ArchRule everyClassIsInAModule() {
    return classes()
        .should()
        .resideInAnyPackage(
            MODULES.keySet().stream()
                .map(module -> root + "." + module + "..")
                .toArray(String[]::new));
  }

  /** No two packages, of one module or of two, know each other, on whatever way round. */
  ArchRule noCycles() {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return resideInAPackage(root + "..").test(type)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "packages";
              }
            })
        .should()
        .beFreeOfCycles();
  }

  ArchRule commandLineInAppOnly() {
    return onlyIn(new String[] {"picocli..", "me.tongfei.."}, "app..");
  }

  ArchRule httpInSourcesServerAndAppOnly() {
    return onlyIn(HTTP, "raster.source..", "server..", "app..");
  }

  /** The pattern is wide, because a planted class has to stand for Orekit. */
  ArchRule orbitsInMissionOnly() {
    return onlyIn(new String[] {"..orekit..", "org.hipparchus.."}, "mission..", "orekit..");
  }

  /** Heavy and native: in a module that the program runs without. */
  ArchRule solverInExactOnly() {
    return onlyIn(new String[] {"..ortools.."}, "exact..", "ortools..");
  }

  ArchRule sqlInStoresOnly() {
    return onlyIn(
        new String[] {"java.sql..", "javax.sql..", "org.sqlite.."},
        "catalog.store..",
        // whose format is a file of SQLite
        "catalog.geopackage..",
        "analysis.watch..");
  }

  ArchRule vectorsInKernelsOnly() {
    return onlyIn(
        new String[] {"jdk.incubator.vector.."},
        "analysis.kernel..",
        // whose vector forms share planes and constants with their definitions
        "analysis.detect.online..",
        "analysis.detect.ccd..",
        "raster.kernel..",
        "bench..");
  }

  ArchRule noDrawers() {
    return noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..misc..");
  }

  private ArchRule onlyIn(String[] foreign, String... packages) {
    String[] own = java.util.Arrays.stream(packages).map(this::under).toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(own)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(foreign)
        .as(String.join(", ", foreign) + " is seen by " + String.join(", ", own) + " only");
  }

  private DescribedPredicate<JavaClass> partOfAModule() {
    return resideInAnyPackage(
        MODULES.keySet().stream().map(module -> root + "." + module + "..").toArray(String[]::new));
  }

  private String under(String packages) {
    return root + (packages.equals("..") ? ".." : "." + packages);
  }
}
