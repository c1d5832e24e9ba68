package dev.skerry.origin.tables.model;

import java.util.function.Supplier;

/** A call that is another one seen otherwise. */
final class Answer<T> extends Call<T> {
  private final Supplier<T> answer;

  Answer(Connection connection, Supplier<T> answer) {
    super(connection);
    this.answer = answer;
  }

  @Override
  T answer() {
    return answer.get();
  }
}
