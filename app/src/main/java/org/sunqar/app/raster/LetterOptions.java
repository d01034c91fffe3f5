// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Letters for rasters, as gdal_calc has them: {@code -A a.tif -B b.tif}. */
@CommandLine.Command
final class LetterOptions {

  private final Map<String, String> rasters = new TreeMap<>();

  /** One option for each letter but V, which asks for the version; the help shows the first two. */
  @CommandLine.Spec(CommandLine.Spec.Target.SELF)
  void addTo(CommandSpec command) {
    for (char c = 'A'; c <= 'Z'; c++) {
      String letter = String.valueOf(c);
      if (c == 'V') {
        continue;
      }
      command.addOption(
          OptionSpec.builder("-" + letter)
              .paramLabel("INPUT")
              .type(String.class)
              .hidden(c > 'B')
              .description("The raster " + letter + (c == 'B' ? ", and so on to -Z." : "."))
              .setter(
                  new CommandLine.Model.ISetter() {
                    @Override
                    @SuppressWarnings("unchecked") // picocli's way to say: the old value, or none
                    public <T> T set(T value) {
                      if (value != null) {
                        rasters.put(letter, value.toString());
                      }
                      return value;
                    }
                  })
              .build());
    }
  }

  /** Locations by letter. */
  Map<String, String> rasters() {
    return rasters;
  }
}
