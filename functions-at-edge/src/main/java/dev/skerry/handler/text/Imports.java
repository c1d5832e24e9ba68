package dev.skerry.handler.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The imports of CloudFront's JavaScript runtime 2.0, {@code import cf from 'cloudfront'}, which
 * stand in a script beside {@code function handler}: what they mean is said as a script says it.
 */
public final class Imports {
  private static final String NAME = "[A-Za-z_$][\\w$]*";

  /** What is imported, a name, all under a name, or names in braces; and from where. */
  private static final Pattern IMPORT =
      Pattern.compile(
          "^([ \\t]*)import[ \\t]*(?:\\*[ \\t]*as[ \\t]+(?=[A-Za-z_$]))?("
              + NAME
              + "|\\{[\\w$ \\t,]*\\})[ \\t]*from[ \\t]*(['\"])(\\w+)\\3",
          Pattern.MULTILINE);

  private static final Pattern RENAMED = Pattern.compile("[ \\t]as[ \\t]");

  private Imports() {}

  /** The source with {@code require} in place of each import; lines stay where they are. */
  public static String asRequires(String source) {
    return IMPORT
        .matcher(source)
        .replaceAll(
            found -> {
              String names = RENAMED.matcher(found.group(2)).replaceAll(": ");
              String said = found.group(1) + "const " + names + " = require('" + found.group(4);
              return Matcher.quoteReplacement(said + "')");
            });
  }
}
