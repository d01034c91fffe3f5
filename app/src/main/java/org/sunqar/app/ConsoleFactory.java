// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.lang.reflect.Constructor;
import org.sunqar.app.console.Console;
import picocli.CommandLine;

/** Makes commands: those that speak are given the console. */
final class ConsoleFactory implements CommandLine.IFactory {

  private final Console console;

  ConsoleFactory(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Console.class) {
        constructor.setAccessible(true); // commands in other packages have no need to be public
        return type.cast(constructor.newInstance(console));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
