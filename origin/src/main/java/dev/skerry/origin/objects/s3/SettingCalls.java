package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlReader;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What buckets are set to, as far as it is carried out: tags, encryption, object lock and who pays.
 */
final class SettingCalls {
  private static final String TAGS = "tagging";
  private static final String PAYMENT = "requestPayment";
  private static final String ENCRYPTION_ROOT = "ServerSideEncryptionConfiguration";
  private static final String BY_DEFAULT = "ApplyServerSideEncryptionByDefault";
  private static final String ALGORITHM = "SSEAlgorithm";
  private static final String KMS_KEY = "KMSMasterKeyID";
  private static final String BUCKET_KEY = "BucketKeyEnabled";
  private static final String LOCK_ROOT = "ObjectLockConfiguration";
  private static final String PAYMENT_ROOT = "RequestPaymentConfiguration";
  private static final int DAYS_MAX = 36_500;

  private final Scene scene;
  private final SettingRows rows;

  SettingCalls(Scene scene) {
    this.scene = scene;
    this.rows = new SettingRows(scene);
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_BUCKET_TAGGING, ask -> rows.get(ask, TAGS, S3Error.NO_SUCH_TAG_SET));
    handlers.put(Operation.PUT_BUCKET_TAGGING, this::setTags);
    handlers.put(Operation.DELETE_BUCKET_TAGGING, ask -> rows.delete(ask, TAGS));
    handlers.put(
        Operation.GET_BUCKET_ENCRYPTION,
        ask -> rows.get(ask, Defaults.ENCRYPTION, S3Error.NO_SUCH_ENCRYPTION));
    handlers.put(Operation.PUT_BUCKET_ENCRYPTION, this::setEncryption);
    handlers.put(Operation.DELETE_BUCKET_ENCRYPTION, ask -> rows.delete(ask, Defaults.ENCRYPTION));
    handlers.put(Operation.GET_OBJECT_LOCK, this::lock);
    handlers.put(Operation.PUT_OBJECT_LOCK, this::setLock);
    handlers.put(Operation.GET_REQUEST_PAYMENT, this::payment);
    handlers.put(Operation.PUT_REQUEST_PAYMENT, this::setPayment);
  }

  private S3Reply setTags(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    rows.set(bucket, TAGS, TagSet.document(TagSet.of(ask.document(), TagSet.OF_BUCKET)));
    return S3Reply.empty(204);
  }

  private S3Reply setEncryption(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    XmlNode rule =
        ask.document()
            .named(ENCRYPTION_ROOT)
            .only(Set.of("Rule"), Set.of())
            .child("Rule")
            .orElseThrow(S3Error.MALFORMED_XML::exception)
            .only(Set.of(BY_DEFAULT, BUCKET_KEY), Set.of());
    XmlNode byDefault =
        rule.child(BY_DEFAULT)
            .orElseThrow(S3Error.MALFORMED_XML::exception)
            .only(Set.of(ALGORITHM, KMS_KEY), Set.of());
    String algorithm = byDefault.required(ALGORITHM);
    switch (algorithm) {
      case "AES256", SealingFields.KMS -> {}
      case SealingFields.KMS_TWICE ->
          throw S3Error.NOT_IMPLEMENTED.exception(
              "Skerry encrypts objects once: AES256 or aws:kms");
      default -> throw S3Error.MALFORMED_XML.exception();
    }
    Optional<String> key = byDefault.value(KMS_KEY).filter(name -> !name.isEmpty());
    if (key.isPresent() && !algorithm.equals(SealingFields.KMS)) {
      throw S3Exception.argument(
          KMS_KEY,
          key.get(),
          "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
              + " aws:kms:dsse");
    }
    String bucketKey = rule.value(BUCKET_KEY).orElse("false");
    if (!bucketKey.equals("true") && !bucketKey.equals("false")) {
      throw S3Error.MALFORMED_XML.exception();
    }
    if (bucketKey.equals("true") && algorithm.equals(SealingFields.KMS)) {
      throw S3Error.NOT_IMPLEMENTED.exception("Skerry has no keys of buckets");
    }
    XmlText xml =
        XmlText.of(ENCRYPTION_ROOT)
            .open("Rule")
            .open(BY_DEFAULT)
            .element(ALGORITHM, algorithm)
            .optional(KMS_KEY, key.orElse(null))
            .close(BY_DEFAULT)
            .element(BUCKET_KEY, bucketKey)
            .close("Rule");
    rows.set(bucket, Defaults.ENCRYPTION, xml.end(ENCRYPTION_ROOT));
    return S3Reply.empty(200);
  }

  private S3Reply lock(Ask ask) {
    Bucket bucket = scene.allowed(ask);
    if (!bucket.lock()) {
      throw S3Error.NO_SUCH_OBJECT_LOCK.exception().with("BucketName", bucket.name());
    }
    Setting setting = scene.store().settings().find(bucket, Defaults.LOCK);
    return S3Reply.xml(setting == null ? lock(Optional.empty()) : setting.octets().toArray());
  }

  private static byte[] lock(Optional<XmlNode> retention) {
    XmlText xml = XmlText.of(LOCK_ROOT).element("ObjectLockEnabled", "Enabled");
    retention.ifPresent(
        rule -> {
          xml.open("Rule").open("DefaultRetention").element("Mode", rule.required("Mode"));
          xml.optional("Days", rule.value("Days").orElse(null));
          xml.optional("Years", rule.value("Years").orElse(null));
          xml.close("DefaultRetention").close("Rule");
        });
    return xml.end(LOCK_ROOT);
  }

  private S3Reply setLock(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    XmlNode root =
        ask.document().named(LOCK_ROOT).only(Set.of("ObjectLockEnabled", "Rule"), Set.of());
    if (!root.value("ObjectLockEnabled").orElse("Enabled").equals("Enabled")) {
      throw S3Error.MALFORMED_XML.exception();
    }
    Optional<XmlNode> retention =
        root.child("Rule")
            .map(
                rule ->
                    rule.child("DefaultRetention").orElseThrow(S3Error.MALFORMED_XML::exception));
    retention.ifPresent(SettingCalls::checkRetention);
    if (!bucket.lock()) {
      bucket = scene.store().buckets().enableLock(bucket);
    }
    rows.set(bucket, Defaults.LOCK, lock(retention));
    return S3Reply.empty(200);
  }

  private static void checkRetention(XmlNode rule) {
    String mode = rule.required("Mode");
    Optional<String> days = rule.value("Days");
    Optional<String> years = rule.value("Years");
    if ((!mode.equals("GOVERNANCE") && !mode.equals("COMPLIANCE"))
        || days.isPresent() == years.isPresent()) {
      throw S3Error.MALFORMED_XML.exception();
    }
    days.ifPresent(text -> checkPeriod(text, DAYS_MAX));
    years.ifPresent(text -> checkPeriod(text, DAYS_MAX / 365));
  }

  private static void checkPeriod(String text, int most) {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw S3Error.MALFORMED_XML.exception();
    }
    if (number < 1) {
      throw S3Exception.argument(
          "Days", text, "Default retention period must be a positive integer value");
    }
    if (number > most) {
      throw S3Exception.argument("Days", text, "Default retention period is too large");
    }
  }

  private S3Reply payment(Ask ask) {
    Bucket bucket = scene.allowed(ask);
    Setting setting = scene.store().settings().find(bucket, PAYMENT);
    String payer =
        setting == null
            ? "BucketOwner"
            : XmlReader.read(setting.octets().octets()).required("Payer");
    return S3Reply.xml(payment(payer));
  }

  private static byte[] payment(String payer) {
    return XmlText.of(PAYMENT_ROOT).element("Payer", payer).end(PAYMENT_ROOT);
  }

  private S3Reply setPayment(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    String payer = ask.document().named(PAYMENT_ROOT).required("Payer");
    if (!payer.equals("BucketOwner") && !payer.equals("Requester")) {
      throw S3Error.MALFORMED_XML.exception();
    }
    rows.set(bucket, PAYMENT, payment(payer));
    return S3Reply.empty(200);
  }
}
