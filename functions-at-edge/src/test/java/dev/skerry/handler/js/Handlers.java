package dev.skerry.handler.js;

import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.KeyValues;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerHost;
import dev.skerry.handler.kinds.EveryKind;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Handlers in a host of their own, called and waited for. */
final class Handlers implements AutoCloseable {
  private static final Map<HandlerKind, Handlers> OF_PROCESS = new ConcurrentHashMap<>();

  final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
  final HandlerHost host;
  private final HandlerKind kind;

  Handlers() {
    this(HandlerKind.JS);
  }

  /** Whatever kind their specs say, they are of this one. */
  private Handlers(HandlerKind kind) {
    this.kind = kind;
    host =
        new HandlerHost(
            new EveryKind(),
            2,
            (handler, requestId, place, text) -> log.add(place + ' ' + text),
            (handler, hook, verdict, nanos) -> {});
  }

  /** Those of one kind, for all tests of the process. */
  static Handlers of(HandlerKind kind) {
    return OF_PROCESS.computeIfAbsent(kind, Handlers::new);
  }

  private HandlerSpec ofKind(HandlerSpec spec) {
    return new HandlerSpec(
        spec.id(),
        kind,
        spec.file(),
        spec.code(),
        spec.onFailure(),
        spec.limits(),
        spec.runOn(),
        spec.bindings(),
        spec.fetch(),
        spec.readsContent());
  }

  static HandlerSpec spec(String source) {
    return spec(
        source,
        new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 5_000L, HandlerLimit.WALL_TIME, 20_000L)));
  }

  static HandlerSpec spec(String source, HandlerLimits limits) {
    return new HandlerSpec(
        "tested",
        HandlerKind.JS,
        "tested.js",
        HandlerCode.of(source),
        HandlerSpec.OnFailure.CLOSED,
        limits);
  }

  /** A handler to which one namespace is bound; keys and values by turns. */
  static HandlerSpec spec(String source, String namespace, String... pairs) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return spec(source)
        .with(Bindings.of(Map.of("KVS", KeyValues.of(namespace, values, Instant.EPOCH))));
  }

  /** One of the example files. */
  static String example(String name) throws IOException {
    try (InputStream in = Handlers.class.getResourceAsStream("examples/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no example " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Request request(String target, String... fields) {
    int question = target.indexOf('?');
    return new Request(
        "GET",
        "https",
        "www.example.com",
        question < 0 ? target : target.substring(0, question),
        question < 0 ? null : target.substring(question + 1),
        Fields.of(fields));
  }

  static HandlerEvent asking(Request request) {
    return new HandlerEvent(Hook.VIEWER_REQUEST, "r-1", "203.0.113.7", request, null);
  }

  static HandlerEvent answering(Request request, int status, String... fields) {
    return new HandlerEvent(
        Hook.VIEWER_RESPONSE,
        "r-1",
        "203.0.113.7",
        request,
        new Response(status, Fields.of(fields)));
  }

  void deploy(HandlerSpec... specs) throws HandlerProblem {
    host.deploy(Stream.of(specs).map(this::ofKind).toList());
  }

  Verdict call(HandlerSpec spec, HandlerEvent event) {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    host.call(ofKind(spec), event, verdict::complete);
    return verdict.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Deploys a source and calls it once. */
  Verdict run(String source, HandlerEvent event) throws HandlerProblem {
    return run(spec(source), event);
  }

  /** Deploys a version and calls it once. */
  Verdict run(HandlerSpec spec, HandlerEvent event) throws HandlerProblem {
    deploy(spec);
    return call(spec, event);
  }

  /** The request that a handler lets through. */
  Request changed(String source, HandlerEvent event) throws HandlerProblem {
    return changed(spec(source), event);
  }

  /** The same of a version. */
  Request changed(HandlerSpec spec, HandlerEvent event) throws HandlerProblem {
    return switch (run(spec, event)) {
      case Verdict.ContinueWith go -> go.request();
      case Verdict other -> throw new AssertionError("expected a request, got " + other);
    };
  }

  /** The response that a handler changes. */
  Response response(String source, HandlerEvent event) throws HandlerProblem {
    return response(spec(source), event);
  }

  /** The same of a version. */
  Response response(HandlerSpec spec, HandlerEvent event) throws HandlerProblem {
    return switch (run(spec, event)) {
      case Verdict.Change(Response response) -> response;
      case Verdict other -> throw new AssertionError("expected a response, got " + other);
    };
  }

  /** The response that a handler makes. */
  Verdict.Respond made(String source, HandlerEvent event) throws HandlerProblem {
    return made(spec(source), event);
  }

  /** The same of a version. */
  Verdict.Respond made(HandlerSpec spec, HandlerEvent event) throws HandlerProblem {
    return switch (run(spec, event)) {
      case Verdict.Respond respond -> respond;
      case Verdict other -> throw new AssertionError("expected a response, got " + other);
    };
  }

  /** Why a handler fails. */
  Verdict.Failed failure(String source, HandlerEvent event) throws HandlerProblem {
    return failure(spec(source), event);
  }

  /** The same of a version. */
  Verdict.Failed failure(HandlerSpec spec, HandlerEvent event) throws HandlerProblem {
    return switch (run(spec, event)) {
      case Verdict.Failed failed -> failed;
      case Verdict other -> throw new AssertionError("expected a failure, got " + other);
    };
  }

  static String text(Verdict.Respond respond) {
    return StandardCharsets.UTF_8.decode(respond.content().duplicate()).toString();
  }

  @Override
  public void close() {
    host.close();
  }
}
