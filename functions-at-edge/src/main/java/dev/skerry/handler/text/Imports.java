package dev.skerry.handler.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The imports of CloudFront's JavaScript runtime 2.0, {@code import cf from 'cloudfront'}, which
 * stand in a script beside {@code function handler}: what they mean is said as a script says it.
 */
public final class Imports {
  private static final Pattern DEFAULT_IMPORT =
      Pattern.compile(
          "^([ \\t]*)import[ \\t]+([A-Za-z_$][\\w$]*)[ \\t]+from[ \\t]*(['\"])(\\w+)\\3",
          Pattern.MULTILINE);

  private Imports() {}

  /** The source with {@code require} in place of each default import; lines stay where they are. */
  public static String asRequires(String source) {
    Matcher imports = DEFAULT_IMPORT.matcher(source);
    return imports.replaceAll("$1const $2 = require('$4')");
  }
}
