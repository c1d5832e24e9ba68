package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.setting.NotificationDocument;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.Map;

/**
 * Whom buckets tell of what happens to their objects: nobody, as there is no destination that could
 * be told. What is asked for is checked as S3 does, and refused as S3 refuses destinations that are
 * not there; so nothing is kept.
 */
final class NotificationCalls {
  private static final String UNCHECKED = "x-amz-skip-destination-validation";

  private final Scene scene;

  NotificationCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_BUCKET_NOTIFICATION, this::get);
    handlers.put(Operation.PUT_BUCKET_NOTIFICATION, this::set);
  }

  private S3Reply get(Ask ask) {
    var _ = scene.allowed(ask);
    return S3Reply.xml(XmlText.of(NotificationDocument.ROOT).end(NotificationDocument.ROOT));
  }

  private S3Reply set(Ask ask) throws IOException {
    var _ = scene.allowed(ask);
    NotificationDocument document =
        NotificationDocument.of(ask.document(), scene.settings().region());
    if (document.isEmpty()) {
      return S3Reply.empty(200);
    }
    String unchecked = ask.field(UNCHECKED);
    if (unchecked != null && unchecked.equalsIgnoreCase("true")) {
      throw S3Error.NOT_IMPLEMENTED
          .exception("Skerry keeps no notification whose destination it could not reach")
          .with("Header", UNCHECKED)
          .with("HeaderValue", unchecked);
    }
    throw document.unknownDestinations();
  }
}
