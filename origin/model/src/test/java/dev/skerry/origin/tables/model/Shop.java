package dev.skerry.origin.tables.model;

import static dev.skerry.origin.tables.model.expression.Attributes.attribute;

import dev.skerry.origin.tables.model.expression.Attribute;
import dev.skerry.origin.tables.model.expression.ListAttribute;
import dev.skerry.origin.tables.model.expression.NumberAttribute;
import dev.skerry.origin.tables.model.expression.SetAttribute;
import dev.skerry.origin.tables.model.expression.TextAttribute;
import dev.skerry.origin.tables.model.schema.CreatedAt;
import dev.skerry.origin.tables.model.schema.Default;
import dev.skerry.origin.tables.model.schema.GlobalIndex;
import dev.skerry.origin.tables.model.schema.Hidden;
import dev.skerry.origin.tables.model.schema.LocalIndex;
import dev.skerry.origin.tables.model.schema.Matches;
import dev.skerry.origin.tables.model.schema.Named;
import dev.skerry.origin.tables.model.schema.PartitionKey;
import dev.skerry.origin.tables.model.schema.Projection;
import dev.skerry.origin.tables.model.schema.Ref;
import dev.skerry.origin.tables.model.schema.SortKey;
import dev.skerry.origin.tables.model.schema.Table;
import dev.skerry.origin.tables.model.schema.Transform;
import dev.skerry.origin.tables.model.schema.Transformation;
import dev.skerry.origin.tables.model.schema.UpdatedAt;
import dev.skerry.origin.tables.model.schema.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Models of a shop, for tests. */
final class Shop {
  private Shop() {}

  static final TextAttribute<Customer> NAME = attribute(Customer::name);
  static final TextAttribute<Customer> EMAIL = attribute(Customer::email);
  static final NumberAttribute<Customer, Integer> VISITS = attribute(Customer::visits);
  static final SetAttribute<Customer, String> TAGS = attribute(Customer::tags);
  static final Attribute<Customer, Address> ADDRESS = attribute(Customer::address);
  static final TextAttribute<Customer> CITY = ADDRESS.then(Address::city);

  static final TextAttribute<Order> BUYER = attribute(Order::buyer);
  static final NumberAttribute<Order, Long> NUMBER = attribute(Order::number);
  static final Attribute<Order, Status> STATUS = attribute(Order::status);
  static final NumberAttribute<Order, BigDecimal> TOTAL = attribute(Order::total);
  static final ListAttribute<Order, Line> LINES = attribute(Order::lines);
  static final Attribute<Order, Instant> PLACED = attribute(Order::placed);

  record Address(String street, String city, @Default("DE") @Nullable String country) {}

  @Table(name = "customers")
  record Customer(
      @PartitionKey String id,
      String name,
      @GlobalIndex(name = "by-email", projection = Projection.KEYS_ONLY)
          @Transform(LowerCase.class)
          @Matches(".+@.+")
          String email,
      @Nullable Address address,
      Set<String> tags,
      @Default("0") @Nullable Integer visits,
      @Hidden @Nullable String password,
      @CreatedAt @Nullable Instant created,
      @UpdatedAt @Nullable Instant updated) {

    static Customer of(String id, String name) {
      return new Customer(id, name, id + "@Example.org", null, Set.of(), null, null, null, null);
    }
  }

  /** Keeps texts in small letters. */
  static final class LowerCase implements Transformation<String, String> {
    @Override
    public String store(String value) {
      return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String read(String stored) {
      return stored;
    }
  }

  enum Status {
    OPEN,
    PAID,
    SENT
  }

  record Line(Ref<Product, String> product, int count) {}

  @Table(name = "orders")
  record Order(
      @PartitionKey String buyer,
      @SortKey long number,
      @GlobalIndex(name = "by-status", sort = "placed") Status status,
      @LocalIndex(name = "by-total") BigDecimal total,
      List<Line> lines,
      @Named("at") Instant placed,
      @Nullable Ref<Customer, String> customer,
      List<Ref<Product, String>> products) {

    static Order of(String buyer, long number, Status status, String total) {
      return new Order(
          buyer,
          number,
          status,
          new BigDecimal(total),
          List.of(),
          Instant.ofEpochSecond(1_000_000 + number),
          Ref.to(buyer),
          List.of());
    }
  }

  @Table(name = "products")
  record Product(@PartitionKey String id, int stock, @Version long version) {}
}
