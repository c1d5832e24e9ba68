package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerHost;
import dev.skerry.handler.subrequest.SocketSubrequests;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Handlers of this kind in a host of their own, called and waited for. */
final class Sandboxed implements AutoCloseable {
  static final HandlerLimits PATIENT =
      new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 10_000L, HandlerLimit.WALL_TIME, 40_000L));

  final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
  final HandlerHost host;

  Sandboxed() {
    this(2);
  }

  /** With so many workers. */
  Sandboxed(int workers) {
    this.host =
        new HandlerHost(
            new SandboxedPrograms(SocketSubrequests.OF_PROCESS),
            workers,
            (handler, requestId, place, text) -> log.add(place + ' ' + text),
            (handler, hook, verdict, nanos) -> {});
  }

  static HandlerSpec spec(String source, HandlerLimits limits) {
    return new HandlerSpec(
        "tested",
        HandlerKind.JS_SANDBOXED,
        "tested.js",
        HandlerCode.of(source),
        HandlerSpec.OnFailure.CLOSED,
        limits);
  }

  static HandlerEvent asking(String path, String... fields) {
    return new HandlerEvent(
        Hook.VIEWER_REQUEST,
        "r-1",
        "203.0.113.7",
        new Request("GET", "https", "www.example.com", path, null, Fields.of(fields)),
        null);
  }

  static HandlerEvent answering(String... fields) {
    return new HandlerEvent(
        Hook.VIEWER_RESPONSE,
        "r-1",
        "203.0.113.7",
        new Request("GET", "https", "www.example.com", "/", null, new Fields()),
        new Response(200, Fields.of(fields)));
  }

  Verdict call(HandlerSpec spec, HandlerEvent event) {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    host.call(spec, event, verdict::complete);
    return verdict.orTimeout(60, TimeUnit.SECONDS).join();
  }

  Verdict run(String source, HandlerEvent event) throws HandlerProblem {
    HandlerSpec spec = spec(source, PATIENT);
    host.deploy(List.of(spec));
    return call(spec, event);
  }

  @Override
  public void close() {
    host.close();
  }
}
