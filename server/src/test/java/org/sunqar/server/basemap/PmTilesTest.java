// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.catalog.CatalogException;
import org.sunqar.server.clients.Program;

final class PmTilesTest {

  /** From the table in the format's description. */
  @ParameterizedTest
  @CsvSource({
    "0,0,0,0",
    "1,0,0,1",
    "1,0,1,2",
    "1,1,1,3",
    "1,1,0,4",
    "2,0,0,5",
    "12,3423,1763,19078479"
  })
  void tilesAreNumberedAlongTheHilbertCurve(int z, int x, int y, long id) {
    assertThat(PmTiles.tileId(z, x, y)).isEqualTo(id);
  }

  @Test
  void everyTileOfAZoomHasANumberOfItsOwn() {
    Set<Long> ids = new HashSet<>();
    for (int x = 0; x < 32; x++) {
      for (int y = 0; y < 32; y++) {
        ids.add(PmTiles.tileId(5, x, y));
      }
    }
    assertThat(ids).hasSize(1024).allMatch(id -> id >= 341 && id < 1365);
  }

  @Test
  void theShippedMapIsSmallAtItsTopAndHasWhatItShould() throws IOException {
    try (Basemap map = Basemap.shipped()) {
      assertThat(map.about().maxZoom()).isEqualTo(6);
      assertThat(map.about().attribution()).contains("Natural Earth").contains("GeoNames");
      byte[] world = map.tile(0, 0, 0).orElseThrow().bytes();
      assertThat(world.length).isLessThan(30_000);
      String text = new String(unpacked(world), StandardCharsets.ISO_8859_1);
      assertThat(text).contains("land", "lake", "coast", "border", "country", "place", "disputed");
      // Karaganda, by its tile
      String steppe =
          new String(unpacked(map.tile(6, 44, 21).orElseThrow().bytes()), StandardCharsets.UTF_8);
      assertThat(steppe).contains("Karaganda", "admin1");
      assertThat(map.tile(6, 5, 40)).as("the Pacific").isEmpty();
      assertThat(map.tile(7, 0, 0)).isEmpty();
    }
  }

  @Test
  void gdalReadsTheTilesOfTheFirstZooms(@TempDir Path folder) throws Exception {
    Program.assume("GDAL", "ogrinfo", "--version");
    try (Basemap map = Basemap.shipped()) {
      for (int z = 0; z <= 2; z++) {
        for (int x = 0; x < 1 << z; x++) {
          for (int y = 0; y < 1 << z; y++) {
            Optional<Basemap.Tile> tile = map.tile(z, x, y);
            if (tile.isPresent()) {
              Path file = folder.resolve(z + "_" + x + "_" + y + ".pbf");
              Files.write(file, unpacked(tile.get().bytes()));
              Program.Output read =
                  Program.run(
                          java.util.List.of(
                              "ogrinfo",
                              "-q",
                              "-al",
                              "-geom=SUMMARY",
                              "-oo",
                              "CLIP=NO",
                              "MVT:" + file))
                      .done();
              assertThat(read.out()).as(file.toString()).contains("Layer name: ");
              assertThat(read.err()).as(file.toString()).doesNotContain("ERROR");
            }
          }
        }
      }
    }
  }

  @Test
  void aFileIsReadAsTheProgramsOwn(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.pmtiles");
    Files.write(file, archive(new byte[] {1, 2, 3}));
    try (Basemap map = Basemap.open(file)) {
      assertThat(map.about().name()).isEqualTo("Small & plain");
      assertThat(map.about().attribution()).isEqualTo("© Somebody");
      assertThat(map.tile(0, 0, 0).orElseThrow().bytes()).containsExactly(1, 2, 3);
      assertThat(map.tile(0, 0, 0).orElseThrow().gzip()).isFalse();
      assertThat(map.tile(1, 0, 0).orElseThrow().bytes()).as("by a leaf").containsExactly(1, 2, 3);
      assertThat(map.tile(1, 1, 0)).isEmpty();
    }
  }

