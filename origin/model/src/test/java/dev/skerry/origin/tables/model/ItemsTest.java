package dev.skerry.origin.tables.model;

import static dev.skerry.origin.tables.model.Shop.ADDRESS;
import static dev.skerry.origin.tables.model.Shop.CITY;
import static dev.skerry.origin.tables.model.Shop.EMAIL;
import static dev.skerry.origin.tables.model.Shop.NAME;
import static dev.skerry.origin.tables.model.Shop.TAGS;
import static dev.skerry.origin.tables.model.Shop.VISITS;
import static dev.skerry.origin.tables.model.expression.Attributes.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.origin.tables.model.Shop.Address;
import dev.skerry.origin.tables.model.Shop.Customer;
import dev.skerry.origin.tables.model.Shop.Product;
import dev.skerry.origin.tables.model.error.AlreadyExists;
import dev.skerry.origin.tables.model.error.ConditionFailed;
import dev.skerry.origin.tables.model.error.ModelException;
import dev.skerry.origin.tables.model.error.NotFound;
import dev.skerry.origin.tables.model.error.TableMissing;
import dev.skerry.origin.tables.model.error.ValidationFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Single items, written and read through the real table API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemsTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private TableServer server;
  private Models models;
  private Model<Customer, String> customers;
  private Instant now = NOON;
  private int made;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    server = new TableServer(folder);
  }

  @AfterAll
  void close() {
    server.close();
  }

  @BeforeEach
  void make() {
    now = NOON;
    made++;
    ModelSettings settings = ModelSettings.DEFAULT.named("t" + made + "-", "-test").with(() -> now);
    models = Models.on(server.client(), settings);
    customers = models.model(Customer.class, Customer::id);
    customers.table().create().run();
  }

  @Test
  void aTablesNameHasThePrefixAndSuffixOfTheSettings() {
    assertThat(customers.name()).isEqualTo("t" + made + "-customers-test");
  }

  @Test
  void aCreatedRecordComesBackWithDefaultsTransformationsAndStamps() {
    Customer ada = customers.create(Customer.of("ada", "Ada")).run();
    assertThat(ada)
        .isEqualTo(
            new Customer("ada", "Ada", "ada@example.org", null, Set.of(), 0, null, NOON, NOON));
    assertThat(customers.get("ada").consistent().run()).contains(ada);
  }

  @Test
  void defaultsOfDocumentsWithinRecordsAreFilledIn() {
    Customer ada =
        new Customer(
            "ada", "Ada", "a@b.c", new Address("1", "Ulm", null), Set.of("x"), 3, "s", null, null);
    assertThat(customers.put(ada).run().address()).isEqualTo(new Address("1", "Ulm", "DE"));
  }

  @Test
  void whatIsNotThereIsEmptyOrNotFound() {
    assertThat(customers.get("nobody").run()).isEmpty();
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> customers.get("nobody").mustExist().run())
        .withMessage("nobody is not in the table " + customers.name());
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> customers.update("nobody").set(NAME, "X").run());
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> customers.delete("nobody").mustExist().run());
    assertThat(customers.delete("nobody").run()).isEmpty();
  }

  @Test
  void aKeyThatIsThereCannotBeCreatedAgainButPut() {
    customers.create(Customer.of("ada", "Ada")).run();
    assertThatExceptionOfType(AlreadyExists.class)
        .isThrownBy(() -> customers.create(Customer.of("ada", "Other")).run())
        .satisfies(failure -> assertThat(failure.key()).isEqualTo("ada"));
    customers.put(Customer.of("ada", "Other")).run();
    assertThat(customers.get("ada").mustExist().run().name()).isEqualTo("Other");
  }

  @Test
  void anUpdateChangesWhatItNamesAndTheStampOfUpdates() {
    customers.create(Customer.of("ada", "Ada")).run();
    now = NOON.plusSeconds(60);
    Customer ada =
        customers
            .update("ada")
            .set(NAME, "Ada L.")
            .set(EMAIL, "ADA@example.org")
            .set(ADDRESS, new Address("1", "Ulm", null))
            .add(VISITS, 2)
            .add(TAGS, "early")
            .setIfAbsent(attribute(Customer::password), "secret")
            .run();
    assertThat(ada)
        .isEqualTo(
            new Customer(
                "ada",
                "Ada L.",
                "ada@example.org",
                new Address("1", "Ulm", "DE"),
                Set.of("early"),
                2,
                "secret",
                NOON,
                now));
    assertThat(customers.update("ada").set(CITY, "Bonn").run().address())
        .isEqualTo(new Address("1", "Bonn", "DE"));
    assertThat(customers.update("ada").delete(TAGS, "early").remove(ADDRESS).run())
        .satisfies(
            after -> {
              assertThat(after.tags()).isEmpty();
              assertThat(after.address()).isNull();
            });
  }

  @Test
  void anUpdateThatMayCreateFillsInDefaultsAndAsksForWhatIsRequired() {
    Customer bob = customers.update("bob").set(NAME, "Bob").set(EMAIL, "b@c.d").orCreate().run();
    assertThat(bob)
        .isEqualTo(new Customer("bob", "Bob", "b@c.d", null, Set.of(), 0, null, NOON, NOON));
    assertThatExceptionOfType(ValidationFailed.class)
        .isThrownBy(() -> customers.update("eve").set(NAME, "Eve").orCreate().run())
        .withMessageContaining("email is required where the item may be new");
    now = NOON.plusSeconds(1);
    Customer again = customers.update("bob").set(NAME, "B").set(EMAIL, "b@c.d").orCreate().run();
    assertThat(again.created()).isEqualTo(NOON);
  }

  @Test
  void allThatIsWrongWithAnUpdateIsToldAtOnceAndNothingIsSent() {
    customers.create(Customer.of("ada", "Ada")).run();
    assertThatExceptionOfType(ValidationFailed.class)
        .isThrownBy(
            () ->
                customers
                    .update("ada")
                    .set(EMAIL, "nonsense")
                    .remove(NAME)
                    .set(attribute(Customer::id), "bob")
                    .run())
        .satisfies(
            failure ->
                assertThat(failure.findings())
                    .map(Object::toString)
                    .containsExactly(
                        "email must match .+@.+, is nonsense",
                        "name is required and cannot be removed",
                        "id is part of the key and cannot be changed"));
    assertThat(customers.get("ada").mustExist().run().name()).isEqualTo("Ada");
  }

  @Test
  void aConditionThatDoesNotHoldTellsWhatIsThere() {
    customers.create(Customer.of("ada", "Ada")).run();
    assertThatExceptionOfType(ConditionFailed.class)
        .isThrownBy(
            () ->
                customers.update("ada").set(NAME, "X").onlyIf(VISITS.gt(5).or(CITY.exists())).run())
        .satisfies(
            failure ->
                assertThat(failure.item(Customer.class).orElseThrow().name()).isEqualTo("Ada"));
    assertThatExceptionOfType(ConditionFailed.class)
        .isThrownBy(() -> customers.put(Customer.of("ada", "X")).onlyIf(NAME.eq("Bob")).run());
    assertThatExceptionOfType(ConditionFailed.class)
        .isThrownBy(() -> customers.delete("ada").onlyIf(NAME.beginsWith("B")).run());
    assertThat(customers.delete("ada").onlyIf(NAME.beginsWith("A")).run()).isPresent();
  }

  @Test
  void someAttributesAreReadAsARowWithTheirTypes() {
    customers
        .create(
            new Customer(
                "ada",
                "Ada",
                "a@b.c",
                new Address("1", "Ulm", null),
                Set.of("x"),
                3,
                "s",
                null,
                null))
        .run();
    Row<Customer> row = customers.get("ada").only(VISITS, CITY).run().orElseThrow();
    assertThat(row.get(VISITS)).contains(3);
    assertThat(row.get(CITY)).contains("Ulm");
    assertThat(row.get(NAME)).isEmpty();
  }

  @Test
  void aStaleRecordIsNotWrittenOverANewerOne() {
    Model<Product, String> products = models.model(Product.class, Product::id);
    products.table().create().run();
    Product first = products.put(new Product("pen", 5, 0)).run();
    assertThat(first.version()).isEqualTo(1);
    products.put(new Product("pen", 4, first.version())).run();
    assertThatExceptionOfType(ConditionFailed.class)
        .isThrownBy(() -> products.put(new Product("pen", 3, first.version())).run());
    assertThat(products.update("pen").add(attribute(Product::stock), -1).run())
        .isEqualTo(new Product("pen", 3, 3));
  }

  @Test
  void aCallCanBlockOrGiveAFutureOrCallBack() throws Exception {
    assertThat(customers.create(Customer.of("ada", "Ada")).start().get().name()).isEqualTo("Ada");
    CompletableFuture<String> told = new CompletableFuture<>();
    customers.get("ada").start((found, failure) -> told.complete(found + " " + (failure == null)));
    assertThat(told.get()).startsWith("Optional[Customer[id=ada").endsWith(" true");
    CompletableFuture<ModelException> failed = new CompletableFuture<>();
    customers
        .create(Customer.of("ada", "Ada"))
        .start((found, failure) -> failed.complete(Objects.requireNonNull(failure)));
    assertThat(failed.get()).isInstanceOf(AlreadyExists.class);
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> customers.create(Customer.of("ada", "Ada")).start().join())
        .withCauseInstanceOf(AlreadyExists.class);
  }

  @Test
  void aTableThatIsNotThereIsSaidToBeMissing() {
    Model<Product, String> products = models.model(Product.class, Product::id);
    assertThatExceptionOfType(TableMissing.class).isThrownBy(() -> products.get("pen").run());
    assertThat(products.table().describe().run()).isEmpty();
    assertThat(products.table().delete().run()).isFalse();
  }
}
