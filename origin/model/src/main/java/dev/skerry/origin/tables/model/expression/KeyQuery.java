package dev.skerry.origin.tables.model.expression;

import dev.skerry.origin.tables.model.error.Finding;
import dev.skerry.origin.tables.model.error.ValidationFailed;
import dev.skerry.origin.tables.model.expression.Conditions.All;
import dev.skerry.origin.tables.model.expression.Conditions.Between;
import dev.skerry.origin.tables.model.expression.Conditions.Call;
import dev.skerry.origin.tables.model.expression.Conditions.Comparison;
import dev.skerry.origin.tables.model.expression.Conditions.Operator;
import dev.skerry.origin.tables.model.item.Component;
import dev.skerry.origin.tables.model.item.Index;
import dev.skerry.origin.tables.model.item.Schema;
import dev.skerry.origin.tables.model.schema.Projection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition taken apart for a query: what the keys of the table or of an index answer, and what
 * is left to be filtered.
 *
 * @param index null: the table itself
 * @param keys of the partition key, and of the sort key if there is one
 * @param filter null if nothing is left
 */
public record KeyQuery<R>(@Nullable Index index, Condition<R> keys, @Nullable Condition<R> filter) {

  /**
   * Chooses the table or an index: one that has whole items before others, one whose sort key is
   * used before others, the table before local indexes, those before global ones.
   *
   * @param using the index that must be used; null: any
   * @throws ValidationFailed if none has its partition key compared with {@code eq}
   */
  public static <R extends Record> KeyQuery<R> of(
      Schema<R> schema, Condition<R> condition, @Nullable String using) {
    List<Condition<R>> parts = parts(condition);
    Optional<Candidate<R>> best =
        candidates(schema, using)
            .map(each -> new Candidate<>(each, parts))
            .filter(candidate -> candidate.partition != null)
            .min(Comparator.comparingInt(Candidate::rank));
    return best.orElseThrow(() -> refused(schema, using)).query(schema);
  }

  private static <R> List<Condition<R>> parts(Condition<R> condition) {
    return condition instanceof All<R>(List<Condition<R>> inner)
        ? inner.stream().flatMap(each -> parts(each).stream()).toList()
        : List.of(condition);
  }

  private static Stream<Keys> candidates(Schema<?> schema, @Nullable String using) {
    Stream<Keys> table = Stream.of(new Keys(null, schema.partition(), schema.sort().orElse(null)));
    Stream<Keys> indexes =
        schema.indexes().stream()
            .sorted(Comparator.comparing(Index::global))
            .map(index -> new Keys(index, index.partition(), index.sort()));
    return using == null
        ? Stream.concat(table, indexes)
        : indexes.filter(keys -> keys.index != null && keys.index.name().equals(using));
  }

  private static ValidationFailed refused(Schema<?> schema, @Nullable String using) {
    List<String> partitions =
        candidates(schema, using).map(each -> each.partition.attribute()).distinct().toList();
    String problem =
        partitions.isEmpty()
            ? "has no index " + using
            : "a query must compare one of " + partitions + " with eq; what else is a scan";
    return new ValidationFailed(
        schema.document().type().getSimpleName(), List.of(new Finding("", problem)));
  }

  /** What may answer a query. */
  private record Keys(@Nullable Index index, Component partition, @Nullable Component sort) {}

  /** What may answer a query, with the parts of the condition that its keys answer. */
  private static final class Candidate<R> {
    private final Keys keys;
    private final List<Condition<R>> rest;
    private final @Nullable Condition<R> partition;
    private final @Nullable Condition<R> sort;

    Candidate(Keys keys, List<Condition<R>> parts) {
      this.keys = keys;
      this.rest = new ArrayList<>(parts);
      this.partition = take(part -> isEqual(part) && Objects.equals(path(part), keys.partition));
      this.sort =
          keys.sort == null
              ? null
              : take(part -> isOrdered(part) && Objects.equals(path(part), keys.sort));
    }

    /** The less, the better: also those that have whole items come before others. */
    int rank() {
      boolean whole = keys.index == null || keys.index.projection() == Projection.ALL;
      return (whole ? 0 : 2) + (sort == null ? 1 : 0);
    }

    private @Nullable Condition<R> take(Predicate<Condition<R>> fits) {
      for (Condition<R> part : rest) {
        if (fits.test(part)) {
          rest.remove(part);
          return part;
        }
      }
      return null;
    }

    KeyQuery<R> query(Schema<?> schema) {
      for (Condition<R> part : rest) {
        @Nullable Component compared = path(part);
        if (compared != null
            && (Objects.equals(compared, keys.partition) || Objects.equals(compared, keys.sort))) {
          throw new ValidationFailed(
              schema.document().type().getSimpleName(),
              List.of(
                  new Finding(
                      compared.attribute(),
                      "is a key and has one condition already; two limits are one between")));
        }
      }
      Condition<R> both =
          sort == null
              ? Objects.requireNonNull(partition)
              : new All<>(List.of(Objects.requireNonNull(partition), sort));
      return new KeyQuery<>(
          keys.index,
          both,
          rest.isEmpty()
              ? null
              : rest.size() == 1 ? rest.getFirst() : new All<>(List.copyOf(rest)));
    }
  }

  private static boolean isEqual(Condition<?> part) {
    return part instanceof Comparison<?> comparison
        && comparison.operator() == Operator.EQ
        && comparison.right() instanceof Operand.Given;
  }

  private static boolean isOrdered(Condition<?> part) {
    return switch (part) {
      case Comparison<?> comparison ->
          comparison.operator() != Operator.NE && comparison.right() instanceof Operand.Given;
      case Between<?> _ -> true;
      case Call<?> call -> call.function().equals("begins_with");
      default -> false;
    };
  }

  /** The component of the item itself that a part is about; null if it is about none. */
  private static @Nullable Component path(Condition<?> part) {
    @Nullable Operand left =
        switch (part) {
          case Comparison<?> comparison -> comparison.left();
          case Between<?> between -> between.value();
          case Call<?> call -> call.path();
          case Conditions.In<?> in -> in.value();
          default -> null;
        };
    return left instanceof Operand.At(Path path) && path.isTop() ? path.component() : null;
  }
}
