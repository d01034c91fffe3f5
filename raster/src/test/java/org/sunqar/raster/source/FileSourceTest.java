// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.RasterException;

class FileSourceTest {

  @TempDir Path folder;

  private Path file(int bytes) throws IOException {
    byte[] content = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      content[i] = (byte) i;
    }
    return Files.write(folder.resolve("data.bin"), content);
  }

  @Test
  void readsAtPositions() throws IOException {
    try (FileSource source = FileSource.open(file(100))) {
      ByteBuffer target = ByteBuffer.allocate(10);
      source.read(90, target);
      assertThat(source.size()).isEqualTo(100);
      assertThat(target.flip().get(0)).isEqualTo((byte) 90);
      assertThat(target.get(9)).isEqualTo((byte) 99);
    }
  }

  @Test
  void saysWhichFileIsTooShort() throws IOException {
    Path file = file(100);
    try (FileSource source = FileSource.open(file)) {
      assertThatThrownBy(() -> source.read(95, ByteBuffer.allocate(10)))
          .isInstanceOf(RasterException.class)
          .hasMessage(file + " ends at byte 100, 5 bytes before its content")
          .extracting(e -> ((RasterException) e).key())
          .isEqualTo(RasterException.Key.TRUNCATED);
    }
  }

  @Test
  void aFileThatIsCutOffWhileOpenIsAnError() throws IOException {
    Path file = file(1 << 20);
    try (FileSource source = FileSource.open(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(10);
      }
      assertThatThrownBy(() -> source.read(1000, ByteBuffer.allocate(10)))
          .isInstanceOf(RasterException.class)
          .hasMessageContaining("ends at byte");
    }
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    assertThatThrownBy(() -> FileSource.open(folder.resolve("none.tif")))
        .isInstanceOf(RasterException.class)
        .hasMessageEndingWith("none.tif does not exist");
    assertThatThrownBy(() -> FileSource.open(folder))
        .isInstanceOf(RasterException.class)
        .hasMessageEndingWith("is not a file");
  }

  @Test
  void anInterruptedThreadDoesNotCloseTheFileForOthers() throws Exception {
    try (FileSource source = FileSource.open(file(100))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(4)))
          .isInstanceOf(RasterException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
      ByteBuffer target = ByteBuffer.allocate(4);
      source.read(50, target);
      assertThat(target.get(0)).isEqualTo((byte) 50);
    }
  }

  @Test
  void aClosedSourceSaysSo() throws IOException {
    FileSource source = FileSource.open(file(100));
    source.close();
    assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(4)))
        .isInstanceOf(RasterException.class)
        .hasMessageEndingWith("is closed");
  }
}
