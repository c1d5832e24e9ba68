package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpDate;
import java.util.List;

/** Makes of a received header section the one that is stored (RFC 9111 §3.1). */
public final class StoredFields {
  private StoredFields() {}

  /**
   * A copy without what belongs to a connection or a proxy's authentication, without {@code Age}
   * (which {@link Freshness} knows) and {@code Warning} (which is obsolete, §5.5), and without the
   * given ones; with a {@code Date}, where it had none that is valid (RFC 9110 §6.6.1).
   *
   * @param without names in lower case, of {@link StoreDecision.Store#withoutFields}
   * @param responseMillis when the response was received
   * @return frozen
   */
  public static Fields of(Fields received, List<String> without, long responseMillis) {
    Fields stored = new Fields();
    for (int i = 0; i < received.size(); i++) {
      String name = received.name(i);
      if (isStored(name) && (without.isEmpty() || !without.contains(name))) {
        stored.add(name, received.value(i));
      }
    }
    if (HttpDate.parse(stored.first(FieldNames.DATE), responseMillis) == HttpDate.INVALID) {
      stored.set(FieldNames.DATE, HttpDate.format(responseMillis));
    }
    return stored.freeze();
  }

  static boolean isStored(String name) {
    return switch (name) {
      case FieldNames.AGE,
          FieldNames.CONNECTION,
          FieldNames.KEEP_ALIVE,
          FieldNames.PROXY_AUTHENTICATE,
          "proxy-authentication-info",
          FieldNames.PROXY_AUTHORIZATION,
          FieldNames.PROXY_CONNECTION,
          FieldNames.TE,
          FieldNames.TRANSFER_ENCODING,
          FieldNames.UPGRADE,
          FieldNames.WARNING ->
          false;
      default -> true;
    };
  }
}
