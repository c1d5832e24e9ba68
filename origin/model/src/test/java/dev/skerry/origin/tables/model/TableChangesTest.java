package dev.skerry.origin.tables.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.origin.tables.model.Shop.Customer;
import dev.skerry.origin.tables.model.Shop.Order;
import dev.skerry.origin.tables.model.error.TableMismatch;
import dev.skerry.origin.tables.model.item.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What is done to a table so that it is as its model says. */
class TableChangesTest {
  private static final Schema<Order> ORDERS = Schema.of(Order.class);

  /** A table as it is right after it was made. */
  private static TableDescription made(Schema<?> schema) {
    CreateTableRequest asked = new TableShape("t", schema).create();
    return TableDescription.builder()
        .tableName("t")
        .keySchema(asked.keySchema())
        .attributeDefinitions(asked.attributeDefinitions())
        .billingModeSummary(billing -> billing.billingMode(BillingMode.PAY_PER_REQUEST))
        .globalSecondaryIndexes(
            asked.globalSecondaryIndexes().stream()
                .map(
                    index ->
                        GlobalSecondaryIndexDescription.builder()
                            .indexName(index.indexName())
                            .keySchema(index.keySchema())
                            .projection(index.projection())
                            .build())
                .toList())
        .localSecondaryIndexes(
            asked.localSecondaryIndexes().stream()
                .map(
                    index ->
                        LocalSecondaryIndexDescription.builder()
                            .indexName(index.indexName())
                            .keySchema(index.keySchema())
                            .projection(index.projection())
                            .build())
                .toList())
        .build();
  }

  private static List<String> changes(TableDescription there, boolean replacing) {
    return TableChanges.between(ORDERS, there, replacing).stream()
        .map(TableChange::description)
        .toList();
  }

  @Test
  void aTableThatWasJustMadeNeedsNothing() {
    assertThat(changes(made(ORDERS), true)).isEmpty();
  }

  @Test
  void aMissingGlobalIndexIsCreatedWithTheTypesOfItsKeys() {
    TableDescription there = made(ORDERS).toBuilder().globalSecondaryIndexes(List.of()).build();
    assertThat(changes(there, false)).containsExactly("create the index by-status");
    UpdateTableRequest.Builder request = UpdateTableRequest.builder();
    TableChanges.between(ORDERS, there, false).getFirst().edit().accept(request);
    UpdateTableRequest update = request.build();
    assertThat(update.attributeDefinitions())
        .map(AttributeDefinition::attributeName)
        .contains("status", "at");
    assertThat(update.globalSecondaryIndexUpdates()).hasSize(1);
  }

  @Test
  void anIndexThatIsOtherwiseIsReplacedOnlyIfThatWasSaid() {
    TableDescription there =
        made(ORDERS).toBuilder()
            .globalSecondaryIndexes(
                made(ORDERS).globalSecondaryIndexes().getFirst().toBuilder()
                    .projection(all -> all.projectionType(ProjectionType.KEYS_ONLY))
                    .build())
            .build();
    assertThat(changes(there, true))
        .containsExactly("delete the index by-status", "create the index by-status");
    assertThatExceptionOfType(TableMismatch.class)
        .isThrownBy(() -> changes(there, false))
        .withMessageContaining("the index by-status has another key or projection");
  }

  @Test
  void anIndexThatTheModelDoesNotHaveIsLeftUnlessReplacingWasSaid() {
    TableDescription orders = made(ORDERS);
    GlobalSecondaryIndexDescription other =
        orders.globalSecondaryIndexes().getFirst().toBuilder().indexName("other").build();
    TableDescription there =
        orders.toBuilder()
            .globalSecondaryIndexes(orders.globalSecondaryIndexes().getFirst(), other)
            .build();
    assertThat(changes(there, false)).isEmpty();
    assertThat(changes(there, true)).containsExactly("delete the index other");
  }

  @Test
  void billingStreamAndProtectionFollowTheModel() {
    TableDescription there =
        made(ORDERS).toBuilder()
            .billingModeSummary(billing -> billing.billingMode(BillingMode.PROVISIONED))
            .streamSpecification(stream -> stream.streamEnabled(true).streamViewType("KEYS_ONLY"))
            .deletionProtectionEnabled(true)
            .build();
    assertThat(changes(there, false))
        .containsExactly("bill by request", "close the stream", "allow deletion");
  }

  @Test
  void anotherKeyOrAMissingLocalIndexCannotBeMadeGood() {
    assertThatExceptionOfType(TableMismatch.class)
        .isThrownBy(() -> changes(made(Schema.of(Customer.class)), true))
        .withMessageContaining("the key is [HASH id], not [HASH buyer, RANGE number]")
        .withMessageContaining("the local index by-total is missing");
  }
}
