package dev.skerry.edge.admin;

import dev.skerry.edge.admin.shape.Bounds;
import dev.skerry.edge.admin.shape.Describe;
import dev.skerry.edge.testing.RecordedViewer;
import dev.skerry.edge.testing.RecordedViewer.Answer;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An admin API of things: every kind of endpoint, parameter and member that there is. */
final class ThingApi implements AutoCloseable {
  static final String ADMIN = "skerry_the-token-that-may-do-everything";
  static final String READER = "skerry_the-token-that-may-only-read-it";
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  final List<AuditLine> audited = new ArrayList<>();
  final List<Thing> made = new ArrayList<>();
  final List<Endpoint> endpoints = List.of(list(), one(), make(), replace(), remove(), text());
  private final AdminApi api =
      new AdminApi(
          new AdminApi.Plan(endpoints, ThingApi::caller, audited::add, new Remembered(), Set.of()));

  enum Color {
    RED,
    DARK_BLUE
  }

  @Describe("A part of a thing.")
  record Part(String name, @Nullable Double weight) {}

  @Describe("A thing.")
  record Thing(
      @Describe("Its name.") @Bounds(min = 1, max = 10) String name,
      @Bounds(min = 1, max = 9) int size,
      @Nullable Color color,
      @Bounds(max = 3) List<Part> parts,
      Map<String, Long> counts,
      boolean fragile,
      @Nullable Instant since) {
    Thing {
      parts = List.copyOf(parts);
      counts = Map.copyOf(counts);
      if (name.equals("nobody")) {
        throw new IllegalArgumentException("nobody is no thing");
      }
    }
  }

  record Things(List<Thing> things, @Nullable String next) {
    Things {
      things = List.copyOf(things);
    }
  }

  static Thing thing(String name) {
    Part part = new Part("leg", 1.5);
    return new Thing(name, 3, Color.DARK_BLUE, List.of(part), Map.of("a", 1L), true, NOON);
  }

  private static Endpoint list() {
    return Endpoint.get("/v1/things")
        .scope(Scope.READ)
        .summary("The things")
        .query(Parameter.whole("limit", 1, 100, "So many"))
        .query(Parameter.choice("color", Color.class, "Only of this color"))
        .query(Parameter.text("tag", "Any number of them").any())
        .query(Parameter.flag("deep", "With all that is in them"))
        .answers(200, Things.class)
        .by(
            call -> {
              List<Thing> things = List.of(thing("n" + call.whole("limit", 7)));
              return AdminAnswer.ok(new Things(things, call.text("after")));
            });
  }

  private static Endpoint one() {
    return Endpoint.get("/v1/things/{thing}")
        .scope(Scope.READ)
        .summary("One thing")
        .path("thing", "Its name")
        .answers(200, Thing.class)
        .by(call -> AdminAnswer.ok(thing(call.required("thing"))).version("v1"));
  }

  private Endpoint make() {
    return Endpoint.post("/v1/things")
        .scope(Scope.CONFIGURE)
        .summary("Make a thing")
        .content(Thing.class)
        .answers(201, Thing.class)
        .by(
            call -> {
              Thing thing = call.content(Thing.class);
              if (thing.name().equals("taken")) {
                throw new ProblemException(Problem.CONFLICT, "it is there");
              }
              made.add(thing);
              call.note("thing " + thing.name());
              return AdminAnswer.created("/v1/things/" + thing.name(), thing);
            });
  }

  private static Endpoint replace() {
    return Endpoint.put("/v1/things/{thing}")
        .scope(Scope.CONFIGURE)
        .summary("Replace a thing")
        .path("thing", "Its name")
        .content(Thing.class)
        .answers(200, Thing.class)
        .by(
            call -> {
              call.ifMatch().require("v1");
              return AdminAnswer.ok(call.content(Thing.class)).version("v2");
            });
  }

  private static Endpoint remove() {
    return Endpoint.delete("/v1/things/{thing}")
        .summary("Remove a thing")
        .path("thing", "Its name")
        .answersNothing(204)
        .by(_ -> AdminAnswer.noContent());
  }

  private static Endpoint text() {
    return Endpoint.get("/words")
        .open()
        .summary("Some words")
        .answersType(200, "text/plain")
        .by(_ -> AdminAnswer.text(200, "text/plain", "words"));
  }

  private static @Nullable Caller caller(String token) {
    return switch (token) {
      case ADMIN -> new Caller("boss", Set.of(Scope.ADMIN));
      case READER -> new Caller("reader", Set.of(Scope.READ));
      default -> null;
    };
  }

  /** Answers kept in memory. */
  private static final class Remembered implements KeptAnswers {
    private final Map<String, KeptAnswer> answers = new HashMap<>();

    @Override
    public @Nullable KeptAnswer begin(String caller, String key, String request) {
      return answers.get(caller + key + request);
    }

    @Override
    public void keep(String caller, String key, String request, KeptAnswer answer) {
      answers.put(caller + key + request, answer);
    }

    @Override
    public void forget(String caller, String key) {
      // nothing is kept before its end
    }
  }

  /** Asks with a token; {@code content} is empty for none, fields are names and values in turn. */
  Answer ask(String token, String call, String content, String... fields) throws Exception {
    String[] words = call.split(" ", 2);
    String[] target = words[1].split("\\?", 2);
    Fields sent = Fields.of(fields);
    sent.add("authorization", "Bearer " + token);
    if (!sent.contains("content-type")) {
      sent.add("content-type", "application/json");
    }
    String query = target.length == 2 ? target[1] : null;
    Request request = new Request(words[0], "http", "127.0.0.1:1", target[0], query, sent);
    return RecordedViewer.ask(api, request, content);
  }

  @Override
  public void close() {
    api.close();
  }
}
