package dev.skerry.handler.text;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as the strings that {@code crossing.js} takes, none of which has to be taken apart
 * before it is used. Of fields, parameters and cookies each string holds all: a line feed, a name,
 * a null, a value, and so on.
 */
public final class EventParts {
  private static final char BEFORE_NAME = '\n';
  private static final char BEFORE_VALUE = '\0';

  private EventParts() {}

  /**
   * The parts, whatever the event's hook; four more where there is a response. The content is in
   * base64 behind an equals sign; without that there is none.
   */
  public static String[] of(HandlerEvent event) {
    Request request = event.request();
    Response response = event.response();
    String[] parts = new String[response == null ? 10 : 14];
    parts[0] = event.hook().token();
    parts[1] = request.host();
    parts[2] = event.requestId();
    parts[3] = event.viewerAddress();
    parts[4] = request.method();
    parts[5] = request.path();
    parts[6] = pairs(Pairs.ofQuery(request.query()));
    parts[7] = requestFields(request);
    parts[8] = pairs(Pairs.ofCookies(request.fields()));
    parts[9] = content(event.content());
    if (response != null) {
      parts[10] = Integer.toString(response.status());
      parts[11] = StatusDescription.of(response.status());
      parts[12] =
          fields(
              new StringBuilder(room(response.fields())), response.fields(), FieldNames.SET_COOKIE);
      parts[13] = setCookies(Pairs.ofSetCookies(response.fields()));
    }
    return parts;
  }

  /** The parts as one string, for an engine that takes one: U+0001 stands between them. */
  public static String joined(HandlerEvent event) {
    return String.join("\u0001", of(event));
  }

  private static String content(@Nullable ByteBuffer content) {
    return content == null ? "" : '=' + Octets.write(content, "base64");
  }

  /** The host first, which the message model has in a place of its own. */
  private static String requestFields(Request request) {
    StringBuilder text = new StringBuilder(room(request.fields()) + request.authority().length());
    append(text, FieldNames.HOST, request.authority());
    return fields(text, request.fields(), FieldNames.COOKIE);
  }

  /** Enough for the text of a section, and for the name of the host. */
  private static int room(Fields fields) {
    int room = 8;
    for (int i = 0; i < fields.size(); i++) {
      room += fields.name(i).length() + fields.value(i).length() + 2;
    }
    return room;
  }

  private static String fields(StringBuilder text, Fields fields, String but) {
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.name(i).equals(but)) {
        append(text, fields.name(i), fields.value(i));
      }
    }
    return text.toString();
  }

  private static String pairs(List<Pairs.Pair> pairs) {
    if (pairs.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (Pairs.Pair pair : pairs) {
      append(text, pair.name(), pair.value());
    }
    return text.toString();
  }

  private static String setCookies(List<Pairs.SetCookie> cookies) {
    StringBuilder text = new StringBuilder();
    for (Pairs.SetCookie cookie : cookies) {
      append(text, cookie.name(), cookie.value());
      if (!cookie.attributes().isEmpty()) {
        text.append(BEFORE_VALUE).append(cookie.attributes());
      }
    }
    return text.toString();
  }

  /** No control character is in what is appended: the parsers of messages let none in. */
  private static void append(StringBuilder text, String name, String value) {
    text.append(BEFORE_NAME).append(name).append(BEFORE_VALUE).append(value);
  }
}
