// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import java.io.IOException;
import org.sunqar.analysis.detect.SeriesDetect;

/**
 * The options of a method: a class with picocli's annotations, whose command description says what
 * the tables hold.
 */
public interface MethodOptions {

  /**
   * The method with these options on these files.
   *
   * @throws org.sunqar.analysis.AnalysisException if an option is out of its range
   * @throws IOException if a file cannot be read
   */
  SeriesDetect<?> detect(SeriesFiles files) throws IOException;
}
