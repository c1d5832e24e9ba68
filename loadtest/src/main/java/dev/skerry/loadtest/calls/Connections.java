package dev.skerry.loadtest.calls;

import dev.skerry.loadtest.generator.AnswerReader;
import dev.skerry.loadtest.terminal.Stop;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Connections that stay open to one server, on one thread. In a run each sends one request after
 * another, the next as soon as the last is answered.
 */
public final class Connections implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Caller> callers = new ArrayList<>();
  private final Bootstrap bootstrap;

  /** Makes that many connections. */
  public Connections(InetSocketAddress server, int count) throws InterruptedException {
    bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .remoteAddress(server);
    for (int i = 0; i < count; i++) {
      Caller caller = new Caller(this::again);
      callers.add(caller);
      bootstrap.clone().handler(caller).connect().sync();
    }
  }

  /** A server may close a connection after an answer, or at rest: then another takes its place. */
  private void again(Caller gone, Caller next) {
    callers.set(callers.indexOf(gone), next);
    bootstrap
        .clone()
        .handler(next)
        .connect()
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                next.fail("the server takes no other connection: " + connected.cause());
              }
            });
  }

  /**
   * Sends requests on all connections for some time, or each once.
   *
   * @param requests in turn, from the first on
   * @param nanos for how long, and then the rest is waited for; 0 to send each request once
   * @throws Stop if an answer is none of success
   */
  public Run run(List<Request> requests, long nanos) throws InterruptedException {
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

  /**
   * A request of HTTP/1.1; neither array is changed.
   *
   * @param head its beginning, or all of it
   * @param content the rest, which requests may share
   */
  @SuppressWarnings("ArrayRecordComponent") // sent, never compared
  public record Request(byte[] head, byte[] content) {
    /** One that is a whole. */
    public static Request of(byte[] whole) {
      return new Request(whole, new byte[0]);
    }
  }

  /** What is sent in one run, and how it was answered. */
  public static final class Run {
    private final List<Request> requests;
    private final long end;
    private final long begun = System.nanoTime();
    private final Histogram latency = new Histogram(3);
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int next;
    private int active;
    private long octets;
    private long last = begun;

    Run(List<Request> requests, long nanos, int callers) {
      this.requests = requests;
      this.end = nanos == 0 ? 0 : begun + nanos;
      this.active = callers;
    }

    private @Nullable Request next(long now) {
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

    /** How many octets of content the answers had. */
    public long octets() {
      return octets;
    }

    /** How many were answered. */
    public long answers() {
      return latency.getTotalCount();
    }

    public double seconds() {
      return (last - begun) / 1e9;
    }

    /** The time within which that share was answered, in milliseconds. */
    public double milliseconds(double percentile) {
      return latency.getValueAtPercentile(percentile) / 1e3;
    }
  }

  private static final class Caller extends ByteToMessageDecoder implements AnswerReader.Content {
    private static final int KEPT_CHARS = 300;

    private final BiConsumer<Caller, Caller> again;
    private final AnswerReader reader = new AnswerReader(this);
    private final StringBuilder refusal = new StringBuilder();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Run run;
    private @Nullable Request unanswered;
    private @Nullable String ended;
    private String closed = "the server closed the connection";
    private int answers;
    private boolean answering;
    private long sent;

    /**
     * One connection.
     *
     * @param again has another connect in its place
     */
    Caller(BiConsumer<Caller, Caller> again) {
      this.again = again;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) throws Exception {
      context = active;
      super.channelActive(active);
      send(System.nanoTime());
    }

    /** Takes part in a run, at once or when it is connected. */
    void begin(Run begun) {
      run = begun;
      String why = ended;
      if (why != null) {
        fail(why);
      }
      send(System.nanoTime());
    }

    private void send(long now) {
      Run current = run;
      ChannelHandlerContext to = context;
      if (current == null || to == null) {
        return;
      }
      Request request = unanswered == null ? current.next(now) : unanswered;
      unanswered = request;
      if (request == null) {
        run = null;
        current.rested();
        return;
      }
      sent = now;
      ByteBuf head = Unpooled.wrappedBuffer(request.head());
      if (request.content().length == 0) {
        to.writeAndFlush(head, to.voidPromise());
      } else {
        to.write(head, to.voidPromise());
        to.writeAndFlush(Unpooled.wrappedBuffer(request.content()), to.voidPromise());
      }
    }

    @Override
    protected void decode(ChannelHandlerContext from, ByteBuf in, List<Object> out) {
      Run current = run;
      answering = true;
      if (current == null || !reader.read(in)) {
        return;
      }
      if (reader.status() != 200) {
        fail("status " + reader.status() + ": " + refusal);
        return;
      }
      long now = System.nanoTime();
      current.answered(sent, now);
      answers++;
      answering = false;
      unanswered = null;
      reader.next();
      send(now);
    }

    @Override
    public void content(ByteBuf bytes, long offset) {
      Run current = run;
      if (current != null) {
        current.octets += bytes.readableBytes();
      }
      if (reader.status() != 200 && refusal.length() < KEPT_CHARS) {
        refusal.append(bytes.toString(StandardCharsets.UTF_8));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) throws Exception {
      super.channelInactive(from);
      context = null;
      boolean never = answers == 0 && unanswered != null;
      if (answering || never) {
        fail(closed);
        return;
      }
      Caller next = new Caller(again);
      next.run = run;
      next.unanswered = unanswered;
      run = null;
      again.accept(this, next);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
      if (cause instanceof IOException) {
        // A reset is but another way to close a connection.
        closed = "the server closed the connection: " + cause.getMessage();
        from.close();
      } else {
        fail(cause.toString());
      }
    }

    private void fail(String why) {
      ended = why;
      Run current = run;
      if (current != null) {
        current.done.completeExceptionally(Stop.failed(why));
      }
    }
  }
}
