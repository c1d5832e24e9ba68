package dev.skerry.cli.history;

import dev.skerry.testing.history.Attempt.Answer;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What a client was told. */
sealed interface Reply<T> {
  /** It was done. */
  record Done<T>(T value) implements Reply<T> {}

  /** It was not done. */
  record Refused<T>(DynamoDbException why) implements Reply<T> {}

  /** It may have been done, or may still be. */
  record Unknown<T>() implements Reply<T> {}

  /** The same in a word. */
  default Answer answer() {
    return switch (this) {
      case Done<T> done -> Answer.COMMITTED;
      case Refused<T> refused -> Answer.REFUSED;
      case Unknown<T> unknown -> Answer.UNKNOWN;
    };
  }
}
