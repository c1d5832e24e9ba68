package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpDate;
import dev.skerry.http.Request;
import java.util.ArrayList;
import java.util.List;

/** Updates stored responses from a 304 or the response to HEAD (RFC 9111 §3.2, §4.3.4, §4.3.5). */
public final class Freshening {
  private Freshening() {}

  /** Which stored responses a 304 speaks of (§4.3.4). */
  public sealed interface Selection {
    /**
     * These are validated and updated with its fields; indexes into the candidates, never empty.
     */
    record Update(List<Integer> candidates) implements Selection {}

    /**
     * The only stored response that was asked about is validated, but the 304 carries another
     * validator than its own: its fields must not be updated.
     */
    record Confirm() implements Selection {}

    /** None can be told: the request has to be sent again without conditions. */
    record Unknown() implements Selection {}
  }

  /** What a HEAD response means for a stored response to GET (§4.3.5). */
  public enum HeadEffect {
    /** They describe the same content: update the stored fields. */
    UPDATE,
    /** They differ: the stored response is stale from now on. */
    MAKE_STALE,
    /** It says nothing about the stored response. */
    NONE
  }

  /**
   * What became of a stored response.
   *
   * @param fields what is stored now, frozen
   * @param decision its new freshness, or that it must not be kept any longer
   */
  public record Freshened(Fields fields, StoreDecision decision) {}

  /**
   * Finds the stored responses that a 304 selects.
   *
   * @param asked what the request's conditions were made of, the most recent first; not empty
   */
  public static Selection select(Fields notModified, List<Validators> asked) {
    Validators received = Validators.of(notModified);
    List<Integer> selected = matching(received, asked);
    if (!selected.isEmpty()) {
      return new Selection.Update(selected);
    }
    if (asked.size() != 1) {
      return new Selection.Unknown();
    }
    return received.isPresent() ? new Selection.Confirm() : new Selection.Update(List.of(0));
  }

  private static List<Integer> matching(Validators received, List<Validators> asked) {
    List<Integer> matching = new ArrayList<>(1);
    boolean strong = received.hasStrongEtag();
    for (int i = 0; i < asked.size(); i++) {
      if (matches(received, asked.get(i))) {
        matching.add(i);
        if (!strong) {
          break;
        }
      }
    }
    return matching;
  }

  private static boolean matches(Validators received, Validators stored) {
    if (received.etag() != null && stored.etag() != null) {
      return received.hasStrongEtag()
          ? EntityTags.strongMatch(received.etag(), stored.etag())
          : EntityTags.weakMatch(received.etag(), stored.etag());
    }
    return received.lastModified() != null
        && received.lastModifiedMillis() == stored.lastModifiedMillis();
  }

  /**
   * Updates a stored response and works out its new freshness.
   *
   * <p>Where the request forbids to store what answers it ({@code no-store}, credentials), the
   * stored response is {@linkplain #confirm confirmed} instead: it neither changes nor goes away
   * because of who asked. Cookies that came with the update but may not be stored fall away.
   *
   * @param request the request that was sent to the origin
   * @param status the stored response's
   * @param stored its fields
   * @param received the fields of the 304 or the HEAD response
   */
  public static Freshened update(
      Request request,
      int status,
      Fields stored,
      Fields received,
      CachePolicy policy,
      Timing timing) {
    Fields updated = updatedFields(stored, received);
    Request get = withMethodGet(request, request.fields());
    StoreDecision decision = Storability.decide(get, status, updated, policy, timing);
    if (decision instanceof StoreDecision.DoNotStore(StoreDecision.Reason reason)) {
      switch (reason) {
        case REQUEST_NO_STORE, AUTHORIZATION -> {
          return confirm(request, status, stored, received, policy, timing);
        }
        case SET_COOKIE -> {
          if (received.contains(FieldNames.SET_COOKIE)) {
            Fields without = received.copy().remove(FieldNames.SET_COOKIE);
            return update(request, status, stored, without, policy, timing);
          }
        }
        default -> {}
      }
    }
    List<String> without =
        decision instanceof StoreDecision.Store store ? store.withoutFields() : List.of();
    return new Freshened(StoredFields.of(updated, without, timing.responseMillis()), decision);
  }

