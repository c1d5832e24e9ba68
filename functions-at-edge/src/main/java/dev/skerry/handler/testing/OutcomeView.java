package dev.skerry.handler.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.handler.Directions;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An outcome as values by the names that expectations have for them. */
final class OutcomeView {
  static final String REQUEST = "request";
  static final String RESPONSE = "response";
  static final String PATH = ".path";
  static final String QUERY = ".query";
  static final String STATUS = ".status";
  static final String HEADERS = ".headers.";
  static final String BODY = ".body";
  static final String BASE64 = ".body.base64";
  static final String FAULT = "fault";
  static final String MESSAGE = "message";
  static final String ORIGIN = "origin";
  static final String TAGS = "tags";
  static final String KEY = "key";
  static final String LOG = "log";
  static final String UNCHANGED = "unchanged";

  private final Outcome outcome;

  OutcomeView(Outcome outcome) {
    this.outcome = outcome;
  }

  /** The values of what has that name; empty for none. */
  List<String> values(String what) {
    if (what.equals(LOG)) {
      return outcome.log();
    }
    return switch (outcome.verdict()) {
      case Verdict.ContinueWith(Request request, ByteBuffer content, Directions directions) ->
          ofRequest(what, request, content, directions);
      case Verdict.Change(Response response) ->
          ofResponse(what, response, outcome.event().content(), false);
      case Verdict.Respond(Response response, ByteBuffer content) ->
          ofResponse(what, response, content, true);
      case Verdict.Done _ -> List.of();
      case Verdict.Failed failed -> ofFailure(what, failed);
    };
  }

  private static List<String> ofFailure(String what, Verdict.Failed failed) {
    return what.equals(FAULT) ? List.of(failed.fault().token()) : List.of(failed.message());
  }

  private List<String> ofRequest(
      String what, Request request, @Nullable ByteBuffer content, Directions directions) {
    return switch (what) {
      case REQUEST -> changes(outcome.event().request(), request, content != null);
      case REQUEST + PATH -> List.of(request.path());
      case REQUEST + QUERY -> listed(request.query());
      case ORIGIN -> listed(directions.origin());
      case TAGS -> directions.tags();
      case KEY -> directions.keyParts();
      default ->
          ofMessage(
              what.substring(REQUEST.length()),
              request.fields(),
              content == null ? outcome.event().content() : content);
    };
  }

  private List<String> ofResponse(
      String what, Response response, @Nullable ByteBuffer content, boolean replaced) {
    return switch (what) {
      case RESPONSE -> changes(outcome.event().response(), response, replaced);
      case RESPONSE + STATUS -> List.of(Integer.toString(response.status()));
      default -> ofMessage(what.substring(RESPONSE.length()), response.fields(), content);
    };
  }

  private static List<String> ofMessage(String what, Fields fields, @Nullable ByteBuffer content) {
    if (what.startsWith(HEADERS)) {
      return values(fields, what.substring(HEADERS.length()));
    }
    if (content == null) {
      return List.of();
    }
    byte[] octets = new byte[content.remaining()];
    content.duplicate().get(octets);
    return List.of(
        what.equals(BODY) ? new String(octets, UTF_8) : Base64.getEncoder().encodeToString(octets));
  }

  private static List<String> values(Fields fields, String name) {
    return fields.all(name).stream().map(OutcomeView::text).toList();
  }

  /** A value, of which each char is an octet, as its author wrote it. */
  private static String text(String value) {
    return value.chars().allMatch(c -> c < 256)
        ? new String(value.getBytes(ISO_8859_1), UTF_8)
        : value;
  }

  private static List<String> listed(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  // ---- what has changed

  private static List<String> changes(Request before, Request now, boolean contentReplaced) {
    List<String> changed = new ArrayList<>();
    add(changed, "path", before.path().equals(now.path()));
    add(changed, "query", Objects.equals(before.query(), now.query()));
    return changes(changed, before.fields(), now.fields(), contentReplaced);
  }

  private static List<String> changes(
      @Nullable Response before, Response now, boolean contentReplaced) {
    if (before == null) {
      return List.of("made by the handler");
    }
    List<String> changed = new ArrayList<>();
    add(changed, "status", before.status() == now.status());
    return changes(changed, before.fields(), now.fields(), contentReplaced);
  }

  private static List<String> changes(
      List<String> changed, Fields before, Fields now, boolean contentReplaced) {
    TreeSet<String> names = new TreeSet<>();
    before.forEach((name, value) -> names.add(name));
    now.forEach((name, value) -> names.add(name));
    names.forEach(name -> add(changed, name, before.all(name).equals(now.all(name))));
    add(changed, "body", !contentReplaced);
    return List.of(changed.isEmpty() ? UNCHANGED : "changed: " + String.join(", ", changed));
  }

  private static void add(List<String> changed, String what, boolean same) {
    if (!same) {
      changed.add(what);
    }
  }

  /** What a verdict says, as the end of a sentence. */
  static String said(Verdict verdict) {
    return switch (verdict) {
      case Verdict.ContinueWith go -> "the request goes on, as " + go.request();
      case Verdict.Change change -> "it is a response with status " + change.response().status();
      case Verdict.Respond respond -> "it is answered with status " + respond.response().status();
      case Verdict.Done _ -> "it is done";
      case Verdict.Failed failed -> "the call fails: " + failure(failed);
    };
  }

  /** Why a call failed, on one line, with its place where it is known. */
  static String failure(Verdict.Failed failed) {
    return Printable.line(failed.said())
        + (failed.place().isEmpty() ? "" : " (" + failed.place() + ")");
  }
}
