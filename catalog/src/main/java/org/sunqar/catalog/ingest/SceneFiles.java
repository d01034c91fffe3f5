// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.catalog.stac.Href;

/**
 * A scene of files that were chosen one by one. In a copy they lie side by side.
 *
 * @param rasters whose pixels are checked
 * @param others its files that are not rasters, as the MTL
 */
record SceneFiles(List<RasterFile> rasters, List<Path> others) implements SceneContent {

  SceneFiles {
    rasters = List.copyOf(rasters);
    others = List.copyOf(others);
  }

  @Override
  public Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    copies().keySet().forEach(file -> parts.put(Href.ofPath(file), ContentHash.partOf(file)));
    return parts;
  }

  @Override
  public void check() {
    rasters.forEach(RasterFile::check);
  }

  @Override
  public Map<Path, String> copies() {
    Map<Path, String> copies = new LinkedHashMap<>();
    others.forEach(file -> copies.put(file, FileSet.name(file)));
    rasters.forEach(file -> copies.put(file.path(), FileSet.name(file.path())));
    return copies;
  }

  @Override
  public String inCopy(String href, Path folder) {
    return Href.ofPath(folder.resolve(FileSet.name(Href.toPath(href))));
  }
}
