package dev.skerry.control.fleet;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * An edge that has joined.
 *
 * @param edge its name
 * @param revoked whether it is not wanted any more
 * @param joinedAt when it joined
 * @param changedAt when it got its newest certificate, or was revoked
 * @param certifiedUntil when its newest certificate ends
 * @param serials of the certificates with which it may come: the newest, and the one with which it
 *     asked for that; none if it is revoked
 */
public record Member(
    String edge,
    boolean revoked,
    Instant joinedAt,
    Instant changedAt,
    Instant certifiedUntil,
    List<BigInteger> serials) {
  /** Keeps a copy. */
  public Member {
    serials = List.copyOf(serials);
  }
}
