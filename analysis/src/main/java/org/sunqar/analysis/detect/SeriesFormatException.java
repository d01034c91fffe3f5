// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.nio.file.Path;

/**
 * A file of series that is not as it should be. The message is one sentence that names the file and
 * the line.
 */
public final class SeriesFormatException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SeriesFormatException(Path file, String problem) {
    super(file.getFileName() + ": " + problem);
  }

  SeriesFormatException(Path file, long line, String problem) {
    super(file.getFileName() + " line " + line + ": " + problem);
  }
}
