// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.console;

import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Option;

/** Options of commands that take their time, and the progress they show on stderr. */
public final class ProgressOptions {

  /** How progress is shown. */
  public enum Mode {
    AUTO,
    BAR,
    PLAIN,
    NONE
  }

  @Option(
      names = "--progress",
      paramLabel = "MODE",
      defaultValue = "AUTO",
      description = "auto, bar, plain or none; auto is a bar on a terminal and none otherwise.")
  private Mode mode = Mode.AUTO;

  /** Progress of one piece of work. */
  public interface Progress extends AutoCloseable {
    void step(long done, long all);

    @Override
    void close();
  }

  public Progress start(Console console, String what) {
    Mode decided = mode == Mode.AUTO ? (console.terminal() ? Mode.BAR : Mode.NONE) : mode;
    return switch (decided) {
      case BAR -> new Bar(what);
      case PLAIN -> new Plain(console, what);
      case AUTO, NONE -> new Silent();
    };
  }

  private static final class Bar implements Progress {
    private final me.tongfei.progressbar.ProgressBar bar;

    Bar(String what) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setInitialMax(1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .build();
    }

    @Override
    public void step(long done, long all) {
      bar.maxHint(all);
      bar.stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line for each tenth. */
  private static final class Plain implements Progress {
    private final Console console;
    private final String what;
    private long tenth = -1;

    Plain(Console console, String what) {
      this.console = console;
      this.what = what;
    }

    @Override
    public void step(long done, long all) {
      long now = all == 0 ? 10 : done * 10 / all;
      if (now != tenth) {
        tenth = now;
        console.say(what + " " + done + "/" + all);
      }
    }

    @Override
    public void close() {}
  }

  private static final class Silent implements Progress {
    @Override
    public void step(long done, long all) {}

    @Override
    public void close() {}
  }
}
