package dev.skerry.handler;

import dev.skerry.http.Fields;

/**
 * Who answers what a handler asks of the tables and buckets that are bound to it, during one call
 * of the handler: the questions of one call come one after another, and each waits for its answer.
 *
 * <p>What it answers is noted by it for the response that the call is about, as tags that a change
 * of the same item or object purges.
 */
public interface BoundData {
  /** Where there are none: every question fails. */
  BoundData NOWHERE =
      new BoundData() {
        @Override
        public Answer ask(Question question) {
          throw new DataException(
              DataException.NO_ORIGIN,
              "nobody is here who has tables and buckets: "
                  + question.of()
                  + " is asked at the edges of a control plane that runs with --api");
        }

        @Override
        public void giveUp() {}
      };

  /**
   * Asks, and waits for the answer; on the handler's thread, which is no event loop.
   *
   * @throws DataException if there is no answer; what the origin itself refuses is an answer
   */
  Answer ask(Question question);

  /**
   * Ends the waiting: a question that is asked fails at once, and so does each that would follow.
   * Any thread; never blocks.
   */
  void giveUp();

  /**
   * What is asked.
   *
   * @param of a table or a bucket
   * @param operation of a table, as the table API names it ({@code GetItem}); of a bucket {@code
   *     GET}, {@code HEAD}, {@code PUT}, {@code DELETE} or {@code LIST}
   * @param key of an object; empty for all else
   * @param fields of an object that is put: its metadata
   * @param content of an object that is put, or JSON of the operation; not changed any more
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, sent once, never compared
  record Question(
      Binding.Kept of, String operation, String key, Fields fields, byte[] content) {}

  /**
   * What came back.
   *
   * @param status 200 to 299 where it was done; else the content is JSON with {@code __type} and
   *     {@code message}
   * @param fields of an object, its metadata
   * @param content of an object, or JSON; the receiver's
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
  record Answer(int status, Fields fields, byte[] content) {
    /** Whether it was done. */
    public boolean isDone() {
      return status >= 200 && status < 300;
    }
  }
}
