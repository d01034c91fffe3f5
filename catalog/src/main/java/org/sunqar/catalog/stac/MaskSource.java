// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import java.nio.file.Path;

/**
 * Where an item's clear-sky mask is and how to read it.
 *
 * @param href where the file is
 * @param band the band of that file, from 1
 * @param rule which samples are clear
 */
public record MaskSource(String href, int band, ClearMask rule) {

  /** The file behind {@link #href}, where that is not in an archive. */
  public Path path() {
    return Href.toPath(href);
  }
}
