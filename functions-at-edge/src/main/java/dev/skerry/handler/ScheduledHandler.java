package dev.skerry.handler;

/**
 * Runs at {@link Hook#SCHEDULED}: when an occurrence of one of the handler's schedules has come. An
 * instance makes one call at a time; what is {@code static} is shared by all of them.
 */
@FunctionalInterface
public interface ScheduledHandler {
  /**
   * Does what is to be done then.
   *
   * @param context has no viewer's address and no content
   * @throws Exception whatever goes wrong: the run has then failed, and is not repeated
   */
  void onSchedule(Occurrence occurrence, HandlerContext context) throws Exception;
}
