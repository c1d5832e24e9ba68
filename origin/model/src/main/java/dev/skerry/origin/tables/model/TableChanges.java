package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.Finding;
import dev.skerry.origin.tables.model.error.TableMismatch;
import dev.skerry.origin.tables.model.item.Index;
import dev.skerry.origin.tables.model.item.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What must change so that a table is as its model says. Asks nobody. */
final class TableChanges {
  private final TableShape shape;
  private final Schema<?> schema;
  private final TableDescription there;
  private final boolean replacing;
  private final List<Finding> findings = new ArrayList<>();
  private final List<TableChange> changes = new ArrayList<>();

  private TableChanges(Schema<?> schema, TableDescription there, boolean replacing) {
    this.shape = new TableShape(there.tableName(), schema);
    this.schema = schema;
    this.there = there;
    this.replacing = replacing;
  }

  /**
   * The changes, in the order in which they are to be made.
   *
   * @param replacing whether global indexes that the model does not have are deleted, and those
   *     that are otherwise are made anew
   * @throws TableMismatch if what is otherwise cannot be changed
   */
  static List<TableChange> between(Schema<?> schema, TableDescription there, boolean replacing) {
    TableChanges changes = new TableChanges(schema, there, replacing);
    changes.compareKeys();
    changes.compareLocal();
    changes.compareBilling();
    changes.compareSettings();
    changes.compareGlobal();
    if (!changes.findings.isEmpty()) {
      throw new TableMismatch(there.tableName(), changes.findings);
    }
    return List.copyOf(changes.changes);
  }

  private void compareKeys() {
    if (!same(there.keySchema(), shape.keys())) {
      findings.add(
          new Finding("", "the key is " + text(there.keySchema()) + ", not " + text(shape.keys())));
    }
    for (AttributeDefinition wanted : shape.definitions()) {
      for (AttributeDefinition has : there.attributeDefinitions()) {
        if (has.attributeName().equals(wanted.attributeName())
            && has.attributeType() != wanted.attributeType()) {
          findings.add(
              new Finding(
                  wanted.attributeName(),
                  "is " + has.attributeTypeAsString() + ", not " + wanted.attributeTypeAsString()));
        }
      }
    }
  }

  private void compareLocal() {
    for (Index wanted : schema.indexes()) {
      if (!wanted.global()) {
        boolean fits = there.localSecondaryIndexes().stream().anyMatch(has -> isSame(has, wanted));
        if (!fits) {
          findings.add(
              new Finding(
                  "",
                  "the local index "
                      + wanted.name()
                      + " is missing or otherwise, and can only be made with the table"));
        }
      }
    }
  }

  private void compareBilling() {
    boolean byRequest =
        there.billingModeSummary() != null
            && there.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
    @Nullable ProvisionedThroughput wanted = shape.throughput();
    boolean fits =
        wanted == null ? byRequest : !byRequest && same(there.provisionedThroughput(), wanted);
    if (!fits) {
      changes.add(
          new TableChange(
              wanted == null
                  ? "bill by request"
                  : "provide "
                      + wanted.readCapacityUnits()
                      + " read and "
                      + wanted.writeCapacityUnits()
                      + " write units",
              table -> table.billingMode(shape.billing()).provisionedThroughput(wanted)));
    }
  }

  private void compareSettings() {
    StreamSpecification has = there.streamSpecification();
    boolean streams = has != null && Boolean.TRUE.equals(has.streamEnabled());
    boolean otherwise =
        streams && shape.isStreaming() && has.streamViewType() != shape.stream().streamViewType();
    if (streams && (otherwise || !shape.isStreaming())) {
      changes.add(
          new TableChange(
              "close the stream", table -> table.streamSpecification(s -> s.streamEnabled(false))));
    }
    if (shape.isStreaming() && (otherwise || !streams)) {
      changes.add(
          new TableChange(
              "open a stream of " + shape.stream().streamViewTypeAsString(),
              table -> table.streamSpecification(shape.stream())));
    }
    if (shape.isProtected() != Boolean.TRUE.equals(there.deletionProtectionEnabled())) {
      changes.add(
          new TableChange(
              shape.isProtected() ? "protect from deletion" : "allow deletion",
              table -> table.deletionProtectionEnabled(shape.isProtected())));
    }
    boolean infrequent =
        there.tableClassSummary() != null
            && there.tableClassSummary().tableClass() == TableClass.STANDARD_INFREQUENT_ACCESS;
    if (infrequent != shape.isInfrequent()) {
      TableClass wanted =
          shape.isInfrequent() ? TableClass.STANDARD_INFREQUENT_ACCESS : TableClass.STANDARD;
      changes.add(new TableChange("store as " + wanted, table -> table.tableClass(wanted)));
    }
  }

