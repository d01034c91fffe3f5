// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.server.language.Language;

final class PlacesTest {

  private static final Places PLACES = Places.shipped();

  @ParameterizedTest
  @CsvSource({
    "São Tomé e Príncipe,sao tome e principe",
    "N'Djamena,ndjamena",
    "Ust-Kamenogorsk,ust kamenogorsk",
    "  Nuku‘alofa ,nukualofa",
    "Łódź,lodz",
    "Алматы,almaty",
    "Қостанай,kostanay",
    "Өскемен,oskemen",
    "Улаанбаатар,ulaanbaatar",
    "الجَزائر,الجزاير",
    "--,''"
  })
  void namesAreComparedWithoutCaseAccentsAndScript(String name, String folded) {
    assertThat(PlaceNames.folded(name)).isEqualTo(folded);
  }

  @ParameterizedTest
  @CsvSource({
    "astana,CAPITAL,KZ",
    "Алматы,CITY,KZ",
    "караганда,CITY,KZ",
    "kinsh,CAPITAL,CD",
    "olinda,CITY,BR",
    "Қазақстан,COUNTRY,KZ",
    "Монгол,COUNTRY,MN",
    "république démoc,REGION,''",
    "cazaquist,COUNTRY,KZ",
    "منغوليا,COUNTRY,MN",
    "janeiro,CITY,BR",
    "Nur-Sultan,CAPITAL,KZ"
  })
  void theFirstThatIsFoundIsTheOneThatIsMeant(String query, Places.Kind kind, String country) {
    List<Places.Place> found = PLACES.search(query, Language.of("en"), 5);
    if (country.isEmpty()) {
      assertThat(found).isEmpty();
      return;
    }
    assertThat(found).isNotEmpty();
    assertThat(found.getFirst().kind()).isEqualTo(kind);
    assertThat(found.getFirst().country()).isEqualTo(country);
  }

  @Test
  void placesAreWhereTheyAre() {
    Places.Place astana = PLACES.search("Astana", Language.of("en"), 1).getFirst();
    assertThat(astana.lon()).isBetween(71.3, 71.6);
    assertThat(astana.lat()).isBetween(51.0, 51.3);
    assertThat(astana.people()).isGreaterThan(1_000_000);
  }

  @Test
  void countriesAreCalledAsInTheLanguageOfTheAnswer() {
    assertThat(PLACES.search("Mongolia", Language.of("kk"), 1).getFirst().name())
        .isEqualTo("Моңғолия");
  }

  @Test
  void largerOnesComeFirstAndNoMoreThanAreAskedFor() {
    List<Places.Place> found = PLACES.search("san", Language.of("en"), 7);
    assertThat(found).hasSize(7);
    List<Long> cities =
        found.stream()
            .filter(place -> place.kind() == Places.Kind.CITY && place.name().startsWith("San "))
            .map(Places.Place::people)
            .toList();
    assertThat(cities).isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void nothingIsFoundByNothing() {
    assertThat(PLACES.search("", Language.of("en"), 5)).isEmpty();
    assertThat(PLACES.search("-- '", Language.of("en"), 5)).isEmpty();
    assertThat(PLACES.search("qqqqqqqq", Language.of("en"), 5)).isEmpty();
  }
}
