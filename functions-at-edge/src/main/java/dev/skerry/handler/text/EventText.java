package dev.skerry.handler.text;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Occurrence;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * An event as the one string that modules of WebAssembly read: its parts, a line for each, and last
 * the content where the handler is given any.
 */
public final class EventText {
  private static final String OCTETS = "octets";

  private final StringBuilder text = new StringBuilder(512);

  private EventText() {}

  /** The event; its content as it is, to the end, a character for each octet. */
  public static String withOctets(HandlerEvent event) {
    if (!event.hook().hasRequest()) {
      return scheduled(event);
    }
    EventText made = head(event);
    ByteBuffer content = event.content();
    if (content != null) {
      made.line(OCTETS).line(Octets.write(content, "latin1"));
    }
    return made.text.toString();
  }

  private static String scheduled(HandlerEvent event) {
    Occurrence occurrence = event.itsOccurrence();
    return new EventText()
        .line(event.hook().token())
        .line(event.requestId())
        .line(occurrence.cron())
        .line(Long.toString(occurrence.at().toEpochMilli()))
        .text
        .toString();
  }

  private static EventText head(HandlerEvent event) {
    EventText made = new EventText();
    Request request = event.request();
    made.line(event.hook().token())
        .line(request.host())
        .line(event.requestId())
        .line(event.viewerAddress())
        .line(request.method())
        .line(request.path())
        .pairs(Pairs.ofQuery(request.query()))
        .requestFields(request)
        .pairs(Pairs.ofCookies(request.fields()));
    Response response = event.response();
    if (response != null) {
      made.line(Integer.toString(response.status()))
          .line(StatusDescription.of(response.status()))
          .fields(response.fields(), FieldNames.SET_COOKIE)
          .setCookies(response.fields());
    }
    return made;
  }

  /** What is in the text has no line breaks: the parsers of messages let none in. */
  private EventText line(String part) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(part);
    return this;
  }

  private EventText pairs(List<Pairs.Pair> pairs) {
    line(Integer.toString(pairs.size()));
    for (Pairs.Pair pair : pairs) {
      line(pair.name()).line(pair.value());
    }
    return this;
  }

  /** The host first, which the message model has in a place of its own. */
  private EventText requestFields(Request request) {
    Fields fields = request.fields();
    line(Integer.toString(1 + fields.size() - fields.count(FieldNames.COOKIE)));
    line(FieldNames.HOST).line(request.authority());
    return lines(fields, FieldNames.COOKIE);
  }

  private EventText fields(Fields fields, String but) {
    line(Integer.toString(fields.size() - fields.count(but)));
    return lines(fields, but);
  }

  private EventText lines(Fields fields, String but) {
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.name(i).equals(but)) {
        line(fields.name(i)).line(fields.value(i));
      }
    }
    return this;
  }

  private EventText setCookies(Fields fields) {
    List<Pairs.SetCookie> cookies = Pairs.ofSetCookies(fields);
    line(Integer.toString(cookies.size()));
    for (Pairs.SetCookie cookie : cookies) {
      line(cookie.name()).line(cookie.value()).line(cookie.attributes());
    }
    return this;
  }
}
