package dev.skerry.handler.wasm;

import com.dylibso.chicory.wabt.Wat2Wasm;
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
import dev.skerry.handler.kinds.EveryKind;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Modules written as text, in a host of their own, called and waited for. */
final class Modules implements AutoCloseable {
  static final HandlerLimits PATIENT =
      new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 5_000L, HandlerLimit.WALL_TIME, 60_000L));

  final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

  /** With one worker: a call begins when the one before it has left. */
  final HandlerHost host =
      new HandlerHost(
          new EveryKind(),
          1,
          (handler, requestId, place, text) -> log.add(text),
          (handler, hook, verdict, nanos) -> {});

  /** A module of the text's convention whose one function has this body. */
  static String handling(String body) {
    return handling("", body);
  }

  /** The same with more fields of the module. */
  static String handling(String fields, String body) {
    return """
    (module
      (import "skerry" "log" (func $log (param i32 i32 i32)))
      (import "skerry" "now" (func $now (result i64)))
      (import "skerry" "random" (func $random (param i32 i32)))
      (import "skerry" "text" (func $text (param i32 i32 i32 i32) (result i32)))
      (import "skerry" "kv_get" (func $kv_get (param i32 i32 i32 i32 i32 i32) (result i32)))
      (import "skerry" "ask" (func $ask (param i32 i32 i32 i32 i32 i32) (result i32)))
      (import "skerry" "answer" (func $answer (param i32 i32) (result i32)))
      (memory (export "memory") 2)
      (global $next (mut i32) (i32.const 4096))
      %s
      (func (export "skerry_alloc") (param $length i32) (result i32)
        (global.get $next)
        (global.set $next (i32.add (global.get $next) (local.get $length))))
      (func $handle (export "handle") (param $at i32) (param $length i32) (result i64)
        (local $i i32) (local $j i32)
        %s))
    """
        .formatted(fields, body);
  }

  static HandlerSpec spec(String wat) {
    return spec(Wat2Wasm.parse(wat), PATIENT);
  }

  static HandlerSpec spec(byte[] octets, HandlerLimits limits) {
    return new HandlerSpec(
        "tested",
        HandlerKind.WASM,
        "tested.wasm",
        HandlerCode.of(octets),
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
    return verdict.orTimeout(120, TimeUnit.SECONDS).join();
  }

  Verdict run(HandlerSpec spec, HandlerEvent event) throws HandlerProblem {
    host.deploy(List.of(spec));
    return call(spec, event);
  }

  Verdict run(String wat) throws HandlerProblem {
    return run(spec(wat), asking("/"));
  }

  @Override
  public void close() {
    host.close();
  }
}
