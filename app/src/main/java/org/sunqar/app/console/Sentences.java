// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.server.language.Language;
import org.sunqar.server.language.Words;

/**
 * Sentences of the layers below the commands, in another language. Those layers know none: what
 * they throw, or give as a reason, is English, as is what the parser of the command line says. A
 * sentence of which the English catalogue has the form, {@code fail.*} or {@code because.*} with
 * {@code {names}} for what changes, is said in the same form of the language; any other stays as it
 * is.
 */
public final class Sentences {

  private static final Pattern KEY = Pattern.compile("(?:fail|because)\\..*");

  private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");

  /** Forms are many, and a table asks for each of its cells. */
  private static final Map<String, Sentences> KNOWN = new ConcurrentHashMap<>();

  private final Words words;
  private final List<Form> forms = new ArrayList<>();

  /**
   * A sentence with gaps.
   *
   * @param names of its values, in their order
   * @param fixed letters that are not of values: the more, the surer it is meant
   */
  private record Form(String key, Pattern sentence, List<String> names, int fixed) {

    static Form of(String key, String text) {
      StringBuilder pattern = new StringBuilder();
      List<String> names = new ArrayList<>();
      Matcher value = VALUE.matcher(text);
      int at = 0;
      int fixed = 0;
      while (value.find()) {
        pattern.append(Pattern.quote(text.substring(at, value.start()))).append("(.+?)");
        fixed += value.start() - at;
        names.add(value.group(1));
        at = value.end();
      }
      pattern.append(Pattern.quote(text.substring(at)));
      return new Form(
          key,
          Pattern.compile(pattern.toString(), Pattern.DOTALL),
          names,
          fixed + text.length() - at);
    }
  }

  /** The sentences in a language. */
  public static Sentences of(Language language) {
    return KNOWN.computeIfAbsent(language.code(), _ -> new Sentences(language));
  }

  private Sentences(Language language) {
    this.words = language.part(Language.Part.TALK);
    Language.english()
        .part(Language.Part.TALK)
        .all()
        .forEach((key, text) -> {
          if (isForm(key)) {
            forms.add(Form.of(key, text));
          }
        });
    forms.sort(Comparator.comparingInt(Form::fixed).reversed());
  }

  /** Whether a key of the catalogue is the form of such a sentence. */
  public static boolean isForm(String key) {
    return KEY.matcher(key).matches();
  }

  /** The sentence in the language, or as it is. */
  public String said(String english) {
    for (Form form : forms) {
      Matcher matcher = form.sentence().matcher(english);
      if (matcher.matches()) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < form.names().size(); i++) {
          String value = matcher.group(i + 1);
          boolean isSentence = form.names().get(i).equals("reason");
          values.put(form.names().get(i), isSentence ? said(value) : value);
        }
        return words.text(form.key(), values);
      }
    }
    return english;
  }
}
