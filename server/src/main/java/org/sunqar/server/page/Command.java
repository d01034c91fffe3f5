// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

/** What a reader can copy into another program. */
final class Command {

  private Command() {}

  /** Scrolls sideways where it is wide, which the keyboard can do, too. */
  static void block(Html html, String text) {
    html.open("pre", "tabindex", "0").element("code", text).close();
  }

  /**
   * A word of a POSIX shell that stands for exactly this text. Ids and addresses are data: a
   * command that somebody copies must not run what an id says.
   */
  static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
