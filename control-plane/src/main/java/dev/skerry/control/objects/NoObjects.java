package dev.skerry.control.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.control.api.Call;
import dev.skerry.control.api.Obstacle;
import dev.skerry.control.api.Reply;
import dev.skerry.control.api.Service;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** S3 without any of its operations: refuses each call with S3's {@code NotImplemented}. */
public final class NoObjects implements Service {
  private static final HexFormat HEX = HexFormat.of();

  @Override
  public long contentBytesMax() {
    return 0;
  }

  @Override
  public Reply answer(Call call) {
    return notImplemented();
  }

  private static Reply notImplemented() {
    return error(
        501,
        "NotImplemented",
        "Skerry keeps no objects yet: none of the operations of S3 is there");
  }

  @Override
  public Reply refuse(Request head, Obstacle why) {
    return switch (why) {
      case TOO_LARGE -> notImplemented();
      case TOO_SLOW ->
          error(
              400,
              "RequestTimeout",
              "Your socket connection to the server was not read from or written to within the"
                  + " timeout period.");
      case BUSY -> error(503, "SlowDown", "Please reduce your request rate.");
      case FAILED ->
          error(500, "InternalError", "We encountered an internal error. Please try again.");
    };
  }

  private static Reply error(int status, String code, String message) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String requestId = HEX.toHexDigits(random.nextLong()).toUpperCase(Locale.ROOT);
    String hostId = HEX.toHexDigits(random.nextLong());
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId><HostId>%s</HostId></Error>\
        """
            .formatted(code, message, requestId, hostId);
    Fields fields =
        Fields.of(
            "x-amz-request-id",
            requestId,
            "x-amz-id-2",
            hostId,
            FieldNames.CONTENT_TYPE,
            "application/xml");
    return new Reply(status, fields, xml.getBytes(UTF_8));
  }
}
