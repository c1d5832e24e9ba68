package dev.skerry.edge.compress;

import dev.skerry.edge.config.CompressionPolicy.Coding;
import dev.skerry.edge.semantics.EntityTags;
import dev.skerry.http.FieldLists;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.MediaType;
import dev.skerry.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What encoding or decoding content does to the header section that describes it. */
public final class CodedHead {
  /**
   * Fields that digest the content or the representation with its coding (RFC 9530 §2 and §3, and
   * those it replaces): wrong after any change of the coding.
   */
  private static final Set<String> DIGESTS =
      Set.of("content-digest", "repr-digest", "digest", "content-md5");

  private CodedHead() {}

  /** Makes the head that of the encoded representation. */
  public static void encode(Response response, Coding coding) {
    change(response.fields());
    response.fields().set(FieldNames.CONTENT_ENCODING, coding.token());
  }

  /** Makes the head that of the representation without its coding. */
  public static void decode(Response response) {
    change(response.fields());
    response.fields().remove(FieldNames.CONTENT_ENCODING);
  }

  /** Adds {@code accept-encoding} to {@code Vary}, unless it is there (RFC 9110 §12.5.5). */
  public static void vary(Response response) {
    Fields fields = response.fields();
    if (FieldLists.containsToken(fields, FieldNames.VARY, FieldNames.ACCEPT_ENCODING)
        || FieldLists.containsToken(fields, FieldNames.VARY, "*")) {
      return;
    }
    String before = fields.combined(FieldNames.VARY);
    fields.set(
        FieldNames.VARY,
        before == null || before.isBlank()
            ? FieldNames.ACCEPT_ENCODING
            : before + ", " + FieldNames.ACCEPT_ENCODING);
  }

  /** The only coding of the content, if it is one that can be undone; else null. */
  public static @Nullable Coding codingOf(Response response) {
    List<String> codings = FieldLists.members(response.fields(), FieldNames.CONTENT_ENCODING);
    if (codings.size() != 1) {
      return null;
    }
    return switch (codings.getFirst().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> Coding.GZIP;
      case "br" -> Coding.BROTLI;
      case "zstd" -> Coding.ZSTD;
      default -> null;
    };
  }

  /** Whether each piece of the content must reach the viewer at once, as events do. */
  public static boolean isEventStream(Response response) {
    MediaType type = MediaType.parse(response.fields().first(FieldNames.CONTENT_TYPE));
    return type != null && type.type().equals("text") && type.subtype().equals("event-stream");
  }

  /** Whether what a field says of content, besides its length, is wrong in another coding. */
  public static boolean isWrongWhenCoded(String name) {
    return name.equals(FieldNames.ACCEPT_RANGES) || DIGESTS.contains(name);
  }

  /** The trailer section without what is wrong after a change of the coding. */
  static Fields trailers(Fields trailers) {
    for (int i = 0; i < trailers.size(); i++) {
      if (DIGESTS.contains(trailers.name(i))) {
        return trailers.copy().removeIf((name, value) -> DIGESTS.contains(name));
      }
    }
    return trailers;
  }

  private static void change(Fields fields) {
    fields.removeIf(
        (name, value) -> name.equals(FieldNames.CONTENT_LENGTH) || isWrongWhenCoded(name));
    String tag = fields.first(FieldNames.ETAG);
    if (tag != null) {
      fields.set(FieldNames.ETAG, EntityTags.weakened(tag));
    }
  }
}
