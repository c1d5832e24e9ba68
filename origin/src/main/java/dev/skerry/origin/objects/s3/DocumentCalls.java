package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.BucketSettings;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.setting.CorsDocument;
import dev.skerry.origin.objects.s3.setting.LifecycleDocument;
import dev.skerry.origin.objects.s3.setting.WebsiteDocument;
import dev.skerry.origin.objects.s3.xml.XmlReader;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which pages may use buckets, what becomes of their objects with time, and their websites. */
final class DocumentCalls {
  /** Which objects are too small to be moved to another storage class. */
  private static final String TRANSITIONS = "x-amz-transition-default-minimum-object-size";

  private static final String NONE_SMALL = "all_storage_classes_128K";
  private static final String SMALL_TO_ARCHIVES = "varies_by_storage_class";

  private final Scene scene;
  private final SettingRows rows;

  DocumentCalls(Scene scene) {
    this.scene = scene;
    this.rows = new SettingRows(scene);
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(
        Operation.GET_BUCKET_CORS, ask -> rows.get(ask, CrossOrigin.KIND, S3Error.NO_SUCH_CORS));
    handlers.put(Operation.PUT_BUCKET_CORS, this::setCors);
    handlers.put(Operation.DELETE_BUCKET_CORS, ask -> rows.delete(ask, CrossOrigin.KIND));
    handlers.put(Operation.GET_BUCKET_LIFECYCLE, this::lifecycle);
    handlers.put(Operation.PUT_BUCKET_LIFECYCLE, this::setLifecycle);
    handlers.put(Operation.DELETE_BUCKET_LIFECYCLE, ask -> rows.delete(ask, Expirations.KIND));
    handlers.put(
        Operation.GET_BUCKET_WEBSITE,
        ask -> rows.get(ask, BucketSettings.WEBSITE, S3Error.NO_SUCH_WEBSITE));
    handlers.put(Operation.PUT_BUCKET_WEBSITE, this::setWebsite);
    handlers.put(Operation.DELETE_BUCKET_WEBSITE, ask -> rows.delete(ask, BucketSettings.WEBSITE));
  }

  private S3Reply setCors(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    rows.set(bucket, CrossOrigin.KIND, CorsDocument.of(ask.document()).document());
    return S3Reply.empty(200);
  }

  private S3Reply lifecycle(Ask ask) {
    Bucket bucket = scene.allowed(ask);
    Setting setting = scene.store().settings().find(bucket, Expirations.KIND);
    if (setting == null) {
      throw S3Error.NO_SUCH_LIFECYCLE.exception().with("BucketName", bucket.name());
    }
    LifecycleDocument document =
        LifecycleDocument.ofKept(XmlReader.read(setting.octets().octets()));
    return S3Reply.xml(document.document()).with(TRANSITIONS, told(document));
  }

  private S3Reply setLifecycle(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    boolean small = small(ask.field(TRANSITIONS));
    LifecycleDocument document =
        LifecycleDocument.of(ask.document(), () -> UUID.randomUUID().toString(), small);
    rows.set(bucket, Expirations.KIND, document.kept());
    return S3Reply.empty(200).with(TRANSITIONS, told(document));
  }

  private static boolean small(@Nullable String asked) {
    return switch (asked) {
      case null -> false;
      case NONE_SMALL -> false;
      case SMALL_TO_ARCHIVES -> true;
      default ->
          throw S3Exception.argument(
              TRANSITIONS, asked, "Invalid TransitionDefaultMinimumObjectSize found");
    };
  }

  private static String told(LifecycleDocument document) {
    return document.small() ? SMALL_TO_ARCHIVES : NONE_SMALL;
  }

  private S3Reply setWebsite(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    rows.set(bucket, BucketSettings.WEBSITE, WebsiteDocument.of(ask.document()).document());
    return S3Reply.empty(200);
  }
}
