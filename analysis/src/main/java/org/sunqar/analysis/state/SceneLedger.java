// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The scenes that a state has taken, in their order, as a file that people and programs read. It
 * says what was so at the end of the last complete update; what each chunk has taken is in its own
 * record, so that nothing depends on this file.
 *
 * @param identity of the settings and the history
 * @param detector name, version and parameters
 * @param software that wrote it
 * @param history scenes of the history
 * @param scenes taken after the history, in their order
 */
public record SceneLedger(
    long identity, String detector, String software, int history, List<Taken> scenes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A scene that was taken.
   *
   * @param id of its item
   * @param day when it was acquired (UTC)
   * @param version hash of what its pixels mean
   * @param median departure of the region, in scatters; NaN where too little was seen. What was
   *     made of it: {@link RegionalCourse}
   */
  public record Taken(String id, LocalDate day, long version, float median) {}

  public SceneLedger {
    scenes = List.copyOf(scenes);
  }

  /** The ledger of a state's folder; empty where there is none, or none that can be read. */
  public static Optional<SceneLedger> read(Path folder) {
    Path file = folder.resolve(StateFolder.SCENES);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      List<Taken> scenes = new ArrayList<>();
      for (JsonNode scene : json.path("scenes")) {
        scenes.add(
            new Taken(
                scene.path("id").asText(),
                LocalDate.parse(scene.path("day").asText()),
                HexFormat.fromHexDigitsToLong(scene.path("version").asText()),
                Float.intBitsToFloat(HexFormat.fromHexDigits(scene.path("median_bits").asText()))));
      }
      return Optional.of(
          new SceneLedger(
              HexFormat.fromHexDigitsToLong(json.path("identity").asText()),
              json.path("detector").asText(),
              json.path("software").asText(),
              json.path("history_scenes").asInt(),
              scenes));
    } catch (IOException | RuntimeException _) {
      return Optional.empty(); // it is made again from the scenes themselves
    }
  }

  /** Replaces the file at once. */
  void write(Path folder) {
    Path file = folder.resolve(StateFolder.SCENES);
    ObjectNode json =
        JSON.createObjectNode()
            .put("identity", HexFormat.of().toHexDigits(identity))
            .put("detector", detector)
            .put("software", software)
            .put("history_scenes", history);
    ArrayNode list = json.putArray("scenes");
    for (Taken scene : scenes) {
      list.addObject()
          .put("id", scene.id())
          .put("day", scene.day().toString())
          .put("version", HexFormat.of().toHexDigits(scene.version()))
          .put("median", scene.median())
          .put("median_bits", HexFormat.of().toHexDigits(Float.floatToRawIntBits(scene.median())));
    }
    Path temporary = folder.resolve("." + StateFolder.SCENES + ".partial");
    try {
      try (FileChannel out =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        byte[] text = json.toPrettyString().getBytes(StandardCharsets.UTF_8);
        PlaneFileHead.write(out, ByteBuffer.wrap(text), 0);
        out.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw PlaneFile.unwritable(file, e);
    }
  }
}
