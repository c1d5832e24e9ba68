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

  /** Refuses units of an index of a new table that is paid otherwise, and the lack of them. */
  static void checkIndex(Fields index, boolean byRequest) {
    boolean units = index.has("ProvisionedThroughput");
    String name = index.requiredText("IndexName");
    if (byRequest && units) {
      throw TableException.validation(
          INVALID
              + "ProvisionedThroughput should not be specified for index: "
              + name
              + " when BillingMode is PAY_PER_REQUEST");
    }
    if (!byRequest && !units) {
      throw TableException.validation(
          INVALID + "ProvisionedThroughput is not specified for index: " + name);
    }
  }

  /** Refuses a change of billing that lacks units, and units out of bounds. */
  static void checkChange(Fields in) {
    boolean units = in.has("ProvisionedThroughput");
    if ("PROVISIONED".equals(in.text("BillingMode")) && !units) {
      throw TableException.validation(
          INVALID + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
    }
    if (units) {
      throughput(in);
    }
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
