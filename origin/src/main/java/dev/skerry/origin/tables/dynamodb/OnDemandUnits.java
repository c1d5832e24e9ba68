package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.RequestUnits;
import dev.skerry.origin.tables.error.TableException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The request units per second that a table or an index may use at most. */
final class OnDemandUnits {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String NAME = "OnDemandThroughput";
  private static final String READS = "MaxReadRequestUnits";
  private static final String WRITES = "MaxWriteRequestUnits";

  /** Members about them, of tables and of indexes. */
  static final Member MEMBER =
      Member.of(
          NAME,
          new Shape.Structure(NAME, Member.of(READS, Shapes.LONG), Member.of(WRITES, Shapes.LONG)));

  private OnDemandUnits() {}

  /** Whether a structure has the member, and nothing in it. */
  static boolean isEmpty(Fields in) {
    Fields units = in.fields(NAME);
    return units != null && !units.has(READS) && !units.has(WRITES);
  }

  /** Those of a table that is made, or null where nothing is said. */
  static @Nullable RequestUnits ofNewTable(Fields in, boolean byRequest) {
    checkPaid(in, byRequest, "", "table BillingMode is PROVISIONED.");
    return read(in, 1, INVALID, " for table");
  }

  /** Those of a table that is restored, or null where nothing is said. */
  static @Nullable RequestUnits ofRestored(Fields in, boolean byRequest) {
    Fields units = in.fields(NAME);
    if (units != null && !byRequest) {
      for (String member : Conditions.present(units, READS, WRITES)) {
        throw TableException.validation(
            "Invalid Request: Cannot override "
                + member
                + " for OnDemandThroughput unless BillingModeOverride is PAY_PER_REQUEST");
      }
    }
    return read(in, 1, "Invalid Request: ", "");
  }

  /** Those of an index of a table that is made, or null where nothing is said. */
  static @Nullable RequestUnits ofNewIndex(Fields in, boolean byRequest, String name) {
    checkPaid(in, byRequest, " for index: " + name, "table BillingMode is PROVISIONED.");
    return read(in, 1, INVALID, " for index : " + name);
  }

  /**
   * Those that a table has after a change, null for none.
   *
   * @param known those before; what is said to be -1 is taken away from them
   */
  static @Nullable RequestUnits ofTable(
      Fields in, @Nullable RequestUnits known, boolean byRequest) {
    checkPaid(in, byRequest, "", "the table BillingMode is PROVISIONED");
    return changed(in, known, " for table");
  }

  /**
   * Those that an index has after a change, null for none.
   *
   * @param known those before; what is said to be -1 is taken away from them
   */
  static @Nullable RequestUnits ofIndex(
      Fields in, @Nullable RequestUnits known, boolean byRequest, String name) {
    checkPaid(in, byRequest, " for index : " + name, "the table BillingMode is PROVISIONED");
    return changed(in, known, " for index : " + name);
  }

  private static @Nullable RequestUnits changed(
      Fields in, @Nullable RequestUnits known, String what) {
    Fields units = in.fields(NAME);
    RequestUnits said = read(in, RequestUnits.UNSAID, INVALID, what);
    if (units == null || said == null) {
      return known;
    }
    RequestUnits before =
        known == null ? new RequestUnits(RequestUnits.UNSAID, RequestUnits.UNSAID) : known;
    RequestUnits after =
        new RequestUnits(
            units.has(READS) ? said.read() : before.read(),
            units.has(WRITES) ? said.write() : before.write());
    return after.isEmpty() ? null : after;
  }

  private static void checkPaid(Fields in, boolean byRequest, String index, String when) {
    Fields units = in.fields(NAME);
    if (units == null || byRequest) {
      return;
    }
    for (String member : Conditions.present(units, READS, WRITES)) {
      throw TableException.validation(
          INVALID
              + member
              + " for OnDemandThroughput"
              + index
              + " cannot be specified when "
              + when);
    }
  }

  private static @Nullable RequestUnits read(Fields in, long least, String refusal, String what) {
    Fields units = in.fields(NAME);
    if (units == null || isEmpty(in)) {
      return null;
    }
    for (String member : Conditions.present(units, READS, WRITES)) {
      Long value = units.number(member);
      if (value != null && (value < least || value == 0)) {
        throw TableException.validation(
            refusal
                + "Requested "
                + member
                + " for OnDemandThroughput"
                + what
                + " is outside of valid range");
      }
    }
    return new RequestUnits(
        Objects.requireNonNullElse(units.number(READS), RequestUnits.UNSAID),
        Objects.requireNonNullElse(units.number(WRITES), RequestUnits.UNSAID));
  }
}
