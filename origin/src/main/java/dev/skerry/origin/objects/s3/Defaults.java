package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.ObjectLock;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a bucket is set to give its objects where a call does not say. */
final class Defaults {
  /** The kind of the setting that encrypts. */
  static final String ENCRYPTION = "encryption";

  /** The kind of the setting that locks. */
  static final String LOCK = "object-lock";

  private static final int DAYS_PER_YEAR = 365;

  private final ObjectStore store;

  Defaults(ObjectStore store) {
    this.store = store;
  }

  /** How content is encrypted. */
  SealingFields.Asked encryption(Bucket bucket) {
    return store.settings().find(bucket, ENCRYPTION) == null
        ? SealingFields.Asked.NONE
        : SealingFields.Asked.BY_STORE;
  }

  /** Traits with the bucket's retention, where the call asks for none. */
  Traits locked(Bucket bucket, Traits traits, Instant now) {
    return locking(bucket, now).apply(traits);
  }

  /** Gives traits the bucket's retention from a moment on, where they have none. */
  UnaryOperator<Traits> locking(Bucket bucket, Instant now) {
    Setting setting = bucket.lock() ? store.settings().find(bucket, LOCK) : null;
    ObjectLock.@Nullable Retention retention =
        setting == null
            ? null
            : retention(XmlReader.read(setting.octets().octets()), now).orElse(null);
    return traits ->
        retention == null || traits.lock().retention() != null
            ? traits
            : traits.withLock(traits.lock().with(retention));
  }

  private static Optional<ObjectLock.Retention> retention(XmlNode configuration, Instant now) {
    return configuration
        .child("Rule")
        .flatMap(rule -> rule.child("DefaultRetention"))
        .map(
            rule ->
                new ObjectLock.Retention(
                    ObjectLock.Mode.valueOf(rule.required("Mode")), now.plus(period(rule))));
  }

  private static Duration period(XmlNode rule) {
    return rule.value("Days")
        .map(days -> Duration.ofDays(Integer.parseInt(days)))
        .orElseGet(
            () -> Duration.ofDays((long) DAYS_PER_YEAR * Integer.parseInt(rule.required("Years"))));
  }
}
