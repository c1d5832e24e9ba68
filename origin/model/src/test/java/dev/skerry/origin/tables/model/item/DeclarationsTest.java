package dev.skerry.origin.tables.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.origin.tables.model.error.SchemaInvalid;
import dev.skerry.origin.tables.model.error.Unreadable;
import dev.skerry.origin.tables.model.error.ValidationFailed;
import dev.skerry.origin.tables.model.schema.CreatedAt;
import dev.skerry.origin.tables.model.schema.Default;
import dev.skerry.origin.tables.model.schema.ExpiresAt;
import dev.skerry.origin.tables.model.schema.Joined;
import dev.skerry.origin.tables.model.schema.LocalIndex;
import dev.skerry.origin.tables.model.schema.Named;
import dev.skerry.origin.tables.model.schema.OneOf;
import dev.skerry.origin.tables.model.schema.PartitionKey;
import dev.skerry.origin.tables.model.schema.Rule;
import dev.skerry.origin.tables.model.schema.TimeAs;
import dev.skerry.origin.tables.model.schema.Validate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What records say of themselves, and the items they are then. */
class DeclarationsTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00.250Z");

  sealed interface Payment {}

  record Card(String number) implements Payment {}

  record Cash(int coins) implements Payment {}

  static final class Even implements Rule<Integer> {
    @Override
    public @Nullable String problem(Integer value) {
      return value % 2 == 0 ? null : "must be even, is " + value;
    }
  }

  static final class NewId implements Supplier<Object> {
    @Override
    public Object get() {
      return new UUID(1, 2);
    }
  }

  record Thing(
      @PartitionKey @Default(by = NewId.class) @Nullable UUID id,
      @Named("n") @Validate(Even.class) int number,
      @OneOf({"a", "b"}) String letter,
      @Default(value = "fixed", always = true) @Nullable String constant,
      @Joined({"letter", "number"}) @Nullable String both,
      @TimeAs(TimeAs.Form.ISO) @Nullable Instant seen,
      @CreatedAt @Nullable Instant created,
      @ExpiresAt(after = "PT1H") @Nullable Instant expires,
      Payment payment,
      List<Payment> more,
      Map<String, Object> any,
      Set<Long> numbers) {}

  private static Thing thing(int number, String letter) {
    return new Thing(
        null,
        number,
        letter,
        "other",
        null,
        NOON,
        null,
        null,
        new Card("12"),
        List.of(new Cash(3)),
        Map.of("deep", List.of("x", new BigDecimal("1.5"), true)),
        Set.of(4L));
  }

  @Test
  void eachComponentIsKeptInItsForm() {
    Schema<Thing> schema = Schema.of(Thing.class);
    Map<String, AttributeValue> item = schema.item(thing(2, "a"), NOON);
    assertThat(item)
        .containsEntry("id", AttributeValue.fromS(new UUID(1, 2).toString()))
        .containsEntry("n", AttributeValue.fromN("2"))
        .containsEntry("constant", AttributeValue.fromS("fixed"))
        .containsEntry("both", AttributeValue.fromS("a,2"))
        .containsEntry("seen", AttributeValue.fromS("2026-05-04T12:00:00.250Z"))
        .containsEntry("created", AttributeValue.fromN(Long.toString(NOON.toEpochMilli())))
        .containsEntry("expires", AttributeValue.fromN(Long.toString(NOON.getEpochSecond() + 3600)))
        .containsEntry(
            "payment",
            AttributeValue.fromM(
                Map.of(
                    "number", AttributeValue.fromS("12"), "@type", AttributeValue.fromS("Card"))))
        .containsEntry("numbers", AttributeValue.fromNs(List.of("4")));
    Thing back = schema.record(item, "things");
    assertThat(back.more()).containsExactly(new Cash(3));
    assertThat(back.any()).isEqualTo(thing(2, "a").any());
    assertThat(schema.item(back, NOON.plusSeconds(9))).isEqualTo(item);
  }

  @Test
  void allThatIsWrongIsFoundAtOnce() {
    assertThatExceptionOfType(ValidationFailed.class)
        .isThrownBy(() -> Schema.of(Thing.class).item(thing(3, "c"), NOON))
        .withMessage(
            "Thing does not fit its model: n must be even, is 3; letter must be one of [a, b],"
                + " is c");
  }

  @Test
  void anItemThatDoesNotFitIsUnreadableWithAllFindings() {
    Map<String, AttributeValue> item =
        Map.of(
            "id", AttributeValue.fromS("no"),
            "n", AttributeValue.fromN("1.5"),
            "letter", AttributeValue.fromBool(true),
            "more", AttributeValue.fromL(List.of(AttributeValue.fromS("x"))),
            "any", AttributeValue.fromM(Map.of()));
    assertThatExceptionOfType(Unreadable.class)
        .isThrownBy(() -> Schema.of(Thing.class).record(item, "things"))
        .satisfies(
            failure ->
                assertThat(failure.findings())
                    .map(Object::toString)
                    .containsExactly(
                        "id is no UUID: no",
                        "n is no int: 1.5",
                        "letter is of type BOOL, not S",
                        "payment is missing",
                        "more[0] must be a document whose @type is one of [Card, Cash]"));
  }

  record Measure(@PartitionKey String id, BigDecimal value) {}

  @Test
  void aNumberThatCannotBeKeptExactlyIsRefused() {
    Schema<Measure> schema = Schema.of(Measure.class);
    assertThat(schema.item(new Measure("a", new BigDecimal("1.500")), NOON))
        .containsEntry("value", AttributeValue.fromN("1.5"));
    assertThatExceptionOfType(ValidationFailed.class)
        .isThrownBy(() -> schema.item(new Measure("a", new BigDecimal("1".repeat(39))), NOON))
        .withMessageContaining("value has 39 significant digits, more than 38");
    assertThatExceptionOfType(ValidationFailed.class)
        .isThrownBy(() -> schema.item(new Measure("a", new BigDecimal("1E126")), NOON))
        .withMessageContaining("value must be zero or from 1E-130 to below 1E+126");
  }

  record Wrong(@OneOf("x") int number, Thread thread, @Joined("none") @Nullable String joined) {}

  record Keyless(@LocalIndex(name = "i") String text) {}

  record BadKey(@PartitionKey boolean flag) {}

  @Test
  void aRecordThatCannotBeAModelIsToldAllItsFaults() {
    assertThatExceptionOfType(SchemaInvalid.class)
        .isThrownBy(() -> Schema.of(Wrong.class))
        .withMessageContaining("number has the text 'x' in an annotation")
        .withMessageContaining("thread is of the type java.lang.Thread")
        .withMessageContaining("joined is joined of none, which is no component");
    assertThatExceptionOfType(SchemaInvalid.class)
        .isThrownBy(() -> Schema.of(Keyless.class))
        .withMessageContaining("no component is the @PartitionKey");
    assertThatExceptionOfType(SchemaInvalid.class)
        .isThrownBy(() -> Schema.of(BadKey.class))
        .withMessageContaining("flag is kept as BOOL, but a key must be S, N or B");
  }
}
