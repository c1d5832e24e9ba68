package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.ModelException;
import dev.skerry.origin.tables.model.error.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The way to the tables.
 *
 * @param client the program's, and closed by it
 */
record Connection(DynamoDbClient client, ModelSettings settings) {
  /** Asks, and turns what the client throws into the closed list. */
  <T> T ask(Function<DynamoDbClient, T> request) {
    try {
      return request.apply(client);
    } catch (SdkException e) {
      throw Failures.of(e);
    }
  }

  Instant now() {
    return settings.clock().instant();
  }

  /** Waits before the next of several attempts. */
  void pauseAfter(int attempted) {
    pause(settings.retry().pause(attempted, ThreadLocalRandom.current()));
  }

  /**
   * Waits.
   *
   * @throws ModelException if the thread is interrupted, which it stays
   */
  void pause(Duration time) {
    try {
      settings.pause().pause(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(e);
    }
  }
}
