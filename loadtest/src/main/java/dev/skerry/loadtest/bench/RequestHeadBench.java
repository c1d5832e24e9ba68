package dev.skerry.loadtest.bench;

import dev.skerry.edge.codec.HeadLimits;
import dev.skerry.edge.codec.RequestParser;
import dev.skerry.http.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Parses request heads of HTTP/1.1. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestHeadBench {
  private final ByteBuf head =
      Unpooled.directBuffer().writeBytes(Samples.HEAD.getBytes(StandardCharsets.ISO_8859_1));
  private final ByteBuf shortHead =
      Unpooled.directBuffer().writeBytes(Samples.SHORT_HEAD.getBytes(StandardCharsets.ISO_8859_1));
  private final RequestParser parser = new RequestParser(HeadLimits.DEFAULT, true);

  /** A browser's. */
  @Benchmark
  public Request parse() {
    return Objects.requireNonNull(parser.parse(head.readerIndex(0)));
  }

  /** The shortest that a load generator sends. */
  @Benchmark
  public Request parseShort() {
    return Objects.requireNonNull(parser.parse(shortHead.readerIndex(0)));
  }

  @TearDown
  public void release() {
    head.release();
    shortHead.release();
  }
}
