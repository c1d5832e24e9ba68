package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.Map;

/**
 * What no bucket can be set to here: who asks is told, truly, that nothing is configured; what
 * would configure it is refused.
 */
final class UnsetCalls {
  private final Scene scene;

  UnsetCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_BUCKET_LOGGING, ask -> empty(ask, "BucketLoggingStatus"));
    handlers.put(Operation.PUT_BUCKET_LOGGING, ask -> unset(ask, "BucketLoggingStatus"));
    handlers.put(Operation.GET_BUCKET_ACCELERATE, ask -> empty(ask, "AccelerateConfiguration"));
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

  private S3Reply empty(Ask ask, String root) {
    var _ = scene.allowed(ask);
    return S3Reply.xml(XmlText.of(root).end(root));
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

  /** Lets through what configures nothing, as nothing is. */
  private S3Reply unset(Ask ask, String root) throws IOException {
    var _ = scene.allowed(ask);
    XmlNode document = ask.document().named(root);
    if (!document.children().isEmpty()) {
      throw S3Error.NOT_IMPLEMENTED.exception(
          "Skerry does not have " + document.children().getFirst().name());
    }
    return S3Reply.empty(200);
  }
}
