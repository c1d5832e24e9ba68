package dev.skerry.origin.engine;

import org.jspecify.annotations.Nullable;

/**
 * What an engine answers when it cannot do what was asked: a closed list, the same for every
 * engine.
 *
 * <p>Texts say what was wrong, the value, and what was expected. Wrong arguments that no data can
 * bring about (a negative number of rows) are {@link IllegalArgumentException}s, use after the end
 * {@link IllegalStateException}s.
 */
public abstract sealed class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private EngineException(String message, @Nullable Throwable cause, boolean withTrace) {
    super(message, cause, false, withTrace);
  }

  /** Nothing was written, because what was read has changed meanwhile: read and try again. */
  public static final class Conflict extends EngineException {
    private static final long serialVersionUID = 1;

    /** A conflict; without a stack trace, for it is an everyday answer. */
    public Conflict(String message) {
      super(message, null, false);
    }
  }

  /**
   * Nobody knows yet whether the transaction was written: ask {@link Engine#outcome} with its
   * token, and never just repeat it.
   */
  public static final class CommitUnknown extends EngineException {
    private static final long serialVersionUID = 1;
    private final transient Token token;

    /** The outcome of this token's transaction is unknown. */
    public CommitUnknown(Token token, String message, @Nullable Throwable cause) {
      super(message, cause, true);
      this.token = token;
    }

    /** Which transaction. */
    public Token token() {
      return token;
    }
  }

  /** A transaction or snapshot past its age, or a place in the feed that is no longer kept. */
  public static final class TooOld extends EngineException {
    private static final long serialVersionUID = 1;

    /** Something past its age. */
    public TooOld(String message) {
      super(message, null, true);
    }
  }

  /** A key, a value or a transaction beyond {@link Limits}. Nothing of it was taken. */
  public static final class TooLarge extends EngineException {
    private static final long serialVersionUID = 1;

    /** Something beyond its limit. */
    public TooLarge(String message) {
      super(message, null, true);
    }
  }

  /**
   * The engine cannot answer now (closed, full, overloaded, not reachable). What was asked did not
   * happen; it may be asked again later.
   */
  public static final class Unavailable extends EngineException {
    private static final long serialVersionUID = 1;

    /** Not now. */
    public Unavailable(String message) {
      super(message, null, true);
    }

    /** Not now, because of something below. */
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause, true);
    }
  }

  /** What was read back is not what was written: a damaged file, a row that is no row. */
  public static final class Corrupt extends EngineException {
    private static final long serialVersionUID = 1;

    /** Damage. */
    public Corrupt(String message, @Nullable Throwable cause) {
      super(message, cause, true);
    }
  }

  /** This engine cannot do that, or not with that, ever. */
  public static final class Unsupported extends EngineException {
    private static final long serialVersionUID = 1;

    /** Never. */
    public Unsupported(String message) {
      super(message, null, true);
    }
  }
}
