package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.Tag;
import dev.skerry.origin.objects.policy.ObjectRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The key that something is to be done to, with what is known of it.
 *
 * @param object what its list says; null where there is none or it does not matter
 * @param versionId that the call names for it; null for the current one
 * @param existing the tags that it has
 * @param sent the tags that the call gives it; asked for only where a policy has a condition on
 *     them
 */
record Subject(
    String key,
    @Nullable ObjectRules object,
    @Nullable String versionId,
    Supplier<Map<String, String>> existing,
    Supplier<Map<String, String>> sent) {
  /** A key of which nothing else is known. */
  static Subject of(String key) {
    return new Subject(key, null, null, Map::of, Map::of);
  }

  /** The same, as a version of it. */
  Subject version(@Nullable String id) {
    return new Subject(key, object, id, existing, sent);
  }

  /** The same, as it was found. */
  Subject found(ObjectVersion version, AccessRows rows) {
    return new Subject(
        key,
        new ObjectRules(rows.of(version)),
        versionId,
        () -> map(version.traits().tags()),
        sent);
  }

  /** The same, as an object with these rules. */
  Subject with(ObjectRules rules) {
    return new Subject(key, rules, versionId, existing, sent);
  }

  /** The same, with tags that the key may have. */
  Subject existing(Supplier<Map<String, String>> tags) {
    return new Subject(key, object, versionId, tags, sent);
  }

  /** The same, with tags that the call gives it. */
  Subject sending(Supplier<List<Tag>> tags) {
    return new Subject(key, object, versionId, existing, () -> map(tags.get()));
  }

  static Map<String, String> map(List<Tag> tags) {
    Map<String, String> map = new LinkedHashMap<>();
    tags.forEach(tag -> map.put(tag.key(), tag.value()));
    return map;
  }
}
