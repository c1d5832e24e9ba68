package dev.skerry.handler.web;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Occurrence;
import dev.skerry.handler.text.StatusDescription;
import dev.skerry.handler.web.url.WebUrl;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event as the one string that {@code runtime.js} reads: its parts, a line for each. */
public final class ModuleEvent {
  private static final Set<Integer> WITHOUT_CONTENT = Set.of(101, 103, 204, 205, 304);

  /** In place of the host that a request in HTTP/1.0 did not name. */
  private static final String NO_HOST = "host.invalid";

  private static final Comparator<Line> BY_NAME = Comparator.comparing(Line::name);

  private ModuleEvent() {}

  public static String text(HandlerEvent event) {
    return event.hook().hasRequest() ? ofExchange(event) : ofSchedule(event);
  }

  private static String ofSchedule(HandlerEvent event) {
    Occurrence occurrence = event.itsOccurrence();
    return event.hook().token() + '\n' + occurrence.cron() + '\n' + occurrence.at().toEpochMilli();
  }

  private static String ofExchange(HandlerEvent event) {
    Request request = event.request();
    Response response = event.response();
    Fields fields = request.fields();
    StringBuilder text = new StringBuilder(512);
    text.append(event.hook().token()).append('\n').append(event.requestId()).append('\n');
    text.append(request.method()).append('\n').append(url(request)).append('\n');
    text.append(event.hook().isAboutRequest() ? requestContent(event) : "none").append('\n');
    text.append(1 + fields.size());
    lines(text, fields, request.authority());
    if (response != null) {
      text.append('\n').append(response.status()).append('\n');
      text.append(StatusDescription.of(response.status())).append('\n');
      text.append(responseContent(event, response)).append('\n').append(response.fields().size());
      lines(text, response.fields(), null);
    }
    return text.toString();
  }

  /**
   * The lines of a section in the order of their names, as a script sees them: lines of one name
   * stay among each other as they were. The host, where there is one, is among them.
   */
  private static void lines(StringBuilder text, Fields fields, @Nullable String host) {
    List<Line> lines = new ArrayList<>(1 + fields.size());
    if (host != null) {
      lines.add(new Line(FieldNames.HOST, host));
    }
    for (int i = 0; i < fields.size(); i++) {
      lines.add(new Line(fields.name(i), fields.value(i)));
    }
    lines.sort(BY_NAME);
    for (Line line : lines) {
      text.append('\n').append(line.name()).append('\n').append(line.value());
    }
  }

  private record Line(String name, String value) {}

  private static String requestContent(HandlerEvent event) {
    if (event.content() != null) {
      return "given";
    }
    return event.request().hasContent() ? "elsewhere" : "none";
  }

  private static String responseContent(HandlerEvent event, Response response) {
    if (WITHOUT_CONTENT.contains(response.status()) || event.request().method().equals("HEAD")) {
      return "none";
    }
    return event.content() != null ? "given" : "elsewhere";
  }

  // ---- URLs

  /** The request's URL as the URL Standard writes it. */
  static String url(Request request) {
    String text =
        request.scheme()
            + "://"
            + (request.authority().isEmpty() ? NO_HOST : request.authority())
            + (request.path().startsWith("/") ? request.target() : '/' + request.target());
    if (isPlain(request.target())) {
      return text;
    }
    WebUrl parsed = WebUrl.parse(text, null);
    return parsed == null ? text : parsed.href();
  }

  /** Whether parsing would change nothing: the usual case, told without doing it. */
  private static boolean isPlain(String target) {
    if (!target.startsWith("/") || target.contains("/.")) {
      return false;
    }
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      boolean stays =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-_./?&=+,;:@!$()*~%".indexOf(c) >= 0;
      if (!stays) {
        return false;
      }
    }
    return !target.contains("%2e") && !target.contains("%2E");
  }
}
