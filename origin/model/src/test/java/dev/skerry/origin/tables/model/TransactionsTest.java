package dev.skerry.origin.tables.model;

import static dev.skerry.origin.tables.model.Shop.BUYER;
import static dev.skerry.origin.tables.model.Shop.NAME;
import static dev.skerry.origin.tables.model.Shop.STATUS;
import static dev.skerry.origin.tables.model.expression.Attributes.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.origin.tables.model.Shop.Customer;
import dev.skerry.origin.tables.model.Shop.Line;
import dev.skerry.origin.tables.model.Shop.Order;
import dev.skerry.origin.tables.model.Shop.Product;
import dev.skerry.origin.tables.model.Shop.Status;
import dev.skerry.origin.tables.model.error.AlreadyExists;
import dev.skerry.origin.tables.model.error.ConditionFailed;
import dev.skerry.origin.tables.model.error.TransactionCancelled;
import dev.skerry.origin.tables.model.error.ValidationFailed;
import dev.skerry.origin.tables.model.expression.NumberAttribute;
import dev.skerry.origin.tables.model.schema.Key;
import dev.skerry.origin.tables.model.schema.Ref;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions across models, references between them, and what is shown of them. */
class TransactionsTest {
  private static final NumberAttribute<Product, Integer> STOCK = attribute(Product::stock);

  private TableServer server;
  private Models models;
  private Model<Customer, String> customers;
  private Model<Order, Key<String, Long>> orders;
  private Model<Product, String> products;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    server = new TableServer(folder);
    models = Models.on(server.client());
    customers = models.model(Customer.class, Customer::id);
    orders = models.model(Order.class, Order::buyer, Order::number);
    products = models.model(Product.class, Product::id);
    for (ModelTable<?> table : List.of(customers.table(), orders.table(), products.table())) {
      table.create().run();
    }
    customers.create(Customer.of("ada", "Ada")).run();
    products.create(new Product("pen", 2, 0)).run();
    products.create(new Product("ink", 9, 0)).run();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Transaction buy(long number, int pens) {
    return models.transaction(
        customers.check("ada", NAME.exists()),
        products.update("pen").add(STOCK, -pens).onlyIf(STOCK.ge(pens)),
        orders.create(Order.of("ada", number, Status.OPEN, "10")));
  }

  @Test
  void writesOfSeveralModelsAreDoneTogether() {
    assertThat(buy(1, 2).run()).isEqualTo(3);
    Get<Product> pen = products.get("pen");
    Get<Order> order = orders.get(Key.of("ada", 1L));
    Get<Order> none = orders.get(Key.of("ada", 2L));
    Snapshot.Found found = models.snapshot(pen, order, none).run();
    assertThat(found.of(pen)).contains(new Product("pen", 0, 2));
    assertThat(found.of(order).orElseThrow().status()).isEqualTo(Status.OPEN);
    assertThat(found.of(none)).isEmpty();
  }

  @Test
  void aPartThatCannotBeDoneUndoesAllAndEachSaysWhy() {
    buy(1, 1).run();
    assertThatExceptionOfType(TransactionCancelled.class)
        .isThrownBy(() -> buy(1, 5).run())
        .satisfies(
            failure -> {
              assertThat(failure.reasons()).map(reason -> reason.part()).containsExactly(1, 2);
              assertThat(failure.reasons().get(0).problem()).isInstanceOf(ConditionFailed.class);
              assertThat(failure.reasons().get(0).item(Product.class))
                  .contains(new Product("pen", 1, 2));
              assertThat(failure.reasons().get(1).problem()).isInstanceOf(AlreadyExists.class);
              assertThat(failure.mayBeRetried()).isFalse();
            });
    assertThat(products.get("pen").run()).contains(new Product("pen", 1, 2));
    assertThat(orders.query(BUYER.eq("ada")).count().run()).isEqualTo(1);
  }

  @Test
  void aDeleteAndACheckMayBePartsToo() {
    models
        .transaction(products.delete("ink").onlyIf(STOCK.eq(9)), products.check("pen", STOCK.gt(0)))
        .run();
    assertThat(products.get("ink").run()).isEmpty();
    assertThatExceptionOfType(TransactionCancelled.class)
        .isThrownBy(() -> products.check("pen", STOCK.gt(100)).run());
  }

  @Test
  void aTransactionWithoutPartsIsRefused() {
    assertThatExceptionOfType(ValidationFailed.class)
        .isThrownBy(() -> models.transaction().run())
        .withMessageContaining("must have 1 to 100 parts, has 0");
  }

  private Order written() {
    return new Order(
        "ada",
        7,
        Status.PAID,
        new BigDecimal("1.50"),
        List.of(new Line(Ref.to("pen"), 3)),
        Instant.EPOCH,
        Ref.to("ada"),
        List.of(Ref.to("pen"), Ref.to("gone"), Ref.to("ink")));
  }

  @Test
  void referencesArePopulatedWithAsFewReadsAsCanBe() {
    Order order = orders.create(written()).run();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> Objects.requireNonNull(order.customer()).get());
    Order populated =
        orders
            .query(BUYER.eq("ada").and(STATUS.eq(Status.PAID)))
            .populate()
            .run()
            .items()
            .getFirst();
    assertThat(Objects.requireNonNull(populated.customer()).get().name()).isEqualTo("Ada");
    assertThat(populated.products().stream().map(ref -> ref.item().map(Product::stock)))
        .map(found -> found.orElse(-1))
        .containsExactly(2, -1, 9);
    assertThat(orders.populate(order).run()).isEqualTo(populated);
    assertThat(orders.get(Key.of("ada", 7L)).populate().mustExist().run()).isEqualTo(populated);
  }

  @Test
  void aSerializerShowsWhatItIsToldTo() {
    Customer ada = customers.get("ada").mustExist().run();
    Serializer<Customer> all = customers.serializer();
    assertThat(all.map(ada)).containsKeys("id", "name", "email").doesNotContainKey("password");
    assertThat(all.only(NAME).with("short", each -> each.name().substring(0, 1)).map(ada))
        .isEqualTo(Map.of("name", "Ada", "short", "A"));
    assertThat(all.without(NAME).map(ada)).doesNotContainKey("name");
    Order order = orders.populate(orders.create(written()).run()).run();
    assertThat(orders.serializer().map(order))
        .containsEntry("lines", List.of(Map.of("product", "pen", "count", 3)))
        .hasEntrySatisfying(
            "customer", shown -> assertThat(shown).isEqualTo(customers.serializer().map(ada)));
  }
}
