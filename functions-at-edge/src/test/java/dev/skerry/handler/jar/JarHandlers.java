package dev.skerry.handler.jar;

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
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Handlers from jars in a host of their own, called and waited for. */
final class JarHandlers implements AutoCloseable {
  final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
  final HandlerHost host;

  JarHandlers() {
    host =
        new HandlerHost(
            new JarPrograms(),
            2,
            (handler, requestId, place, text) -> log.add(place + ' ' + text),
            (handler, hook, verdict, nanos) -> {});
  }

  static HandlerSpec spec(byte[] jar) {
    return spec(
        jar,
        new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 5_000L, HandlerLimit.WALL_TIME, 20_000L)));
  }

  static HandlerSpec spec(byte[] jar, HandlerLimits limits) {
    return new HandlerSpec(
        "tested",
        HandlerKind.JAVA,
        "tested.jar",
        HandlerCode.of(jar),
        HandlerSpec.OnFailure.CLOSED,
        limits);
  }

  static Request request(String path, String... fields) {
    return new Request("GET", "https", "www.example.com", path, null, Fields.of(fields));
  }

  static HandlerEvent asking(Request request) {
    return new HandlerEvent(Hook.VIEWER_REQUEST, "r-1", "203.0.113.7", request, null);
  }

  static HandlerEvent answering(int status, String... fields) {
    Response response = new Response(status, Fields.of(fields));
    return new HandlerEvent(Hook.VIEWER_RESPONSE, "r-1", "203.0.113.7", request("/"), response);
  }

  void deploy(HandlerSpec... specs) throws HandlerProblem {
    host.deploy(List.of(specs));
  }

  Verdict call(HandlerSpec spec, HandlerEvent event) {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    host.call(spec, event, verdict::complete);
    return verdict.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Deploys a jar and calls it once. */
  Verdict run(byte[] jar, HandlerEvent event) throws HandlerProblem {
    HandlerSpec spec = spec(jar);
    deploy(spec);
    return call(spec, event);
  }

  @Override
  public void close() {
    host.close();
  }
}