  private void compareGlobal() {
    Set<String> wantedNames = new HashSet<>();
    List<TableChange> made = new ArrayList<>();
    for (Index wanted : schema.indexes()) {
      if (wanted.global()) {
        wantedNames.add(wanted.name());
        @Nullable GlobalSecondaryIndexDescription has = named(wanted.name());
        if (has == null) {
          made.add(creation(wanted));
        } else if (!isSame(has, wanted)) {
          replace(wanted, made);
        } else {
          compareUnits(wanted, has);
        }
      }
    }
    for (GlobalSecondaryIndexDescription has : there.globalSecondaryIndexes()) {
      if (replacing && !wantedNames.contains(has.indexName())) {
        changes.add(deletion(has.indexName()));
      }
    }
    changes.addAll(made);
  }

  private void replace(Index wanted, List<TableChange> made) {
    if (replacing) {
      changes.add(deletion(wanted.name()));
      made.add(creation(wanted));
    } else {
      findings.add(
          new Finding(
              "",
              "the index " + wanted.name() + " has another key or projection; replaceIndexes()"));
    }
  }

  private void compareUnits(Index wanted, GlobalSecondaryIndexDescription has) {
    @Nullable ProvisionedThroughput units = shape.throughput(wanted);
    if (units != null && !same(has.provisionedThroughput(), units)) {
      changes.add(
          new TableChange(
              "provide other units for the index " + wanted.name(),
              altered(
                  each ->
                      each.update(u -> u.indexName(wanted.name()).provisionedThroughput(units)))));
    }
  }

  private TableChange creation(Index index) {
    return new TableChange(
        "create the index " + index.name(),
        altered(
                each ->
                    each.create(
                        create ->
                            create
                                .indexName(index.name())
                                .keySchema(TableShape.keys(index.partition(), index.sort()))
                                .projection(TableShape.projection(index))
                                .provisionedThroughput(shape.throughput(index))))
            .andThen(table -> table.attributeDefinitions(shape.definitions())));
  }

  private static TableChange deletion(String name) {
    return new TableChange(
        "delete the index " + name, altered(each -> each.delete(d -> d.indexName(name))));
  }

  private static Consumer<UpdateTableRequest.Builder> altered(
      Consumer<GlobalSecondaryIndexUpdate.Builder> how) {
    GlobalSecondaryIndexUpdate.Builder update = GlobalSecondaryIndexUpdate.builder();
    how.accept(update);
    return table -> table.globalSecondaryIndexUpdates(List.of(update.build()));
  }

  private @Nullable GlobalSecondaryIndexDescription named(String name) {
    return there.globalSecondaryIndexes().stream()
        .filter(has -> has.indexName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static boolean isSame(LocalSecondaryIndexDescription has, Index wanted) {
    return has.indexName().equals(wanted.name())
        && same(has.keySchema(), TableShape.keys(wanted.partition(), wanted.sort()))
        && same(has.projection(), TableShape.projection(wanted));
  }

  private static boolean isSame(GlobalSecondaryIndexDescription has, Index wanted) {
    return same(has.keySchema(), TableShape.keys(wanted.partition(), wanted.sort()))
        && same(has.projection(), TableShape.projection(wanted));
  }

  private static boolean same(Projection has, Projection wanted) {
    return has.projectionType() == wanted.projectionType()
        && Set.copyOf(has.nonKeyAttributes()).equals(Set.copyOf(wanted.nonKeyAttributes()));
  }

  private static boolean same(List<KeySchemaElement> has, List<KeySchemaElement> wanted) {
    return text(has).equals(text(wanted));
  }

  private static boolean same(
      @Nullable ProvisionedThroughputDescription has, ProvisionedThroughput wanted) {
    return has != null
        && Objects.equals(has.readCapacityUnits(), wanted.readCapacityUnits())
        && Objects.equals(has.writeCapacityUnits(), wanted.writeCapacityUnits());
  }

  private static List<String> text(List<KeySchemaElement> keys) {
    return keys.stream().map(key -> key.keyTypeAsString() + " " + key.attributeName()).toList();
  }
}
