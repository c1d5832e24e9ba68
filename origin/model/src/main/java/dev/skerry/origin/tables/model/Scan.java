package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.Finding;
import dev.skerry.origin.tables.model.error.ModelException;
import dev.skerry.origin.tables.model.error.ValidationFailed;
import dev.skerry.origin.tables.model.expression.Condition;
import dev.skerry.origin.tables.model.expression.Placeholders;
import dev.skerry.origin.tables.model.item.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** All items of the table or of an index, in no order that means something. */
public final class Scan<R extends Record> extends Search<R, Scan<R>> {
  private @Nullable Integer segment;
  private @Nullable Integer segments;

  Scan(Where<R> where) {
    super(where);
  }

  @Override
  Scan<R> self() {
    return this;
  }

  /**
   * One of several parts, which may be scanned at the same time.
   *
   * @param number from 0
   * @param of how many there are
   */
  public Scan<R> segment(int number, int of) {
    segment = number;
    segments = of;
    return this;
  }

  /**
   * All items, in so many parts at the same time. It answers how many they are.
   *
   * @param each gets them, on several threads at once
   */
  public Call<Long> inParallel(int of, Consumer<R> each) {
    return new Answer<>(
        connection(),
        () -> {
          List<CompletableFuture<Long>> parts = new ArrayList<>();
          for (int i = 0; i < of; i++) {
            Scan<R> part = copy().segment(i, of);
            parts.add(
                CompletableFuture.supplyAsync(
                    () -> part.drain(each), connection().settings().executor()));
          }
          return parts.stream().mapToLong(Scan::joined).sum();
        });
  }

  private Scan<R> copy() {
    Scan<R> copy = new Scan<>(where());
    if (filtered() != null) {
      copy = copy.filter(filtered());
    }
    if (indexed() != null) {
      copy = copy.using(indexed());
    }
    if (limited() != null) {
      copy = copy.limit(limited());
    }
    return isConsistent() ? copy.consistent() : copy;
  }

  private long drain(Consumer<R> each) {
    try (Stream<R> all = stream()) {
      return all.peek(each).mapToLong(_ -> 1L).sum();
    }
  }

  private static long joined(CompletableFuture<Long> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ModelException failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  Found find(@Nullable Cursor begin, Want<R> want) {
    Wholeness.check(where(), index(), want);
    Placeholders places = new Placeholders();
    @Nullable Condition<R> filter = filtered();
    ScanRequest.Builder request =
        ScanRequest.builder()
            .tableName(where().table())
            .indexName(indexed())
            .filterExpression(filter == null ? null : filter.render(places))
            .limit(limited())
            .consistentRead(isConsistent())
            .segment(segment)
            .totalSegments(segments)
            .exclusiveStartKey(begin == null ? null : begin.key());
    switch (want) {
      case Want.Whole<R>() -> {}
      case Want.Count<R>() -> request.select(Select.COUNT);
      case Want.Some<R>(Selected<R> selected) ->
          request.projectionExpression(selected.render(places));
    }
    request
        .expressionAttributeNames(Expressions.orNull(places.names()))
        .expressionAttributeValues(Expressions.orNull(places.values()));
    ScanResponse answer = connection().ask(client -> client.scan(request.build()));
    return new Found(
        answer.items(), answer.count(), answer.scannedCount(), answer.lastEvaluatedKey());
  }

  private @Nullable Index index() {
    String name = indexed();
    if (name == null) {
      return null;
    }
    return where().schema().indexes().stream()
        .filter(index -> index.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ValidationFailed(
                    where().schema().document().type().getSimpleName(),
                    List.of(new Finding("", "has no index " + name))));
  }
}
