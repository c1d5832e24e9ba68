package dev.skerry.origin.tables.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.origin.tables.model.Shop.Product;
import dev.skerry.origin.tables.model.error.Unprocessed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What is done with what the service leaves undone of a batch. */
class RetriesTest {
  private final List<Integer> asked = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  /** A service that does so many writes of each batch. */
  private final class Slow implements DynamoDbClient {
    private final int done;

    Slow(int done) {
      this.done = done;
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(Consumer<BatchWriteItemRequest.Builder> request) {
      List<WriteRequest> writes =
          Objects.requireNonNull(
              BatchWriteItemRequest.builder()
                  .applyMutation(request)
                  .build()
                  .requestItems()
                  .get("products"));
      asked.add(writes.size());
      List<WriteRequest> left = writes.subList(Math.min(done, writes.size()), writes.size());
      return BatchWriteItemResponse.builder()
          .unprocessedItems(left.isEmpty() ? Map.of() : Map.of("products", left))
          .build();
    }

    @Override
    public String serviceName() {
      return "slow";
    }

    @Override
    public void close() {}
  }

  private BatchWrite<Product> batch(int done, int attempts) {
    Retry retry = new Retry(attempts, Duration.ofMillis(10), Duration.ofMillis(40));
    Models models = Models.on(new Slow(done), ModelSettings.DEFAULT.with(retry, pauses::add));
    return models
        .model(Product.class, Product::id)
        .batchPut(IntStream.range(0, 60).mapToObj(i -> new Product("p" + i, i, 0)).toList());
  }

  @Test
  void whatIsLeftUndoneIsSentAgainAfterAPause() {
    assertThat(batch(10, 5).run()).isEqualTo(60);
    assertThat(asked).containsExactly(25, 15, 5, 25, 15, 5, 10);
    assertThat(pauses).hasSize(4).allMatch(pause -> pause.toMillis() <= 40);
  }

  @Test
  void afterAllAttemptsItIsToldWhatIsLeft() {
    assertThatExceptionOfType(Unprocessed.class)
        .isThrownBy(() -> batch(1, 3).run())
        .satisfies(
            failure -> {
              assertThat(failure.left()).hasSize(57);
              assertThat(failure.mayBeRetried()).isTrue();
            });
    assertThat(asked).containsExactly(25, 24, 23);
  }

  @Test
  void pausesAreRandomUpToALimitThatDoubles() {
    Retry retry = new Retry(9, Duration.ofMillis(10), Duration.ofMillis(40));
    Random random = new Random(7);
    for (int attempt = 1; attempt < 40; attempt++) {
      long limit = attempt == 1 ? 10 : attempt == 2 ? 20 : 40;
      assertThat(retry.pause(attempt, random).toMillis()).isBetween(0L, limit);
    }
  }
}
