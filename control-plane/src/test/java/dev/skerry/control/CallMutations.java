package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Makes requests out of calls that are right: changed in their JSON, octets and fields. */
final class CallMutations {
  private static final List<String> TYPES =
      List.of("application/json", "application/x-amz-json-1.1", "text/plain", "", ";", "json");
  private static final List<String> CODINGS =
      List.of("gzip", "gzip;q=0", "gzip;q=abc", "identity", "br, gzip", "*", ",;,", "");
  private static final List<String> TARGETS =
      List.of("", "getitem", "GetItem ", "Get.Item", "x".repeat(4_000), "ListStreams");
  private static final List<String> SIGNED =
      List.of("authorization", "x-amz-date", "x-amz-content-sha256", "x-amz-security-token");
  private static final List<String> SIGNATURES =
      List.of(
          "",
          "AWS4-HMAC-SHA256",
          "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=, Signature=",
          "AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/dynamodb/aws4_request,"
              + " SignedHeaders=host;x-amz-date, Signature=00",
          "AWS4-HMAC-SHA256 =,=,=",
          "20260101T000000Z",
          "99999999T999999Z",
          "yesterday",
          "UNSIGNED-PAYLOAD",
          "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
          "0".repeat(64));
  private static final int OCTETS_MAX = 300_000;

  private final RandomGenerator random;
  private final List<TableCall> calls;
  private final TreeMutations trees;

  CallMutations(RandomGenerator random, List<TableCall> calls) {
    this.random = random;
    this.calls = calls;
    this.trees = new TreeMutations(random, calls.stream().map(TableCall::input).toList());
  }

  /**
   * A request.
   *
   * @param fields before it is signed
   * @param tampered what of the signature's fields is changed then: name and value, empty for none
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, sent once, never compared
  record Sent(
      String operation, byte[] content, Map<String, String> fields, Map<String, String> tampered) {
    @Override
    public String toString() {
      return operation + " " + fields + tampered + "\n" + new String(content, UTF_8);
    }
  }

  /** A call as it is. */
  static Sent asIs(TableCall call) {
    return new Sent(
        call.operation(), call.input().toString().getBytes(UTF_8), fields(call), Map.of());
  }

  private static Map<String, String> fields(TableCall call) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("content-type", "application/x-amz-json-1.0");
    fields.put("x-amz-target", call.target());
    return fields;
  }

  /** Any call, with some of it changed. */
  Sent next() throws IOException {
    TableCall call = calls.get(random.nextInt(calls.size()));
    JsonNode input = call.input();
    boolean withinTypes = random.nextInt(4) > 0;
    for (int steps = 1 + random.nextInt(3); steps > 0; steps--) {
      if (withinTypes) {
        trees.mutateWithinTypes(input);
      } else {
        trees.mutate(input);
      }
    }
    byte[] content = input.toString().getBytes(UTF_8);
    if (random.nextInt(10) == 0) {
      content = octets(content);
    }
    Map<String, String> fields = fields(call);
    Map<String, String> tampered = new TreeMap<>();
    if (random.nextInt(10) == 0) {
      content = changeField(fields, tampered, content);
    }
    return new Sent(
        call.operation(),
        Arrays.copyOf(content, Math.min(content.length, OCTETS_MAX)),
        fields,
        tampered);
  }

  /** Other octets: cut, one changed, some twice, or deep beyond measure. */
  private byte[] octets(byte[] content) {
    if (content.length == 0) {
      return content;
    }
    int at = random.nextInt(content.length);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(content, at);
      case 1 -> {
        byte[] changed = content.clone();
        changed[at] = (byte) random.nextInt(256);
        yield changed;
      }
      case 2 -> joined(Arrays.copyOf(content, at), content);
      case 3 -> joined(content, content);
      case 4 ->
          joined(
              Arrays.copyOf(content, at),
              "\\ud800".getBytes(UTF_8),
              Arrays.copyOfRange(content, at, content.length));
      default -> "{\"TableName\":".concat("[".repeat(20_000)).getBytes(UTF_8);
    };
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private byte[] changeField(
      Map<String, String> fields, Map<String, String> tampered, byte[] content) throws IOException {
    switch (random.nextInt(9)) {
      case 0 -> fields.remove("content-type");
      case 1 -> fields.put("content-type", pick(TYPES));
      case 2 -> fields.put("x-amz-target", pick(calls).target());
      case 3 -> fields.put("x-amz-target", "DynamoDB_20120810." + pick(TARGETS));
      case 4 -> fields.put("accept-encoding", pick(CODINGS));
      case 5 -> fields.put("content-encoding", "gzip");
      case 6 -> {
        fields.put("content-encoding", "gzip");
        byte[] coded = gzip(content);
        return random.nextBoolean() ? coded : octets(coded);
      }
      case 7 -> fields.put("origin", "https://example.com");
      default -> {
        String name = pick(SIGNED);
        tampered.put(name, pick(SIGNATURES));
      }
    }
    return content;
  }

  private static byte[] gzip(byte[] octets) throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(coded)) {
      out.write(octets);
    }
    return coded.toByteArray();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
