package dev.skerry.origin.tables.model;

import static dev.skerry.origin.tables.model.expression.Attributes.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.origin.tables.model.error.TableMismatch;
import dev.skerry.origin.tables.model.expression.TextAttribute;
import dev.skerry.origin.tables.model.schema.ExpiresAt;
import dev.skerry.origin.tables.model.schema.GlobalIndex;
import dev.skerry.origin.tables.model.schema.PartitionKey;
import dev.skerry.origin.tables.model.schema.Projection;
import dev.skerry.origin.tables.model.schema.SortKey;
import dev.skerry.origin.tables.model.schema.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Tables of a server that become as a later version of their model says. */
class TablesBroughtUpToDateTest {
  private static final TextAttribute<Second> AUTHOR = attribute(Second::author);

  private TableServer server;
  private Models models;

  @Table(name = "posts", readUnits = 5, writeUnits = 5)
  record First(
      @PartitionKey String id, @GlobalIndex(name = "by-title") String title, String author) {}

  @Table(
      name = "posts",
      stream = Table.Stream.NEW_IMAGE,
      deletionProtection = true,
      infrequentAccess = true,
      tags = "team=web")
  record Second(
      @PartitionKey String id,
      String title,
      @GlobalIndex(name = "by-author", sort = "id", projection = Projection.KEYS_ONLY)
          String author,
      @ExpiresAt @Nullable Instant until) {}

  @Table(name = "posts")
  record Third(
      @PartitionKey String id,
      String title,
      @GlobalIndex(name = "by-author", sort = "title") String author) {}

  @Table(name = "posts")
  record Other(@PartitionKey String author, @SortKey String id) {}

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    server = new TableServer(folder);
    models =
        Models.on(
            server.client(),
            ModelSettings.DEFAULT.with(Retry.DEFAULT, time -> Thread.onSpinWait()));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private TableDescription described() {
    return models.model(Second.class, Second::id).table().describe().run().orElseThrow();
  }

  private List<String> indexes() {
    return described().globalSecondaryIndexes().stream()
        .map(GlobalSecondaryIndexDescription::indexName)
        .sorted()
        .toList();
  }

  @Test
  void everythingThatALaterModelSaysIsDoneOnceAndItemsStay() {
    Model<First, String> first = models.model(First.class, First::id);
    assertThat(first.table().bringUpToDate().run()).containsExactly("create the table");
    first.create(new First("1", "Bread", "ada")).run();
    first.create(new First("2", "Air", "ada")).run();

    Model<Second, String> second = models.model(Second.class, Second::id);
    assertThat(second.table().bringUpToDate().run())
        .containsExactlyInAnyOrder(
            "bill by request",
            "open a stream of NEW_IMAGE",
            "protect from deletion",
            "store as STANDARD_INFREQUENT_ACCESS",
            "create the index by-author",
            "tag it with [team]",
            "let items expire by until");

    TableDescription table = described();
    assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
    assertThat(table.deletionProtectionEnabled()).isTrue();
    assertThat(indexes()).as("what others may use stays").containsExactly("by-author", "by-title");
    assertThat(second.query(AUTHOR.eq("ada")).count().run()).as("of items before it").isEqualTo(2);
    assertThat(second.table().bringUpToDate().run()).isEmpty();
  }

  @Test
  void indexesAreReplacedOnlyWhereThatWasSaid() {
    var _ = models.model(Second.class, Second::id).table().create().run();
    Model<Third, String> third = models.model(Third.class, Third::id);
    third.create(new Third("1", "Bread", "ada")).run();

    assertThatExceptionOfType(TableMismatch.class)
        .isThrownBy(() -> third.table().bringUpToDate().run())
        .withMessageContaining("the index by-author has another key or projection");
    assertThat(third.table().replaceIndexes().bringUpToDate().run())
        .containsSubsequence("delete the index by-author", "create the index by-author")
        .contains("close the stream", "allow deletion");

    assertThat(described().globalSecondaryIndexes().getFirst().keySchema())
        .map(key -> key.attributeName())
        .containsExactly("author", "title");
    assertThat(third.table().replaceIndexes().bringUpToDate().run()).isEmpty();
  }

  @Test
  void aTableWithAnotherKeyIsLeftAsItIs() {
    var _ = models.model(First.class, First::id).table().create().run();
    TableDescription before = described();

    assertThatExceptionOfType(TableMismatch.class)
        .isThrownBy(
            () -> models.model(Other.class, Other::author, Other::id).table().bringUpToDate().run())
        .withMessageContaining("the key is [HASH id], not [HASH author, RANGE id]");
    assertThat(described()).isEqualTo(before);
  }
}
