package dev.skerry.handler;

import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Who answers what a handler asks while it runs, during one call of it: tables and buckets that are
 * bound to it, other handlers, caches of its edge. Some questions are under way at once; further
 * ones wait for these.
 *
 * <p>What it answers is noted by it for the response that the call is about, as tags that a change
 * of the same item or object purges.
 */
public interface BoundData {
  /** Where there is nobody: questions fail, caches keep nothing, and nothing is counted. */
  BoundData NOWHERE =
      new BoundData() {
        @Override
        public Running begin(Question question, Done done) {
          NoData.tell(question, done);
          return () -> {};
        }

        @Override
        public boolean admits(Binding.Limit limit, String key) {
          return true;
        }

        @Override
        public void giveUp() {}
      };

  /**
   * What a cache answers that keeps nothing.
   *
   * @param operation as a question says it
   */
  static Answer ofEmptyCache(String operation) {
    return new Answer(operation.equals("PUT") ? 204 : 0, Fields.EMPTY, new byte[0]);
  }

  /** Who is asked. */
  sealed interface Asked permits Binding.Kept, Binding.Called, Cache {}

  /**
   * A cache of the edge on which the handler runs.
   *
   * @param name empty for the one that is always there
   */
  record Cache(String name) implements Asked {}

  /**
   * Begins to ask; never blocks.
   *
   * @param done told once, by any thread, unless it is cancelled before: also before this returns
   */
  Running begin(Question question, Done done);

  /**
   * Asks, and waits for the answer; on the handler's thread, which is no event loop.
   *
   * @throws DataException if there is no answer; what the origin itself refuses is an answer
   */
  default Answer ask(Question question) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Running running =
        begin(
            question,
            new Done() {
              @Override
              public void answered(Answer told) {
                answer.complete(told);
              }

              @Override
              public void failed(DataException why) {
                answer.completeExceptionally(why);
              }
            });
    try {
      return answer.get();
    } catch (InterruptedException e) {
      running.cancel();
      Thread.currentThread().interrupt();
      throw DataException.givenUp();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DataException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * Counts one more for a key, if it is still within the limit; never blocks.
   *
   * @param key of which the first 256 characters count
   * @return whether it was; also where nobody counts
   */
  boolean admits(Binding.Limit limit, String key);

  /**
   * Ends the waiting: a question that is asked fails at once, and so does each that would follow;
   * does nothing once the call has been answered. Any thread; never blocks.
   */
  void giveUp();

  /** A question under way. */
  interface Running {
    /** Nobody waits any more; nothing is told, unless that has begun. Any thread. */
    void cancel();
  }

  /** Who waits for an answer. */
  interface Done {
    /** This is it; what the origin itself refuses is one, too. */
    void answered(Answer answer);

    /** There will be none. */
    void failed(DataException why);
  }

  /**
   * What is asked.
   *
   * @param operation of a table, as the table API names it ({@code GetItem}); of a bucket {@code
   *     GET}, {@code HEAD}, {@code PUT}, {@code DELETE} or {@code LIST}; of a handler the request's
   *     method; of a cache {@code MATCH}, {@code PUT} or {@code DELETE}
   * @param key of an object; the URL for a handler and a cache; empty for all else
   * @param fields of an object that is put, its metadata; of the request for a handler and a cache
   * @param content of a request, or of what is put, or JSON of the operation; not changed any more
   * @param response what is put into a cache; null for all else
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, sent once, never compared
  record Question(
      Asked of,
      String operation,
      String key,
      Fields fields,
      byte[] content,
      @Nullable Response response) {
    /** A question that is not to put a response into a cache. */
    public Question(Asked of, String operation, String key, Fields fields, byte[] content) {
      this(of, operation, key, fields, content, null);
    }
  }

  /**
   * What came back.
   *
   * @param status of a table or a bucket 200 to 299 where it was done; else the content is JSON
   *     with {@code __type} and {@code message}. Of a handler its response's; of a cache the stored
   *     response's, or 0 where there is none
   * @param fields of an object, its metadata; of a response
   * @param content of an object or a response, or JSON; the receiver's
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
  record Answer(int status, Fields fields, byte[] content) {
    /** Whether it was done. */
    public boolean isDone() {
      return status >= 200 && status < 300;
    }
  }
}
