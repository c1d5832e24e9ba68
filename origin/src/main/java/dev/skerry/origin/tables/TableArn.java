package dev.skerry.origin.tables;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ARN of a table, of any region and account. */
public record TableArn(String region, String account, String table) {
  private static final Pattern FORM =
      Pattern.compile(
          "arn:aws:dynamodb:([a-z0-9-]{1,64}):([0-9]{12}):table/([a-zA-Z0-9_.-]{3,255})");

  /** What a text says, or null where it is no such ARN. */
  public static @Nullable TableArn find(String text) {
    if (!text.startsWith("arn:")) {
      return null;
    }
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? new TableArn(matcher.group(1), matcher.group(2), matcher.group(3))
        : null;
  }
}
