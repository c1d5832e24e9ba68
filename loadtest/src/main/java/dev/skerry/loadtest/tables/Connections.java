package dev.skerry.loadtest.tables;

import dev.skerry.loadtest.generator.AnswerReader;
import dev.skerry.loadtest.terminal.Stop;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Connections that stay open to one server, on one thread. In a run each sends one request after
 * another, the next as soon as the last is answered.
 */
final class Connections implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Caller> callers = new ArrayList<>();

  /** Makes that many connections. */
  Connections(InetSocketAddress server, int count) throws InterruptedException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    Caller caller = new Caller();
                    callers.add(caller);
                    channel.pipeline().addLast(caller);
                  }
                });
    for (int i = 0; i < count; i++) {
      bootstrap.connect(server).sync();
    }
  }

  /**
   * Sends requests on all connections for some time, or each once.
   *
   * @param requests in turn, from the first on
   * @param nanos for how long, and then the rest is waited for; 0 to send each request once
   * @throws Stop if an answer is none of success
   */
  Run run(List<byte[]> requests, long nanos) throws InterruptedException {
    Run run = new Run(requests, nanos, callers.size());
    group.execute(() -> callers.forEach(caller -> caller.begin(run)));
    try {
      run.done.join();
    } catch (CompletionException e) {
      throw Stop.failed(String.valueOf(e.getCause()));
    }
    return run;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** What is sent in one run, and how it was answered. */
  static final class Run {
    private final List<byte[]> requests;
    private final long end;
    private final long begun = System.nanoTime();
    private final Histogram latency = new Histogram(3);
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int next;
    private int active;
    private long last = begun;

    Run(List<byte[]> requests, long nanos, int callers) {
      this.requests = requests;
      this.end = nanos == 0 ? 0 : begun + nanos;
      this.active = callers;
    }

    private byte @Nullable [] next(long now) {
      boolean over = end == 0 ? next == requests.size() : now >= end;
      return over ? null : requests.get(next++ % requests.size());
    }

    private void answered(long sent, long now) {
      latency.recordValue((now - sent) / 1000);
      last = now;
    }

    private void rested() {
      active--;
      if (active == 0) {
        done.complete(null);
      }
    }

    /** How many were answered. */
    long answers() {
      return latency.getTotalCount();
    }

    double seconds() {
      return (last - begun) / 1e9;
    }

    /** The time within which that share was answered, in milliseconds. */
    double milliseconds(double percentile) {
      return latency.getValueAtPercentile(percentile) / 1e3;
    }
  }

  private static final class Caller extends ByteToMessageDecoder implements AnswerReader.Content {
    private static final int KEPT_CHARS = 300;

    private final AnswerReader reader = new AnswerReader(this);
    private final StringBuilder refusal = new StringBuilder();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Run run;
    private long sent;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
      context = added;
    }

    void begin(Run begun) {
      run = begun;
      send(System.nanoTime());
    }

    private void send(long now) {
      Run current = run;
      ChannelHandlerContext to = context;
      if (current == null || to == null) {
        return;
      }
      byte[] request = current.next(now);
      if (request == null) {
        run = null;
        current.rested();
        return;
      }
      sent = now;
      to.writeAndFlush(Unpooled.wrappedBuffer(request), to.voidPromise());
    }

    @Override
    protected void decode(ChannelHandlerContext from, ByteBuf in, List<Object> out) {
      Run current = run;
      if (current == null || !reader.read(in)) {
        return;
      }
      if (reader.status() != 200) {
        fail("status " + reader.status() + ": " + refusal);
        return;
      }
      long now = System.nanoTime();
      current.answered(sent, now);
      reader.next();
      send(now);
    }

    @Override
    public void content(ByteBuf bytes, long offset) {
      if (reader.status() != 200 && refusal.length() < KEPT_CHARS) {
        refusal.append(bytes.toString(StandardCharsets.UTF_8));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) throws Exception {
      super.channelInactive(from);
      fail("the server closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
      fail(cause.toString());
    }

    private void fail(String why) {
      Run current = run;
      if (current != null) {
        current.done.completeExceptionally(Stop.failed(why));
      }
    }
  }
}
