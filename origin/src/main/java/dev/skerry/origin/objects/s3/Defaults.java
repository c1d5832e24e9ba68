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

  /** How a bucket encrypts by default. */
  private record Encrypting(boolean named, @Nullable String key) {}

  private final KeptDocuments<Encrypting> encryptions = new KeptDocuments<>(Defaults::encrypting);
  private final ObjectStore store;
  private final Sealings sealings;

  Defaults(Scene scene) {
    this.store = scene.store();
    this.sealings = scene.sealings();
  }

  private static Encrypting encrypting(XmlNode configuration) {
    XmlNode rule = configuration.child("Rule").orElseThrow();
    XmlNode byDefault = rule.child("ApplyServerSideEncryptionByDefault").orElseThrow();
    return new Encrypting(
        byDefault.required("SSEAlgorithm").equals(SealingFields.KMS),
        byDefault.value("KMSMasterKeyID").orElse(null));
  }

  /** How content is encrypted that a call writes. */
  SealingFields.Asked sealing(Ask ask, Bucket bucket) {
    return SealingFields.ofWrite(
        ask.fields(), name -> sealings.named(name, bucket), () -> byDefault(bucket));
  }

  private SealingFields.Asked byDefault(Bucket bucket) {
    Setting setting = store.settings().find(bucket, ENCRYPTION);
    if (setting == null) {
      return SealingFields.Asked.NONE;
    }
    Encrypting encrypting = encryptions.of(bucket, setting);
    return encrypting.named ? sealings.named(encrypting.key, bucket) : SealingFields.Asked.BY_STORE;
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
