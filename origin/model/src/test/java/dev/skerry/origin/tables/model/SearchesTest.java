package dev.skerry.origin.tables.model;

import static dev.skerry.origin.tables.model.Shop.BUYER;
import static dev.skerry.origin.tables.model.Shop.EMAIL;
import static dev.skerry.origin.tables.model.Shop.NAME;
import static dev.skerry.origin.tables.model.Shop.NUMBER;
import static dev.skerry.origin.tables.model.Shop.PLACED;
import static dev.skerry.origin.tables.model.Shop.STATUS;
import static dev.skerry.origin.tables.model.Shop.TOTAL;
import static dev.skerry.origin.tables.model.expression.Attributes.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.origin.tables.model.Shop.Customer;
import dev.skerry.origin.tables.model.Shop.Order;
import dev.skerry.origin.tables.model.Shop.Status;
import dev.skerry.origin.tables.model.error.ValidationFailed;
import dev.skerry.origin.tables.model.schema.Key;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Queries, scans and batches through the real table API, on forty orders of two buyers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchesTest {
  private TableServer server;
  private Model<Customer, String> customers;
  private Model<Order, Key<String, Long>> orders;

  @BeforeAll
  void fill(@TempDir Path folder) throws IOException {
    server = new TableServer(folder);
    Models models = Models.on(server.client());
    customers = models.model(Customer.class, Customer::id);
    orders = models.model(Order.class, Order::buyer, Order::number);
    customers.table().create().run();
    orders.table().create().run();
    customers.create(Customer.of("ada", "Ada")).run();
    List<Order> all =
        LongStream.range(0, 40)
            .mapToObj(
                n ->
                    Order.of(
                        n < 30 ? "ada" : "bob",
                        n,
                        List.of(Status.OPEN, Status.PAID, Status.SENT).get((int) n % 3),
                        Long.toString(100 - n)))
            .toList();
    assertThat(orders.batchPut(all).run()).isEqualTo(40);
  }

  @AfterAll
  void close() {
    server.close();
  }

  private static List<Long> numbers(List<Order> found) {
    return found.stream().map(Order::number).toList();
  }

  @Test
  void aQueryByThePartitionKeyGoesInTheOrderOfTheSortKey() {
    Page<Order> page = orders.query(BUYER.eq("bob")).run();
    assertThat(numbers(page.items())).isEqualTo(LongStream.range(30, 40).boxed().toList());
    assertThat(page.next()).isEmpty();
    assertThat(numbers(orders.query(BUYER.eq("bob")).descending().limit(2).run().items()))
        .containsExactly(39L, 38L);
  }

  @Test
  void aQueryUsesTheSortKeyAndFiltersTheRest() {
    Page<Order> page =
        orders.query(BUYER.eq("ada").and(NUMBER.between(3L, 8L)).and(STATUS.eq(Status.OPEN))).run();
    assertThat(numbers(page.items())).containsExactly(3L, 6L);
    assertThat(page.scanned()).isEqualTo(6);
  }

  @Test
  void aQueryFindsTheLocalIndexByItsSortKey() {
    assertThat(
            numbers(
                orders
                    .query(BUYER.eq("ada").and(TOTAL.lt(new BigDecimal("73"))))
                    .consistent()
                    .run()
                    .items()))
        .containsExactly(29L, 28L);
  }

  @Test
  void aQueryFindsTheGlobalIndexByItsPartitionKey() {
    assertThat(
            numbers(
                orders
                    .query(STATUS.eq(Status.PAID).and(PLACED.ge(Instant.ofEpochSecond(1_000_030))))
                    .run()
                    .items()))
        .containsExactly(31L, 34L, 37L);
  }

  @Test
  void anIndexThatHasPartsOfItemsGivesRowsOnly() {
    assertThat(
            customers
                .query(EMAIL.eq("ADA@example.org"))
                .only(attribute(Customer::id))
                .run()
                .items())
        .map(row -> row.get(attribute(Customer::id)).orElseThrow())
        .containsExactly("ada");
    assertThatExceptionOfType(ValidationFailed.class)
        .isThrownBy(() -> customers.query(EMAIL.eq("x")).run())
        .withMessageContaining("the index by-email has KEYS_ONLY of its items");
  }

  @Test
  void aQueryThatNoKeyAnswersIsRefusedWithWhatWouldDo() {
    assertThatExceptionOfType(ValidationFailed.class)
        .isThrownBy(() -> customers.query(NAME.eq("Ada")).run())
        .withMessageContaining(
            "a query must compare one of [id, email] with eq; what else is a scan");
    assertThatExceptionOfType(ValidationFailed.class)
        .isThrownBy(() -> orders.query(BUYER.eq("ada")).using("nope").run())
        .withMessageContaining("has no index nope");
    assertThatExceptionOfType(ValidationFailed.class)
        .isThrownBy(() -> orders.query(BUYER.eq("ada").and(NUMBER.gt(1L)).and(NUMBER.lt(5L))).run())
        .withMessageContaining("number is a key and has one condition already");
  }

  @Test
  void pagesFollowEachOtherByCursorsThatAreTexts() {
    Page<Order> first = orders.query(BUYER.eq("ada")).limit(7).run();
    String text = first.next().orElseThrow().text();
    Page<Order> second = orders.query(BUYER.eq("ada")).limit(7).from(Cursor.of(text)).run();
    assertThat(numbers(second.items())).startsWith(7L).hasSize(7);
    assertThat(orders.query(BUYER.eq("ada")).limit(7).stream().count()).isEqualTo(30);
    assertThat(orders.query(BUYER.eq("ada")).limit(7).first(10).run()).hasSize(10);
    assertThat(orders.query(BUYER.eq("ada")).limit(7).count().run()).isEqualTo(30);
  }

  @Test
  void aScanFiltersAndRunsInParallelParts() {
    assertThat(numbers(orders.scan().filter(TOTAL.le(new BigDecimal("62"))).run().items()))
        .containsExactlyInAnyOrder(38L, 39L);
    Set<Long> seen = ConcurrentHashMap.newKeySet();
    assertThat(orders.scan().limit(3).inParallel(4, order -> seen.add(order.number())).run())
        .isEqualTo(40);
    assertThat(seen).hasSize(40);
    assertThat(orders.scan().using("by-status").count().run()).isEqualTo(40);
    assertThat(orders.scan().filter(STATUS.in(Set.of(Status.OPEN, Status.SENT))).count().run())
        .isEqualTo(27);
  }

  @Test
  void aBatchOfReadsIsInTheOrderOfItsKeysWithoutThoseThatAreNotThere() {
    List<Key<String, Long>> keys =
        List.of(Key.of("bob", 39L), Key.of("bob", 1L), Key.of("ada", 2L), Key.of("bob", 39L));
    assertThat(numbers(orders.batchGet(keys).consistent().run())).containsExactly(39L, 2L);
    List<Key<String, Long>> many =
        LongStream.range(-200, 200).mapToObj(n -> Key.of("ada", n)).toList();
    assertThat(orders.batchGet(many).run()).hasSize(30);
  }

  @Test
  void aBatchOfWritesIsCheckedBeforeAnyIsSent() {
    assertThatExceptionOfType(ValidationFailed.class)
        .isThrownBy(
            () ->
                customers
                    .batchPut(List.of(Customer.of("new", "New"), Customer.of("new", "Twice")))
                    .run())
        .withMessageContaining("has two writes of one item");
    assertThat(customers.get("new").run()).isEmpty();
  }

  @Test
  void aBatchOfDeletesRemovesItems() {
    orders.batchPut(List.of(Order.of("eve", 1, Status.OPEN, "1"))).run();
    assertThat(orders.batchDelete(List.of(Key.of("eve", 1L), Key.of("eve", 2L))).run())
        .isEqualTo(2);
    assertThat(orders.get(Key.of("eve", 1L)).run()).isEmpty();
  }
}
