package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.Map;

/**
 * What no bucket can be set to here: who asks is told, truly, that nothing is configured; what
 * would configure it is refused.
 */
final class UnsetCalls {
  private static final String ACCELERATION = "accelerate";
  private static final String ACCELERATION_ROOT = "AccelerateConfiguration";
  private static final String STATUS = "Status";

  private final Scene scene;

  UnsetCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_BUCKET_ACCELERATE, this::acceleration);
    handlers.put(Operation.PUT_BUCKET_ACCELERATE, this::setAcceleration);
    handlers.put(Operation.GET_BUCKET_REPLICATION, ask -> none(ask, S3Error.NO_SUCH_REPLICATION));
    handlers.put(Operation.DELETE_BUCKET_REPLICATION, this::deleted);
    named(
        handlers,
        Operation.GET_BUCKET_ANALYTICS,
        Operation.DELETE_BUCKET_ANALYTICS,
        "ListBucketAnalyticsConfigurationResult");
    named(
        handlers,
        Operation.GET_BUCKET_INVENTORY,
        Operation.DELETE_BUCKET_INVENTORY,
        "ListInventoryConfigurationsResult");
    named(
        handlers,
        Operation.GET_BUCKET_METRICS,
        Operation.DELETE_BUCKET_METRICS,
        "ListMetricsConfigurationsResult");
    named(
        handlers,
        Operation.GET_INTELLIGENT_TIERING,
        Operation.DELETE_INTELLIGENT_TIERING,
        "ListBucketIntelligentTieringConfigurationsOutput");
  }

  /** Configurations of which a bucket may have several, each with a name. */
  private void named(
      Map<Operation, Handler> handlers, Operation get, Operation delete, String list) {
    handlers.put(
        get,
        ask ->
            ask.query().has("id")
                ? none(ask, S3Error.NO_SUCH_CONFIGURATION)
                : emptyList(ask, list));
    handlers.put(delete, ask -> none(ask, S3Error.NO_SUCH_CONFIGURATION));
  }

  /** Whether it was ever said that a bucket has none. */
  private S3Reply acceleration(Ask ask) {
    Bucket bucket = scene.allowed(ask);
    Setting setting = scene.store().settings().find(bucket, ACCELERATION);
    return S3Reply.xml(
        setting == null
            ? XmlText.of(ACCELERATION_ROOT).end(ACCELERATION_ROOT)
            : setting.octets().toArray());
  }

  private S3Reply setAcceleration(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    String status = ask.document().named(ACCELERATION_ROOT).required(STATUS);
    switch (status) {
      case "Suspended" ->
          new SettingRows(scene)
              .set(
                  bucket,
                  ACCELERATION,
                  XmlText.of(ACCELERATION_ROOT).element(STATUS, status).end(ACCELERATION_ROOT));
      case "Enabled" ->
          throw S3Error.NOT_IMPLEMENTED.exception("Skerry has no transfer acceleration");
      default -> throw S3Error.MALFORMED_XML.exception();
    }
    return S3Reply.empty(200);
  }

  private S3Reply emptyList(Ask ask, String root) {
    var _ = scene.allowed(ask);
    return S3Reply.xml(XmlText.of(root).element("IsTruncated", false).end(root));
  }

  private S3Reply none(Ask ask, S3Error error) {
    Bucket bucket = scene.allowed(ask);
    throw error.exception().with("BucketName", bucket.name());
  }

  private S3Reply deleted(Ask ask) {
    var _ = scene.allowed(ask);
    return S3Reply.empty(204);
  }
}
