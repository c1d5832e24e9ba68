package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.ModelException;
import java.util.concurrent.CompletableFuture;

/**
 * Something to be asked of tables; nothing is sent until one of its forms is used: {@link #run}
 * blocks, {@link #start()} gives a future, {@link #start(Callback)} calls back. May be used more
 * than once, and by one thread at a time while it is being put together.
 *
 * @param <T> the answer
 */
@CheckReturnValue
public abstract class Call<T> {
  private final Connection connection;

  Call(Connection connection) {
    this.connection = connection;
  }

  final Connection connection() {
    return connection;
  }

  /** Asks, and waits for the answer. */
  abstract T answer();

  /**
   * Asks, and blocks until the answer is there.
   *
   * @throws ModelException if there is none; its kinds are a closed list
   */
  @CanIgnoreReturnValue
  public final T run() {
    return answer();
  }

  /**
   * Asks on a thread of its own, a virtual one unless the settings say otherwise.
   *
   * @return completes with the answer, or exceptionally with a {@link ModelException}
   */
  @CanIgnoreReturnValue
  public final CompletableFuture<T> start() {
    return CompletableFuture.supplyAsync(this::answer, connection.settings().executor());
  }

  /** Asks on a thread of its own, which then calls back. */
  public final void start(Callback<? super T> callback) {
    connection.settings().executor().execute(() -> callback(callback));
  }

  private void callback(Callback<? super T> callback) {
    T answer;
    try {
      answer = answer();
    } catch (ModelException e) {
      callback.ended(null, e);
      return;
    }
    callback.ended(answer, null);
  }
}
