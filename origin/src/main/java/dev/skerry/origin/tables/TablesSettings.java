package dev.skerry.origin.tables;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How tables are kept.
 *
 * @param clock tells moments of creation, and ends states
 * @param stateDelay how long a table shows that it is being created, updated or deleted
 * @param region as in ARNs
 * @param account whose tables they are, twelve digits
 */
public record TablesSettings(
    InstantSource clock, Duration stateDelay, String region, String account) {
  /** Those of a single account. */
  public static final TablesSettings DEFAULT =
      new TablesSettings(
          InstantSource.system(), Duration.ofMillis(100), "us-east-1", "000000000000");

  /** The ARN of a table. */
  public String arn(String table) {
    return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + table;
  }
}
