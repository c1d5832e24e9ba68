package dev.skerry.handler.testing;

import dev.skerry.handler.HandlerFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads what an event file expects. */
final class ExpectedReader {
  private static final String MATCHES = "matches";
  private static final String CONTAINS = "contains";

  private final List<Expected.Wish> wishes = new ArrayList<>();

  private ExpectedReader() {}

  static Expected read(JsonPart part) throws EventProblem {
    ExpectedReader reader = new ExpectedReader();
    part.only(
        OutcomeView.REQUEST,
        OutcomeView.RESPONSE,
        OutcomeView.FAULT,
        OutcomeView.MESSAGE,
        OutcomeView.ORIGIN,
        OutcomeView.TAGS,
        OutcomeView.KEY,
        OutcomeView.LOG);
    Expected.End end = reader.end(part);
    reader.directions(part, end);
    reader.log(part.find(OutcomeView.LOG));
    return new Expected(end, reader.wishes);
  }

  private Expected.End end(JsonPart part) throws EventProblem {
    JsonPart request = part.find(OutcomeView.REQUEST);
    JsonPart response = part.find(OutcomeView.RESPONSE);
    JsonPart fault = part.find(OutcomeView.FAULT);
    if ((request == null ? 0 : 1) + (response == null ? 0 : 1) + (fault == null ? 0 : 1) > 1) {
      throw part.problem("expected one of request, response and fault, found several");
    }
    if (request != null) {
      message(request, OutcomeView.REQUEST, OutcomeView.PATH, OutcomeView.QUERY);
      return Expected.End.REQUEST;
    }
    if (response != null) {
      message(response, OutcomeView.RESPONSE, OutcomeView.STATUS);
      return Expected.End.RESPONSE;
    }
    if (fault != null) {
      fault(fault, part.find(OutcomeView.MESSAGE));
      return Expected.End.FAULT;
    }
    return Expected.End.NO_FAILURE;
  }

  private void fault(JsonPart fault, @Nullable JsonPart message) throws EventProblem {
    List<String> tokens = Arrays.stream(HandlerFault.values()).map(HandlerFault::token).toList();
    if (!fault.node().isString() || !tokens.contains(fault.text())) {
      throw fault.expected("one of " + String.join(", ", tokens));
    }
    add(OutcomeView.FAULT, new ValueTest.Equal(fault.text()));
    if (message != null) {
      add(OutcomeView.MESSAGE, within(message));
    }
  }

  private void message(JsonPart part, String what, String... own) throws EventProblem {
    if (part.node().isString()) {
      if (!part.text().equals(OutcomeView.UNCHANGED)) {
        throw part.expected("an object, or \"" + OutcomeView.UNCHANGED + "\"");
      }
      add(what, new ValueTest.Equal(OutcomeView.UNCHANGED));
      return;
    }
    List<String> names =
        new ArrayList<>(Arrays.stream(own).map(name -> name.substring(1)).toList());
    names.addAll(List.of("headers", "body"));
    part.only(names.toArray(String[]::new));
    for (String name : own) {
      value(what + name, part.find(name.substring(1)));
    }
    headers(what, part.find("headers"));
    body(what, part.find("body"));
  }

  private void headers(String what, @Nullable JsonPart headers) throws EventProblem {
    if (headers != null) {
      for (Map.Entry<String, JsonPart> each : headers.members().entrySet()) {
        String name = each.getKey().toLowerCase(Locale.ROOT);
        value(what + OutcomeView.HEADERS + name, each.getValue());
      }
    }
  }

  private void body(String what, @Nullable JsonPart body) throws EventProblem {
    if (body != null && body.node().isObject() && body.find("base64") != null) {
      String coded = body.only("base64").get("base64").text();
      add(what + OutcomeView.BASE64, new ValueTest.Equal(coded));
    } else {
      value(what + OutcomeView.BODY, body);
    }
  }

  private void directions(JsonPart part, Expected.End end) throws EventProblem {
    for (String name : List.of(OutcomeView.ORIGIN, OutcomeView.TAGS, OutcomeView.KEY)) {
      JsonPart wanted = part.find(name);
      if (wanted != null && end != Expected.End.REQUEST) {
        throw wanted.problem("goes with a request only: expected \"request\" beside it");
      }
      value(name, wanted);
    }
  }

  private void log(@Nullable JsonPart log) throws EventProblem {
    if (log == null) {
      return;
    }
    List<JsonPart> lines = log.elements();
    if (lines.isEmpty()) {
      add(OutcomeView.LOG, new ValueTest.Absent());
    }
    for (JsonPart line : lines) {
      add(OutcomeView.LOG, within(line));
    }
  }

  private void value(String what, @Nullable JsonPart part) throws EventProblem {
    if (part != null) {
      add(what, test(part));
    }
  }

  private void add(String what, ValueTest test) {
    wishes.add(new Expected.Wish(what, test));
  }

  private static ValueTest test(JsonPart part) throws EventProblem {
    if (part.node().isNull()) {
      return new ValueTest.Absent();
    }
    if (part.node().isString()) {
      return new ValueTest.Equal(part.text());
    }
    if (part.node().isInt()) {
      return new ValueTest.Equal(Integer.toString(part.node().intValue()));
    }
    if (part.node().isArray()) {
      return new ValueTest.Exactly(part.texts());
    }
    return part(part);
  }

  /** A text is to be a part of what there is. */
  private static ValueTest within(JsonPart part) throws EventProblem {
    return part.node().isString() ? new ValueTest.Contains(part.text()) : part(part);
  }

  private static ValueTest part(JsonPart part) throws EventProblem {
    JsonPart pattern = part.node().isObject() ? part.find(MATCHES) : null;
    JsonPart contained = part.node().isObject() ? part.find(CONTAINS) : null;
    if (pattern != null) {
      part.only(MATCHES);
      return new ValueTest.Matches(pattern(pattern));
    }
    if (contained != null) {
      part.only(CONTAINS);
      return new ValueTest.Contains(contained.text());
    }
    throw part.expected(
        "a string, a list of strings, null for none, {\"matches\": …} or {\"contains\": …}");
  }

  private static Pattern pattern(JsonPart part) throws EventProblem {
    try {
      return Pattern.compile(part.text(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw part.problem("is no regular expression: " + e.getDescription());
    }
  }
}
