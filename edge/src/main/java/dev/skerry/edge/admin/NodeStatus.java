package dev.skerry.edge.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node is.
 *
 * @param state starting, ready or draining
 * @param version the program's
 * @param startedAt when it began
 * @param transport {@code io_uring}, {@code epoll} or {@code nio}
 * @param tls who speaks TLS: {@code boringssl} or {@code jdk}
 * @param listeners where viewers are answered, as URLs
 * @param connections of viewers, open now
 * @param exchanges under way now
 * @param cache what is stored
 * @param disk the disk below the cache, or null if there is none
 * @param purgeSequence the number of the newest purge
 */
public record NodeStatus(
    State state,
    String version,
    Instant startedAt,
    String transport,
    String tls,
    List<String> listeners,
    long connections,
    long exchanges,
    Cache cache,
    @Nullable Disk disk,
    long purgeSequence) {

  /** Where a node is in its life; only a ready one wants traffic. */
  public enum State {
    STARTING,
    READY,
    DRAINING
  }

  /**
   * What is stored.
   *
   * @param responses how many stored responses
   * @param bytes all that they cost, their overhead included
   * @param budgetBytes what they may cost
   */
  public record Cache(long responses, long bytes, long budgetBytes) {}

  /**
   * What is on the disk.
   *
   * @param responses how many stored responses can be brought back
   * @param bytes what its segments take
   * @param budgetBytes what they may take
   * @param trouble why nothing is written now, or less is kept than may be; null if all is well
   */
  public record Disk(long responses, long bytes, long budgetBytes, @Nullable String trouble) {}
}
