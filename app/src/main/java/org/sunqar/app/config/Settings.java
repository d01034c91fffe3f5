// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sunqar.app.console.CommandException;

/**
 * The values of all settings. What is given on the command line goes before the environment, that
 * before the workspace's {@code sunqar.toml}, and that before the default. A key that is not known
 * fails, so that a slip of the pen is not taken for a setting.
 */
public final class Settings {

  /** The file in a workspace. */
  public static final String FILE = "sunqar.toml";

  /** Far more than anybody writes; keeps a wrong file out of memory (bytes). */
  private static final long LARGEST_FILE = 1 << 20;

  /** Where a value comes from. */
  public enum Origin {
    OPTION,
    ENVIRONMENT,
    FILE,
    DEFAULT
  }

  /** A value and where it comes from. */
  public record Value(String text, Origin origin) {}

  private final Map<Setting, Value> values;

  private Settings(Map<Setting, Value> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** The settings of a workspace, which need not be there yet. */
  public static Settings of(Path workspace) {
    return of(workspace.resolve(FILE), System.getenv());
  }

  static Settings of(Path file, Map<String, String> environment) {
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      values.put(setting, new Value(setting.usual(), Origin.DEFAULT));
    }
    if (Files.exists(file)) {
      put(values, "", read(file), file);
    }
    for (Setting setting : Setting.values()) {
      Optional.ofNullable(environment.get(setting.variable()))
          .ifPresent(text -> values.put(setting, new Value(text, Origin.ENVIRONMENT)));
    }
    return new Settings(values);
  }

  /** These settings with one from the command line, when it was given there. */
  public Settings with(Setting setting, Optional<String> option) {
    if (option.isEmpty()) {
      return this;
    }
    Map<Setting, Value> changed = new EnumMap<>(values);
    changed.put(setting, new Value(option.get(), Origin.OPTION));
    return new Settings(changed);
  }

  public Value value(Setting setting) {
    Value value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException(setting + " has no value");
    }
    return value;
  }

  public String text(Setting setting) {
    return value(setting).text();
  }

  /** True or false; else a sentence that says where the wrong one stands. */
  public boolean flag(Setting setting) {
    Value value = value(setting);
    return switch (value.text().strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw CommandException.usage(
              "%s is '%s' (%s), but should be true or false"
                  .formatted(
                      setting.key(), value.text(), value.origin().name().toLowerCase(Locale.ROOT)));
    };
  }

  /** One of some words; else a sentence that says where the wrong one stands. */
  public <E extends Enum<E>> E choice(Setting setting, Class<E> choices) {
    Value value = value(setting);
    String text = value.text().strip().toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    for (E choice : choices.getEnumConstants()) {
      String word = choice.name().toLowerCase(Locale.ROOT);
      if (word.equals(text)) {
        return choice;
      }
      words.add(word);
    }
    throw CommandException.usage(
        "%s is '%s' (%s), but should be one of %s"
            .formatted(
                setting.key(),
                value.text(),
                value.origin().name().toLowerCase(Locale.ROOT),
                String.join(", ", words)));
  }

  /** A whole number in a range; else a sentence that says where the wrong one stands. */
  public int number(Setting setting, int from, int to) {
    Value value = value(setting);
    try {
      int number = Integer.parseInt(value.text().strip());
      if (number >= from && number <= to) {
        return number;
      }
    } catch (NumberFormatException _) {
      // the same sentence
    }
    throw CommandException.usage(
        "%s is '%s' (%s), but should be a whole number from %d to %d"
            .formatted(
                setting.key(),
                value.text(),
                value.origin().name().toLowerCase(Locale.ROOT),
                from,
                to));
  }

  private static void put(Map<Setting, Value> values, String prefix, JsonNode table, Path file) {
    for (Map.Entry<String, JsonNode> entry : table.properties()) {
      String key = prefix + entry.getKey();
      JsonNode node = entry.getValue();
      if (node.isObject()) {
        put(values, key + ".", node, file);
        continue;
      }
      Setting setting =
          Setting.ofKey(key)
              .orElseThrow(() ->
                  CommandException.usage(
                      file + " sets " + key + ", which is not known; known are " + known()));
      if (!node.isValueNode()) {
        throw CommandException.usage(
            file + ": " + key + " should be a text or a number, but is " + node);
      }
      values.put(setting, new Value(node.asText(), Origin.FILE));
    }
  }

  private static String known() {
    return Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", "));
  }

  private static JsonNode read(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw CommandException.usage(file + " is larger than a megabyte: that is no settings file");
      }
      return new TomlMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw CommandException.usage(file + " is not TOML" + where + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw CommandException.usage(file + " cannot be read: " + e.getMessage());
    }
  }
}
