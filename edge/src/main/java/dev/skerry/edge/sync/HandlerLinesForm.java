package dev.skerry.edge.sync;

import dev.skerry.edge.observe.HandlerLine;
import dev.skerry.edge.observe.HandlerLines;
import dev.skerry.edge.observe.HandlerTail;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions for lines of handlers, and their answers, as members of JSON objects. */
final class HandlerLinesForm {
  /** In one report; edges send fewer. */
  private static final int LINES_MAX = 1_000;

  private HandlerLinesForm() {}

  static void write(HandlerTail.Asked asked, ObjectNode object) {
    object
        .put("handler", asked.handler())
        .put("after", asked.after())
        .put("age_millis", asked.ageMillis())
        .put("for_millis", asked.forMillis());
  }

  static HandlerTail.Asked asked(Members members) throws SyncException {
    return new HandlerTail.Asked(
        members.text("handler"),
        members.number("after", -1),
        members.number("age_millis", -1),
        members.number("for_millis", 0));
  }

  static void write(HandlerLines lines, ObjectNode object) {
    object.put("next", lines.next()).put("dropped", lines.dropped());
    ArrayNode array = object.putArray("lines");
    for (HandlerLine line : lines.lines()) {
      array
          .addObject()
          .put("at_millis", line.atMillis())
          .put("version", line.version())
          .put("hook", line.hook())
          .put("request_id", line.requestId())
          .put("level", line.level())
          .put("place", line.place())
          .put("text", line.text());
    }
  }

  static HandlerLines lines(Members members) throws SyncException {
    List<Members> told = members.objects("lines");
    if (told.size() > LINES_MAX) {
      throw members.wrong("lines", told.size() + " of them, expected at most " + LINES_MAX);
    }
    List<HandlerLine> lines = new ArrayList<>();
    for (Members line : told) {
      lines.add(line(line));
    }
    return new HandlerLines(lines, members.number("next", 0), members.number("dropped", 0));
  }

  private static HandlerLine line(Members members) throws SyncException {
    HandlerLine line =
        new HandlerLine(
            members.number("at_millis", 0),
            members.text("version"),
            members.text("hook"),
            members.text("request_id"),
            members.text("level"),
            members.text("place"),
            members.text("text"));
    members.end();
    return line;
  }
}
