// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.CatalogException;
import org.sunqar.server.auth.ApiKeys;
import org.sunqar.server.auth.Role;

class KeysTest {

  private static final ApiKeys KEYS =
      new ApiKeys(
          List.of(
              new ApiKeys.Entry("reader", Role.READ, ApiKeys.hash("r-key")),
              new ApiKeys.Entry("writer", Role.WRITE, ApiKeys.hash("w-key"))));

  private static final String COLLECTION = "{\"id\":\"c\",\"description\":\"Things\"}";

  @TempDir private Path folder;

  @Test
  void whoHasNoKeyGetsNothingAndWhoReadsDoesNotWrite() throws IOException, InterruptedException {
    ServerConfig config = ServerConfig.DEFAULT.withKeys(KEYS);
    try (TestServer server = TestServer.start(TestServer.Store.SQLITE, folder, config)) {
      for (String address : List.of("", "/search", "/collections", "/static/x")) {
        TestServer.Reply reply = server.get(address).expect(401);
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
      }
      server.get("", "Authorization", "Bearer wrong").expect(401);
      server.get("", "Authorization", "Basic r-key").expect(401);
      server.get("", "Authorization", "Bearer r-key").expect(200);
      server.get("", "X-API-Key", "r-key").expect(200);
      server.get(server.api().replace("/api", "/health")).expect(200);
      server.get(server.api().replace("/api", "/metrics")).expect(401);
      server.send("POST", "/collections", COLLECTION).expect(401);
      server.send("POST", "/collections", COLLECTION, "X-API-Key", "r-key").expect(403);
      server.send("POST", "/search", "{}", "X-API-Key", "r-key").expect(200);
      server.send("POST", "/collections", COLLECTION, "X-API-Key", "w-key").expect(201);
      server.send("OPTIONS", "/search", "").expect(204);
      server.awaitLog("127.0.0.1 writer");
      assertThat(server.log()).doesNotContain("w-key");
      assertThat(server.get("", "X-API-Key", "r-key").header("Cache-Control")).contains("private");
    }
  }

  @Test
  void aPageFromElsewhereDoesNotWrite() throws IOException, InterruptedException {
    try (TestServer server = TestServer.start(folder)) {
      server.send("POST", "/collections", COLLECTION, "Origin", "https://evil.example").expect(403);
      server.send("POST", "/collections", COLLECTION, "Origin", "null").expect(403);
      server.send("POST", "/search", "{}", "Origin", "https://viewer.example").expect(200);
      String own = server.api().replace("/api", "");
      server.send("POST", "/collections", COLLECTION, "Origin", own).expect(201);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void beyondThisMachineThereAreKeys(String host) {
    assertThatThrownBy(() ->
            new ServerConfig(
                host,
                0,
                ServerConfig.DEFAULT.publicUrl(),
                ApiKeys.NONE,
                "x",
                false,
                ServerConfig.DEFAULT.grace()))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("only with API keys");
  }

  @Test
  void keysAreReadFromAFile() {
    String hash = ApiKeys.hash("k");
    ApiKeys keys = ApiKeys.parse("# a comment\n\nalice write " + hash + "\n");
    assertThat(keys.find("k").orElseThrow().role()).isEqualTo(Role.WRITE);
    assertThat(keys.find("K")).isEmpty();
    for (String wrong :
        List.of("alice write", "alice admin " + hash, "alice write k", "a read " + hash + " x")) {
      assertThatThrownBy(() -> ApiKeys.parse(wrong)).isInstanceOf(CatalogException.class);
    }
  }
}
