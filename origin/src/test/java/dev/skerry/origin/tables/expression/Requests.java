package dev.skerry.origin.tables.expression;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.WireJson;
import dev.skerry.origin.tables.value.WireValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Expressions with placeholders written in one line. */
final class Requests {
  private Requests() {}

  /**
   * Placeholders from text like {@code #a=a #b=b} and JSON like {@code {':v':{'S':'x'}}}; none from
   * null.
   */
  static ExpressionInput input(@Nullable String names, @Nullable String values) {
    ExpressionInput input = new ExpressionInput();
    if (names != null) {
      Map<String, @Nullable String> map = new LinkedHashMap<>();
      for (String pair : names.split(" ", -1)) {
        map.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
      input.names(map);
    }
    return values == null ? input : input.values(wireValues(values));
  }

  static Map<String, WireValue> wireValues(String json) {
    return WireJson.wireValues(json);
  }

  static Condition condition(String text, @Nullable String names, @Nullable String values) {
    return notNull(input(names, values).put(ExpressionKind.CONDITION, text).parse().condition());
  }

  static Update update(String text, @Nullable String names, @Nullable String values) {
    return notNull(input(names, values).put(ExpressionKind.UPDATE, text).parse().update());
  }

  static Projection projection(String text, @Nullable String names) {
    return notNull(input(names, null).put(ExpressionKind.PROJECTION, text).parse().projection());
  }

  static void assertInvalid(ExpressionInput input, String message) {
    assertThatThrownBy(input::parse)
        .isInstanceOfSatisfying(
            TableException.class,
            e -> Assertions.assertThat(e.type()).isEqualTo(ErrorType.VALIDATION))
        .hasMessage(message);
  }

  private static <T> T notNull(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("nothing was read");
    }
    return value;
  }
}
