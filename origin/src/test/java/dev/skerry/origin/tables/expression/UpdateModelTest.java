package dev.skerry.origin.tables.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random sets and removals of list elements, in any order, against a twin that marks places. */
class UpdateModelTest {
  private static final long SEED = 20_260_106L;
  private static final long MARK = -1;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  @Test
  void indexesAreThoseOfTheListAsItWas() {
    for (int round = 0; round < 2_000; round++) {
      int size = random.nextInt(6);
      Map<Integer, String> sets = new TreeMap<>();
      List<Integer> removals = new ArrayList<>();
      List<AttributeValue> twin =
          new ArrayList<>(LongStream.range(0, size).mapToObj(AttributeValue::number).toList());
      for (int index = 0; index < 10; index++) {
        switch (random.nextInt(4)) {
          case 0 -> {
            sets.put(index, "l[" + index + "] = n" + index);
            if (index < size) {
              twin.set(index, AttributeValue.number(100 + index));
            } else {
              twin.add(AttributeValue.number(100 + index));
            }
          }
          case 1 -> {
            removals.add(index);
            if (index < size) {
              twin.set(index, AttributeValue.number(MARK));
            }
          }
          default -> {}
        }
      }
      twin.removeIf(AttributeValue.number(MARK)::equals);
      if (!sets.isEmpty() && !removals.isEmpty()) {
        String text = text(new ArrayList<>(sets.values()), removals);
        Item after = update(text).apply(item(size), true);
        assertThat(after.get("l"))
            .as("%s of %d elements, seed %d", text, size, SEED)
            .isEqualTo(new AttributeValue.L(twin));
      }
    }
  }

  private String text(List<String> sets, List<Integer> removals) {
    Collections.shuffle(sets, Random.from(random));
    Collections.shuffle(removals, Random.from(random));
    String set = "SET " + String.join(", ", sets);
    String remove =
        "REMOVE " + String.join(", ", removals.stream().map(index -> "l[" + index + "]").toList());
    return random.nextBoolean() ? set + " " + remove : remove + " " + set;
  }

  private static Item item(int size) {
    Item item =
        Item.EMPTY.with(
            "l",
            new AttributeValue.L(
                LongStream.range(0, size).mapToObj(AttributeValue::number).toList()));
    for (int index = 0; index < 10; index++) {
      item = item.with("n" + index, AttributeValue.number(100 + index));
    }
    return item;
  }

  private static Update update(String text) {
    return Objects.requireNonNull(
        new ExpressionInput().put(ExpressionKind.UPDATE, text).parse().update());
  }
}
