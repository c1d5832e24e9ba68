package dev.skerry.origin.objects.content;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** That a content cannot be kept or read. */
public final class ContentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** Why: a closed list. */
  public enum Kind {
    /** There is no room for it. Nothing of it was kept. */
    FULL,
    /** The disk does not do what it is asked. Nothing of what was received was kept. */
    FAILED,
    /** More is on its way than there is room for: try again. Nothing of it was kept. */
    BUSY,
    /** The service that keeps contents does not answer, or not as it should: try again. */
    UNREACHABLE,
    /** It was removed since it was looked up: look again. */
    GONE,
    /** What is on the disk is not what was written. */
    DAMAGED,
    /** It is encrypted, and not under the key that was given, or none was. */
    WRONG_KEY,
    /** It would be in parts of parts of parts, too deep to be read well: copy its octets. */
    TOO_DEEP
  }

  /** A content that cannot be kept or read; the text has no octets of it. */
  public ContentException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** A content that cannot be kept or read, without a cause below. */
  public ContentException(Kind kind, String message) {
    this(kind, message, null);
  }

  /** What a service that keeps contents does not do now. */
  static ContentException unreachable(String what, IOException why) {
    Kind kind = why instanceof BusyException ? Kind.BUSY : Kind.UNREACHABLE;
    return new ContentException(kind, what + ": " + why, why);
  }

  /** Whether it may pass, so that who comes again may be served. */
  public boolean passes() {
    return kind == Kind.UNREACHABLE || kind == Kind.BUSY;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }
}
