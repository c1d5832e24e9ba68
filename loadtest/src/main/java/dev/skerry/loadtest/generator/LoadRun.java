package dev.skerry.loadtest.generator;

import dev.skerry.loadtest.terminal.Stop;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import javax.net.ssl.SSLException;
import org.HdrHistogram.Histogram;

/** One run of a plan: connects, lets all lanes begin at one moment, waits and adds up. */
final class LoadRun {
  /** Between the last connection and the first request. */
  private static final long BREATH = TimeUnit.MILLISECONDS.toNanos(50);

  private final Plan plan;
  private final List<Lane> lanes = new ArrayList<>();
  private final Histogram total = Counts.emptyHistogram();

  LoadRun(Plan plan) {
    this.plan = plan;
  }

  /**
   * Runs it; blocks until it is over.
   *
   * @param progress hears of what happened in each second
   */
  LoadResult run(String url, Consumer<Progress> progress) throws InterruptedException {
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            plan.threads(),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    try {
      makeLanes(group);
      connect();
      long begin = System.nanoTime() + BREATH;
      lanes.forEach(lane -> lane.loop().execute(() -> lane.start(begin)));
      CompletableFuture<Void> all =
          CompletableFuture.allOf(
              lanes.stream().map(Lane::done).toArray(CompletableFuture<?>[]::new));
      watch(all, begin, progress);
      LoadResult result = result(url, begin + plan.warmUp());
      lanes.forEach(lane -> lane.loop().execute(lane::leave));
      return result;
    } finally {
      group.shutdownGracefully(10, 1000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
  }

  private void makeLanes(MultiThreadIoEventLoopGroup group) {
    LongFunction<Keys> keys = Keys.parse(plan.keys());
    for (int number = 0; number < plan.threads(); number++) {
      EventLoop loop = (EventLoop) group.next();
      long part = part(plan.requests(), number);
      lanes.add(new Lane(plan, loop, number, keys.apply(plan.seed() + 1000L + number), part));
    }
  }

  /** A lane's part of a number: the first ones have what cannot be divided. */
  private long part(long whole, int number) {
    return whole / plan.threads() + (number < whole % plan.threads() ? 1 : 0);
  }

  private void connect() throws InterruptedException {
    try {
      Connector connector = new Connector(plan);
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < plan.connections(); i++) {
        all.add(connector.connect(lanes.get(i % lanes.size())));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw Stop.missing(
          "cannot connect to %s: %s"
              .formatted(
                  plan.target().authority(), cause == null ? e.getMessage() : cause.getMessage()));
    } catch (TimeoutException | SSLException e) {
      throw Stop.missing("cannot connect to %s: %s".formatted(plan.target().authority(), e));
    }
  }

  private void watch(CompletableFuture<Void> all, long begin, Consumer<Progress> progress)
      throws InterruptedException {
    long patience = plan.warmUp() + plan.duration() + 2 * plan.timeout();
    long before = 0;
    while (true) {
      try {
        all.get(1, TimeUnit.SECONDS);
        break;
      } catch (TimeoutException e) {
        long now = System.nanoTime();
        Histogram second = interval();
        long answered = sum(counts -> counts.answered.sum());
        progress.accept(
            new Progress(
                now - begin - plan.warmUp(),
                answered - before,
                second,
                sum(Counts::allFaults),
                sum(counts -> counts.late.sum())));
        before = answered;
        if (now - begin > patience) {
          throw Stop.failed("requests are under way that neither end nor fail");
        }
      } catch (ExecutionException e) {
        throw Stop.failed("the generator failed: " + e.getCause());
      }
    }
    interval();
  }

  private Histogram interval() {
    Histogram second = Counts.emptyHistogram();
    lanes.forEach(lane -> second.add(lane.counts().interval()));
    total.add(second);
    return second;
  }

  private LoadResult result(String url, long counting) {
    Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    for (Fault fault : Fault.values()) {
      long count = sum(counts -> counts.faults(fault));
      if (count > 0) {
        faults.put(fault, count);
      }
    }
    long last =
        lanes.stream().mapToLong(Lane::lastAnswer).filter(each -> each != 0).max().orElse(counting);
    return new LoadResult(
        url,
        plan.perSecond(),
        (last - counting) / 1e9,
        sum(counts -> counts.answered.sum()),
        faults,
        sum(counts -> counts.bytes.sum()),
        sum(counts -> counts.late.sum()),
        sum(counts -> counts.waited.sum()),
        sum(counts -> counts.unsent.sum()),
        sum(counts -> counts.reconnects.sum()),
        lanes.stream().mapToDouble(Lane::busy).max().orElse(0),
        total);
  }

  private long sum(ToLongFunction<Counts> what) {
    return lanes.stream().map(Lane::counts).mapToLong(what).sum();
  }
}
