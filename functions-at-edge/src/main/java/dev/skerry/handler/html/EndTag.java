package dev.skerry.handler.html;

import org.jspecify.annotations.Nullable;

/** The end tag of an element that is open. */
public final class EndTag extends Token {
  private final byte[] octets;
  private final int at;
  private final int end;
  private final String original;
  private @Nullable String changed;

  EndTag(byte[] octets, int at, int end, String name) {
    this.octets = octets;
    this.at = at;
    this.end = end;
    this.original = name;
  }

  public String name() {
    return changed == null ? original : changed;
  }

  /** Sets the name, which has been checked. */
  public void name(String name) {
    changed = name;
  }

  @Override
  void writeItself(Output out) {
    if (changed == null) {
      out.raw(octets, at, end);
    } else {
      out.text("</" + changed + ">");
    }
  }
}
