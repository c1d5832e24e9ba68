package dev.skerry.origin.tables.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A place between two pages of a query or scan; good for the same one only. It is no secret: it has
 * the key of the last item.
 *
 * @param key of the last item that was looked at
 */
public record Cursor(Map<String, AttributeValue> key) {
  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

  /** The cursor of a text that {@link #text} made. */
  public static Cursor of(String text) {
    Map<String, AttributeValue> key = new LinkedHashMap<>();
    String[] parts = text.split("\\.", -1);
    if (parts.length % 3 != 0) {
      throw new IllegalArgumentException("expected a cursor's text, got " + text);
    }
    for (int i = 0; i < parts.length; i += 3) {
      byte[] octets = Base64.getUrlDecoder().decode(parts[i + 2]);
      String name = new String(Base64.getUrlDecoder().decode(parts[i]), UTF_8);
      key.put(
          name,
          switch (parts[i + 1]) {
            case "S" -> AttributeValue.fromS(new String(octets, UTF_8));
            case "N" -> AttributeValue.fromN(new String(octets, UTF_8));
            case "B" -> AttributeValue.fromB(SdkBytes.fromByteArray(octets));
            default -> throw new IllegalArgumentException("expected a cursor's text, got " + text);
          });
    }
    return new Cursor(key);
  }

  /** The cursor as letters, digits, {@code -}, {@code _} and points. */
  public String text() {
    return key.entrySet().stream()
        .map(
            entry ->
                TO_TEXT.encodeToString(entry.getKey().getBytes(UTF_8))
                    + "."
                    + entry.getValue().type()
                    + "."
                    + TO_TEXT.encodeToString(octets(entry.getValue())))
        .collect(Collectors.joining("."));
  }

  private static byte[] octets(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s().getBytes(UTF_8);
      case N -> value.n().getBytes(UTF_8);
      case B -> value.b().asByteArray();
      default -> throw new IllegalStateException("keys are S, N or B, got " + value.type());
    };
  }
}
