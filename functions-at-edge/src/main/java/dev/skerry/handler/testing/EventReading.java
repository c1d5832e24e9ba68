package dev.skerry.handler.testing;

import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.Hook;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one event and what is expected of it. */
final class EventReading {
  private final String place;
  private final EventMembers event;

  EventReading(String place, JsonNode node) throws EventProblem {
    this.place = place;
    this.event = new EventMembers(place, node);
  }

  EventCase read() throws EventProblem {
    String name = event.text("name", place);
    Hook hook = oneOf(event, "hook", Hook.values(), Hook::token);
    boolean asks = hook == Hook.VIEWER_REQUEST || hook == Hook.ORIGIN_REQUEST;
    EventMembers requested = event.object("request");
    EventMembers answered = event.object("response");
    if (asks && answered != null) {
      throw event.problem("response", "is not there yet at " + hook.token());
    }
    ByteBuffer content = content(asks ? requested : answered);
    HandlerEvent made =
        new HandlerEvent(
            hook,
            event.text("requestId", "test"),
            event.text("viewer", "203.0.113.1"),
            request(requested).hasContent(asks && content != null),
            asks ? null : response(answered),
            content);
    EventMembers expect = event.object("expect");
    if (expect == null) {
      throw event.problem("expect", "is missing");
    }
    EventCase read = new EventCase(name, made, expectation(expect), expect.texts("log"));
    expect.end();
    event.end();
    return read;
  }

  private static <E> E oneOf(
      EventMembers members, String member, E[] values, Function<E, String> token)
      throws EventProblem {
    String written = members.text(member);
    List<String> tokens = Arrays.stream(values).map(token).toList();
    if (written == null || !tokens.contains(written)) {
      throw members.problem(
          member,
          (written == null ? "is missing" : "is no \"" + written + "\"")
              + ": it is one of "
              + String.join(", ", tokens));
    }
    return values[tokens.indexOf(written)];
  }

  // ---- the event

  private static Request request(@Nullable EventMembers written) throws EventProblem {
    if (written == null) {
      return new Request("GET", "https", "www.example.com", "/", null, new Fields());
    }
    String target = written.text("target", "/");
    if (!target.startsWith("/")) {
      throw written.problem("target", "must begin with /");
    }
    int question = target.indexOf('?');
    Request request =
        new Request(
            written.text("method", "GET"),
            written.text("scheme", "https"),
            written.text("host", "www.example.com"),
            question < 0 ? target : target.substring(0, question),
            question < 0 ? null : target.substring(question + 1),
            fields(written));
    written.end();
    return request;
  }

  private static Response response(@Nullable EventMembers written) throws EventProblem {
    if (written == null) {
      return new Response(200, new Fields());
    }
    Integer status = written.status("status");
    Response response = new Response(status == null ? 200 : status, fields(written));
    written.end();
    return response;
  }

  private static Fields fields(EventMembers written) throws EventProblem {
    Fields fields = new Fields();
    written.headers("headers").forEach((name, values) -> values.forEach(v -> fields.add(name, v)));
    return fields;
  }

  private static @Nullable ByteBuffer content(@Nullable EventMembers written) throws EventProblem {
    String body = written == null ? null : written.text("body");
    return body == null
        ? null
        : ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
  }

  // ---- what is expected

  private static Expectation expectation(EventMembers expect) throws EventProblem {
    EventMembers request = expect.object("request");
    EventMembers response = expect.object("response");
    boolean fails = expect.has("fault");
    if (Arrays.asList(request != null, response != null, fails).stream().filter(x -> x).count()
        != 1) {
      throw expect.problem("", "must have one of request, response and fault");
    }
    if (fails) {
      return new Expectation.Fails(
          oneOf(expect, "fault", HandlerFault.values(), HandlerFault::token));
    }
    return request == null ? answers(Objects.requireNonNull(response)) : goes(request);
  }

  private static Expectation goes(EventMembers request) throws EventProblem {
    Map<String, List<String>> headers = request.headers("headers");
    String target = request.text("target");
    EventMembers written = request.object("directions");
    Directions directions = null;
    if (written != null) {
      directions =
          new Directions(written.texts("keyParts"), written.texts("tags"), written.text("origin"));
      written.end();
    }
    request.end();
    return new Expectation.Goes(target, headers, directions);
  }

  private static Expectation answers(EventMembers response) throws EventProblem {
    Expectation answers =
        new Expectation.Answers(
            response.status("status"), response.headers("headers"), response.text("body"));
    response.end();
    return answers;
  }
}
