package dev.skerry.edge.admin;

import org.jspecify.annotations.Nullable;

/**
 * Answers that are kept by a key that the caller chose, so that a call which may or may not have
 * arrived can be made again without being carried out twice. Called on a virtual thread; may block.
 */
public interface KeptAnswers {
  /** Keeps none, and refuses calls that have a key. */
  KeptAnswers NONE =
      new KeptAnswers() {
        @Override
        public @Nullable KeptAnswer begin(String caller, String key, String request)
            throws ProblemException {
          throw new ProblemException(
              Problem.INVALID_REQUEST, "no answers are kept here: leave out Idempotency-Key");
        }

        @Override
        public void keep(String caller, String key, String request, KeptAnswer answer) {
          throw new IllegalStateException("nothing was begun");
        }

        @Override
        public void forget(String caller, String key) {
          throw new IllegalStateException("nothing was begun");
        }
      };

  /**
   * Begins a call.
   *
   * @param request a digest of all that the call asks for
   * @return the answer if it was made before; null if it is to be carried out now, and then {@link
   *     #keep} or {@link #forget} must follow
   * @throws ProblemException if it is under way, or the key was used for another request
   */
  @Nullable KeptAnswer begin(String caller, String key, String request) throws ProblemException;

  /** Keeps the answer to a call that was begun. */
  void keep(String caller, String key, String request, KeptAnswer answer);

  /** Gives the key of a call free that was begun and has done nothing. */
  void forget(String caller, String key);
}
