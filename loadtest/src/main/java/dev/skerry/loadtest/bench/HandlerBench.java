package dev.skerry.loadtest.bench;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.kinds.EveryKind;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.loadtest.peers.HandlerJar;
import dev.skerry.loadtest.terminal.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Calls handlers that set a field of each request, on the thread that asks: what a call costs
 * without the way to a worker.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandlerBench {
  /** With these a browser's request has as many fields as is usual. */
  private static final String[] MORE = {
    "cache-control", "no-cache",
    "dnt", "1",
    "if-modified-since", "Sat, 31 Jan 2026 00:00:00 GMT",
    "pragma", "no-cache",
    "priority", "u=1",
    "sec-ch-ua", "\"Chromium\";v=\"140\"",
    "sec-ch-ua-mobile", "?0",
    "sec-ch-ua-platform", "\"Linux\"",
    "sec-fetch-dest", "script",
    "sec-fetch-mode", "no-cors",
    "sec-fetch-site", "same-origin",
    "sec-fetch-user", "?1",
    "upgrade-insecure-requests", "1",
    "x-requested-with", "fetch"
  };

  /** A source beside the measurements of peers. */
  @Param({"headers.js", "module.js", "headers.wasm", "HeaderHandler.java"})
  String source = "";

  private final HandlerEvent shortEvent =
      event(new Request("GET", "http", "127.0.0.1:8080", "/1k", null, new Fields()));
  private final HandlerEvent browsersEvent = event(Samples.request(MORE));
  private Program.@Nullable Instance instance;

  @Setup
  public void open() throws IOException, HandlerProblem {
    Path file = Home.folder().resolve("loadtest/peers/handlers").resolve(source);
    HandlerKind kind = kind();
    HandlerCode code =
        kind == HandlerKind.JS
            ? HandlerCode.of(Files.readString(file))
            : HandlerCode.of(Files.readAllBytes(kind == HandlerKind.JAVA ? jar(file) : file));
    HandlerSpec spec =
        new HandlerSpec(
            "bench", kind, source, code, HandlerSpec.OnFailure.CLOSED, HandlerLimits.DEFAULT);
    Program.Instance opened =
        new EveryKind().load(spec).open((handler, request, place, text) -> {});
    opened.start();
    instance = opened;
  }

  private HandlerKind kind() {
    return switch (source.substring(source.lastIndexOf('.'))) {
      case ".java" -> HandlerKind.JAVA;
      case ".wasm" -> HandlerKind.WASM;
      default -> HandlerKind.JS;
    };
  }

  private static Path jar(Path file) throws IOException {
    Path folder = Files.createTempDirectory("skerry-bench");
    Path jar = folder.resolve("handler.jar");
    HandlerJar.write(file, jar);
    return jar;
  }

  private static HandlerEvent event(Request request) {
    return new HandlerEvent(Hook.VIEWER_REQUEST, "1", "203.0.113.7", request, null);
  }

  /** The shortest that a load generator sends. */
  @Benchmark
  public Verdict callShort() {
    return instance().call(shortEvent);
  }

  /** A browser's. */
  @Benchmark
  public Verdict call() {
    return instance().call(browsersEvent);
  }

  private Program.Instance instance() {
    return Objects.requireNonNull(instance, "open() comes before the first call");
  }

  @TearDown
  public void close() {
    instance().close();
  }
}
