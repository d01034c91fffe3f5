// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.CatalogException;

class PostgresAddressTest {

  @Test
  void namesEverythingThatAConnectionNeeds() {
    assertThat(
            PostgresAddress.parse(
                "postgresql://sun%40qar:p%2Fw%3A+%C3%A9@db.example:6000/items?sslmode=require"))
        .isEqualTo(
            new PostgresAddress(
                "sun@qar",
                Optional.of("p/w:+é"),
                "db.example",
                6000,
                "items",
                Map.of("sslmode", "require")));
    assertThat(PostgresAddress.parse("postgres://me@[::1]/d"))
        .isEqualTo(new PostgresAddress("me", Optional.empty(), "[::1]", 5432, "d", Map.of()));
    assertThat(PostgresAddress.parse("postgresql://me@h/d?connections=3").connections())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://h/d, names no user",
    "postgresql://u:geheim@h, should be postgresql://user:password@host:port/database",
    "postgresql://u:geheim@h:99999/d, port of 1 to 65535",
    "postgresql://u:geheim@h:x/d, should be",
    "postgresql://u:geheim@h/d?password=geheim, has a parameter password",
    "postgresql://u:geheim@h/d?connections=0, connections of 1 to 1000",
    "postgresql://u:geheim@h/d?connections=many, number of connections",
    "postgresql://u:ge@heim@h/d, percent-encoded",
    "postgresql://u:ge/heim@h/d, percent-encoded",
    "postgresql://u:geheim%@h/d, two hexadecimal digits",
    "postgresql:geheim, should be",
  })
  void whatIsWrongIsSaidWithoutThePassword(String address, String message) {
    assertThatThrownBy(() -> PostgresAddress.parse(address))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("geheim")
        .doesNotContain("heim@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql://u:geheim@h:1/d", "postgresql://u:geheim@h/d?sslmode=a"})
  void itsTextIsWithoutThePassword(String address) {
    assertThat(PostgresAddress.parse(address).toString()).doesNotContain("geheim").contains("u@h");
    assertThat(ItemStores.shown(address)).doesNotContain("geheim").contains("u@h");
  }
}
