package dev.skerry.edge.cache;

import dev.skerry.edge.purge.Ticket;
import dev.skerry.edge.semantics.AcceptLanguage;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Validators;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.List;

/**
 * All of a stored response but its content.
 *
 * @param key its primary key
 * @param status 200, 404 …; 206 where only some ranges of a representation are stored
 * @param fields the header section as stored, frozen: without tags, and without what must not be
 *     stored
 * @param freshness what is needed to reckon its age and lifetime
 * @param validators those of the header section
 * @param vary the selecting fields
 * @param variant the selecting values of the request that it answers, by {@code vary}
 * @param tags its tags
 * @param ticket what purges find it by, taken when its fetch began
 */
public record StoredHead(
    CacheKey key,
    int status,
    Fields fields,
    Freshness freshness,
    Validators validators,
    Vary vary,
    String variant,
    List<String> tags,
    Ticket ticket) {

  private static final Vary BY_LANGUAGE = Vary.ofNames(List.of(FieldNames.ACCEPT_LANGUAGE));
  private static final int OBJECT_OVERHEAD = 320;
  private static final int LINE_OVERHEAD = 32;

  public StoredHead {
    tags = List.copyOf(tags);
  }

  /**
   * The same with another header section, freshness and ticket: after a validation (RFC 9111
   * §4.3.4).
   */
  public StoredHead freshened(Fields newFields, Freshness newFreshness, Ticket newTicket) {
    return new StoredHead(
        key,
        status,
        newFields.freeze(),
        newFreshness,
        Validators.of(newFields),
        vary,
        variant,
        tags,
        newTicket);
  }

  /** The same with other tags. */
  public StoredHead withTags(List<String> newTags) {
    return new StoredHead(
        key, status, fields, freshness, validators, vary, variant, newTags, ticket);
  }

  /** Whether a request, by its selecting fields, asks for this variant (RFC 9111 §4.1). */
  public boolean isSelectedBy(Fields request) {
    return vary.isNone() || vary.variant(request).equals(variant) || isLikedBest(request);
  }

  /** Chosen by language only, and in the one language that the request likes best. */
  private boolean isLikedBest(Fields request) {
    return vary.equals(BY_LANGUAGE)
        && AcceptLanguage.likesBest(
            request.combined(FieldNames.ACCEPT_LANGUAGE),
            fields.combined(FieldNames.CONTENT_LANGUAGE));
  }

  /** What it costs in the index, in bytes. */
  long weight() {
    long bytes = (long) OBJECT_OVERHEAD + variant.length();
    for (int i = 0; i < fields.size(); i++) {
      bytes += LINE_OVERHEAD + fields.value(i).length();
    }
    for (int i = 0; i < tags.size(); i++) {
      bytes += LINE_OVERHEAD + tags.get(i).length();
    }
    return bytes;
  }
}
