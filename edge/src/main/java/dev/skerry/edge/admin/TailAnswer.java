package dev.skerry.edge.admin;

import dev.skerry.edge.admin.shape.Describe;
import dev.skerry.edge.observe.HandlerLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told to who follows the lines of a handler. */
@Describe("Lines of a handler, in their order.")
public record TailAnswer(
    @Describe("To be sent with the next call, which then tells what comes after these lines.")
        String cursor,
    List<Line> lines,
    @Describe("How many lines before these are not kept any more.") long dropped) {

  /** One line. */
  @Describe("A line that a handler has written, or that is said of it.")
  public record Line(
      Instant at,
      @Describe("The edge on which it ran; null where only one was asked.") @Nullable String edge,
      @Describe("The beginning of the SHA-256 of its code.") String version,
      @Describe("Where it was called; empty outside of a call.") String hook,
      @Describe("The exchange, as in other logs; empty outside of one.") String requestId,
      @Describe("info for what its code has written, error for how a call has failed.")
          String level,
      @Describe("File and line of its source; empty if that is not known.") String place,
      String text) {
    /** A line of an edge. */
    public static Line of(@Nullable String edge, HandlerLine line) {
      return new Line(
          Instant.ofEpochMilli(line.atMillis()),
          edge,
          line.version(),
          line.hook(),
          line.requestId(),
          line.level(),
          line.place(),
          line.text());
    }
  }
}
