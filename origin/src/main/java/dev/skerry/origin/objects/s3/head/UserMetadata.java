package dev.skerry.origin.objects.s3.head;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.s3.error.S3Error;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metadata that users give their objects: fields {@code x-amz-meta-}NAME. Values beyond ASCII
 * are sent in UTF-8 or as encoded words (RFC 2047), and told as encoded words ("Working with object
 * metadata" in the Amazon S3 user guide).
 */
public final class UserMetadata {
  /** What the names of the fields begin with. */
  public static final String PREFIX = "x-amz-meta-";

  /** Octets of all names and values in UTF-8. */
  private static final int BYTES_MAX = 2_048;

  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?([A-Za-z0-9-]+)\\?([BbQq])\\?([^?\\s]*)\\?=");

  private UserMetadata() {}

  /** The metadata of a request, names in lower case without their beginning. */
  public static Map<String, String> of(Fields fields) {
    Map<String, String> metadata = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
            metadata.merge(
                name.substring(PREFIX.length()), decoded(value), (one, more) -> one + ',' + more);
          }
        });
    check(metadata);
    return metadata;
  }

  /** Checks that metadata is not too much. */
  public static void check(Map<String, String> metadata) {
    int bytes = 0;
    for (Map.Entry<String, String> each : metadata.entrySet()) {
      bytes += each.getKey().getBytes(UTF_8).length + each.getValue().getBytes(UTF_8).length;
    }
    if (bytes > BYTES_MAX) {
      throw S3Error.METADATA_TOO_LARGE
          .exception()
          .with("Size", Integer.toString(bytes))
          .with("MaxSizeAllowed", Integer.toString(BYTES_MAX));
    }
  }

  /** Adds metadata to the fields of a response. */
  public static void add(Map<String, String> metadata, Fields fields) {
    metadata.forEach((name, value) -> fields.add(PREFIX + name, encoded(value)));
  }

  /** A value of which each char is an octet, as text. */
  static String decoded(String sent) {
    if (sent.contains("=?")) {
      Matcher words = ENCODED_WORD.matcher(sent);
      if (words.find()) {
        return words.reset().replaceAll(word -> Matcher.quoteReplacement(word(word)));
      }
    }
    String text = new String(sent.getBytes(ISO_8859_1), UTF_8);
    return text.indexOf('\uFFFD') < 0 ? text : sent;
  }

  private static String word(MatchResult word) {
    if (!word.group(1).equalsIgnoreCase("utf-8")) {
      return word.group();
    }
    try {
      return word.group(2).equalsIgnoreCase("B")
          ? new String(Base64.getDecoder().decode(word.group(3)), UTF_8)
          : PercentCoding.decodePath(
              word.group(3).replace('_', ' ').replace("%", "%25").replace('=', '%'));
    } catch (RuntimeException e) {
      return word.group(); // what is encoded wrong is a text like any other
    }
  }

  /** A text as it is sent: itself where it is printable ASCII, else as an encoded word. */
  static String encoded(String text) {
    boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    return plain
        ? text
        : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
  }
}
