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
 * <p>Immutable, and small: fields are packed, what many have in common is shared, and what can be
 * reckoned from the fields is not kept.
 */
public final class StoredHead {
  private static final Vary BY_LANGUAGE = Vary.ofNames(List.of(FieldNames.ACCEPT_LANGUAGE));
  private static final Shared<Vary> VARIES = new Shared<>();
  private static final Shared<String> VARIANTS = new Shared<>();

  /** Of this object and the ticket. */
  private static final int OWN_BYTES = 56 + 24;

  private static final int STRING_BYTES = 40;

  private final CacheKey key;
  private final int status;

  /** Of {@link PackedFields}, without the object. */
  private final byte[] fields;

  private final long responseMillis;
  private final long initialAgeMillis;
  private final Terms terms;
  private final Vary vary;
  private final String variant;
  private final String tags;
  private final Ticket ticket;

  private StoredHead(
      CacheKey key,
      int status,
      PackedFields fields,
      Freshness freshness,
      Vary vary,
      String variant,
      String tags,
      Ticket ticket) {
    this.key = key;
    this.status = status;
    this.fields = fields.bytes();
    this.responseMillis = freshness.responseMillis();
    this.initialAgeMillis = freshness.initialAgeMillis();
    this.terms = Terms.of(freshness);
    this.vary = vary;
    this.variant = variant;
    this.tags = tags;
    this.ticket = ticket;
  }

  /**
   * Makes a head.
   *
   * @param key its primary key
   * @param status 200, 404 …; 206 where only some ranges of a representation are stored
   * @param fields the header section as stored: without tags, and without what must not be stored
   * @param freshness what is needed to reckon its age and lifetime
   * @param vary the selecting fields
   * @param variant the selecting values of the request that it answers, by {@code vary}
   * @param tags its tags
   * @param ticket what purges find it by, taken when its fetch began
   */
  public static StoredHead of(
      CacheKey key,
      int status,
      PackedFields fields,
      Freshness freshness,
      Vary vary,
      String variant,
      List<String> tags,
      Ticket ticket) {
    return new StoredHead(
        key,
        status,
        fields,
        freshness,
        VARIES.of(vary),
        VARIANTS.of(variant),
        TagList.join(tags),
        ticket);
  }

  /**
   * The same with another header section, freshness and ticket: after a validation (RFC 9111
   * §4.3.4).
   */
  public StoredHead freshened(Fields newFields, Freshness newFreshness, Ticket newTicket) {
    PackedFields packed = PackedFields.of(newFields);
    return new StoredHead(
        key,
        status,
        packed.equals(packed()) ? packed() : packed,
        newFreshness,
        vary,
        variant,
        tags,
        newTicket);
  }

  /** The same with other tags. */
  public StoredHead withTags(List<String> newTags) {
    return new StoredHead(
        key, status, packed(), freshness(), vary, variant, TagList.join(newTags), ticket);
  }

  public CacheKey key() {
    return key;
  }

  public int status() {
    return status;
  }

  /** The header section as it is kept. */
  public PackedFields packed() {
    return PackedFields.ofOwn(fields);
  }

  /** The header section, unpacked at every call; frozen. */
  public Fields fields() {
    return packed().unpack();
  }

  /** What is needed to reckon its age and lifetime; made at every call. */
  public Freshness freshness() {
    return terms.freshness(responseMillis, initialAgeMillis);
  }

  /** When the response, or its last freshening, was received. */
  public long responseMillis() {
    return responseMillis;
  }

  /** The validators of the header section, read from it at every call. */
  public Validators validators() {
    PackedFields packed = packed();
    return Validators.of(
        packed.valueOf(FieldNames.ETAG),
        packed.valueOf(FieldNames.LAST_MODIFIED),
        packed.valueOf(FieldNames.DATE));
  }

  /** The selecting fields. */
  public Vary vary() {
    return vary;
  }

  /** The selecting values of the request that it answers. */
  public String variant() {
    return variant;
  }

  /** Its tags, in a list made at every call. */
  public List<String> tags() {
    return TagList.split(tags);
  }

  /** What purges find it by. */
  public Ticket ticket() {
    return ticket;
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
            packed().onlyValueOf(FieldNames.CONTENT_LANGUAGE));
  }

  /** What it costs on the heap, in bytes, without its key. */
  long weight() {
    return OWN_BYTES + packed().weight() + (tags.isEmpty() ? 0 : STRING_BYTES + tags.length());
  }
}
