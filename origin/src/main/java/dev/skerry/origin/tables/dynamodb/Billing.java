package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Throughput;
import dev.skerry.origin.tables.error.TableException;
import java.util.Objects;

/** How a table is paid, from what a request says. */
final class Billing {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final long MOST = 1_000_000_000_000L;

  private Billing() {}

  /** Whether a new table is paid by request. */
  static boolean isByRequest(Fields in) {
    boolean byRequest = "PAY_PER_REQUEST".equals(in.text("BillingMode"));
    boolean units = in.has("ProvisionedThroughput");
    if (byRequest && units) {
      throw TableException.validation(
          INVALID
              + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
              + " BillingMode is PAY_PER_REQUEST");
    }
    if (!byRequest && !units) {
      throw TableException.validation(
          INVALID
              + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode"
              + " is PROVISIONED");
    }
    return byRequest;
  }

  /** The units of a structure that may have them. */
  static Throughput throughput(Fields in) {
    Fields units = in.fields("ProvisionedThroughput");
    return units == null
        ? Throughput.ON_DEMAND
        : new Throughput(bounded(units, "ReadCapacityUnits"), bounded(units, "WriteCapacityUnits"));
  }

  private static long bounded(Fields units, String name) {
    long value = Objects.requireNonNull(units.number(name));
    if (value > MOST) {
      throw TableException.validation(
          "Given value " + value + " for " + name + " is out of bounds");
    }
    return value;
  }
}
