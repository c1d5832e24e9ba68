package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ProxyError;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses that an origin's name stands for, asked for anew whenever their time to live is
 * over.
 *
 * <p>What DNS said last is kept when DNS fails; then it is asked more and more seldom. To be used
 * on the pool's home loop only.
 */
final class OriginAddresses {
  /** No answer is believed for less, or for more, than that. */
  static final long MIN_TTL_SECONDS = 1;

  static final long MAX_TTL_SECONDS = 300;

  /** After failures: from the least to the greatest pause, doubled each time. */
  private static final long MIN_PAUSE_SECONDS = 1;

  private static final long MAX_PAUSE_SECONDS = 8;

  /** An origin with more addresses is used with the first of them. */
  private static final int MAX_ADDRESSES = 64;

  private static final Logger log = LoggerFactory.getLogger(OriginAddresses.class);

  private final String name;
  private final EventLoop loop;
  private final NameResolver resolver;
  private final Consumer<List<InetAddress>> changed;
  private final Runnable answered;
  private List<InetAddress> addresses = List.of();
  private @Nullable ProxyError error;
  private long pauseSeconds = MIN_PAUSE_SECONDS;
  private @Nullable ScheduledFuture<?> next;
  private boolean closed;

  /**
   * Makes the addresses of a name, none as yet.
   *
   * @param changed is given every new set of addresses
   * @param answered runs after each answer or failure, when the above has been told
   */
  OriginAddresses(
      String name,
      EventLoop loop,
      NameResolver resolver,
      Consumer<List<InetAddress>> changed,
      Runnable answered) {
    this.name = name;
    this.loop = loop;
    this.resolver = resolver;
    this.changed = changed;
    this.answered = answered;
  }

  /** Asks for the first time. */
  void start() {
    resolver.resolve(name).addListener((Future<NameResolver.Answer> future) -> settle(future));
  }

  /** Why there was no answer to the last question, or null if there was one. */
  @Nullable ProxyError error() {
    return error;
  }

  void close() {
    closed = true;
    if (next != null) {
      next.cancel(false);
    }
    resolver.close();
  }

  private void settle(Future<NameResolver.Answer> future) {
    if (closed) {
      return;
    }
    if (future.isSuccess()) {
      succeed(future.getNow());
    } else {
      fail(future.cause());
    }
    answered.run();
  }

  private void succeed(NameResolver.Answer answer) {
    if (error != null) {
      log.info("{} is resolved again", name);
    }
    error = null;
    pauseSeconds = MIN_PAUSE_SECONDS;
    List<InetAddress> resolved =
        answer.addresses().stream().distinct().limit(MAX_ADDRESSES).toList();
    if (!Set.copyOf(addresses).equals(Set.copyOf(resolved))) {
      addresses = resolved;
      changed.accept(resolved);
    }
    ask(Math.clamp(answer.ttlSeconds(), MIN_TTL_SECONDS, MAX_TTL_SECONDS));
  }

  private void fail(Throwable cause) {
    if (error == null) {
      log.warn(
          "{} is not resolved ({}); {}",
          name,
          cause.getMessage(),
          addresses.isEmpty() ? "there is no address yet" : "the last addresses are kept");
    }
    error = Failures.ofResolving(name, cause);
    ask(pauseSeconds);
    pauseSeconds = Math.min(2 * pauseSeconds, MAX_PAUSE_SECONDS);
  }

  private void ask(long delaySeconds) {
    next = loop.schedule(this::start, delaySeconds, TimeUnit.SECONDS);
  }
}
