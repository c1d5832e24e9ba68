package dev.skerry.handler.html;

import org.jspecify.annotations.Nullable;

/**
 * A piece of the document that handlers are shown, and what they do about it. Valid until the next
 * one is asked for. What is given to it is HTML as it goes out.
 */
public abstract sealed class Token
    permits StartTag, EndTag, CommentToken, TextChunk, Doctype, DocumentEnd {
  private final StringBuilder before = new StringBuilder(0);
  private final StringBuilder after = new StringBuilder(0);
  private @Nullable String replacement;
  private boolean removed;

  /** Puts something before it, behind what was put there earlier. */
  public void before(String html) {
    before.append(html);
  }

  /** Puts something directly behind it. */
  public void after(String html) {
    after.insert(0, html);
  }

  /** Puts something in its place, and in the place of an earlier replacement. */
  public void replace(String html) {
    removed = true;
    replacement = html;
  }

  public void remove() {
    removed = true;
    replacement = null;
  }

  final void clearAfter() {
    after.setLength(0);
  }

  public boolean isRemoved() {
    return removed;
  }

  final void write(Output out) {
    out.text(before);
    if (!removed) {
      writeItself(out);
    } else {
      out.text(replacement);
    }
    out.text(after);
  }

  abstract void writeItself(Output out);
}
