package dev.skerry.handler.html;

/** A part of a text, as its octets came; the last one of a text is empty. */
public final class TextChunk extends Token {
  private final byte[] octets;
  private final int at;
  private final int end;
  private final boolean last;

  TextChunk(byte[] octets, int at, int end, boolean last) {
    this.octets = octets;
    this.at = at;
    this.end = end;
    this.last = last;
  }

  /** The text, in which character references stand as they are. */
  public String text() {
    return Html.text(octets, at, end);
  }

  public boolean isLast() {
    return last;
  }

  @Override
  void writeItself(Output out) {
    out.raw(octets, at, end);
  }
}
