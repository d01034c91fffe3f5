// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is looked at, and what is done about it.
 *
 * @param collections the items of these; empty means all
 * @param repair put right what can be: draw thumbnails again, find files that were moved within the
 *     workspace, add sizes and checksums, delete unused thumbnails
 * @param checksums read every byte of local files and compare; otherwise only sizes
 * @param remote ask servers for the sizes of assets that are not on this machine
 * @param thumbnails the folder of the thumbnails; empty when none are made
 * @param progress a file in which to keep how far it is, so that a check that was interrupted goes
 *     on from there; empty begins anew each time
 */
public record CheckOptions(
    List<String> collections,
    boolean repair,
    boolean checksums,
    boolean remote,
    Optional<Path> thumbnails,
    Optional<Path> progress) {

  public CheckOptions {
    collections = List.copyOf(collections);
  }

  /** Everything that costs little, nothing changed. */
  public static CheckOptions lookOnly() {
    return new CheckOptions(List.of(), false, false, false, Optional.empty(), Optional.empty());
  }

  public CheckOptions in(List<String> newCollections) {
    return new CheckOptions(newCollections, repair, checksums, remote, thumbnails, progress);
  }

  public CheckOptions repairing(boolean newRepair) {
    return new CheckOptions(collections, newRepair, checksums, remote, thumbnails, progress);
  }

  public CheckOptions withChecksums(boolean newChecksums) {
    return new CheckOptions(collections, repair, newChecksums, remote, thumbnails, progress);
  }

  public CheckOptions withRemote(boolean newRemote) {
    return new CheckOptions(collections, repair, checksums, newRemote, thumbnails, progress);
  }

  public CheckOptions withThumbnails(Path folder) {
    return new CheckOptions(collections, repair, checksums, remote, Optional.of(folder), progress);
  }

  public CheckOptions resumableIn(Path file) {
    return new CheckOptions(collections, repair, checksums, remote, thumbnails, Optional.of(file));
  }
}
