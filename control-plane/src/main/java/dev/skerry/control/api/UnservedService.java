package dev.skerry.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls to services that the port does not have, so that their clients say so: in JSON, or
 * in XML to those that send forms.
 */
public final class UnservedService implements Service {
  private static final String CODE = "UnknownOperationException";

  private final String message;

  /**
   * For calls to one service.
   *
   * @param name in signatures, as {@code sqs}; of {@code a-z 0-9 -}
   * @param served the names of those that there are
   */
  public UnservedService(String name, String served) {
    this.message = "Skerry does not serve %s; it serves %s".formatted(name, served);
  }

  @Override
  public long contentBytesMax() {
    return 0;
  }

  @Override
  public Reply answer(Call call) {
    return refuse(call.head(), Obstacle.TOO_LARGE);
  }

  @Override
  public Reply refuse(Request head, Obstacle why) {
    String type = head.fields().first(FieldNames.CONTENT_TYPE);
    String id = UUID.randomUUID().toString();
    boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
    String text =
        form
            ? "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>\n"
                .formatted(CODE, message, id)
            : "{\"__type\":\"%1$s\",\"message\":\"%2$s\"}".formatted(CODE, message);
    Fields fields =
        Fields.of(
            "x-amzn-requestid",
            id,
            "x-amzn-errortype",
            CODE,
            FieldNames.CONTENT_TYPE,
            form ? "text/xml;charset=utf-8" : jsonType(type));
    return new Reply(404, fields, text.getBytes(UTF_8));
  }

  private static String jsonType(@Nullable String asked) {
    return asked != null && asked.startsWith("application/x-amz-json-")
        ? asked
        : "application/json";
  }
}
