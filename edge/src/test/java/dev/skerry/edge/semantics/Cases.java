package dev.skerry.edge.semantics;

import dev.skerry.http.Fields;
import dev.skerry.http.HttpDate;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes messages out of the cells of a table. */
final class Cases {
  /** The moment at which every response of a table is received. */
  static final long NOW = 1_800_000_000_000L;

  private Cases() {}

  /**
   * Field lines between {@code ~}. A value {@code @n} is the date n seconds after {@link #NOW}.
   *
   * @param cell null for none
   */
  static Fields fields(@Nullable String cell) {
    Fields fields = new Fields();
    if (cell == null || cell.isBlank()) {
      return fields;
    }
    for (String line : cell.split("~", -1)) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).strip();
      if (value.matches("@-?\\d+")) {
        value = HttpDate.format(NOW + 1000 * Long.parseLong(value.substring(1)));
      }
      fields.add(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), value);
    }
    return fields;
  }

  /** A request to {@code https://example.com/a/b?c}. */
  static Request request(String method, @Nullable String fields) {
    return new Request(method, "https", "example.com", "/a/b", "c", fields(fields));
  }

  static Request get(@Nullable String fields) {
    return request("GET", fields);
  }

  static Response response(int status, @Nullable String fields) {
    return new Response(status, fields(fields));
  }

  /** Decides about a GET and its response, received now without delay. */
  static StoreDecision decide(@Nullable String request, int status, @Nullable String response) {
    return decide(request, status, response, CachePolicy.DEFAULT);
  }

  static StoreDecision decide(
      @Nullable String request, int status, @Nullable String response, CachePolicy policy) {
    return Storability.decide(get(request), response(status, response), policy, Timing.at(NOW));
  }

  /** The freshness of a response that must be storable. */
  static Freshness freshness(String response) {
    if (decide(null, 200, response) instanceof StoreDecision.Store store) {
      return store.freshness();
    }
    throw new AssertionError("not stored: " + response);
  }
}
