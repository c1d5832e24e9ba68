package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.TableOptions;
import dev.skerry.origin.tables.TableSchema;
import dev.skerry.origin.tables.TableStream;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code CreateTable}. */
final class CreateTable implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "CreateTableInput",
          Member.required("AttributeDefinitions", TableShapes.DEFINITIONS.shape()),
          Members.TABLE_NAME,
          TableShapes.BILLING_MODE,
          TableShapes.THROUGHPUT,
          TableShapes.keySchema(2),
          TableShapes.LOCAL_INDEXES,
          TableShapes.GLOBAL_INDEXES,
          TableShapes.STREAM,
          TableShapes.TAGS,
          TableShapes.DELETION_PROTECTION,
          Traits.ENCRYPTION,
          Traits.TABLE_CLASS,
          OnDemandUnits.MEMBER,
          WarmUnits.MEMBER,
          Member.of("ResourcePolicy", Shapes.TEXT));

  private final Tables tables;

  CreateTable(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    boolean byRequest = Billing.isByRequest(in);
    TableSchema schema = new SchemaInput(in.list("AttributeDefinitions")).table(in, byRequest);
    Map<String, String> tags = Tags.read(in);
    String policy = in.text("ResourcePolicy");
    if (policy != null) {
      PolicyDocuments.check(policy);
    }
    TableOptions options =
        new TableOptions(
            byRequest,
            Billing.throughput(in),
            stream(in, tables.now()),
            null,
            in.flag("DeletionProtectionEnabled"),
            tags);
    TableDefinition table =
        tables.create(
            in.requiredText("TableName"), schema, options, Traits.of(in, byRequest), policy);
    new TableWriter(tables, out).writeChanged("TableDescription", table);
  }

  private static @Nullable TableStream stream(Fields in, Instant now) {
    return stream(
        in,
        now,
        "Table is being created with a stream enabled, UpdateViewType is required",
        "Table is being created with a stream disabled, UpdateViewType should not be specified");
  }

  /**
   * The stream that is asked for, or null.
   *
   * @param lacking what is said where it has no view
   * @param needless what is said where there is a view of none
   */
  static @Nullable TableStream stream(Fields in, Instant now, String lacking, String needless) {
    Fields stream = in.fields("StreamSpecification");
    if (stream == null) {
      return null;
    }
    String view = stream.text("StreamViewType");
    boolean enabled = stream.flag("StreamEnabled");
    if (enabled == (view == null)) {
      throw TableException.validation(
          "One or more parameter values were invalid: " + (enabled ? lacking : needless));
    }
    return view == null ? null : new TableStream(TableStream.View.valueOf(view), now);
  }
}
