package dev.skerry.origin.tables.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.AttributeValueReader;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.WireReader;
import dev.skerry.origin.tables.value.WireValue;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Where the next page of a statement starts, as clients hand it back: Base64 of JSON with the key
 * behind which it starts and a digest of the statement and its parameters, to which it is bound.
 */
final class NextToken {
  private static final JsonFactory JSON = new JsonFactory();

  private final String digest;

  private NextToken(String digest) {
    this.digest = digest;
  }

  /** Makes and reads the tokens of a statement. */
  static NextToken of(String statement, List<AttributeValue> parameters) {
    byte[] bound =
        json(
            out -> {
              out.writeStringProperty("s", statement);
              out.writeArrayPropertyStart("p");
              AttributeValueWriter writer = new AttributeValueWriter(out);
              parameters.forEach(writer::value);
              out.writeEndArray();
            });
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bound);
      return new NextToken(HexFormat.of().formatHex(digest, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The token of a page that starts behind a key. */
  String encode(Item key) {
    byte[] json =
        json(
            out -> {
              out.writeStringProperty("d", digest);
              out.writeName("k");
              new AttributeValueWriter(out).item(key);
            });
    return Base64.getEncoder().encodeToString(json);
  }

  /** What a token says. */
  private record Content(@Nullable String digest, @Nullable Map<String, WireValue> key) {}

  /**
   * The key behind which the page of a token starts.
   *
   * @throws TableException of validation, when it is no token, or one of another statement
   */
  Item decode(String token) {
    Content content = read(token);
    if (content.digest == null || content.key == null) {
      throw invalid();
    }
    if (!content.digest.equals(digest)) {
      throw mismatch();
    }
    Map<String, AttributeValue> key = new LinkedHashMap<>();
    content.key.forEach((name, value) -> key.put(name, value.orThrow()));
    return new Item(key);
  }

  private static Content read(String token) {
    try {
      return WireReader.read(Base64.getDecoder().decode(token.getBytes(UTF_8)), NextToken::content);
    } catch (IllegalArgumentException | TableException e) {
      throw invalid();
    }
  }

  private static Content content(WireReader reader) {
    var content =
        new Object() {
          @Nullable String digest;
          @Nullable Map<String, WireValue> key;
        };
    reader.structure(
        WireReader.Place.FIELD,
        "NextToken",
        member -> {
          switch (member) {
            case "d" -> content.digest = reader.string();
            case "k" -> content.key = new AttributeValueReader(reader).map(WireReader.Place.FIELD);
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Content(content.digest, content.key);
  }

  private static TableException invalid() {
    return TableException.validation("Invalid NextToken");
  }

  /** The error of a token that was made for something else. */
  static TableException mismatch() {
    return TableException.validation("NextToken does not match request");
  }

  private static byte[] json(Consumer<JsonGenerator> members) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(256);
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), octets)) {
      out.writeStartObject();
      members.accept(out);
      out.writeEndObject();
    }
    return octets.toByteArray();
  }
}
