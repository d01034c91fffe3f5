// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultihashTest {

  /** The hashes of "abc" as the functions' standards give them. */
  @ParameterizedTest
  @CsvSource({
    "SHA_256, 1220ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA_1, 1114a9993e364706816aba3e25717850c26c9cd0d89d",
    "SHA3_256, 16203a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
    "MD5, d50110900150983CD24FB0D6963F7D28E17F72"
  })
  void aChecksumIsThatOfItsBytes(Multihash.Function function, String checksum) {
    Multihash multihash = Multihash.parse(checksum).orElseThrow();
    assertThat(multihash.function()).isEqualTo(function);
    assertThat(multihash).hasToString(checksum.toLowerCase(java.util.Locale.ROOT));
    assertThat(multihash).isEqualTo(Multihash.parse(multihash.toString()).orElseThrow());
    assertThat(multihash.matches(digest(multihash, "abc"))).isTrue();
    assertThat(multihash.matches(digest(multihash, "abd"))).isFalse();
  }

  private static MessageDigest digest(Multihash multihash, String text) {
    MessageDigest digest = multihash.function().digest();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return digest;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1220", "d50110900150983cd24fb0d6963f7d28e17f7", "1220xyz", "ffff00"})
  void othersAreNone(String checksum) {
    assertThat(Multihash.parse(checksum)).isEmpty();
  }

  @Test
  void aFileInAnArchiveIsTold() {
    assertThat(Href.archived("file:///data/a%20b/x.zip!/X.SAFE/B04.jp2"))
        .contains(new Href.Archived(java.nio.file.Path.of("/data/a b/x.zip"), "X.SAFE/B04.jp2"));
    assertThat(Href.archived("file:///data/x.tif")).isEmpty();
  }
}
