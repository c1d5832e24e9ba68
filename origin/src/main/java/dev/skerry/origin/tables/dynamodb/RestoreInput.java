package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.RequestUnits;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.TableSchema;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.Throughput;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What a restored table is to have otherwise than its source, as a request says it. */
final class RestoreInput {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String REFUSED = "Invalid Request: ";
  private static final String UNITS_NEEDED =
      "Must override ProvisionedThroughput if BillingMode is overridden to PROVISIONED";
  private static final String OVERRIDE = "Override";

  static final Member TARGET =
      Member.required(
          "TargetTableName",
          Shapes.TEXT,
          pattern("[a-zA-Z0-9_.-]+"),
          lengthAtLeast(3),
          lengthAtMost(255));

  /** The members by their names in other requests. */
  private final Fields wanted;

  RestoreInput(Fields in) {
    Map<String, Object> values = new HashMap<>();
    in.values()
        .forEach(
            (name, value) -> {
              if (name.endsWith(OVERRIDE)) {
                values.put(name.substring(0, name.length() - OVERRIDE.length()), value);
              }
            });
    rename(values, "GlobalSecondaryIndex", "GlobalSecondaryIndexes");
    rename(values, "LocalSecondaryIndex", "LocalSecondaryIndexes");
    this.wanted = new Fields(in.structure(), values);
    Traits.checkEncryption(wanted);
  }

  private static void rename(Map<String, Object> values, String from, String to) {
    Object value = values.remove(from);
    if (value != null) {
      values.put(to, value);
    }
  }

  /** The members of a request to restore: its own, and those that are common. */
  static List<Member> members(Member... own) {
    return Stream.concat(
            Stream.of(own),
            Stream.of(
                as("BillingModeOverride", TableShapes.BILLING_MODE),
                as("GlobalSecondaryIndexOverride", TableShapes.GLOBAL_INDEXES),
                as("LocalSecondaryIndexOverride", TableShapes.LOCAL_INDEXES),
                as("ProvisionedThroughputOverride", TableShapes.THROUGHPUT),
                as("OnDemandThroughputOverride", OnDemandUnits.MEMBER),
                as("SSESpecificationOverride", Traits.ENCRYPTION)))
        .toList();
  }

  private static Member as(String name, Member member) {
    return new Member(name, member.shape(), false, member.constraints());
  }

  /** The definition of a source as the restored table is to have it. */
  TableDefinition changed(TableDefinition source) {
    String mode = wanted.text("BillingMode");
    boolean byRequest = mode == null ? source.options().onDemand() : mode.equals("PAY_PER_REQUEST");
    boolean hasUnits = wanted.has("ProvisionedThroughput");
    if (byRequest && hasUnits) {
      throw TableException.validation(
          REFUSED
              + "Cannot override ProvisionedThroughput "
              + (mode == null
                  ? "unless BillingMode is PROVISIONED"
                  : "if BillingMode is overridden to PAY_PER_REQUEST"));
    }
    if (!byRequest && !hasUnits && mode != null) {
      throw TableException.validation(REFUSED + UNITS_NEEDED);
    }
    Throughput units =
        byRequest
            ? Throughput.ON_DEMAND
            : hasUnits ? Billing.throughput(wanted) : source.options().throughput();
    RequestUnits most = OnDemandUnits.ofRestored(wanted, byRequest);
    RequestUnits kept = byRequest ? source.traits().onDemand() : null;
    return source
        .with(schema(source.schema(), byRequest))
        .with(source.options().billed(byRequest, units))
        .with(source.traits().limited(most == null ? kept : most));
  }

