package dev.skerry.control.tables;

import dev.skerry.origin.tables.error.ErrorType;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The errors that are found before an operation is, as JSON. */
final class TableErrors {
  private static final String SERVICE = "com.amazon.coral.service#";

  private static final JsonFactory JSON = new JsonFactory();

  private TableErrors() {}

  /** A signature's error, of the framework in front of the service. */
  static byte[] service(String code, @Nullable String message) {
    return of(SERVICE + code, "message", message);
  }

  /** An error that the service's operations have, too. */
  static byte[] of(ErrorType type, @Nullable String message) {
    return of(type.wireName(), type.messageMember(), message);
  }

  private static byte[] of(String type, String member, @Nullable String message) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(256);
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), octets)) {
      out.writeStartObject();
      out.writeStringProperty("__type", type);
      if (message != null) {
        out.writeStringProperty(member, message);
      }
      out.writeEndObject();
    }
    return octets.toByteArray();
  }

  /** Whether octets are one JSON text. */
  static boolean isJson(byte[] octets) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), octets)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
