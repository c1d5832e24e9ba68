package dev.skerry.handler.html;

/** The end of the document, before which something can be put. */
public final class DocumentEnd extends Token {
  DocumentEnd() {}

  @Override
  void writeItself(Output out) {}
}
