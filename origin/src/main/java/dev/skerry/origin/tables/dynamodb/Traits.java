package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.RequestUnits;
import dev.skerry.origin.tables.TableTraits;
import dev.skerry.origin.tables.error.TableException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What requests say of tables that is only kept and told, and what of it is refused. */
final class Traits {
  private static final String INVALID = "One or more parameter values were invalid: ";

  /** Members about units by request, of tables and of indexes. */
  static final Member ON_DEMAND =
      Member.of(
          "OnDemandThroughput",
          new Shape.Structure(
              "OnDemandThroughput",
              Member.of("MaxReadRequestUnits", Shapes.LONG),
              Member.of("MaxWriteRequestUnits", Shapes.LONG)));

  static final Member WARM =
      Member.of(
          "WarmThroughput",
          new Shape.Structure(
              "WarmThroughput",
              Member.of("ReadUnitsPerSecond", Shapes.LONG, Constraint.atLeast(1)),
              Member.of("WriteUnitsPerSecond", Shapes.LONG, Constraint.atLeast(1))));

  static final Member TABLE_CLASS = Member.of("TableClass", Shapes.TEXT);

  static final Member ENCRYPTION =
      Member.of(
          "SSESpecification",
          new Shape.Structure(
              "SSESpecification",
              Member.of("Enabled", Shapes.FLAG),
              Member.of("SSEType", Shapes.TEXT, Constraint.oneOf("AES256", "KMS")),
              Member.of("KMSMasterKeyId", Shapes.TEXT)));

  private Traits() {}

  /** Those of a new table. */
  static TableTraits of(Fields in, boolean byRequest) {
    checkEncryption(in);
    return TableTraits.NONE
        .ofClass(tableClass(in), null)
        .limited(onDemand(in, byRequest, "table"))
        .warmed(warm(in));
  }

  /** Those of a table that is changed. */
  static TableTraits changed(Fields in, TableTraits before, boolean byRequest, Instant now) {
    TableTraits traits = before;
    if (in.has("TableClass")) {
      traits = traits.ofClass(tableClass(in), now);
    }
    RequestUnits most = onDemand(in, byRequest, "table");
    if (most != null) {
      RequestUnits known = before.onDemand();
      RequestUnits all = known == null ? most : most.or(known);
      traits = traits.limited(all.isEmpty() ? null : all);
    }
    RequestUnits ready = warm(in);
    if (ready != null) {
      RequestUnits known = before.warm();
      checkNotLower(ready, known);
      traits = traits.warmed(known == null ? ready : ready.or(known));
    }
    return traits;
  }

  private static @Nullable String tableClass(Fields in) {
    String name = in.text("TableClass");
    if (name != null && !name.equals("STANDARD") && !name.equals("STANDARD_INFREQUENT_ACCESS")) {
      throw TableException.validation(
          "Invalid table-class parameter provided. Please try again with a valid table-class value:"
              + " [STANDARD, STANDARD_INFREQUENT_ACCESS].");
    }
    return name;
  }

  /** Refuses encryption with a key of another service: there is none. */
  static void checkEncryption(Fields in) {
    Fields encryption = in.fields("SSESpecification");
    if (encryption == null) {
      return;
    }
    if (encryption.flag("Enabled")) {
      throw TableException.validation(
          INVALID + "SSESpecification with Enabled true is not supported");
    }
    for (String member : Conditions.present(encryption, "SSEType", "KMSMasterKeyId")) {
      throw TableException.validation(
          INVALID + member + " can not be specified if Enabled is false");
    }
  }

  /**
   * The most that may be requested, or null where nothing is said.
   *
   * @param what as texts name the table or the index
   */
  static @Nullable RequestUnits onDemand(Fields in, boolean byRequest, String what) {
    Fields units = in.fields("OnDemandThroughput");
    if (units == null) {
      return null;
    }
    for (String member : Conditions.present(units, "MaxReadRequestUnits", "MaxWriteRequestUnits")) {
      if (!byRequest) {
        throw TableException.validation(
            INVALID
                + member
                + " for OnDemandThroughput cannot be specified when the table BillingMode is"
                + " PROVISIONED");
      }
      Long value = units.number(member);
      if (value != null && value < 1 && value != RequestUnits.UNSAID) {
        throw TableException.validation(
            INVALID
                + "Requested "
                + member
                + " for OnDemandThroughput for "
                + what
                + " is outside of valid range");
      }
    }
    return new RequestUnits(
        said(units, "MaxReadRequestUnits"), said(units, "MaxWriteRequestUnits"));
  }

  /** What something should be ready for, or null where nothing is said. */
  static @Nullable RequestUnits warm(Fields in) {
    Fields units = in.fields("WarmThroughput");
    return units == null
        ? null
        : new RequestUnits(said(units, "ReadUnitsPerSecond"), said(units, "WriteUnitsPerSecond"));
  }

  private static void checkNotLower(RequestUnits wanted, @Nullable RequestUnits known) {
    if (known == null) {
      return;
    }
    boolean reads = wanted.read() != RequestUnits.UNSAID && wanted.read() < known.read();
    boolean writes = wanted.write() != RequestUnits.UNSAID && wanted.write() < known.write();
    if (reads || writes) {
      throw TableException.validation(
          INVALID
              + "Requested "
              + (reads ? "ReadUnitsPerSecond" : "WriteUnitsPerSecond")
              + " for WarmThroughput for table is lower than current WarmThroughput, decreasing"
              + " WarmThroughput is not supported");
    }
  }

  private static long said(Fields units, String member) {
    return Objects.requireNonNullElse(units.number(member), RequestUnits.UNSAID);
  }
}