  /**
   * Renews the freshness of a stored response that was confirmed, without a change of its fields.
   */
  public static Freshened confirm(
      Request request,
      int status,
      Fields stored,
      Fields received,
      CachePolicy policy,
      Timing timing) {
    Fields aged = stored.copy();
    replace(aged, received, FieldNames.DATE);
    replace(aged, received, FieldNames.AGE);
    Request anyone = withMethodGet(request, Fields.EMPTY);
    return new Freshened(stored, Storability.decide(anyone, status, aged, policy, timing));
  }

  private static Request withMethodGet(Request request, Fields fields) {
    return new Request(
        "GET", request.scheme(), request.authority(), request.path(), request.query(), fields);
  }

  private static void replace(Fields fields, Fields source, String name) {
    String value = source.first(name);
    if (value == null) {
      fields.remove(name);
    } else {
      fields.set(name, value);
    }
  }

  /**
   * The stored fields with those of the received ones in their place (§3.2). What describes the
   * stored bytes themselves stays: their length, coding, range and digest; so does a stored entity
   * tag, which the received one equals but for weakness. Without a received {@code Date} or {@code
   * Age} the stored ones fall away, for they tell of an earlier response.
   *
   * @return not frozen
   */
  static Fields updatedFields(Fields stored, Fields received) {
    Fields updated = stored.copy();
    updated.remove(FieldNames.DATE);
    updated.remove(FieldNames.AGE);
    for (int i = 0; i < received.size(); i++) {
      if (isUpdated(received.name(i), stored)) {
        updated.remove(received.name(i));
      }
    }
    for (int i = 0; i < received.size(); i++) {
      if (isUpdated(received.name(i), stored)) {
        updated.add(received.name(i), received.value(i));
      }
    }
    return updated;
  }

  private static boolean isUpdated(String name, Fields stored) {
    return switch (name) {
      case FieldNames.CONTENT_LENGTH,
          FieldNames.CONTENT_ENCODING,
          FieldNames.CONTENT_RANGE,
          "content-md5",
          "content-digest" ->
          false;
      case FieldNames.ETAG -> !stored.contains(FieldNames.ETAG);
      case FieldNames.AGE -> true;
      default -> StoredFields.isStored(name);
    };
  }

  /**
   * What the response to a forwarded HEAD request means for a stored response to GET that could
   * have been chosen for it.
   *
   * @param status of the HEAD response
   * @param storedLength the bytes of the stored content, or -1 if it is not complete
   */
  public static HeadEffect headEffect(int status, Fields head, Fields stored, long storedLength) {
    if (status != 200) {
      return HeadEffect.NONE;
    }
    boolean same =
        sameOrNotReceived(head, stored, FieldNames.ETAG)
            && sameDateOrNotReceived(head, stored)
            && sameLengthOrNotReceived(head, storedLength);
    return same ? HeadEffect.UPDATE : HeadEffect.MAKE_STALE;
  }

  private static boolean sameOrNotReceived(Fields head, Fields stored, String name) {
    String received = head.first(name);
    return received == null || received.equals(stored.first(name));
  }

  private static boolean sameDateOrNotReceived(Fields head, Fields stored) {
    long received = HttpDate.parse(head.first(FieldNames.LAST_MODIFIED), 0);
    return received == HttpDate.INVALID
        || received == HttpDate.parse(stored.first(FieldNames.LAST_MODIFIED), 0);
  }

  private static boolean sameLengthOrNotReceived(Fields head, long storedLength) {
    String received = head.first(FieldNames.CONTENT_LENGTH);
    return received == null || storedLength < 0 || received.equals(Long.toString(storedLength));
  }
}
