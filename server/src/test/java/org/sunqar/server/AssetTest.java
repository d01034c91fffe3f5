// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.ItemDocument;

class AssetTest {

  private static final String ASSETS = "/collections/c/items/a/assets/";
  private static final int SIZE = 1_000_003;

  @TempDir private Path root;
  private Path folder;
  private TestServer server;
  private final byte[] bytes = new byte[SIZE];

  @BeforeEach
  void start() throws IOException, InterruptedException {
    folder = Files.createDirectory(root.resolve("w"));
    server = TestServer.start(folder);
    server.collection("c");
    new Random(7).nextBytes(bytes);
    Files.write(Files.createDirectories(folder.resolve("scenes/x")).resolve("b.tif"), bytes);
    Files.writeString(root.resolve("secret"), "secret");
    Files.createSymbolicLink(folder.resolve("link"), root.resolve("secret"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Puts an item into the store as an operator's import does. */
  private void asset(String href, String... fields) {
    ObjectNode item = TestServer.itemJson("a", 1, 2, "2024-01-01T00:00:00Z").put("collection", "c");
    ObjectNode asset = item.putObject("assets").putObject("b").put("href", href);
    for (int i = 0; i < fields.length; i += 2) {
      asset.put(fields[i], fields[i + 1]);
    }
    server.store().upsert(List.of(Item.fromJson(item)));
  }

  @Test
  void aFileIsSentWholeWithItsChecksum()
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
    asset(
        "./scenes/x/b.tif",
        "type",
        "image/tiff; application=geotiff",
        "file:checksum",
        "1220" + HexFormat.of().formatHex(sha));
    TestServer.Reply reply = server.get(ASSETS + "b").expect(200);
    assertThat(reply.bytes()).isEqualTo(bytes);
    assertThat(reply.header("Content-Type")).isEqualTo("image/tiff; application=geotiff");
    assertThat(reply.header("Repr-Digest"))
        .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(sha) + ":");
    assertThat(reply.header("Accept-Ranges")).isEqualTo("bytes");
    TestServer.Reply head = server.send("HEAD", ASSETS + "b", "").expect(200);
    assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(SIZE));
    server.get(ASSETS + "b", "If-None-Match", reply.header("ETag")).expect(304);
    assertThat(server.get(ASSETS + "b", "Accept-Encoding", "gzip").header("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void aFileInAnArchiveIsSent() throws IOException, InterruptedException {
    Path archive = folder.resolve("scenes/x/product.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("P.SAFE/b.jp2"));
      zip.write(bytes);
      zip.closeEntry();
    }
    asset("./scenes/x/product.zip!/P.SAFE/b.jp2", "type", "image/jp2");
    TestServer.Reply all = server.get(ASSETS + "b").expect(200);
    assertThat(all.bytes()).isEqualTo(bytes);
    assertThat(all.header("Content-Type")).isEqualTo("image/jp2");
    TestServer.Reply part = server.get(ASSETS + "b", "Range", "bytes=999990-").expect(206);
    assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 999_990, SIZE));
    asset("./scenes/x/product.zip!/P.SAFE/other.jp2");
    server.get(ASSETS + "b").expect(404);
    asset("./scenes/x/b.tif!/P.SAFE/b.jp2");
    server.get(ASSETS + "b").expect(404);
  }

