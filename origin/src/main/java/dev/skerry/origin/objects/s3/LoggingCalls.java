package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.setting.LoggingDocument;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Where the access logs of buckets go. */
final class LoggingCalls {
  private final Scene scene;
  private final SettingRows rows;
  private final AccessLogs logs;

  LoggingCalls(Scene scene, AccessLogs logs) {
    this.scene = scene;
    this.rows = new SettingRows(scene);
    this.logs = logs;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_BUCKET_LOGGING, this::logging);
    handlers.put(Operation.PUT_BUCKET_LOGGING, this::setLogging);
  }

  private S3Reply logging(Ask ask) {
    Setting setting = scene.store().settings().find(scene.allowed(ask), AccessLogs.KIND);
    return S3Reply.xml(setting == null ? LoggingDocument.none() : setting.octets().toArray());
  }

  private S3Reply setLogging(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    Optional<LoggingDocument> wanted = LoggingDocument.of(ask.document());
    if (wanted.isPresent()) {
      checkTarget(bucket, wanted.get());
      rows.set(bucket, AccessLogs.KIND, wanted.get().document());
    } else {
      scene.store().settings().delete(bucket, AccessLogs.KIND);
    }
    logs.changed(bucket);
    return S3Reply.empty(200);
  }

  private void checkTarget(Bucket bucket, LoggingDocument wanted) {
    Bucket target = scene.store().buckets().find(wanted.bucket());
    if (target == null) {
      throw S3Error.INVALID_TARGET_BUCKET
          .exception("The target bucket for logging does not exist")
          .with("TargetBucket", wanted.bucket());
    }
    if (!target.owner().equals(bucket.owner())) {
      throw S3Error.INVALID_TARGET_BUCKET
          .exception(
              "The owner for the bucket to be logged and the target bucket must be the same.")
          .with("TargetBucket", wanted.bucket());
    }
  }
}
