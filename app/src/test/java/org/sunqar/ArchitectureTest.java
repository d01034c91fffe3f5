// SPDX-License-Identifier: Apache-2.0
package org.sunqar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the house together: every rule is checked on all classes of the program, and is shown to
 * fail on classes that were planted to break it.
 */
class ArchitectureTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar")) // tests of other modules
          .importPackages("org.sunqar");

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("org.sunqar.planted");

  private static final ArchitectureRules RULES = new ArchitectureRules("org.sunqar");
  private static final ArchitectureRules BROKEN = new ArchitectureRules("org.sunqar.planted");

  @ParameterizedTest
  @CsvSource({
    "raster, org.sunqar.raster.tiff.GeoTiff",
    "catalog, org.sunqar.catalog.store.SqliteItemStore",
    "analysis, org.sunqar.analysis.watch.WatchRun",
    "app, org.sunqar.app.Main"
  })
  void classesOfEveryModuleWereRead(String module, String one) {
    assertThat(HOUSE)
        .filteredOn(type -> type.getPackageName().startsWith("org.sunqar." + module))
        .hasSizeGreaterThan(20);
    assertThat(HOUSE.get(one).getMethods()).isNotEmpty();
    assertThat(HOUSE).noneMatch(type -> type.getPackageName().startsWith("org.sunqar.planted"));
    assertThat(PLANTED).hasSizeGreaterThan(10);
  }

  static Stream<String> modules() {
    return ArchitectureRules.modules().stream();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleKnowsThoseBelowIt(String module) {
    RULES.direction(module).check(HOUSE);
  }

  @ParameterizedTest
  @CsvSource({
    "raster, LooksUp, Shelf",
    "catalog, Shelf, Cube",
    "analysis, Cube, Ortho",
    "analysis, Everything, Command",
    "imaging, Ortho, Pass",
    "mission, Pass, LooksBack"
  })
  void aModuleThatKnowsAnotherIsFound(String module, String from, String to) {
    assertBroken(BROKEN.direction(module), from, to);
  }

  @Test
  void everyClassIsInAModule() {
    RULES.everyClassIsInAModule().check(HOUSE);
    assertBroken(BROKEN.everyClassIsInAModule(), "Stray", "");
  }

  @Test
  void packagesDoNotKnowEachOther() {
    RULES.noCycles().check(HOUSE);
    assertBroken(BROKEN.noCycles(), "LooksUp", "LooksBack");
  }

  @Test
  void onlyAppSeesTheCommandLine() {
    RULES.commandLineInAppOnly().check(HOUSE);
    assertBroken(BROKEN.commandLineInAppOnly(), "Everything", "picocli.CommandLine");
    assertFine(BROKEN.commandLineInAppOnly(), "planted.app.Command");
  }

  @Test
  void onlySourcesServerAndAppSeeHttp() {
    RULES.httpInSourcesServerAndAppOnly().check(HOUSE);
    assertBroken(BROKEN.httpInSourcesServerAndAppOnly(), "Shelf", "java.net.http.HttpRequest");
  }

  @Test
  void onlyMissionSeesOrekit() {
    RULES.orbitsInMissionOnly().check(HOUSE);
    assertBroken(BROKEN.orbitsInMissionOnly(), "Everything", "Orbit");
    assertFine(BROKEN.orbitsInMissionOnly(), "planted.mission.Pass");
  }

  @Test
  void onlyExactSeesTheSolver() {
    RULES.solverInExactOnly().check(HOUSE);
    assertBroken(BROKEN.solverInExactOnly(), "Everything", "Solver");
  }

  @Test
  void onlyStoresSeeSql() {
    RULES.sqlInStoresOnly().check(HOUSE);
    assertBroken(BROKEN.sqlInStoresOnly(), "Everything", "java.sql.Connection");
    assertFine(BROKEN.sqlInStoresOnly(), "AllowedSql");
  }

  @Test
  void onlyKernelsSeeVectors() {
    RULES.vectorsInKernelsOnly().check(HOUSE);
    assertBroken(BROKEN.vectorsInKernelsOnly(), "Everything", "jdk.incubator.vector.FloatVector");
  }

  @Test
  void noPackageIsADrawer() {
    RULES.noDrawers().check(HOUSE);
    assertBroken(BROKEN.noDrawers(), "planted.util", "");
    assertBroken(BROKEN.noDrawers(), "planted.common", "");
  }

  /** The rule finds the planted dependency; the report names both ends of it. */
  private static void assertBroken(ArchRule rule, String from, String to) {
    EvaluationResult result = rule.evaluate(PLANTED);
    assertThat(result.hasViolation()).isTrue();
    assertThat(result.getFailureReport().getDetails())
        .anySatisfy(detail -> assertThat(detail).contains(from).contains(to));
  }

  /** The rule has nothing against a class that does what its module may do. */
  private static void assertFine(ArchRule rule, String type) {
    assertThat(rule.evaluate(PLANTED).getFailureReport().getDetails())
        .noneSatisfy(detail -> assertThat(detail).contains(type));
  }
}
