// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.app.config.Setting;
import org.sunqar.app.config.Settings;

/** {@code sunqar config} and the order in which values hold. */
class ConfigTest {

  @TempDir Path folder;

  @Test
  void theDefaultsAreKnown() {
    StringBuilder all = new StringBuilder();
    for (JsonNode row : show().json()) {
      all.append(row.get("key").asText()).append('=').append(row.get("value").asText()).append(' ');
    }
    assertThat(all.toString())
        .contains("catalog=sqlite ", "server.host=127.0.0.1 ", "server.port=8080 ");
  }

  @Test
  void anOptionGoesBeforeTheFile() throws IOException {
    write("catalog = 'sqlite'\n[server]\nport = 9000\n");
    Settings settings = Settings.of(folder);
    assertThat(settings.value(Setting.SERVER_PORT))
        .isEqualTo(new Settings.Value("9000", Settings.Origin.FILE));
    assertThat(settings.number(Setting.SERVER_PORT, 1, 65_535)).isEqualTo(9000);
    assertThat(settings.value(Setting.SERVER_HOST).origin()).isEqualTo(Settings.Origin.DEFAULT);
    assertThat(
            settings
                .with(Setting.SERVER_PORT, java.util.Optional.of("1"))
                .value(Setting.SERVER_PORT))
        .isEqualTo(new Settings.Value("1", Settings.Origin.OPTION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sever.port = 1 | sets sever.port, which is not known; known are catalog, language,"
            + " server.host",
        "[server] = | is not TOML",
        "catalog = [1, 2] | catalog should be a text or a number, but is [1,2]"
      })
  void aSlipOfThePenIsTold(String text, String sentence) throws IOException {
    write(text);
    show().usage().says("sunqar.toml", sentence);
  }

  @Test
  void aPasswordIsNotShown() throws IOException {
    write("catalog = 'postgresql://sunqar:s3cr@et:x@db:5432/land?sslpassword=hush&a=b'\n");
    assertThat(show().done().out())
        .contains("postgresql://sunqar:***@db:5432/land?sslpassword=***&a=b")
        .doesNotContain("cr@et")
        .doesNotContain("hush");
  }

  private Answer show() {
    return Answer.of("config", "show", "--workspace", folder);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve(Settings.FILE), text);
  }
}