  @Test
  void whatIsNoMapIsRefusedInOneSentence(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "not a map at all, only some words");
    assertThatThrownBy(() -> Basemap.open(text)).hasMessageContaining("it should be PMTiles");
    assertThatThrownBy(() -> Basemap.open(folder.resolve("none")))
        .hasMessageContaining("is not there");
    byte[] old = archive(new byte[] {1});
    old[7] = 2;
    assertThatThrownBy(() -> PmTiles.of(old, "it")).hasMessageContaining("version 3, but of 2");
    byte[] brotli = archive(new byte[] {1});
    brotli[98] = 3;
    assertThatThrownBy(() -> PmTiles.of(brotli, "it")).hasMessageContaining("none (1) or gzip (2)");
  }

  @Test
  void aLeafThatLeadsToItselfIsNoCircle() {
    byte[] bytes = archive(new byte[] {1});
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int leaf = (int) header.getLong(40);
    byte[] toItself = directory(new long[][] {{1, 0, 5, 0}});
    System.arraycopy(toItself, 0, bytes, leaf, toItself.length);
    try (Basemap map = PmTiles.of(bytes, "it")) {
      assertThatThrownBy(() -> map.tile(1, 0, 0))
          .isInstanceOf(CatalogException.class)
          .hasMessageContaining("lead to each other");
    }
  }

  @Test
  void aHugeDirectoryIsNotUnpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (var gzip = new java.util.zip.GZIPOutputStream(bomb)) {
      gzip.write(new byte[40 << 20]);
    }
    byte[] bytes = archive(new byte[] {1});
    byte[] all = Arrays.copyOf(bytes, 127 + bomb.size());
    System.arraycopy(bomb.toByteArray(), 0, all, 127, bomb.size());
    ByteBuffer header = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(8, 127).putLong(16, Math.min(bomb.size(), 16_000));
    header.put(97, (byte) 2);
    assertThatThrownBy(() -> PmTiles.of(all, "it")).isInstanceOf(CatalogException.class);
  }

  /** Any byte may be wrong: there is a tile, none, or a sentence, and nothing else. */
  @Test
  void damagedFilesFailInOneWay() {
    byte[] good = archive(new byte[] {1, 2, 3, 4});
    Random random = new Random(6);
    int failed = 0;
    for (int round = 0; round < 4000; round++) {
      byte[] bad = good.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      if (round % 5 == 0) {
        bad = Arrays.copyOf(bad, random.nextInt(bad.length));
      }
      try (Basemap map = PmTiles.of(bad, "it")) {
        for (int x = 0; x < 2; x++) {
          map.tile(1, x, 1);
        }
        map.tile(0, 0, 0);
      } catch (CatalogException _) {
        failed++;
      }
    }
    assertThat(failed).isGreaterThan(500);
  }

  private static byte[] unpacked(byte[] gzip) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
  }

  /** Two tiles, 0/0/0 in the root directory and 1/0/0 in a leaf, with the same bytes. */
  private static byte[] archive(byte[] tile) {
    byte[] leaf = directory(new long[][] {{1, 1, tile.length, 0}});
    byte[] root = directory(new long[][] {{0, 1, tile.length, 0}, {1, 0, leaf.length, 0}});
    byte[] metadata =
        "{\"name\":\"Small & plain\",\"attribution\":\"<a href='x'>&copy; Somebody</a>\"}"
            .getBytes(StandardCharsets.UTF_8);
    byte[][] parts = {root, metadata, leaf, tile};
    int length = 127 + Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("PMTiles".getBytes(StandardCharsets.US_ASCII)).put((byte) 3);
    int offset = 127;
    for (byte[] part : parts) {
      bytes.putLong(offset).putLong(part.length);
      offset += part.length;
    }
    bytes.putLong(2).putLong(2).putLong(1);
    bytes.put((byte) 0).put((byte) 1).put((byte) 1).put((byte) 1).put((byte) 0).put((byte) 1);
    bytes.putInt(-1_800_000_000).putInt(-850_000_000).putInt(1_800_000_000).putInt(850_000_000);
    bytes.position(127);
    for (byte[] part : parts) {
      bytes.put(part);
    }
    return bytes.array();
  }

  /** Entries of id, run, length and offset. */
  private static byte[] directory(long[][] entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(entries.length);
    long last = 0;
    for (long[] entry : entries) {
      out.write((int) (entry[0] - last));
      last = entry[0];
    }
    for (int field = 1; field < 4; field++) {
      for (long[] entry : entries) {
        out.write((int) (field == 3 ? entry[field] + 1 : entry[field]));
      }
    }
    return out.toByteArray();
  }
}
