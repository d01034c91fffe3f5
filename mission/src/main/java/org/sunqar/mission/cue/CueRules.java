// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.cue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.sunqar.mission.BroughtText;
import org.sunqar.mission.FileHold;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.WholeFile;
import org.sunqar.mission.order.OrderJson;
import org.sunqar.mission.order.Priority;

/** The rules of a workspace: its file {@code cues.json}, which is replaced whole. */
public final class CueRules {

  private static final int MOST = 1000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;

  public CueRules(Path workspace) {
    this.file = workspace.resolve("cues.json");
  }

  /**
   * All rules, in the order of their making.
   *
   * @throws MissionException IO when the file is damaged
   */
  public List<CueRule> all() {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = BroughtText.read(file, "rules");
    try {
      List<CueRule> rules = new ArrayList<>();
      for (JsonNode each : MAPPER.readTree(text).path("rules")) {
        rules.add(read(each));
      }
      return rules;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new MissionException(
          MissionException.Key.IO, "The rules in " + file + " are damaged: " + e.getMessage(), e);
    }
  }

  /**
   * Adds a rule.
   *
   * @throws MissionException CONFLICT when there is one of its name or another process changes the
   *     rules, SETTING when there are too many
   */
  public void add(CueRule rule) {
    change(rules -> {
      if (rules.stream().anyMatch(r -> r.name().equals(rule.name()))) {
        throw new MissionException(
            MissionException.Key.CONFLICT, "There is a rule " + rule.name() + " already.");
      }
      if (rules.size() >= MOST) {
        throw new MissionException(
            MissionException.Key.SETTING, "A workspace has at most " + MOST + " rules.");
      }
      rules.add(rule);
    });
  }

  /**
   * Removes a rule; its orders stay.
   *
   * @throws MissionException NOT_FOUND when there is none of the name, CONFLICT when another
   *     process changes the rules
   */
  public void remove(String name) {
    change(rules -> {
      if (!rules.removeIf(r -> r.name().equals(name))) {
        throw new MissionException(
            MissionException.Key.NOT_FOUND, "There is no rule \"" + name + "\".");
      }
    });
  }

  private void change(Consumer<List<CueRule>> how) {
    try (FileHold _ =
        FileHold.take(file.resolveSibling("cues.lock"))
            .orElseThrow(() ->
                new MissionException(
                    MissionException.Key.CONFLICT,
                    "The rules are being changed by another process; try again."))) {
      List<CueRule> rules = new ArrayList<>(all());
      how.accept(rules);
      ObjectNode json = MAPPER.createObjectNode();
      ArrayNode all = json.putArray("rules");
      rules.forEach(rule -> all.add(write(rule)));
      WholeFile.write(file, json.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new MissionException(
          MissionException.Key.IO, "The rules cannot be written to " + file + ".", e);
    }
  }

  /** A rule as JSON. */
  public static ObjectNode write(CueRule rule) {
    ObjectNode json = MAPPER.createObjectNode().put("name", rule.name());
    rule.when().watch().ifPresent(watch -> json.put("watch", watch));
    new TreeSet<>(rule.when().statuses()).forEach(json.putArray("statuses")::add);
    json.put("min_confidence", rule.when().minConfidence());
    json.put("min_hectares", rule.when().minHectares());
    CueRule.What what = rule.what();
    json.put("member", what.member());
    json.put("priority", what.priority().name().toLowerCase(Locale.ROOT));
    json.put("value", what.value());
    OrderJson.writeImage(json.putObject("image"), what.image());
    json.put("valid_days", what.validDays()).put("buffer_m", what.buffer());
    return json.put("per_day", rule.perDay());
  }

  private static CueRule read(JsonNode json) {
    TreeSet<String> statuses = new TreeSet<>();
    json.path("statuses").forEach(each -> statuses.add(each.asText()));
    return new CueRule(
        json.path("name").asText(),
        new CueRule.When(
            Optional.ofNullable(json.get("watch")).map(JsonNode::asText),
            statuses,
            json.path("min_confidence").asDouble(),
            json.path("min_hectares").asDouble()),
        new CueRule.What(
            json.path("member").asText(),
            Priority.valueOf(json.path("priority").asText().toUpperCase(Locale.ROOT)),
            json.path("value").asDouble(),
            OrderJson.readImage(json.path("image")),
            json.path("valid_days").asDouble(),
            json.path("buffer_m").asDouble()),
        json.path("per_day").asInt());
  }
}
