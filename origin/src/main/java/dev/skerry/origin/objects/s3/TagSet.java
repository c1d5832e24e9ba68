package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Tag;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Query;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tags of objects and buckets, in XML and in fields. */
final class TagSet {
  /** Tags of an object. */
  static final int OF_OBJECT = 10;

  /** Tags of a bucket. */
  static final int OF_BUCKET = 50;

  private static final int KEY_CHARS_MAX = 128;
  private static final int VALUE_CHARS_MAX = 256;

  /** What else than letters, digits and white space tags may have. */
  private static final String SIGNS = "_.:/=+-@";

  private TagSet() {}

  /** The tags of a document. */
  static List<Tag> of(XmlNode root, int most) {
    XmlNode set =
        root.named("Tagging").child("TagSet").orElseThrow(S3Error.MALFORMED_XML::exception);
    List<Tag> tags = new ArrayList<>();
    for (XmlNode each : set.children()) {
      XmlNode tag = each.named("Tag");
      String key = tag.child("Key").orElseThrow(S3Error.MALFORMED_XML::exception).text();
      String value = tag.child("Value").orElseThrow(S3Error.MALFORMED_XML::exception).text();
      tags.add(new Tag(key, value));
    }
    check(tags, most);
    return tags;
  }

  /** The tags of a field, written as a query is. */
  static List<Tag> of(@Nullable String field) {
    if (field == null || field.isEmpty()) {
      return List.of();
    }
    Query parsed;
    try {
      parsed = Query.of(field);
    } catch (S3Exception e) {
      throw S3Exception.argument(
          "x-amz-tagging",
          field,
          "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
              + " parameters without tag name duplicates.");
    }
    List<Tag> tags = new ArrayList<>();
    List<String> keys = parsed.names();
    checkCount(keys.size(), OF_OBJECT);
    for (String key : keys) {
      tags.add(new Tag(key, parsed.value(key).orElse("")));
    }
    check(tags, OF_OBJECT);
    return tags;
  }

  private static void checkCount(int count, int most) {
    if (count > most) {
      throw most == OF_OBJECT
          ? S3Error.INVALID_TAG.exception("Object tags cannot be greater than " + most)
          : S3Error.INVALID_TAG.exception("Bucket tag count cannot be greater than " + most);
    }
  }

  private static void check(List<Tag> tags, int most) {
    checkCount(tags.size(), most);
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      if (tag.key().isEmpty() || !isTagText(tag.key(), KEY_CHARS_MAX)) {
        throw S3Error.INVALID_TAG
            .exception("The TagKey you have provided is invalid")
            .with("TagKey", tag.key());
      }
      if (!isTagText(tag.value(), VALUE_CHARS_MAX)) {
        throw S3Error.INVALID_TAG
            .exception("The TagValue you have provided is invalid")
            .with("TagKey", tag.key())
            .with("TagValue", tag.value());
      }
      if (tag.key().startsWith("aws:")) {
        throw S3Error.INVALID_TAG
            .exception("System tags cannot be added/updated by requester")
            .with("TagKey", tag.key());
      }
      if (!keys.add(tag.key())) {
        throw S3Error.INVALID_TAG
            .exception("Cannot provide multiple Tags with the same key")
            .with("TagKey", tag.key());
      }
    }
  }

  /** Whether a key or a value has only what it may, and no more of it. */
  private static boolean isTagText(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        && text.codePoints()
            .allMatch(
                c ->
                    Character.isLetterOrDigit(c)
                        || Character.isSpaceChar(c)
                        || Character.isWhitespace(c)
                        || SIGNS.indexOf(c) >= 0);
  }

  /** The document of tags, which are a set: in the order of their keys, whatever they came in. */
  static byte[] document(List<Tag> tags) {
    XmlText xml = XmlText.of("Tagging").open("TagSet");
    for (Tag tag : tags.stream().sorted(Comparator.comparing(Tag::key)).toList()) {
      xml.open("Tag").element("Key", tag.key()).element("Value", tag.value()).close("Tag");
    }
    return xml.close("TagSet").end("Tagging");
  }
}