  @Test
  void theOverviewOfACollectionIsSentAndStaysWhenTheCollectionIsWrittenBack()
      throws IOException, InterruptedException {
    Files.write(
        Files.createDirectories(folder.resolve("overviews/c")).resolve("latest.tif"), bytes);
    Files.writeString(folder.resolve("sunqar.toml"), "catalog = 'secret'");
    ObjectNode collection = server.store().collection("c").orElseThrow().toJson();
    ObjectNode assets = collection.putObject("assets");
    assets.putObject("overview").put("href", "./overviews/c/latest.tif");
    assets.putObject("settings").put("href", "./sunqar.toml");
    server.store().putCollection(Collection.fromJson(collection));
    ObjectNode shown = server.get("/collections/c").expect(200).json();
    assertThat(shown.at("/assets/overview/href").asText())
        .endsWith("/api/collections/c/assets/overview");
    assertThat(server.get("/collections/c/assets/overview").expect(200).bytes()).isEqualTo(bytes);
    for (String other : List.of("settings", "none")) {
      server.get("/collections/c/assets/" + other).expect(404);
    }
    assets.withObject("overview").put("href", "./overviews/../sunqar.toml");
    server.store().putCollection(Collection.fromJson(collection));
    server.get("/collections/c/assets/overview").expect(404);
    assets.withObject("overview").put("href", "./overviews/c/latest.tif");
    server.store().putCollection(Collection.fromJson(collection));
    server.send("PUT", "/collections/c", shown.put("title", "Changed").toString()).expect(200);
    assertThat(server.get("/collections/c/assets/overview").expect(200).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=10-19, 10, 19",
    "bytes=1000000-, 1000000, 1000002",
    "bytes=-5, 999998, 1000002",
    "bytes=-99999999, 0, 1000002",
    "bytes=5-99999999, 5, 1000002"
  })
  void aRangeIsSent(String range, int first, int last) throws IOException, InterruptedException {
    asset("./scenes/x/b.tif");
    TestServer.Reply reply = server.get(ASSETS + "b", "Range", range).expect(206);
    assertThat(reply.bytes()).isEqualTo(Arrays.copyOfRange(bytes, first, last + 1));
    assertThat(reply.header("Content-Range")).isEqualTo("bytes " + first + "-" + last + "/" + SIZE);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=1000003-, 416",
    "bytes=-0, 416",
    "'bytes=2000000-2000001,3000000-', 416",
    "bytes=5-3, 200",
    "bytes=a-b, 200",
    "bytes=-, 200",
    "bytes=99999999999999999999-, 200",
    "lines=1-2, 200",
    "'bytes=0-,0-,0-', 200"
  })
  void aRangeThatCannotBeIsRefusedOrIgnored(String range, int status)
      throws IOException, InterruptedException {
    asset("./scenes/x/b.tif");
    TestServer.Reply reply = server.get(ASSETS + "b", "Range", range).expect(status);
    if (status == 416) {
      assertThat(reply.header("Content-Range")).isEqualTo("bytes */" + SIZE);
    }
  }

  @Test
  void severalRangesAreSentAsParts() throws IOException, InterruptedException {
    asset("./scenes/x/b.tif");
    TestServer.Reply reply =
        server.get(ASSETS + "b", "Range", "bytes=0-1, 5-7,9999999-, -2").expect(206);
    String type = reply.header("Content-Type");
    assertThat(type).startsWith("multipart/byteranges; boundary=");
    String boundary = type.substring(type.indexOf('=') + 1);
    String body = new String(reply.bytes(), StandardCharsets.ISO_8859_1);
    assertThat(body.split("--" + boundary)).hasSize(5);
    assertThat(body)
        .contains("Content-Range: bytes 0-1/" + SIZE + "\r\n\r\n" + latin(0, 2) + "\r\n")
        .contains("Content-Range: bytes 5-7/" + SIZE + "\r\n\r\n" + latin(5, 8) + "\r\n")
        .contains("bytes 1000001-1000002/" + SIZE + "\r\n\r\n" + latin(SIZE - 2, SIZE) + "\r\n");
  }

  private String latin(int from, int to) {
    return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.ISO_8859_1);
  }

  @Test
  void twoVersionsOfAFileAreNeverMixed() throws IOException, InterruptedException {
    asset("./scenes/x/b.tif");
    TestServer.Reply first = server.get(ASSETS + "b", "Range", "bytes=0-9").expect(206);
    String tag = first.header("ETag");
    server.get(ASSETS + "b", "Range", "bytes=10-19", "If-Range", tag).expect(206);
    server
        .get(ASSETS + "b", "Range", "bytes=10-19", "If-Range", first.header("Last-Modified"))
        .expect(206);
    Path file = folder.resolve("scenes/x/b.tif");
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 5000));
    server.get(ASSETS + "b", "Range", "bytes=10-19", "If-Range", tag).expect(200);
    server.get(ASSETS + "b", "Range", "bytes=10-19", "If-Range", "W/" + tag).expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./../secret",
        "./scenes/../../secret",
        "./%2e%2e/secret",
        "./link",
        "./scenes",
        "./nothing",
        "./",
        "file:///nothing",
        "file:///dev/zero",
        "s3://bucket/key"
      })
  void onlyFilesOfTheCatalogueAreServed(String href) throws IOException, InterruptedException {
    asset(href);
    TestServer.Reply reply = server.get(ASSETS + "b").expect(404);
    assertThat(reply.body()).doesNotContain(root.toString());
  }

  @Test
  void aLinkOutsideIsNotFollowed() throws IOException, InterruptedException {
    asset("./scenes/x/b.tif");
    Path link = Files.createSymbolicLink(root.resolve("l"), root.resolve("secret"));
    asset(link.toUri().toString());
    server.get(ASSETS + "b").expect(404);
    asset(root.resolve("secret").toUri().toString());
    assertThat(server.get(ASSETS + "b").expect(200).body()).isEqualTo("secret");
  }

  @Test
  void scenesMayBeOnAnotherDisk() throws IOException, InterruptedException {
    Path disk = Files.createDirectory(root.resolve("disk"));
    Files.move(folder.resolve("scenes"), disk.resolve("scenes"));
    Files.createSymbolicLink(folder.resolve("scenes"), disk.resolve("scenes"));
    asset("./scenes/x/b.tif");
    server.get(ASSETS + "b").expect(200);
  }

  @Test
  void aFileElsewhereIsRedirectedTo() throws IOException, InterruptedException {
    asset("https://example.org/b.tif");
    assertThat(server.get(ASSETS + "b").expect(302).header("Location"))
        .isEqualTo("https://example.org/b.tif");
    server.get(ASSETS + "c").expect(404);
    server.get("/collections/c/items/z/assets/b").expect(404);
    server.get("/collections/c/items/a/assets/..%2F..%2Fsecret").expect(404);
    ItemDocument kept = server.store().document("c", "a").orElseThrow();
    assertThat(kept.localFiles()).isFalse();
  }
}
