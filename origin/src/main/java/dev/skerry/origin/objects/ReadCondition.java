package dev.skerry.origin.objects;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under which conditions an object is wanted, by a reader or as the source of a copy (RFC 9110
 * §13.2.2).
 *
 * @param match ETags without quotation marks of which it must have one, {@code *} for any; empty
 *     for no such condition
 * @param noneMatch ETags of which it must have none
 * @param modifiedSince not looked at where there is {@code noneMatch}, nor when it is in the future
 * @param unmodifiedSince not looked at where there is {@code match}
 */
public record ReadCondition(
    List<String> match,
    List<String> noneMatch,
    @Nullable Instant modifiedSince,
    @Nullable Instant unmodifiedSince) {
  /** None. */
  public static final ReadCondition NONE = new ReadCondition(List.of(), List.of(), null, null);

  private static final String ANY = "*";

  /** What to answer. */
  public enum Outcome {
    /** The object. */
    SEND,
    /** That the reader has it: 304, and for a copy 412. */
    NOT_MODIFIED,
    /** 412. */
    FAILED
  }

  /** Keeps copies of the lists. */
  public ReadCondition {
    match = List.copyOf(match);
    noneMatch = List.copyOf(noneMatch);
  }

  /** What to answer with an object now. */
  public Outcome of(ObjectVersion object, Instant now) {
    String etag = object.body().etag();
    Instant modified = object.modified().truncatedTo(ChronoUnit.SECONDS);
    if (!match.isEmpty()) {
      if (!has(match, etag)) {
        return Outcome.FAILED;
      }
    } else if (unmodifiedSince != null && modified.isAfter(unmodifiedSince)) {
      return Outcome.FAILED;
    }
    if (!noneMatch.isEmpty()) {
      return has(noneMatch, etag) ? Outcome.NOT_MODIFIED : Outcome.SEND;
    }
    boolean since = modifiedSince != null && !modifiedSince.isAfter(now);
    return since && !modified.isAfter(modifiedSince) ? Outcome.NOT_MODIFIED : Outcome.SEND;
  }

  private static boolean has(List<String> etags, String etag) {
    return etags.contains(ANY) || etags.contains(etag);
  }
}
