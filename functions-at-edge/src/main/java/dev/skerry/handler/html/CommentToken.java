package dev.skerry.handler.html;

import org.jspecify.annotations.Nullable;

/** A comment, or what the standard takes for one. */
public final class CommentToken extends Token {
  private final byte[] octets;
  private final int at;
  private final int end;
  private @Nullable String changed;

  CommentToken(byte[] octets, int at, int end) {
    this.octets = octets;
    this.at = at;
    this.end = end;
  }

  public String text() {
    return changed == null ? original() : changed;
  }

  private String original() {
    boolean isUsual = Html.startsWith(octets, at, end, "<!--");
    int skipped = isUsual ? 4 : octets[at + 1] == '?' ? 1 : 2;
    String rest = Html.text(octets, Math.min(at + skipped, end), end);
    return isUsual ? rest.replaceFirst("-?-?!?>$", "") : rest.substring(0, rest.length() - 1);
  }

  /**
   * Sets the text.
   *
   * @throws IllegalArgumentException if it would end the comment
   */
  public void text(String text) {
    if (text.contains("-->")
        || text.contains("--!>")
        || text.startsWith(">")
        || text.startsWith("->")) {
      throw new IllegalArgumentException("the text would end the comment");
    }
    changed = text;
  }

  @Override
  void writeItself(Output out) {
    if (changed == null) {
      out.raw(octets, at, end);
    } else {
      out.text("<!--" + changed + "-->");
    }
  }
}
