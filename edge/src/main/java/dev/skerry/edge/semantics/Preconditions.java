package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpDate;
import dev.skerry.http.Request;
import org.jspecify.annotations.Nullable;

/** Evaluates a viewer's preconditions on a stored response (RFC 9110 §13, RFC 9111 §4.3.2). */
public final class Preconditions {
  private Preconditions() {}

  /** What follows from a request's preconditions. */
  public enum Outcome {
    /** Nothing: answer as if there were none. */
    PROCEED,
    /** The viewer has this content: answer 304. */
    NOT_MODIFIED,
    /**
     * Only the origin can tell ({@code If-Match}, {@code If-Unmodified-Since}): forward the
     * request.
     */
    FORWARD
  }

  /** Whether a request has preconditions that {@link #evaluate} needs the stored validators for. */
  public static boolean needValidators(Request request) {
    Fields fields = request.fields();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (name.equals(FieldNames.IF_NONE_MATCH) || name.equals(FieldNames.IF_MODIFIED_SINCE)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Evaluates in the order of RFC 9110 §13.2.2. {@code If-Range} is no part of this, see {@link
   * IfRange}. Allocates nothing.
   *
   * @param status the stored response's; conditions count for 2xx only (§13.2.1)
   * @param responseMillis when it was received, which stands in for a missing {@code Date}
   */
  public static Outcome evaluate(
      Request request, int status, Validators stored, long responseMillis) {
    Fields fields = request.fields();
    boolean noneMatch = false;
    boolean modifiedSince = false;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (name.startsWith("if-")) {
        switch (name) {
          case FieldNames.IF_MATCH, FieldNames.IF_UNMODIFIED_SINCE -> {
            return Outcome.FORWARD;
          }
          case FieldNames.IF_NONE_MATCH -> noneMatch = true;
          case FieldNames.IF_MODIFIED_SINCE -> modifiedSince = true;
          default -> {}
        }
      }
    }
    if ((!noneMatch && !modifiedSince) || status < 200 || status > 299 || !isRead(request)) {
      return Outcome.PROCEED;
    }
    boolean notModified =
        noneMatch
            ? matchesAny(fields, stored.etag())
            : isUnmodifiedSince(fields, stored, responseMillis);
    return notModified ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
  }

  private static boolean isRead(Request request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  /**
   * Whether {@code If-None-Match} names the stored entity tag, by weak comparison, or is {@code *}.
   */
  private static boolean matchesAny(Fields fields, @Nullable String etag) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.name(i).equals(FieldNames.IF_NONE_MATCH)) {
        String list = fields.value(i);
        if (list.equals("*") || (etag != null && EntityTags.listContains(list, etag))) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether the stored response was not modified after {@code If-Modified-Since}; its {@code Date},
   * or when it was received, stands in for a missing {@code Last-Modified}. A date that is
   * malformed or repeated says nothing.
   */
  private static boolean isUnmodifiedSince(Fields fields, Validators stored, long responseMillis) {
    if (fields.count(FieldNames.IF_MODIFIED_SINCE) != 1) {
      return false;
    }
    long since = HttpDate.parse(fields.first(FieldNames.IF_MODIFIED_SINCE), responseMillis);
    if (since == HttpDate.INVALID) {
      return false;
    }
    long modified = stored.lastModifiedMillis();
    if (modified == HttpDate.INVALID) {
      modified = stored.dateMillis() == HttpDate.INVALID ? responseMillis : stored.dateMillis();
    }
    return modified <= since;
  }
}
