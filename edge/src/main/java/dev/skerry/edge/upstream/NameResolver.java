package dev.skerry.edge.upstream;

import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.List;

/** Asks for the addresses of one name; used on one event loop, one question at a time. */
interface NameResolver extends AutoCloseable {
  /**
   * What a name stands for.
   *
   * @param addresses at least one, in the order of the answer
   * @param ttlSeconds how long that holds
   */
  record Answer(List<InetAddress> addresses, long ttlSeconds) {}

  /** Asks; the future completes on the event loop and fails where there is no address. */
  Future<Answer> resolve(String name);

  @Override
  void close();
}
