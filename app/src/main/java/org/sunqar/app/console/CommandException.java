// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.console;

/** What keeps a command from being done, found by the command itself; a sentence for the user. */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String code;
  private final int exitCode;

  private CommandException(String code, int exitCode, String message) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
  }

  /** Options that are wrong or contradict each other; the command's help says what is right. */
  public static CommandException usage(String message) {
    return new CommandException("usage", ExitCode.USAGE, message);
  }

  /** Something that is named does not exist. */
  public static CommandException notFound(String message) {
    return new CommandException("file.NOT_FOUND", ExitCode.NOT_FOUND, message);
  }

  /** Something is in the way and is not replaced without being told to. */
  public static CommandException conflict(String message) {
    return new CommandException("file.EXISTS", ExitCode.CONFLICT, message);
  }

  /** The input is understood but is not of the kind that this command takes. */
  public static CommandException notValid(String message) {
    return new CommandException("input.INVALID", ExitCode.NOT_VALID, message);
  }

  /** The stable code that ends the sentence. */
  public String code() {
    return code;
  }

  public int exitCode() {
    return exitCode;
  }
}
