package dev.skerry.handler.html;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A document put through a rewriter in pieces: what was shown of it, and what came out. */
final class Rewritten {
  final List<String> shown = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private final Rewriter rewriter;
  private final Consumer<Event> handler;

  Rewritten(List<Registration> registrations, Consumer<Event> handler) {
    this.rewriter = new Rewriter(registrations);
    this.handler = handler;
  }

  /** All of it, cut at these places. */
  static Rewritten of(
      List<Registration> registrations, Consumer<Event> handler, String html, int... cuts) {
    Rewritten all = new Rewritten(registrations, handler);
    byte[] octets = html.getBytes(StandardCharsets.UTF_8);
    int from = 0;
    for (int cut : cuts) {
      all.feed(octets, from, cut);
      from = cut;
    }
    all.feed(octets, from, octets.length);
    all.rewriter.finish();
    all.show();
    return all;
  }

  private void feed(byte[] octets, int from, int to) {
    byte[] piece = new byte[to - from];
    System.arraycopy(octets, from, piece, 0, piece.length);
    rewriter.feed(piece);
    show();
  }

  private void show() {
    for (Event event = rewriter.next(); event != null; event = rewriter.next()) {
      note(event);
      handler.accept(event);
    }
    out.append(new String(rewriter.output(), StandardCharsets.ISO_8859_1));
  }

  private void note(Event event) {
    switch (event.token()) {
      case TextChunk chunk -> {
        text.append(chunk.text());
        if (chunk.isLast()) {
          shown.add("text " + text + " " + event.registrations());
          text.setLength(0);
        }
      }
      case StartTag tag ->
          shown.add("<" + tag.name() + " " + tag.attributes() + " " + event.registrations());
      case EndTag tag -> shown.add("</" + tag.name());
      case CommentToken comment ->
          shown.add("comment " + comment.text() + " " + event.registrations());
      case Doctype doctype ->
          shown.add(
              "doctype " + doctype.name() + " " + doctype.publicId() + " " + doctype.systemId());
      case DocumentEnd _ -> shown.add("end");
    }
  }

  /** What came out. */
  String output() {
    return new String(out.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
