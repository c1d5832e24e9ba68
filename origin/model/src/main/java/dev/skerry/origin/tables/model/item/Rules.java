package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.schema.Matches;
import dev.skerry.origin.tables.model.schema.OneOf;
import dev.skerry.origin.tables.model.schema.Rule;
import dev.skerry.origin.tables.model.schema.Validate;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads from annotations what must hold for a value besides its type. */
final class Rules {
  private Rules() {}

  /** All rules of a component; what is wrong with them, the trail says. */
  static List<Rule<Object>> of(AnnotatedElement from, Codec codec, Trail trail) {
    List<Rule<Object>> rules = new ArrayList<>(validators(from, trail));
    @Nullable OneOf oneOf = from.getAnnotation(OneOf.class);
    if (oneOf != null) {
      Set<Object> values =
          Arrays.stream(oneOf.value())
              .map(text -> parse(text, codec, trail))
              .collect(Collectors.toSet());
      rules.add(each(values::contains, "must be one of " + List.of(oneOf.value())));
    }
    @Nullable Matches matches = from.getAnnotation(Matches.class);
    if (matches != null) {
      try {
        Pattern pattern = Pattern.compile(matches.value());
        rules.add(
            each(
                value -> value instanceof CharSequence text && pattern.matcher(text).matches(),
                "must match " + matches.value()));
      } catch (PatternSyntaxException e) {
        trail.found("has @Matches with what is no regular expression: " + e.getMessage());
      }
    }
    return List.copyOf(rules);
  }

  /** The rules of {@link Validate} alone. */
  @SuppressWarnings("unchecked") // a rule for another type fails when it is applied, and says so
  static List<Rule<Object>> validators(AnnotatedElement from, Trail trail) {
    @Nullable Validate validate = from.getAnnotation(Validate.class);
    List<Rule<Object>> rules = new ArrayList<>();
    if (validate != null) {
      for (Class<? extends Rule<?>> type : validate.value()) {
        @Nullable Rule<?> rule = Instances.<Rule<?>>make(type, trail);
        if (rule != null) {
          rules.add((Rule<Object>) rule);
        }
      }
    }
    return rules;
  }

  private static Rule<Object> each(Predicate<Object> holds, String problem) {
    return value ->
        value instanceof Collection<?> elements
            ? elements.stream().allMatch(holds) ? null : "each " + problem
            : holds.test(value) ? null : problem + ", is " + value;
  }

  /** The value that a program wrote as a text; the text itself if it is none. */
  static Object parse(String text, Codec codec, Trail trail) {
    Codec target = codec;
    if (codec instanceof SetCodec(Codec element)) {
      target = element;
    } else if (codec instanceof ListCodec(Codec element)) {
      target = element;
    }
    try {
      if (target instanceof ScalarCodec scalar) {
        return scalar.parse().apply(text);
      } else if (target instanceof Flags && (text.equals("true") || text.equals("false"))) {
        return text.equals("true");
      }
    } catch (RuntimeException e) {
      // Said below, as for types that no text stands for.
    }
    trail.found("has the text '" + text + "' in an annotation, which is no value of its type");
    return text;
  }
}
