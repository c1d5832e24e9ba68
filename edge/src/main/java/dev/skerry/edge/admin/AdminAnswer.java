package dev.skerry.edge.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.admin.shape.Violation;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole response to a call. Owns its fields, which are without content-length. */
public final class AdminAnswer {
  private static final byte[] NOTHING = {};

  private final int status;
  private final Fields fields;
  private final byte[] content;

  private AdminAnswer(int status, Fields fields, byte[] content) {
    this.status = status;
    this.fields = fields;
    this.content = content;
  }

  /** A 200 with a record, map or tree as JSON. */
  public static AdminAnswer ok(Object document) {
    return json(200, document);
  }

  /**
   * A 201: something was made.
   *
   * @param location its path
   */
  public static AdminAnswer created(String location, Object document) {
    return json(201, document).field(FieldNames.LOCATION, location);
  }

  /** A 202: it is under way. */
  public static AdminAnswer accepted(Object document) {
    return json(202, document);
  }

  /** A 204: it is done, and there is nothing to tell. */
  public static AdminAnswer noContent() {
    return new AdminAnswer(204, usualFields(), NOTHING);
  }

  /** A record, map or tree as JSON. */
  static AdminAnswer json(int status, Object document) {
    return of(status, "application/json", Json.write(document).getBytes(UTF_8));
  }

  /** An answer with text in UTF-8. */
  public static AdminAnswer text(int status, String type, String text) {
    return of(status, type, text.getBytes(UTF_8));
  }

  /** An answer with some content, which it owns from now on. */
  public static AdminAnswer of(int status, String type, byte[] content) {
    return new AdminAnswer(status, usualFields(), content).field(FieldNames.CONTENT_TYPE, type);
  }

  private static Fields usualFields() {
    return Fields.of(FieldNames.CACHE_CONTROL, "no-store", "x-content-type-options", "nosniff");
  }

  /** One that was kept. */
  static AdminAnswer again(KeptAnswer kept) {
    Fields fields = new Fields();
    kept.fields().forEach(fields::add);
    return new AdminAnswer(kept.status(), fields, kept.content().getBytes(UTF_8));
  }

  /** A 304: it is still the version that the caller has. */
  AdminAnswer notModified() {
    return new AdminAnswer(304, fields.copy().remove(FieldNames.CONTENT_TYPE), NOTHING);
  }

  /** The problem details of a refused call (RFC 9457 §3). */
  static AdminAnswer problem(ProblemException refusal) {
    Problem problem = refusal.problem();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("type", problem.type());
    details.put("title", problem.title());
    details.put("status", problem.status());
    details.put("detail", refusal.detail());
    if (!refusal.violations().isEmpty()) {
      details.put("errors", errors(refusal.violations()));
    }
    AdminAnswer answer =
        of(problem.status(), "application/problem+json", Json.write(details).getBytes(UTF_8));
    answer.fields.addAll(refusal.fields());
    return answer;
  }

  private static List<Map<String, String>> errors(List<Violation> violations) {
    List<Map<String, String>> errors = new ArrayList<>();
    for (Violation each : violations) {
      Map<String, String> error = new LinkedHashMap<>();
      error.put(
          switch (each.place()) {
            case POINTER -> "pointer";
            case PARAMETER -> "parameter";
          },
          each.at());
      error.put("detail", each.detail());
      errors.add(error);
    }
    return errors;
  }

  /** The same, of that version; {@code tag} is without quotes, of visible ASCII. */
  public AdminAnswer version(String tag) {
    return field(FieldNames.ETAG, '"' + tag + '"');
  }

  /** The same with that field, in place of one of its name. */
  public AdminAnswer field(String name, String value) {
    fields.set(name, value);
    return this;
  }

  int status() {
    return status;
  }

  Fields fields() {
    return fields;
  }

  byte[] content() {
    return content;
  }
}
