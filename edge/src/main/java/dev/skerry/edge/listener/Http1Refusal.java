package dev.skerry.edge.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.edge.codec.ResponseWriter;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;

/**
 * The answer that a listener gives by itself: a status, a sentence, and the end of the connection.
 */
final class Http1Refusal {
  private Http1Refusal() {}

  static void write(Http1Output output, ResponseWriter writer, int status, String sentence) {
    byte[] content = (sentence + '\n').getBytes(US_ASCII);
    Fields fields =
        Fields.of(
            FieldNames.CONTENT_TYPE, "text/plain; charset=utf-8",
            FieldNames.CACHE_CONTROL, "no-store",
            FieldNames.CONTENT_LENGTH, Integer.toString(content.length));
    writer.refuse();
    writer.head(output.buffer(), new Response(status, fields), true);
    output.buffer().writeBytes(content);
  }
}
