package dev.skerry.handler;

/**
 * One version of a handler as it is deployed: immutable; equal ones are the same version.
 *
 * @param id the handler's name in configuration, metrics, logs and {@code Proxy-Status}
 * @param kind how it is written
 * @param file the name of its source, for messages
 * @param code its source, or what was compiled of it
 * @param onFailure what becomes of an exchange whose call fails
 * @param limits what it may cost
 * @param runOn which threads make its calls
 * @param bindings what it is given by name
 * @param fetch which servers it may ask
 * @param readsContent whether it is given the content of the message that a hook is about
 */
public record HandlerSpec(
    String id,
    HandlerKind kind,
    String file,
    HandlerCode code,
    OnFailure onFailure,
    HandlerLimits limits,
    RunOn runOn,
    Bindings bindings,
    FetchHosts fetch,
    boolean readsContent) {
  /** A version whose calls workers make, to which nothing is bound, and which asks nobody. */
  public HandlerSpec(
      String id,
      HandlerKind kind,
      String file,
      HandlerCode code,
      OnFailure onFailure,
      HandlerLimits limits) {
    this(id, kind, file, code, onFailure, limits, RunOn.WORKER);
  }

  /** A version to which nothing is bound, and which asks nobody. */
  public HandlerSpec(
      String id,
      HandlerKind kind,
      String file,
      HandlerCode code,
      OnFailure onFailure,
      HandlerLimits limits,
      RunOn runOn) {
    this(id, kind, file, code, onFailure, limits, runOn, Bindings.NONE, FetchHosts.NONE, false);
  }

  /** A version that asks nobody. */
  public HandlerSpec(
      String id,
      HandlerKind kind,
      String file,
      HandlerCode code,
      OnFailure onFailure,
      HandlerLimits limits,
      RunOn runOn,
      Bindings bindings) {
    this(id, kind, file, code, onFailure, limits, runOn, bindings, FetchHosts.NONE, false);
  }

  /** The same with other bindings, which is another version. */
  public HandlerSpec with(Bindings others) {
    return new HandlerSpec(
        id, kind, file, code, onFailure, limits, runOn, others, fetch, readsContent);
  }

  /** The same that may ask other servers, which is another version. */
  public HandlerSpec with(FetchHosts others) {
    return new HandlerSpec(
        id, kind, file, code, onFailure, limits, runOn, bindings, others, readsContent);
  }

  /** The same, given content or not, which is another version. */
  public HandlerSpec readingContent(boolean reads) {
    return new HandlerSpec(id, kind, file, code, onFailure, limits, runOn, bindings, fetch, reads);
  }

  /**
   * Whether what comes of a call of it may be made of what it has asked: of what is bound to it, or
   * of caches, which modules have whatever is bound.
   */
  public boolean mayRead() {
    return runOn == RunOn.WORKER && (ofModules() || bindings.anyAsked());
  }

  private boolean ofModules() {
    return kind == HandlerKind.JS || kind == HandlerKind.JS_SANDBOXED;
  }

  /** Which threads make the calls of a handler. */
  public enum RunOn {
    /** Threads that do nothing else: an exchange waits for one. */
    WORKER,
    /**
     * The event loop of the exchange, which serves others too and waits for the handler: for code
     * in Java, or a function in JavaScript, that takes microseconds.
     */
    LOOP
  }

  /** What becomes of an exchange when its handler fails, whatever the reason. */
  public enum OnFailure {
    /** The viewer gets an error that names the handler. */
    CLOSED,
    /** The exchange goes on as if there were no handler. */
    OPEN
  }

  /** A problem with its place in the source, {@code file:line:column: what is wrong}, no secret. */
  public String located(HandlerProblem problem) {
    String place = file;
    if (problem.line() > 0) {
      place += ":" + problem.line() + (problem.column() > 0 ? ":" + problem.column() : "");
    }
    return place + ": " + bindings.withoutSecrets(String.valueOf(problem.getMessage()));
  }

  /** The id, for messages. */
  @Override
  public String toString() {
    return id;
  }
}
