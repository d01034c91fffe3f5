// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Counts what the server does, and tells it in the text format of Prometheus (version 0.0.4). */
public final class Metrics {

  /** Upper bounds (s) of the latency histogram's classes. */
  private static final double[] BOUNDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private record Key(String route, String method, int status) {}

  private static final class Latency {
    private final LongAdder[] classes = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Latency() {
      for (int i = 0; i < classes.length; i++) {
        classes[i] = new LongAdder();
      }
    }
  }

  private record Gauge(String help, DoubleSupplier value) {}

  private final Map<Key, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<String, Latency> latencies = new ConcurrentHashMap<>();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder running = new LongAdder();
  private final Map<String, Gauge> gauges = new TreeMap<>();

  /** A number that is looked up whenever the metrics are asked for. NaN leaves it out. */
  public synchronized void gauge(String name, String help, DoubleSupplier value) {
    gauges.put(name, new Gauge(help, value));
  }

  void started() {
    running.increment();
  }

  void finished(String route, String method, int status, long sent, long nanos) {
    running.decrement();
    requests.computeIfAbsent(new Key(route, method, status), _ -> new LongAdder()).increment();
    Latency latency = latencies.computeIfAbsent(route, _ -> new Latency());
    int i = 0;
    while (i < BOUNDS.length && nanos > BOUNDS[i] * 1e9) {
      i++;
    }
    latency.classes[i].increment();
    latency.nanos.add(nanos);
    bytes.add(sent);
  }

  /** All of it. */
  public synchronized String text() {
    StringBuilder out = new StringBuilder(4096);
    head(out, "sunqar_http_requests_total", "counter", "Requests that were answered.");
    requests.forEach((key, count) ->
        out.append("sunqar_http_requests_total{route=\"")
            .append(key.route)
            .append("\",method=\"")
            .append(key.method)
            .append("\",status=\"")
            .append(key.status)
            .append("\"} ")
            .append(count.sum())
            .append('\n'));
    String seconds = "sunqar_http_request_seconds";
    head(out, seconds, "histogram", "How long requests took.");
    latencies.forEach((route, latency) -> {
      long total = 0;
      for (int i = 0; i <= BOUNDS.length; i++) {
        total += latency.classes[i].sum();
        out.append(seconds).append("_bucket{route=\"").append(route).append("\",le=\"");
        out.append(i == BOUNDS.length ? "+Inf" : Double.toString(BOUNDS[i]));
        out.append("\"} ").append(total).append('\n');
      }
      out.append(seconds).append("_sum{route=\"").append(route).append("\"} ");
      out.append(latency.nanos.sum() / 1e9).append('\n');
      out.append(seconds).append("_count{route=\"").append(route).append("\"} ");
      out.append(total).append('\n');
    });
    head(out, "sunqar_http_sent_bytes_total", "counter", "Bytes of bodies that were sent.");
    out.append("sunqar_http_sent_bytes_total ").append(bytes.sum()).append('\n');
    line(out, "sunqar_http_running", "Requests that are being done.", (double) running.sum());
    Runtime runtime = Runtime.getRuntime();
    line(
        out,
        "jvm_memory_used_bytes",
        "Memory in use on the heap.",
        (double) (runtime.totalMemory() - runtime.freeMemory()));
    line(
        out,
        "jvm_memory_max_bytes",
        "Memory that the heap may take.",
        (double) runtime.maxMemory());
    line(
        out,
        "process_uptime_seconds",
        "How long the program runs.",
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    gauges.forEach((name, gauge) -> {
      double value = gauge.value().getAsDouble();
      if (!Double.isNaN(value)) {
        line(out, name, gauge.help(), value);
      }
    });
    return out.toString();
  }

  private static void line(StringBuilder out, String name, String help, double value) {
    head(out, name, "gauge", help);
    out.append(name).append(' ');
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      out.append((long) value);
    } else {
      out.append(value);
    }
    out.append('\n');
  }

  private static void head(StringBuilder out, String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}
