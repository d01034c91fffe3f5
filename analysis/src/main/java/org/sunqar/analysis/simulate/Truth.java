// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * What really happened, pixel by pixel.
 *
 * @param width columns
 * @param height rows
 * @param eventType {@link EventType#code()} per pixel, row by row; 0 where nothing happened
 * @param eventDay days since 1970-01-01; 0 where nothing happened
 * @param eventId index of the pixel's event in {@code events} plus 1; 0 where nothing happened
 * @param events all events
 */
@SuppressWarnings("ArrayRecordComponent") // storage, shared on purpose as in PixelBlock
public record Truth(
    int width, int height, byte[] eventType, int[] eventDay, int[] eventId, List<Event> events) {

  /**
   * One event of a truth.
   *
   * @param id from 1
   * @param type kind of change
   * @param date first day
   * @param pixels how many it has
   */
  public record Event(int id, EventType type, LocalDate date, int pixels) {}

  public Truth {
    events = List.copyOf(events);
    long pixels = (long) width * height;
    if (eventType.length != pixels || eventDay.length != pixels || eventId.length != pixels) {
      throw new IllegalArgumentException(
          "truth rasters do not fill " + width + " x " + height + " pixels");
    }
  }

  /** The truth of planted events, whose patches do not meet. */
  public static Truth of(int width, int height, List<PlantedEvent> planted) {
    byte[] type = new byte[Math.multiplyExact(width, height)];
    int[] day = new int[type.length];
    int[] id = new int[type.length];
    List<Event> events = new ArrayList<>();
    for (PlantedEvent event : planted) {
      int number = events.size() + 1;
      event.pixels().stream()
          .forEach(i -> {
            type[i] = (byte) event.type().code();
            day[i] = Math.toIntExact(event.date().toEpochDay());
            id[i] = number;
          });
      events.add(new Event(number, event.type(), event.date(), event.pixels().cardinality()));
    }
    return new Truth(width, height, type, day, id, events);
  }

  /**
   * The truth of two rasters: pixels of equal type and date that touch, also by a corner, are one
   * event. Ids follow the first pixel of each event in row order.
   */
  public static Truth of(int width, int height, byte[] eventType, int[] eventDay) {
    int[] id = new int[Math.multiplyExact(width, height)];
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < id.length; i++) {
      if (eventType[i] != 0 && id[i] == 0) {
        int number = events.size() + 1;
        BitSet patch = component(width, height, eventType, eventDay, i);
        patch.stream().forEach(p -> id[p] = number);
        events.add(
            new Event(
                number,
                EventType.ofCode(eventType[i]).orElseThrow(),
                LocalDate.ofEpochDay(eventDay[i]),
                patch.cardinality()));
      }
    }
    return new Truth(width, height, eventType, eventDay, id, events);
  }

  /**
   * The truth in a folder that {@link Simulation#writeTo} filled.
   *
   * @param folder with {@code event_type.tif} and {@code event_date.tif}
   * @throws org.sunqar.raster.RasterException when they cannot be read
   */
  public static Truth read(Path folder) {
    try (GeoTiff types = GeoTiff.open(folder.resolve("event_type.tif"));
        GeoTiff days = GeoTiff.open(folder.resolve("event_date.tif"))) {
      Grid grid = types.grid();
      if (!grid.equals(days.grid()) || grid.window().pixels() > BaseScene.MAX_PIXELS) {
        throw new RasterException(
            RasterException.Key.CORRUPT,
            folder + " does not hold two truth rasters over one grid of a simulation's size");
      }
      PixelBlock type = types.read(grid.window(), 1);
      PixelBlock day = days.read(grid.window(), 1);
      byte[] eventType = new byte[type.size()];
      int[] eventDay = new int[type.size()];
      for (int i = 0; i < eventType.length; i++) {
        eventType[i] = (byte) type.get(i);
        eventDay[i] = (int) day.get(i);
      }
      return of(grid.width(), grid.height(), eventType, eventDay);
    }
  }

  private static BitSet component(int width, int height, byte[] type, int[] day, int first) {
    BitSet patch = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    patch.set(first);
    open.add(first);
    while (!open.isEmpty()) {
      int pixel = open.remove();
      int x = pixel % width;
      int y = pixel / width;
      for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (int col = Math.max(0, x - 1); col <= Math.min(width - 1, x + 1); col++) {
          int next = row * width + col;
          if (!patch.get(next) && type[next] == type[first] && day[next] == day[first]) {
            patch.set(next);
            open.add(next);
          }
        }
      }
    }
    return patch;
  }
}
