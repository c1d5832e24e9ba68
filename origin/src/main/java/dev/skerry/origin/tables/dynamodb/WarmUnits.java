package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.RequestUnits;
import dev.skerry.origin.tables.Throughput;
import dev.skerry.origin.tables.error.TableException;
import org.jspecify.annotations.Nullable;

/** The units per second that a table or an index is to be ready for, which never become fewer. */
final class WarmUnits {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String NAME = "WarmThroughput";
  private static final String READS = "ReadUnitsPerSecond";
  private static final String WRITES = "WriteUnitsPerSecond";

  /** What all that is paid by request is ready for. Source: the API reference, WarmThroughput. */
  private static final RequestUnits INITIAL = new RequestUnits(12_000, 4_000);

  private static final String INITIAL_TEXT =
      "initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/"
          + "developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial";

  /** Members about them, of tables and of indexes. */
  static final Member MEMBER =
      Member.of(
          NAME,
          new Shape.Structure(NAME, Member.of(READS, Shapes.LONG), Member.of(WRITES, Shapes.LONG)));

  private WarmUnits() {}

  /** Whether a structure has the member, and nothing in it. */
  static boolean isEmpty(Fields in) {
    Fields units = in.fields(NAME);
    return units != null && !units.has(READS) && !units.has(WRITES);
  }

  /**
   * Those of something that is made, or null where nothing is said.
   *
   * @param paid its provisioned units
   * @param what as texts name the table or the index
   */
  static @Nullable RequestUnits created(
      Fields in, boolean byRequest, Throughput paid, String what) {
    Fields units = in.fields(NAME);
    if (units == null || isEmpty(in)) {
      return null;
    }
    RequestUnits least = least(byRequest, paid);
    checkLeast(
        units, READS, least.read(), what, byRequest ? INITIAL_TEXT : paidText("ReadCapacityUnits"));
    checkLeast(
        units,
        WRITES,
        least.write(),
        what,
        byRequest ? INITIAL_TEXT : paidText("WriteCapacityUnits"));
    return said(units).or(least);
  }

  /**
   * Those of something that is changed, or null where nothing was and is said.
   *
   * @param known those before, null where nothing was said
   */
  static @Nullable RequestUnits changed(
      Fields in, @Nullable RequestUnits known, RequestUnits least, String what) {
    Fields units = in.fields(NAME);
    if (units == null || isEmpty(in)) {
      return known;
    }
    RequestUnits before = known == null ? least : known.or(least);
    String current = "current WarmThroughput, decreasing WarmThroughput is not supported";
    checkLeast(units, READS, before.read(), what, current);
    checkLeast(units, WRITES, before.write(), what, current);
    return said(units).or(before);
  }

  /** What something is ready for of which nothing was said. */
  static RequestUnits least(boolean byRequest, Throughput paid) {
    return byRequest ? INITIAL : new RequestUnits(paid.read(), paid.write());
  }

  private static String paidText(String member) {
    return member + " of ProvisionedThroughput";
  }

  private static void checkLeast(
      Fields units, String member, long least, String what, String than) {
    Long wanted = units.number(member);
    if (wanted != null && wanted < least) {
      throw TableException.validation(
          INVALID
              + "Requested "
              + member
              + " for WarmThroughput for "
              + what
              + " is lower than "
              + than);
    }
  }

  private static RequestUnits said(Fields units) {
    Long reads = units.number(READS);
    Long writes = units.number(WRITES);
    return new RequestUnits(
        reads == null ? RequestUnits.UNSAID : reads, writes == null ? RequestUnits.UNSAID : writes);
  }
}
