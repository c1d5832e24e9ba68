package dev.skerry.origin.tables;

import dev.skerry.origin.tables.error.TableException;
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
  /** Those of the account of zeros. */
  public static final TablesSettings DEFAULT =
      new TablesSettings(
          InstantSource.system(), Duration.ofMillis(100), "us-east-1", "000000000000");

  /** The same of another account. */
  TablesSettings of(String other) {
    return new TablesSettings(clock, stateDelay, region, other);
  }

  /**
   * The name of the account's table of a name, which it is itself, or of an ARN.
   *
   * @throws ForeignResource when it is the ARN of another account's
   * @throws TableException of validation, when it is the ARN of a table elsewhere
   */
  public String own(String nameOrArn) {
    TableArn arn = TableArn.find(nameOrArn);
    if (arn == null) {
      return nameOrArn;
    }
    if (!arn.region().equals(region)) {
      throw TableException.validation(
          "1 validation error detected: Invalid AWS region in '" + nameOrArn + "'");
    }
    if (!arn.account().equals(account)) {
      throw new ForeignResource(nameOrArn);
    }
    return arn.table();
  }

  /** The ARN of a table. */
  public String arn(String table) {
    return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + table;
  }
}
