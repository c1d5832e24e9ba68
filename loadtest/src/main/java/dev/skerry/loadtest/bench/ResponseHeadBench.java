package dev.skerry.loadtest.bench;

import dev.skerry.edge.codec.ResponseWriter;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.InstantSource;
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

/** Writes the head of a hit as HTTP/1.1. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResponseHeadBench {
  private final ByteBuf out = Unpooled.directBuffer(4_096);
  private final ResponseWriter writer = new ResponseWriter(InstantSource.system());
  private final Request request = Samples.request();
  private final Response response = Samples.response();

  @Benchmark
  public long write() {
    out.clear();
    writer.answer(request, true);
    return writer.head(out, response, true);
  }

  @TearDown
  public void release() {
    out.release();
  }
}
