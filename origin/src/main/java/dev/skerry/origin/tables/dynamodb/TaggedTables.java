package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The tables that requests about tags name by ARNs. */
final class TaggedTables {
  private final Tables tables;
  private final ResourceArns arns;

  TaggedTables(Tables tables) {
    this.tables = tables;
    this.arns = new ResourceArns(tables.settings());
  }

  /**
   * The name of the table of a request.
   *
   * @param required a member that must be there, or null
   */
  String table(Fields in, @Nullable String required) {
    String arn = in.text("ResourceArn");
    if (arn == null) {
      throw TableException.validation("Invalid TableArn");
    }
    if (required != null && !in.has(required)) {
      Findings findings = new Findings();
      Member.required(required, Shapes.TEXT).check(path(required), null, findings);
      findings.throwAny();
    }
    ResourceArns.Resource resource = arns.taggable(arn);
    if (!resource.label().isEmpty()) {
      throw notFound(in);
    }
    return resource.table();
  }

  private static String path(String member) {
    return Member.of(member, Shapes.TEXT).path();
  }

  /** The tags of a table. */
  Map<String, String> of(Fields in, String table) {
    TableDefinition found =
        tables
            .engine()
            .<Optional<TableDefinition>, RuntimeException>read(
                snapshot -> Optional.ofNullable(tables.find(snapshot, table)))
            .orElse(null);
    if (found == null) {
      throw notFound(in);
    }
    return found.options().tags();
  }

  /** Changes the tags of a table. */
  void change(Fields in, String table, UnaryOperator<Map<String, String>> change) {
    of(in, table);
    tables.revise(
        table, definition -> definition.tagged(change.apply(definition.options().tags())));
  }

  private static TableException notFound(Fields in) {
    return new TableException(
        ErrorType.RESOURCE_NOT_FOUND,
        "Requested resource not found: ResourceArn: " + in.text("ResourceArn") + " not found");
  }
}
