// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.Map;
import java.util.Stack;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Letters for rasters, as gdal_calc has them: {@code -A a.tif -B b.tif}. */
final class LetterOptions {

  @Option(
      names = {
        "-A", "-B", "-C", "-D", "-E", "-F", "-G", "-H", "-I", "-J", "-K", "-L", "-M", "-N", "-O",
        "-P", "-Q", "-R", "-S", "-T", "-U", "-W", "-X", "-Y", "-Z"
      },
      paramLabel = "INPUT",
      parameterConsumer = Consumer.class,
      description = "The raster of a letter.")
  private Map<String, String> rasters = new TreeMap<>();

  Map<String, String> rasters() {
    return rasters;
  }

  /** Puts the letter as it was written and what follows it into the map. */
  static final class Consumer implements CommandLine.IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
      throw new UnsupportedOperationException(((OptionSpec) option).longestName());
    }
  }
}
