// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.RasterException;

/** Files in archives that other programs made, and in archives that nobody should make. */
@Timeout(60)
class ArchiveTest {

  private static final SourceOptions.Spooling SMALL =
      new SourceOptions.Spooling(10_000, 3_000_000, 1100);

  private static final byte[] NOISE = HttpSourceTest.bytes(40_000, 1);
  private static final byte[] FLAT = new byte[200_000];

  @TempDir Path folder;

  private static byte[] zip(Map<String, byte[]> stored, Map<String, byte[]> deflated)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("S.SAFE/"));
      for (Map.Entry<String, byte[]> file : stored.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(file.getValue().length);
        CRC32 crc = new CRC32();
        crc.update(file.getValue());
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(file.getValue());
      }
      for (Map.Entry<String, byte[]> file : deflated.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] sample() throws IOException {
    return zip(
        Map.of("S.SAFE/IMG/B04.jp2", NOISE), new LinkedHashMap<>(Map.of("S.SAFE/flat.bin", FLAT)));
  }

  private static Archive open(byte[] bytes) {
    return Archive.open(MappedSource.of("a.zip", bytes), SMALL);
  }

  private static byte[] all(ByteSource source) {
    try (source) {
      ByteBuffer target = ByteBuffer.allocate((int) source.size());
      source.read(0, target);
      return target.array();
    }
  }

  private static void assertFails(RasterException.Key key, String message, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            RasterException.class, e -> assertThat(e.key()).as(e.getMessage()).isEqualTo(key))
        .hasMessageContaining(message);
  }

  @Test
  void storedAndDeflatedEntriesOfZip() throws IOException {
    try (Archive archive = open(sample())) {
      assertThat(archive.entries())
          .containsExactly(
              new Archive.Entry("S.SAFE/IMG/B04.jp2", NOISE.length),
              new Archive.Entry("S.SAFE/flat.bin", FLAT.length));
      ByteSource image = archive.open("IMG/B04.jp2");
      assertThat(image).isInstanceOf(PartSource.class);
      assertThat(image.name()).isEqualTo("a.zip!/S.SAFE/IMG/B04.jp2");
      assertThat(all(image)).isEqualTo(NOISE);
      assertThat(all(archive.open("/S.SAFE/flat.bin"))).isEqualTo(FLAT);
      assertFails(
          RasterException.Key.NOT_FOUND, "has no entry B05.jp2", () -> archive.open("B05.jp2"));
      assertFails(
          RasterException.Key.NOT_FOUND, "has no entry", () -> archive.open("../S.SAFE/flat.bin"));
      assertFails(
          RasterException.Key.TRUNCATED,
          "ends at byte 40000",
          () -> archive.open("B04.jp2").read(39_999, ByteBuffer.allocate(2)));
    }
  }

  @Test
  void aSpooledEntryLivesWithoutItsArchiveAndEndsWhenClosed() throws IOException {
    ByteSource flat;
    try (Archive archive = open(sample())) {
      flat = archive.open("flat.bin");
    }
    flat.read(FLAT.length - 10, ByteBuffer.allocate(10));
    flat.close();
    flat.close();
    assertFails(RasterException.Key.IO, "is closed", () -> flat.read(0, ByteBuffer.allocate(1)));
  }

  /** Python writes 64-bit fields where it is made to, and both kinds of entries. */
  @Test
  void zip64AndWhatIsBeforeAnArchive() throws IOException {
    Path file = folder.resolve("b.zip");
    Gdal.run(
        "",
        "/usr/bin/python3",
        "-c",
        """
        import sys, zipfile
        with open(sys.argv[1], 'wb') as f:
            f.write(b'#!/bin/sh\\n' * 7)
        z = zipfile.ZipFile(sys.argv[1], 'a')
        with z.open(zipfile.ZipInfo('big/\\u0448.txt'), 'w', force_zip64=True) as f:
            f.write(b'0123456789' * 10)
        zipfile.ZIP64_LIMIT = 10
        zipfile.ZIP_FILECOUNT_LIMIT = 1
        z.writestr('packed.txt', 'abc' * 1000, zipfile.ZIP_DEFLATED)
        z.close()
        """,
        file.toString());
    byte[] bytes = Files.readAllBytes(file);
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 42))
        .as("ZIP64 locator")
        .isEqualTo(0x07064b50);
    try (Archive archive = ZipArchive.read(FileSource.open(file), SMALL)) {
      assertThat(all(archive.open("big/\u0448.txt"))).asString().isEqualTo("0123456789".repeat(10));
      assertThat(all(archive.open("packed.txt"))).asString().isEqualTo("abc".repeat(1000));
    }
  }

  private static int find(byte[] bytes, int signature) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = bytes.length - 4; at >= 0; at--) {
      if (buffer.getInt(at) == signature) {
        return at;
      }
    }
    throw new AssertionError("no such record");
  }

  /** Changes a field of the last central record, which is that of the deflated entry. */
  @ParameterizedTest
  @CsvSource({
    "24, 2000000000, TOO_LARGE, more than the 3000000 allowed",
    "24, 2900000, TOO_LARGE, more than 1100 times as many",
    "24, 100000, TOO_LARGE, is larger unpacked than the 100000 expected",
    "24, 200001, CORRUPT, does not unpack to the size and checksum",
    "16, 1, CORRUPT, does not unpack to the size and checksum",
    "20, 200, CORRUPT, does not unpack to the size and checksum",
    "10, 12, UNSUPPORTED, is packed by ZIP method 12",
    "10, 0, CORRUPT, is stored with two different sizes",
    "8, 1, UNSUPPORTED, is encrypted",
    "42, 1, CORRUPT, is not where the ZIP directory says",
    "42, 2000000000, CORRUPT, outside of the file",
    "20, 2000000000, CORRUPT, outside of the file"
  })
  void aDirectoryThatLies(int field, int value, RasterException.Key key, String message)
      throws IOException {
    byte[] bytes = sample();
    int record = find(bytes, 0x02014b50);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (field < 16) {
      buffer.putShort(record + field, (short) value);
    } else {
      buffer.putInt(record + field, value);
    }
    assertFails(key, message, () -> open(bytes).open("flat.bin"));
  }

  @Test
  void entriesOfTheSameName() throws IOException {
    byte[] bytes = zip(Map.of("a/x", NOISE, "a/y", NOISE, "b/x", NOISE), Map.of());
    assertFails(RasterException.Key.NOT_FOUND, "more than one entry", () -> open(bytes).open("x"));
    for (int i = 0; i < bytes.length - 3; i++) {
      if (bytes[i] == 'a' && bytes[i + 1] == '/' && bytes[i + 2] == 'y') {
        bytes[i + 2] = 'x';
      }
    }
    assertFails(RasterException.Key.CORRUPT, "has two entries a/x", () -> open(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 100, 40_000, 80_000})
  void aZipThatIsCut(int size) throws IOException {
    byte[] bytes = Arrays.copyOf(sample(), Math.min(size, sample().length - 1));
    assertFails(
        RasterException.Key.TRUNCATED, "has no ZIP directory at its end", () -> open(bytes));
  }

  private static byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tarEntry(bytes, "./B4.TIF", '0', NOISE);
    tarEntry(bytes, "folder/", '5', new byte[0]);
    tarEntry(bytes, "link", '2', new byte[0]);
    tarEntry(
        bytes,
        "././@LongLink",
        'L',
        ("d/" + "n".repeat(200) + "\0").getBytes(StandardCharsets.UTF_8));
    tarEntry(bytes, "short", '0', "long name".getBytes(StandardCharsets.UTF_8));
    tarEntry(bytes, "x", 'x', "19 path=pax/\u0448.txt\n".getBytes(StandardCharsets.UTF_8));
    tarEntry(bytes, "y", '0', "pax name".getBytes(StandardCharsets.UTF_8));
    bytes.write(new byte[1024]);
    return bytes.toByteArray();
  }

  private static void tarEntry(ByteArrayOutputStream out, String name, char type, byte[] content)
      throws IOException {
    byte[] header = new byte[512];
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(nameBytes, 0, header, 0, nameBytes.length);
    put(header, 124, "%011o".formatted(content.length));
    header[156] = (byte) type;
    put(header, 257, "ustar\0" + "00");
    put(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0".formatted(sum));
    out.write(header);
    out.write(content);
    out.write(new byte[(512 - content.length % 512) % 512]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  @Test
  void entriesOfTar() throws IOException {
    byte[] bytes = tar();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    for (byte[] archived : List.of(bytes, packed.toByteArray())) {
      try (Archive archive = open(archived)) {
        assertThat(archive.entries())
            .extracting(Archive.Entry::name)
            .containsExactly("B4.TIF", "d/" + "n".repeat(200), "pax/\u0448.txt");
        assertThat(all(archive.open("B4.TIF"))).isEqualTo(NOISE);
        assertThat(all(archive.open("d/" + "n".repeat(200)))).asString().isEqualTo("long name");
        assertThat(all(archive.open("\u0448.txt"))).asString().isEqualTo("pax name");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ustar", "gnu", "pax"})
  void tarsThatPythonMakes(String format) throws IOException {
    Path file = folder.resolve("p.tar");
    Gdal.run(
        "",
        "/usr/bin/python3",
        "-c",
        """
        import io, sys, tarfile
        f = getattr(tarfile, sys.argv[2].upper() + '_FORMAT')
        with tarfile.open(sys.argv[1], 'w', format=f) as t:
            i = tarfile.TarInfo('a' * 90 + '/' + 'b' * 60 + '.txt')
            i.size = 700
            i.mtime = 1.5
            t.addfile(i, io.BytesIO(b'1234567' * 100))
        """,
        file.toString(),
        format);
    try (Archive archive = Archive.open(FileSource.open(file), SMALL)) {
      assertThat(all(archive.open("b".repeat(60) + ".txt")))
          .asString()
          .isEqualTo("1234567".repeat(100));
    }
  }

  @Test
  void aTarThatIsCut() throws IOException {
    byte[] bytes = Arrays.copyOf(tar(), 30_000);
    assertFails(RasterException.Key.TRUNCATED, "ends before the content", () -> open(bytes));
  }

  @Test
  void bombsOfGzip() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 100; i++) {
        out.write(FLAT);
      }
    }
    assertFails(RasterException.Key.TOO_LARGE, "larger unpacked", () -> open(packed.toByteArray()));
    byte[] cut = Arrays.copyOf(packed.toByteArray(), 500);
    assertFails(RasterException.Key.TRUNCATED, "ends inside its content", () -> open(cut));
  }

  @Test
  void whatIsNoArchive() {
    assertFails(RasterException.Key.UNSUPPORTED, "is neither a ZIP nor a TAR", () -> open(NOISE));
    assertFails(
        RasterException.Key.UNSUPPORTED, "is neither a ZIP nor a TAR", () -> open(new byte[0]));
  }

  /** Any change of any byte is read, or refused by the one exception that says so. */
  @Test
  void archivesWithBytesChanged() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(tar());
    }
    List<byte[]> originals =
        List.of(
            zip(Map.of("a", Arrays.copyOf(NOISE, 50)), Map.of("b", Arrays.copyOf(FLAT, 5000))),
            tar(),
            packed.toByteArray());
    int refused = 0;
    for (byte[] original : originals) {
      Random random = new Random(5);
      for (int i = 0; i < 1500; i++) {
        byte[] bytes = original.clone();
        for (int k = random.nextInt(4); k >= 0; k--) {
          int near = random.nextBoolean() ? Math.min(bytes.length, 1024) : bytes.length;
          int at =
              random.nextBoolean() ? random.nextInt(near) : bytes.length - 1 - random.nextInt(near);
          bytes[at] = random.nextInt(3) == 0 ? (byte) -1 : (byte) random.nextInt(256);
        }
        try (Archive archive = open(bytes)) {
          for (Archive.Entry entry : archive.entries()) {
            try (ByteSource source = archive.open("/" + entry.name())) {
              source.read(0, ByteBuffer.allocate((int) Math.min(100, source.size())));
            }
          }
        } catch (RasterException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isBetween(750, 4400);
  }

  @Test
  void aStoredEntryOnAServerIsReadInPlace() throws IOException {
    byte[] large = HttpSourceTest.bytes(2_000_000, 9);
    try (RangeServer server = new RangeServer();
        Sources sources = new Sources(HttpSourceTest.QUICK)) {
      server.put("/s.zip", zip(Map.of("S.SAFE/B04.jp2", large), Map.of()), "\"1\"");
      try (ByteSource image = sources.open(server.address("/s.zip") + "!/B04.jp2")) {
        assertThat(image.size()).isEqualTo(large.length);
        server.forget();
        ByteBuffer target = ByteBuffer.allocate(1000);
        image.read(1_000_000, target);
        assertThat(target.array()).isEqualTo(Arrays.copyOfRange(large, 1_000_000, 1_001_000));
        assertThat(server.ranges()).hasSize(1);
      }
    }
  }
}
