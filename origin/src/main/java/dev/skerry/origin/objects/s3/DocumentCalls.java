package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.BucketSettings;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.setting.CorsDocument;
import dev.skerry.origin.objects.s3.setting.LifecycleDocument;
import dev.skerry.origin.objects.s3.setting.WebsiteDocument;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** Which pages may use buckets, what becomes of their objects with time, and their websites. */
final class DocumentCalls {
  /** Which objects are too small to be moved to another storage class: as none are, the default. */
  private static final String TRANSITIONS = "x-amz-transition-default-minimum-object-size";

  private static final String TRANSITIONS_BY_DEFAULT = "all_storage_classes_128K";

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
    handlers.put(
        Operation.GET_BUCKET_LIFECYCLE,
        ask ->
            rows.get(ask, Expirations.KIND, S3Error.NO_SUCH_LIFECYCLE)
                .with(TRANSITIONS, TRANSITIONS_BY_DEFAULT));
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

  private S3Reply setLifecycle(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    String transitions = ask.field(TRANSITIONS);
    if (transitions != null && !transitions.equals(TRANSITIONS_BY_DEFAULT)) {
      throw S3Error.NOT_IMPLEMENTED
          .exception("Skerry's lifecycle rules move no objects to another storage class")
          .with("Header", TRANSITIONS)
          .with("HeaderValue", transitions);
    }
    LifecycleDocument document =
        LifecycleDocument.of(ask.document(), () -> UUID.randomUUID().toString());
    rows.set(bucket, Expirations.KIND, document.document());
    return S3Reply.empty(200).with(TRANSITIONS, TRANSITIONS_BY_DEFAULT);
  }

  private S3Reply setWebsite(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    rows.set(bucket, BucketSettings.WEBSITE, WebsiteDocument.of(ask.document()).document());
    return S3Reply.empty(200);
  }
}
