package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.TableTraits;
import dev.skerry.origin.tables.Throughput;
import dev.skerry.origin.tables.error.TableException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests say of tables that is only kept and told, and what of it is refused. */
final class Traits {
  private static final String INVALID = "One or more parameter values were invalid: ";

  static final Member TABLE_CLASS = Member.of("TableClass", Shapes.TEXT);

  static final Member ENCRYPTION =
      Member.of(
          "SSESpecification",
          new Shape.Structure(
              "SSESpecification",
              Member.of("Enabled", Shapes.FLAG),
              Member.of("SSEType", Shapes.TEXT, Constraint.oneOf("AES256", "KMS")),
              Member.of("KMSMasterKeyId", Shapes.TEXT, Constraint.lengthAtLeast(1))));

  private Traits() {}

  /** Those of a new table. */
  static TableTraits of(Fields in, boolean byRequest) {
    checkEncryption(in);
    return TableTraits.NONE
        .ofClass(tableClass(in), null)
        .limited(OnDemandUnits.ofNewTable(in, byRequest))
        .warmed(WarmUnits.created(in, byRequest, Billing.throughput(in), "table"));
  }

  /**
   * Those of a table that is changed.
   *
   * @param paid its provisioned units when all is done
   */
  static TableTraits changed(
      Fields in, TableTraits before, boolean byRequest, Throughput paid, Instant now) {
    TableTraits traits = before;
    if (in.has("TableClass")) {
      traits = traits.ofClass(tableClass(in), now);
    }
    traits = traits.limited(OnDemandUnits.ofTable(in, before.onDemand(), byRequest));
    return traits.warmed(
        WarmUnits.changed(in, before.warm(), WarmUnits.least(byRequest, paid), "table"));
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
    List<String> keyed = Conditions.present(encryption, "SSEType", "KMSMasterKeyId");
    boolean enabled = encryption.has("Enabled") ? encryption.flag("Enabled") : !keyed.isEmpty();
    if (!enabled) {
      for (String member : keyed) {
        throw invalid(member + " can not be specified if Enabled is false");
      }
      return;
    }
    if ("AES256".equals(encryption.text("SSEType"))) {
      throw invalid("SSEType AES256 is not supported");
    }
    if (encryption.has("KMSMasterKeyId") && !encryption.has("SSEType")) {
      throw invalid("SSEType KMS is required if KMSMasterKeyId is specified");
    }
    throw invalid("SSESpecification with Enabled true is not supported");
  }

  /** Refuses to take back encryption of another kind than all tables have. */
  static void checkEncryptionChange(Fields in) {
    checkEncryption(in);
    if (in.has("SSESpecification")) {
      throw invalid("Table is already encrypted by default");
    }
  }

  private static TableException invalid(String text) {
    return TableException.validation(INVALID + text);
  }
}
