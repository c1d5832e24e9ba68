package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.SignedClient.Answer;
import dev.skerry.control.api.ApiLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are short when they are sent, and long in memory. */
class MemoryBoundsTest {
  private static final Map<String, String> PUT =
      Map.of(
          "content-type",
          "application/x-amz-json-1.0",
          "x-amz-target",
          "DynamoDB_20120810.PutItem");
  private static final Map<String, String> PUT_GZIP =
      Map.of(
          "content-type",
          "application/x-amz-json-1.0",
          "x-amz-target",
          "DynamoDB_20120810.PutItem",
          "content-encoding",
          "gzip");

  @TempDir private Path folder;

  @Test
  void whatIsMadeOfACallIsRefusedWhereThereIsNoMemoryAndGivenBackWhereThereIs() throws Exception {
    try (LocalOrigin origin = new LocalOrigin(folder, new ApiLimits(8, 2 << 20))) {
      SignedClient client = origin.client();
      byte[] small = put("{\"NULL\":true}", 10);
      byte[] values = put("{\"NULL\":true}", 40_000);
      byte[] spaces = put("{\"NULL\":true}" + " ".repeat(3 << 20), 1);
      assertThat(client.send(small, PUT).body()).contains("ResourceNotFoundException");
      isBusy(client.send(values, PUT));
      isBusy(client.send(gzip(values), PUT_GZIP));
      isBusy(client.send(gzip(spaces), PUT_GZIP));
      assertThat(client.send(gzip(small), PUT_GZIP).body()).contains("ResourceNotFoundException");
      while (origin.server().api().calls() > 0) {
        Thread.onSpinWait();
      }
      assertThat(origin.server().api().contentBytes()).isZero();
    }
  }

  private static void isBusy(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.service#ServiceUnavailableException\","
                + "\"Message\":\"The service is currently unavailable or busy.\"}");
  }

  private static byte[] put(String value, int times) {
    return ("{\"TableName\":\"none\",\"Item\":{\"k\":{\"S\":\"a\"},\"l\":{\"L\":["
            + (value + ",").repeat(times - 1)
            + value
            + "]}}}")
        .getBytes(UTF_8);
  }

  private static byte[] gzip(byte[] octets) throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(coded)) {
      out.write(octets);
    }
    return coded.toByteArray();
  }
}
