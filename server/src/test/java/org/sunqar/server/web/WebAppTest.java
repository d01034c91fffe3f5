// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.TestServer;
import org.sunqar.server.auth.ApiKeys;
import org.sunqar.server.auth.Role;

class WebAppTest {

  private static final Pattern SCRIPT = Pattern.compile("src=\"(/app/assets/[\\w.-]+\\.js)\"");

  @TempDir private Path folder;

  @Test
  void thePageComesWithoutAKeyAndAsksNobodyElse() throws IOException, InterruptedException {
    ServerConfig config =
        ServerConfig.DEFAULT.withKeys(
            new ApiKeys(List.of(new ApiKeys.Entry("reader", Role.READ, ApiKeys.hash("r-key")))));
    try (TestServer server = TestServer.start(TestServer.Store.SQLITE, folder, config)) {
      String root = server.api().replace("/api", "");
      TestServer.Reply page = server.get(root + "/").expect(200);
      assertThat(page.header("Content-Type")).startsWith("text/html");
      assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
      assertThat(page.body()).doesNotContain("http:").doesNotContain("https:");
      Matcher script = SCRIPT.matcher(page.body());
      assertThat(script.find()).isTrue();
      TestServer.Reply code = server.get(root + script.group(1)).expect(200);
      assertThat(code.header("Content-Type")).startsWith("text/javascript");
      assertThat(code.header("Cache-Control")).contains("immutable");
      assertThat(server.get(root + "/app/manifest.webmanifest").expect(200).json().has("icons"))
          .isTrue();
      assertThat(server.get(root + "/app/language/mn").expect(200).json().path("code").asText())
          .isEqualTo("mn");
      server.get("").expect(401);
      String tag = page.header("ETag");
      assertThat(tag).isNotEmpty();
      server.get(root + "/", "If-None-Match", tag).expect(304);
    }
  }

  @Test
  void theServiceWorkerAnswersForTheWholePageAndKnowsItsFiles()
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    try (TestServer server = TestServer.start(folder)) {
      String root = server.api().replace("/api", "");
      TestServer.Reply worker = server.get(root + "/app/worker.js").expect(200);
      assertThat(worker.header("Content-Type")).startsWith("text/javascript");
      assertThat(worker.header("Service-Worker-Allowed")).isEqualTo("/");
      assertThat(worker.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(worker.header("Content-Security-Policy")).contains("default-src 'self'");
      byte[] page = server.get(root + "/").body().getBytes(StandardCharsets.UTF_8);
      assertThat(worker.body())
          .contains(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(page)));
      Matcher file = Pattern.compile("\"(/app/[\\w./-]+)\"").matcher(worker.body());
      int files = 0;
      for (; file.find(); files++) {
        server.get(root + file.group(1)).expect(200);
      }
      assertThat(files).isGreaterThan(20);
    }
  }

  @Test
  void nothingButItsFilesIsServed() throws IOException, InterruptedException {
    try (TestServer server = TestServer.start(folder)) {
      String root = server.api().replace("/api", "");
      for (String path :
          List.of(
              "/app/nothing.js",
              "/app/..%2findex.html",
              "/app/assets/..%2f..%2fWebApp.class",
              "/app/.hidden",
              "/app/assets/%00",
              "/app/" + "a".repeat(500))) {
        assertThat(server.get(root + path).status()).as(path).isBetween(400, 404);
      }
    }
  }

  @Test
  void aCollectionTellsItsDays() throws IOException, InterruptedException {
    try (TestServer server = TestServer.start(folder)) {
      server.send("POST", "/collections", "{\"id\":\"c\",\"description\":\"Scenes\"}").expect(201);
      item(server, "a", "2022-03-01T09:00:00Z", 10, ",\"eo:cloud_cover\":20");
      item(server, "b", "2022-03-01T23:59:59Z", 10, ",\"eo:cloud_cover\":45");
      item(server, "d", "2021-12-31T00:00:00Z", 50, "");
      assertThat(server.get("/collections/c/dates").expect(200).json().path("dates"))
          .hasToString(
              "[{\"day\":\"2021-12-31\",\"items\":1},"
                  + "{\"day\":\"2022-03-01\",\"items\":2,\"cloud\":32.5}]");
      assertThat(server.get("/collections/c/dates?bbox=0,0,20,20").expect(200).json().path("dates"))
          .hasSize(1);
      server.get("/collections/none/dates").expect(404);
      server.get("/collections/c/dates?bbox=1,2").expect(400);
    }
  }

  private static void item(TestServer server, String id, String time, int at, String more)
      throws IOException, InterruptedException {
    server
        .send(
            "POST",
            "/collections/c/items",
            """
            {"type":"Feature","stac_version":"1.1.0","id":"%s","collection":"c",
             "geometry":{"type":"Point","coordinates":[%d,10]},"bbox":[%d,10,%d,10],
             "properties":{"datetime":"%s"%s},"links":[],"assets":{}}\
            """
                .formatted(id, at, at, at, time, more))
        .expect(201);
  }
}