  private TableSchema schema(TableSchema source, boolean byRequest) {
    List<IndexDefinition> indexes = new ArrayList<>();
    for (IndexDefinition index : source.kept()) {
      String member = index.global() ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes";
      @Nullable Fields input = named(wanted.list(member), index.name());
      if (wanted.has(member) && input == null) {
        continue;
      }
      if (input != null && !isSame(source, index, input)) {
        throw mismatch(index.name());
      }
      indexes.add(billed(index, input, byRequest));
    }
    checkKnown(source, wanted.list("GlobalSecondaryIndexes"), true);
    checkKnown(source, wanted.list("LocalSecondaryIndexes"), false);
    Set<String> used = new HashSet<>(source.key().names());
    indexes.forEach(index -> used.addAll(index.key().names()));
    Map<String, AttributeType> types = new LinkedHashMap<>(source.attributes());
    types.keySet().retainAll(used);
    return new TableSchema(types, source.key(), indexes);
  }

  private static IndexDefinition billed(
      IndexDefinition index, @Nullable Fields input, boolean byRequest) {
    if (!index.global()) {
      return index;
    }
    boolean said = input != null && input.has("ProvisionedThroughput");
    if (byRequest && said) {
      throw TableException.validation(
          REFUSED
              + "Cannot override ProvisionedThroughput if BillingMode is overridden to"
              + " PAY_PER_REQUEST for index "
              + index.name());
    }
    if (byRequest) {
      return index.with(Throughput.ON_DEMAND);
    }
    if (input != null && said) {
      return index.with(Billing.throughput(input)).with(null, index.warm());
    }
    if (index.throughput().equals(Throughput.ON_DEMAND)) {
      throw TableException.validation(
          REFUSED
              + (input == null
                  ? UNITS_NEEDED + " for index "
                  : "Must specify provisioned throughput for index ")
              + index.name());
    }
    return index.with(null, index.warm());
  }

  private static @Nullable Fields named(List<Fields> inputs, String name) {
    for (Fields input : inputs) {
      if (input.requiredText("IndexName").equals(name)) {
        return input;
      }
    }
    return null;
  }

  private static void checkKnown(TableSchema source, List<Fields> inputs, boolean global) {
    Set<String> seen = new HashSet<>();
    for (Fields input : inputs) {
      String name = input.requiredText("IndexName");
      if (!seen.add(name)) {
        throw TableException.validation(INVALID + "Duplicate index name: " + name);
      }
      if (source.kept().stream()
          .noneMatch(index -> index.name().equals(name) && index.global() == global)) {
        throw mismatch(name);
      }
    }
  }

  /** Whether keys and projection are those of the source: indexes can only be left out. */
  private static boolean isSame(TableSchema source, IndexDefinition index, Fields input) {
    List<String> keys =
        input.list("KeySchema").stream()
            .map(element -> element.requiredText("AttributeName"))
            .toList();
    Fields projection = input.fields("Projection");
    return keys.equals(index.key().names())
        && source.attributes().keySet().containsAll(keys)
        && projection != null
        && index.projected().name().equals(projection.text("ProjectionType"))
        && new HashSet<>(projection.texts("NonKeyAttributes"))
            .equals(new HashSet<>(index.included()));
  }

  private static TableException mismatch(String name) {
    return TableException.validation(
        REFUSED
            + "Index "
            + name
            + " does not match a secondary index that existed in the source table and cannot be"
            + " created during the restore operation");
  }

  /**
   * Of what a table is restored.
   *
   * @param backup its ARN, or null
   * @param table the name of the source
   */
  record Source(@Nullable String backup, String table, Instant moment) {}

  /** Writes the member {@code TableDescription} with its {@code RestoreSummary}. */
  static void write(Tables tables, JsonGenerator out, TableDefinition table, Source source) {
    new TableWriter(tables, out)
        .write(
            "TableDescription",
            table,
            () -> {
              out.writeObjectPropertyStart("RestoreSummary");
              if (source.backup() != null) {
                out.writeStringProperty("SourceBackupArn", source.backup());
              }
              out.writeStringProperty("SourceTableArn", tables.settings().arn(source.table()));
              out.writeNumberProperty("RestoreDateTime", source.moment().toEpochMilli() / 1000.0);
              out.writeBooleanProperty("RestoreInProgress", true);
              out.writeEndObject();
            });
  }
}
