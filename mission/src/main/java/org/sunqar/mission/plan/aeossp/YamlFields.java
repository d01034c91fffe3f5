// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.aeossp;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.sunqar.mission.MissionException;

/**
 * A mapping of a YAML document with fields that have to be there. JSON is YAML, too.
 *
 * @param where for messages: the file, and the place in it
 */
record YamlFields(String where, Map<?, ?> fields) {

  /** The largest published case has 0.5 MB. */
  private static final int MOST_BYTES = 32 << 20;

  static YamlFields read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw problem("%s has %d bytes; at most %d are read".formatted(file, size, MOST_BYTES));
      }
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new MissionException(
          MissionException.Key.NOT_FOUND, "There is no file " + file + ".", e);
    } catch (CharacterCodingException e) {
      throw new MissionException(MissionException.Key.PROBLEM, file + " is not text in UTF-8.", e);
    } catch (IOException e) {
      throw new MissionException(
          MissionException.Key.IO, file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  static YamlFields parse(String where, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(where)
            .setCodePointLimit(MOST_BYTES)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      return of(where, new Load(settings).loadFromString(text));
    } catch (YamlEngineException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("malformed");
      throw new MissionException(
          MissionException.Key.PROBLEM, where + " is no YAML: " + reason + ".", e);
    } catch (StackOverflowError _) {
      throw problem(where + " is nested too deeply");
    }
  }

  private static YamlFields of(String where, Object value) {
    if (value instanceof Map<?, ?> map) {
      return new YamlFields(where, map);
    }
    throw problem(where + " must be a mapping of names to values");
  }

  YamlFields section(String name) {
    return of(where + ", " + name, field(name));
  }

  /** The mappings of a list. */
  List<YamlFields> sections(String name) {
    if (!(field(name) instanceof List<?> list)) {
      throw problem(where + ": " + name + " must be a list");
    }
    List<YamlFields> all = new ArrayList<>();
    for (Object one : list) {
      all.add(of("%s, %s[%d]".formatted(where, name, all.size()), one));
    }
    return all;
  }

  /** A text of at least one character. */
  String text(String name) {
    if (field(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw problem(where + ": " + name + " must be a text");
  }

  double number(String name, double from, double to) {
    if (field(name) instanceof Number number) {
      double value = number.doubleValue();
      if (value >= from && value <= to) {
        return value;
      }
    }
    throw problem("%s: %s must be a number from %s to %s".formatted(where, name, from, to));
  }

  int whole(String name, int from, int to) {
    double value = number(name, from, to);
    if (value != Math.rint(value)) {
      throw problem("%s: %s must be a whole number, not %s".formatted(where, name, value));
    }
    return (int) value;
  }

  private Object field(String name) {
    Object value = fields.get(name);
    if (value == null) {
      throw problem(where + " has no " + name);
    }
    return value;
  }

  static MissionException problem(String sentence) {
    return new MissionException(MissionException.Key.PROBLEM, sentence + ".");
  }
}
