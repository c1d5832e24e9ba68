package dev.skerry.control.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import tools.jackson.databind.json.JsonMapper;

/**
 * A short answer of the fleet port.
 *
 * @param type the content's
 * @param content a line of JSON; empty for none
 */
record FleetReply(int status, String type, String content) {
  private static final String PROBLEM = "application/problem+json";

  /** Done, and nothing to say. */
  static final FleetReply DONE = new FleetReply(204, "", "");

  static FleetReply of(byte[] json) {
    return new FleetReply(200, "application/json", new String(json, UTF_8));
  }

  /** A refusal as problem details (RFC 9457). */
  static FleetReply problem(int status, String title, String detail) {
    String document =
        JsonMapper.shared()
            .createObjectNode()
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .toString();
    return new FleetReply(status, PROBLEM, document);
  }

  static FleetReply of(JoinException refusal) {
    String title =
        switch (refusal.kind()) {
          case WRONG -> "Bad request";
          case TOKEN -> "Join token refused";
          case REVOKED -> "Revoked";
          case TAKEN -> "Name taken";
          case FULL -> "Full";
        };
    return problem(refusal.kind().status(), title, String.valueOf(refusal.getMessage()));
  }

  byte[] octets() {
    return content.getBytes(UTF_8);
  }

  Response head() {
    Fields fields = new Fields();
    if (!content.isEmpty()) {
      fields.set(FieldNames.CONTENT_TYPE, type);
      fields.set(FieldNames.CONTENT_LENGTH, Integer.toString(octets().length));
    }
    fields.set(FieldNames.CACHE_CONTROL, "no-store");
    return new Response(status, fields);
  }
}
