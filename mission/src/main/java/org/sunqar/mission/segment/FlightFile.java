// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Time;

/**
 * A flight as JSON, for the simulation itself to go on from: the records as they are, in SI units
 * and radians, numbers exact, times in UTC to the nanosecond. Telemetry has files of its own.
 */
final class FlightFile {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(new TimeWriter())
                  .addDeserializer(Time.class, new TimeReader()));

  private FlightFile() {}

  /** All of a flight but its telemetry. */
  private record Kept(
      Time from,
      Time to,
      int plan,
      long seed,
      List<SegmentEvent> events,
      List<Flight.Received> received,
      SegmentState end) {}

  static String write(Flight flight) {
    try {
      return MAPPER.writeValueAsString(
              new Kept(
                  flight.from(),
                  flight.to(),
                  flight.plan(),
                  flight.seed(),
                  flight.events(),
                  flight.received(),
                  flight.end()))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads what {@link #write} wrote; without telemetry.
   *
   * @throws MissionException IO when it is something else
   */
  static Flight read(String name, String text) {
    try {
      Kept kept = MAPPER.readValue(text, Kept.class);
      return new Flight(
          kept.from(),
          kept.to(),
          kept.plan(),
          kept.seed(),
          kept.events(),
          kept.received(),
          Map.of(),
          kept.end());
    } catch (JsonProcessingException e) {
      throw new MissionException(
          MissionException.Key.IO,
          "The file " + name + " is no flight of a simulation: " + e.getOriginalMessage() + ".",
          e);
    }
  }

  private static final class TimeWriter extends StdSerializer<Time> {

    private static final long serialVersionUID = 1;

    TimeWriter() {
      super(Time.class);
    }

    @Override
    public void serialize(Time time, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(time.text(9));
    }
  }

  private static final class TimeReader extends StdDeserializer<Time> {

    private static final long serialVersionUID = 1;

    TimeReader() {
      super(Time.class);
    }

    @Override
    public Time deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Time.parse(in.getValueAsString(""));
    }
  }
}
