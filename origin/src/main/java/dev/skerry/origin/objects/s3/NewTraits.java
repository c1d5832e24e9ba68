package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Header;
import dev.skerry.origin.objects.StorageClass;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.UserMetadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the fields of a write say of the object beside its octets. */
final class NewTraits {
  static final String STORAGE_CLASS = "x-amz-storage-class";
  static final String STANDARD = "STANDARD";
  static final String TAGGING = "x-amz-tagging";
  static final String REDIRECT = "x-amz-website-redirect-location";

  /** The fields of the system that are kept and told again. */
  static final List<String> SYSTEM =
      List.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires");

  private static final String CHUNKED = "aws-chunked";

  private NewTraits() {}

  /** All that a write says, but for who may do what with it. */
  static Traits of(Ask ask, Bucket bucket) {
    return new Traits(
        headers(ask.fields()),
        storageClass(ask.field(STORAGE_CLASS)),
        Octets.NONE,
        TagSet.of(ask.field(TAGGING)),
        LockFields.of(ask, bucket),
        redirect(ask.field(REDIRECT)));
  }

  /** The system's and the user's metadata. */
  static List<Header> headers(Fields fields) {
    List<Header> headers = new ArrayList<>();
    for (String name : SYSTEM) {
      String value = fields.combined(name);
      if (name.equals("content-encoding")) {
        value = withoutChunks(value);
      }
      if (value != null && !value.isEmpty()) {
        headers.add(new Header(name, value));
      }
    }
    UserMetadata.of(fields)
        .forEach((name, value) -> headers.add(new Header(UserMetadata.PREFIX + name, value)));
    return headers;
  }

  /** The framing of an upload is no coding of the object. */
  private static @Nullable String withoutChunks(@Nullable String codings) {
    if (codings == null || !codings.contains(CHUNKED)) {
      return codings;
    }
    return Arrays.stream(codings.split(",", -1))
        .map(String::strip)
        .filter(coding -> !coding.isEmpty() && !coding.toLowerCase(Locale.ROOT).equals(CHUNKED))
        .collect(Collectors.joining(","));
  }

  static String storageClass(@Nullable String asked) {
    if (asked == null || asked.isEmpty()) {
      return STANDARD;
    }
    if (StorageClass.of(asked).isEmpty()) {
      throw S3Error.INVALID_STORAGE_CLASS.exception().with("StorageClassRequested", asked);
    }
    return asked;
  }

  static @Nullable String redirect(@Nullable String to) {
    if (to == null || to.isEmpty()) {
      return null;
    }
    if (!to.startsWith("/") && !to.startsWith("http://") && !to.startsWith("https://")) {
      throw S3Exception.argument(
          REDIRECT,
          to,
          "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.");
    }
    return to;
  }
}
