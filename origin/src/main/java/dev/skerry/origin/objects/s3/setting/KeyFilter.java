package dev.skerry.origin.objects.s3.setting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Of which keys a bucket tells: those that begin and end so.
 *
 * @param prefix empty for all
 * @param suffix empty for all
 */
record KeyFilter(String prefix, String suffix) {
  static final KeyFilter ALL = new KeyFilter("", "");

  private static final String KEY = "S3Key";
  private static final String RULE = "FilterRule";
  private static final String NAME = "Name";
  private static final String VALUE = "Value";
  private static final int VALUE_BYTES_MAX = 1_024;

  /** The filter of a configuration, which has none, or rules for the key. */
  static KeyFilter of(XmlNode configuration) {
    XmlNode filter = configuration.child("Filter").orElse(null);
    XmlNode key =
        filter == null ? null : filter.only(Set.of(KEY), Set.of()).child(KEY).orElse(null);
    if (key == null) {
      return ALL;
    }
    String prefix = null;
    String suffix = null;
    for (XmlNode rule : key.only(Set.of(), Set.of(RULE)).children()) {
      rule.only(Set.of(NAME, VALUE), Set.of());
      String value = rule.child(VALUE).orElseThrow(S3Error.MALFORMED_XML::exception).text();
      switch (rule.required(NAME).toLowerCase(Locale.ROOT)) {
        case "prefix" -> prefix = first(prefix, "prefix", value);
        case "suffix" -> suffix = first(suffix, "suffix", value);
        default ->
            throw S3Exception.argument(
                "FilterRule.Name",
                rule.required(NAME),
                "filter rule name must be either prefix or suffix");
      }
    }
    return new KeyFilter(prefix == null ? "" : prefix, suffix == null ? "" : suffix);
  }

  private static String first(@Nullable String before, String name, String value) {
    if (before != null) {
      throw S3Exception.argument(
          "FilterRule.Name",
          name,
          "Cannot specify more than one %s rule in a filter.".formatted(name));
    }
    if (value.getBytes(UTF_8).length > VALUE_BYTES_MAX) {
      throw S3Exception.argument(
          "FilterRule.Value",
          value,
          "Size of filter rule value cannot exceed %d bytes in UTF-8 representation"
              .formatted(VALUE_BYTES_MAX));
    }
    return value;
  }

  /** Whether S3 takes it that a key could pass both. */
  boolean overlaps(KeyFilter other) {
    return (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix))
        && (suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix));
  }
}
