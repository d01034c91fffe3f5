// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.spot5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringTokenizer;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.plan.spot5.Spot5Instance.Photograph;
import org.sunqar.mission.plan.spot5.Spot5Instance.Restriction;
import org.sunqar.mission.plan.spot5.Spot5Instance.Take;

/**
 * Reads .spot files: the number of photographs, a line for each (id, profit, number of takes, pairs
 * of camera and recorder use, more that is ignored); the number of restrictions, a line for each (2
 * or 3, the photographs' ids, forbidden cameras for each of them, again and again). Where the
 * recorder is used at all its capacity is bounded; such files end with a line of one number, which
 * counts as a restriction and says nothing.
 */
public final class Spot5Reader {

  /** The largest known instance has 0.2 MB. */
  private static final long MOST_BYTES = 64 << 20;

  private static final int MOST_TAKES = 16;

  private final Path file;
  private final List<String> lines;
  private int next;
  private StringTokenizer words = new StringTokenizer("");

  private Spot5Reader(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * @throws MissionException NOT_FOUND, IO, or PROBLEM with the line that is malformed
   */
  public static Spot5Instance read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new MissionException(
            MissionException.Key.PROBLEM,
            "%s has %d bytes; an instance of SPOT 5 has at most %d."
                .formatted(file, Files.size(file), MOST_BYTES));
      }
      // any byte is a character here, so that what is no text fails as what is no number
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return new Spot5Reader(file, text.lines().toList()).instance();
    } catch (NoSuchFileException e) {
      throw new MissionException(
          MissionException.Key.NOT_FOUND, "There is no file " + file + ".", e);
    } catch (IOException e) {
      throw new MissionException(
          MissionException.Key.IO, file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private Spot5Instance instance() {
    int count = count("photographs");
    List<Photograph> photographs = new ArrayList<>();
    Map<Integer, Integer> places = new HashMap<>();
    boolean recorded = false;
    for (int i = 0; i < count; i++) {
      line("photograph " + (i + 1) + " of " + count);
      int id = integer("the id of a photograph", 0, Integer.MAX_VALUE);
      if (places.put(id, i) != null) {
        throw bad("photograph " + id + " is there twice");
      }
      int profit = integer("a profit", 1, 1_000_000);
      List<Take> takes = takes();
      recorded |= takes.stream().anyMatch(take -> take.units() > 0);
      photographs.add(new Photograph(id, profit, takes));
    }
    return new Spot5Instance(
        photographs,
        restrictions(places),
        recorded ? OptionalInt.of(Spot5Instance.CAPACITY) : OptionalInt.empty());
  }

  private List<Take> takes() {
    int count = integer("the number of takes", 1, MOST_TAKES);
    List<Take> takes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int camera = integer("a camera", 1, 1000);
      if (takes.stream().anyMatch(take -> take.camera() == camera)) {
        throw bad("camera " + camera + " is there twice");
      }
      takes.add(new Take(camera, (int) Math.round(decimal("a recorder use") / Spot5Instance.UNIT)));
    }
    return takes;
  }

  private List<Restriction> restrictions(Map<Integer, Integer> places) {
    int count = count("restrictions");
    List<Restriction> restrictions = new ArrayList<>();
    int read = 0;
    boolean ended = false;
    while (nextLine()) {
      if (words.countTokens() == 1 && !ended) {
        integer("the number at the end", 0, Integer.MAX_VALUE);
        ended = true;
        continue;
      }
      if (ended || read == count) {
        throw bad("there is more after the " + count + " restrictions");
      }
      restrictions.add(restriction(places));
      read++;
    }
    if (read < count - (ended ? 1 : 0)) {
      throw bad("the file ends after " + read + " of " + count + " restrictions");
    }
    return restrictions;
  }

  private Restriction restriction(Map<Integer, Integer> places) {
    int arity = integer("the number of photographs in a restriction", 2, 3);
    List<Integer> photographs = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      int id = integer("the id of a photograph", 0, Integer.MAX_VALUE);
      Integer place = places.get(id);
      if (place == null) {
        throw bad("there is no photograph " + id);
      }
      photographs.add(place);
    }
    if (new HashSet<>(photographs).size() < arity) {
      throw bad("a restriction names a photograph twice");
    }
    if (words.countTokens() % arity != 0) {
      throw bad("the last forbidden combination is not complete");
    }
    List<List<Integer>> forbidden = new ArrayList<>();
    while (words.hasMoreTokens()) {
      List<Integer> cameras = new ArrayList<>();
      for (int i = 0; i < arity; i++) {
        cameras.add(integer("a camera", 0, 1000));
      }
      forbidden.add(List.copyOf(cameras));
    }
    return new Restriction(photographs, forbidden);
  }

  /** A line with one number that is not larger than the lines that are left. */
  private int count(String what) {
    line("the number of " + what);
    int count = integer("the number of " + what, 0, Integer.MAX_VALUE);
    if (words.hasMoreTokens()) {
      throw bad("the number of " + what + " must stand alone");
    }
    if (count > lines.size() - next) {
      throw bad(
          "the file ends too early: there are to be "
              + count
              + " "
              + what
              + " and "
              + (lines.size() - next)
              + " lines are left");
    }
    return count;
  }

  private void line(String what) {
    if (!nextLine()) {
      throw bad("the file ends where " + what + " should be");
    }
  }

  /** Goes to the next line that is not blank. */
  private boolean nextLine() {
    while (next < lines.size()) {
      words = new StringTokenizer(lines.get(next++));
      if (words.hasMoreTokens()) {
        return true;
      }
    }
    return false;
  }

  private int integer(String what, int from, int to) {
    String word = word(what);
    try {
      int value = Integer.parseInt(word);
      if (value >= from && value <= to) {
        return value;
      }
    } catch (NumberFormatException _) {
      // the same sentence
    }
    throw bad(
        "%s should be a whole number from %d to %d, not '%s'"
            .formatted(what, from, to, brief(word)));
  }

  private double decimal(String what) {
    String word = word(what);
    try {
      double value = Double.parseDouble(word);
      if (value >= 0 && value <= 1e9) {
        return value;
      }
    } catch (NumberFormatException _) {
      // the same sentence
    }
    throw bad("%s should be a number from 0 to 1e9, not '%s'".formatted(what, brief(word)));
  }

  private String word(String what) {
    if (!words.hasMoreTokens()) {
      throw bad("the line ends where " + what + " should be");
    }
    return words.nextToken();
  }

  private static String brief(String word) {
    String printable = word.replaceAll("[^ -~]", "?");
    return printable.length() > 20 ? printable.substring(0, 20) + "..." : printable;
  }

  private MissionException bad(String what) {
    return new MissionException(
        MissionException.Key.PROBLEM,
        "%s is no instance of SPOT 5: line %d: %s.".formatted(file, next, what));
  }
}
