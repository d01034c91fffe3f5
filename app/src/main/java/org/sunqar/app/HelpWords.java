// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.sunqar.server.language.Language;
import org.sunqar.server.language.Words;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.MethodParam;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The help in another language than English. What the annotations say is the source; its
 * translation is found by the class that declares it: {@code WatchCommand.create/1} is the first
 * paragraph on a command, {@code WatchOptions.index} the description of an option. Command lines in
 * examples stay as they are. A command is translated when its help is first printed.
 */
final class HelpWords implements CommandLine.IHelpFactory {

  private final Words words;
  private final Set<CommandSpec> done = Collections.newSetFromMap(new IdentityHashMap<>());

  HelpWords(Language language) {
    this.words = language.part(Language.Part.CLI);
  }

  @Override
  public Help create(CommandSpec spec, Help.ColorScheme colors) {
    translate(spec);
    for (CommandLine child : spec.subcommands().values()) {
      describe(child.getCommandSpec()); // the table of commands
    }
    return new Translated(spec, colors);
  }

  /** Options and parameters are put into words when they are printed; the command keeps its own. */
  private final class Translated extends Help {

    private final CommandSpec spec;

    Translated(CommandSpec spec, ColorScheme colors) {
      super(spec, colors);
      this.spec = spec;
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
      IOptionRenderer plain = super.createDefaultOptionRenderer();
      return (option, label, colors) -> {
        String[] text = HelpWords.this.description(spec, option);
        return plain.render(OptionSpec.builder(option).description(text).build(), label, colors);
      };
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
      IParameterRenderer plain = super.createDefaultParameterRenderer();
      return (parameter, label, colors) -> {
        String[] text = HelpWords.this.description(spec, parameter);
        return plain.render(
            PositionalParamSpec.builder(parameter).description(text).build(), label, colors);
      };
    }
  }

  private void translate(CommandSpec spec) {
    describe(spec);
    UsageMessageSpec usage = spec.usageMessage();
    usage.synopsisHeading(heading(usage.synopsisHeading()));
    usage.commandListHeading(heading(usage.commandListHeading()));
    if (usage.synopsisSubcommandLabel().equals("COMMAND")) {
      usage.synopsisSubcommandLabel(words.text("help.command", Map.of()));
    }
  }

  private String heading(String english) {
    return words.all().getOrDefault("heading." + english.replaceAll("%n|[^A-Za-z]", ""), english);
  }

  private String[] description(CommandSpec spec, ArgSpec argument) {
    return lines(words.all().get(key(spec, argument)), argument.description());
  }

  private static String[] lines(
      @org.jspecify.annotations.Nullable String translated, String[] english) {
    return translated == null ? english : translated.split("\n");
  }

  /** Gives a command its description and its footer, once. */
  private void describe(CommandSpec spec) {
    if (!done.add(spec)) {
      return;
    }
    Map<String, String> keys = new HashMap<>();
    paragraphs(spec, (key, english) -> keys.put(english, key));
    UsageMessageSpec usage = spec.usageMessage();
    usage.description(translated(usage.description(), keys));
    usage.footer(translated(usage.footer(), keys));
  }

  private String[] translated(String[] text, Map<String, String> keys) {
    List<String> lines = new ArrayList<>();
    for (String block : blocks(text)) {
      String key = keys.getOrDefault(block, "");
      lines.addAll(List.of(lines(words.all().get(key), block.split("\n", -1))));
    }
    return lines.toArray(String[]::new);
  }

  /** Paragraphs of running text, and each line that is none. */
  private static List<String> blocks(String... text) {
    List<String> blocks = new ArrayList<>();
    boolean open = false;
    for (String line : text) {
      boolean prose = !line.isBlank() && !line.startsWith("  ") && !isCaption(line);
      if (prose && open) {
        blocks.add(blocks.removeLast() + "\n" + line);
      } else {
        blocks.add(line);
      }
      open = prose;
    }
    return blocks;
  }

  private static boolean isCaption(String line) {
    return line.equals("Example:") || line.equals("Examples:");
  }

  /** All that can be translated of a command itself: keys and English paragraphs. */
  static void paragraphs(CommandSpec spec, BiConsumer<String, String> each) {
    each.accept("help.example", "Example:");
    each.accept("help.examples", "Examples:");
    number(spec.userObject(), each);
    for (CommandSpec mixin : spec.mixins().values()) {
      number(mixin.userObject(), each);
    }
  }

  private static void number(Object user, BiConsumer<String, String> each) {
    Command command =
        user instanceof Method method
            ? method.getAnnotation(Command.class)
            : user.getClass().getAnnotation(Command.class);
    if (command == null) {
      return;
    }
    String name =
        user instanceof Method method
            ? name(method.getDeclaringClass()) + "." + method.getName()
            : name(user.getClass());
    int number = 0;
    for (String[] text : List.of(command.description(), command.footer())) {
      for (String block : blocks(text)) {
        if (!block.isBlank() && !block.startsWith("  ") && !isCaption(block)) {
          number++;
          each.accept(name + "/" + number, block);
        }
      }
    }
  }

  /** The key of an option or a parameter. */
  static String key(CommandSpec spec, ArgSpec argument) {
    return switch (argument.userObject()) {
      case Field field -> name(field.getDeclaringClass()) + "." + field.getName();
      case MethodParam parameter ->
          name(parameter.getDeclaringExecutable().getDeclaringClass())
              + "."
              + parameter.getDeclaringExecutable().getName()
              + "."
              + parameter.getName();
      case null, default ->
          name(spec.userObject().getClass())
              + (argument instanceof OptionSpec option ? option.longestName() : "");
    };
  }

  private static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }
}
