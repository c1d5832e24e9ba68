package dev.skerry.control.tables;

import dev.skerry.control.api.Reply;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.origin.tables.dynamodb.Answer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Replies as DynamoDB's endpoint heads them. */
final class TableReplies {
  private static final String AWS_JSON = "application/x-amz-json-1.0";
  private static final String JSON = "application/json";

  /** Shorter content is not worth compressing. */
  private static final int COMPRESSED_BYTES_MIN = 1_024;

  private TableReplies() {}

  /** What every reply has. */
  static Fields fields() {
    return new Fields()
        .add("x-amzn-requestid", RequestIds.next())
        .add(FieldNames.CONNECTION, "keep-alive");
  }

  /** The type of an answer to content of that type; null for a type that is not taken. */
  static @Nullable String type(@Nullable String asked) {
    if (AWS_JSON.equals(asked)) {
      return AWS_JSON;
    }
    if (asked == null) {
      return null;
    }
    int semicolon = asked.indexOf(';');
    String essence = (semicolon < 0 ? asked : asked.substring(0, semicolon)).strip();
    return switch (essence) {
      case AWS_JSON -> AWS_JSON;
      case JSON -> JSON;
      default -> null;
    };
  }

  /** JSON of the type that was asked with, {@code application/json} where there was none. */
  static Reply json(Answer answer, @Nullable String type, Fields asked) {
    Fields fields = fields().add(FieldNames.CONTENT_TYPE, type == null ? JSON : type);
    byte[] content = answer.body();
    if (content.length >= COMPRESSED_BYTES_MIN
        && Gzip.isAccepted(asked.first(FieldNames.ACCEPT_ENCODING))) {
      content = Gzip.encode(content);
      fields.add(FieldNames.CONTENT_ENCODING, Gzip.NAME);
    }
    return reply(answer.status(), fields, content, asked);
  }

  /** A text without a type. */
  static Reply plain(int status, byte[] content, Fields asked) {
    return reply(status, fields(), content, asked);
  }

  private static Reply reply(int status, Fields fields, byte[] content, Fields asked) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    fields.add("x-amz-crc32", Long.toString(checksum.getValue()));
    Cors.expose(asked, fields);
    return new Reply(status, fields, content);
  }
}
