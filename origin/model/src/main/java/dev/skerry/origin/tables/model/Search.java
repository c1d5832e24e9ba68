package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.expression.Attribute;
import dev.skerry.origin.tables.model.expression.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A query or a scan. It answers one page; {@link #stream}, {@link #first} and {@link #count} go on
 * to the pages that follow.
 *
 * @param <R> the record
 * @param <S> the kind of search
 */
public abstract sealed class Search<R extends Record, S extends Search<R, S>> extends Call<Page<R>>
    permits Query, Scan {
  private final Where<R> where;
  private @Nullable Condition<R> filter;
  private @Nullable Integer limit;
  private @Nullable Cursor from;
  private @Nullable String index;
  private boolean consistent;
  private boolean populate;

  Search(Where<R> where) {
    super(where.connection());
    this.where = where;
  }

  abstract S self();

  /**
   * Asks for one page.
   *
   * @param begin where it begins; null: at the beginning
   * @param want what of the items
   */
  abstract Found find(@Nullable Cursor begin, Want<R> want);

  /** What of the items is wanted. */
  sealed interface Want<R> {
    /** All attributes. */
    record Whole<R>() implements Want<R> {}

    /** Some attributes. */
    record Some<R>(Selected<R> selected) implements Want<R> {}

    /** Their number. */
    record Count<R>() implements Want<R> {}
  }

  /** What one answer has. */
  record Found(
      List<Map<String, AttributeValue>> items,
      int count,
      int scanned,
      Map<String, AttributeValue> last) {
    @Nullable Cursor next() {
      return last.isEmpty() ? null : new Cursor(last);
    }
  }

  final Where<R> where() {
    return where;
  }

  final @Nullable Condition<R> filtered() {
    return filter;
  }

  final @Nullable Integer limited() {
    return limit;
  }

  final @Nullable String indexed() {
    return index;
  }

  final boolean isConsistent() {
    return consistent;
  }

  /** Leaves out items for which that does not hold; they are read, and paid for, all the same. */
  public final S filter(Condition<R> condition) {
    filter = filter == null ? condition : filter.and(condition);
    return self();
  }

  /** Looks at this many items for a page, before the filter. */
  public final S limit(int items) {
    limit = items;
    return self();
  }

  /** Begins where another page ended. */
  public final S from(Cursor cursor) {
    from = cursor;
    return self();
  }

  /** Uses an index, or no other one. */
  public final S using(String name) {
    index = name;
    return self();
  }

  /** Reads what the last write left; global indexes cannot. */
  public final S consistent() {
    consistent = true;
    return self();
  }

  /** Reads also the items that the found ones refer to. */
  public final S populate() {
    populate = true;
    return self();
  }

  @Override
  final Page<R> answer() {
    return page(from);
  }

  private Page<R> page(@Nullable Cursor begin) {
    Found found = find(begin, new Want.Whole<>());
    List<R> records = rows(found, where::record);
    return new Page<>(
        populate ? where.populated(records) : records,
        Optional.ofNullable(found.next()),
        found.scanned);
  }

  private <T> List<T> rows(Found found, Function<Map<String, AttributeValue>, T> read) {
    return found.items.stream().filter(item -> !where.hides(item)).map(read).toList();
  }

  /** All items, page after page: each page is asked for when the stream comes to it, blocking. */
  public final Stream<R> stream() {
    return Stream.iterate(
            page(from), Objects::nonNull, page -> page.next().map(this::page).orElse(null))
        .flatMap(page -> page.items().stream());
  }

  /** The first items of all pages. */
  public final Call<List<R>> first(int most) {
    return new Answer<>(
        connection(),
        () -> {
          List<R> first = new ArrayList<>();
          @Nullable Cursor begin = from;
          do {
            Page<R> page = page(begin);
            first.addAll(page.items());
            begin = page.next().orElse(null);
          } while (begin != null && first.size() < most);
          return List.copyOf(first.subList(0, Math.min(most, first.size())));
        });
  }

  /** How many items there are on all pages; also of those that are hidden because they expired. */
  public final Call<Long> count() {
    return new Answer<>(
        connection(),
        () -> {
          long count = 0;
          @Nullable Cursor begin = from;
          do {
            Found found = find(begin, new Want.Count<>());
            count += found.count;
            begin = found.next();
          } while (begin != null);
          return count;
        });
  }

  /** A page of some attributes only. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final Call<Page<Row<R>>> only(Attribute<R, ?>... attributes) {
    Want<R> want = new Want.Some<>(new Selected<>(List.of(attributes)));
    return new Answer<>(
        connection(),
        () -> {
          Found found = find(from, want);
          return new Page<>(
              rows(found, item -> new Row<R>(where.table(), item)),
              Optional.ofNullable(found.next()),
              found.scanned);
        });
  }
}
