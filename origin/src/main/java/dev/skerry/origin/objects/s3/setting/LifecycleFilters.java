package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.LifecycleRule.Filter;
import dev.skerry.origin.objects.Tag;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.setting.LifecycleEntry.Form;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which objects a lifecycle rule is for, read and written. */
final class LifecycleFilters {
  private static final String PREFIX = "Prefix";
  private static final String TAG = "Tag";
  private static final String AND = "And";
  private static final String LARGER = "ObjectSizeGreaterThan";
  private static final String SMALLER = "ObjectSizeLessThan";
  private static final Set<String> ONE = Set.of(PREFIX, TAG, LARGER, SMALLER, AND);
  private static final Set<String> OF_AND = Set.of(PREFIX, LARGER, SMALLER);
  private static final int PREFIX_CHARS_MAX = 1_024;
  private static final int TAGS_MAX = 10;
  private static final int TAG_KEY_CHARS_MAX = 128;
  private static final int TAG_VALUE_CHARS_MAX = 256;

  private LifecycleFilters() {}

  /** What a rule says of its objects. */
  record Read(Filter filter, Form form) {}

  static Read of(XmlNode rule) {
    boolean plain = rule.child(PREFIX).isPresent();
    if (plain == rule.child("Filter").isPresent()) {
      throw S3Error.MALFORMED_XML.exception();
    }
    if (plain) {
      return new Read(Filter.of(prefix(rule)), Form.PREFIX);
    }
    XmlNode filter = rule.child("Filter").orElseThrow().only(ONE, Set.of());
    if (filter.children().size() > 1) {
      throw S3Error.MALFORMED_XML.exception();
    }
    XmlNode terms = filter;
    if (filter.child(AND).isPresent()) {
      terms = filter.child(AND).get().only(OF_AND, Set.of(TAG));
      if (terms.children().size() < 2) {
        throw S3Error.MALFORMED_XML.exception();
      }
    }
    Form form = terms.child(PREFIX).isPresent() ? Form.FILTER_WITH_PREFIX : Form.FILTER;
    return new Read(
        new Filter(prefix(terms), tags(terms), size(terms, LARGER), size(terms, SMALLER)), form);
  }

  private static String prefix(XmlNode node) {
    String prefix = node.child(PREFIX).map(XmlNode::text).orElse("");
    if (prefix.length() > PREFIX_CHARS_MAX) {
      throw S3Error.INVALID_REQUEST.exception(
          "The maximum size of a prefix is " + PREFIX_CHARS_MAX + ".");
    }
    return prefix;
  }

  private static List<Tag> tags(XmlNode terms) {
    List<Tag> tags = terms.all(TAG).stream().map(LifecycleFilters::tag).toList();
    if (tags.size() > TAGS_MAX) {
      throw S3Error.MALFORMED_XML.exception();
    }
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      if (!keys.add(tag.key())) {
        throw S3Error.INVALID_REQUEST.exception("Duplicate Tag Keys are not allowed.");
      }
    }
    return tags;
  }

  private static Tag tag(XmlNode node) {
    XmlNode tag = node.only(Set.of("Key", "Value"), Set.of());
    String key = tag.child("Key").orElseThrow(S3Error.MALFORMED_XML::exception).text();
    String value = tag.child("Value").orElseThrow(S3Error.MALFORMED_XML::exception).text();
    if (key.isEmpty() || key.codePointCount(0, key.length()) > TAG_KEY_CHARS_MAX) {
      throw S3Error.INVALID_TAG.exception("The TagKey you have provided is invalid");
    }
    if (value.codePointCount(0, value.length()) > TAG_VALUE_CHARS_MAX) {
      throw S3Error.INVALID_TAG.exception("The TagValue you have provided is invalid");
    }
    return new Tag(key, value);
  }

  private static @Nullable Long size(XmlNode terms, String name) {
    String text = terms.value(name).orElse(null);
    if (text == null) {
      return null;
    }
    long size;
    try {
      size = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw S3Error.MALFORMED_XML.exception();
    }
    if (size < (name.equals(SMALLER) ? 1 : 0)) {
      throw S3Error.INVALID_REQUEST.exception(
          name + " must be " + (name.equals(SMALLER) ? "a positive integer" : "0 or more"));
    }
    Long larger = name.equals(SMALLER) ? size(terms, LARGER) : null;
    if (larger != null && larger >= size) {
      throw S3Error.INVALID_REQUEST.exception(
          "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
    }
    return size;
  }

  static void write(LifecycleEntry entry, XmlText xml) {
    Filter filter = entry.rule().filter();
    if (entry.form() == Form.PREFIX) {
      xml.element(PREFIX, filter.prefix());
      return;
    }
    boolean prefixed = entry.form() == Form.FILTER_WITH_PREFIX;
    int terms =
        (prefixed ? 1 : 0)
            + filter.tags().size()
            + (filter.largerThan() == null ? 0 : 1)
            + (filter.smallerThan() == null ? 0 : 1);
    xml.open("Filter");
    if (terms > 1) {
      xml.open(AND);
    }
    xml.optional(PREFIX, prefixed ? filter.prefix() : null);
    for (Tag tag : filter.tags()) {
      xml.open(TAG).element("Key", tag.key()).element("Value", tag.value()).close(TAG);
    }
    number(xml, LARGER, filter.largerThan());
    number(xml, SMALLER, filter.smallerThan());
    if (terms > 1) {
      xml.close(AND);
    }
    xml.close("Filter");
  }

  private static void number(XmlText xml, String name, @Nullable Long number) {
    if (number != null) {
      xml.element(name, number);
    }
  }
}
