// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A lock file that one holds at a time, among all threads and processes; gone with the process. */
public final class FileHold implements AutoCloseable {

  private final FileChannel channel;

  private FileHold(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes hold of a file, which is made with its folders; empty when somebody else has it. */
  public static Optional<FileHold> take(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new FileHold(channel));
      }
    } catch (OverlappingFileLockException _) {
      // held by another thread of this process
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
