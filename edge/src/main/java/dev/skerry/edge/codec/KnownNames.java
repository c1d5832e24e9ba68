package dev.skerry.edge.codec;

import dev.skerry.http.FieldNames;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * The field names that parsers find from octets without making a string, and what each means to a
 * parser.
 *
 * <p>All constants of {@link FieldNames} are here, and others that browsers and servers often send.
 * An open-addressed table, filled once.
 */
final class KnownNames {
  /** What a parser does with a field. */
  enum Role {
    /** Meant for all recipients of the message: kept, whatever {@code Connection} says. */
    END_TO_END,
    /** Not known: kept unless {@code Connection} names it. */
    UNKNOWN,
    HOST,
    CONTENT_LENGTH,
    TRANSFER_ENCODING,
    CONNECTION,
    TE,
    UPGRADE,
    /** Of one connection only: taken out. */
    DROPPED
  }

  private static final String[] OTHERS = {
    "accept-charset",
    "accept-ch",
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "access-control-max-age",
    "access-control-request-headers",
    "access-control-request-method",
    "alt-svc",
    "alt-used",
    "content-disposition",
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "dnt",
    "early-data",
    "from",
    "last-event-id",
    "link",
    "nel",
    "permissions-policy",
    "priority",
    "purpose",
    "referrer-policy",
    "refresh",
    "report-to",
    "save-data",
    "sec-ch-ua",
    "sec-ch-ua-mobile",
    "sec-ch-ua-platform",
    "sec-fetch-dest",
    "sec-fetch-mode",
    "sec-fetch-site",
    "sec-fetch-user",
    "sec-gpc",
    "sec-purpose",
    "sec-websocket-accept",
    "sec-websocket-extensions",
    "sec-websocket-key",
    "sec-websocket-protocol",
    "sec-websocket-version",
    "server-timing",
    "strict-transport-security",
    "timing-allow-origin",
    "traceparent",
    "tracestate",
    "upgrade-insecure-requests",
    "x-cache",
    "x-content-type-options",
    "x-frame-options",
    "x-powered-by",
    "x-real-ip",
    "x-request-id",
    "x-requested-with",
    "x-xss-protection",
    "true-client-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-original-url",
    "x-rewrite-url",
    "x-http-method-override",
    "x-csrf-token",
    "x-api-key"
  };

  private static final int SLOTS = 1024;
  private static final @Nullable String[] NAMES = new @Nullable String[SLOTS];
  private static final @Nullable Role[] ROLES = new @Nullable Role[SLOTS];

  static {
    for (Field constant : FieldNames.class.getFields()) {
      put(value(constant), Role.END_TO_END);
    }
    for (String name : OTHERS) {
      put(name, Role.END_TO_END);
    }
    put(FieldNames.HOST, Role.HOST);
    put(FieldNames.CONTENT_LENGTH, Role.CONTENT_LENGTH);
    put(FieldNames.TRANSFER_ENCODING, Role.TRANSFER_ENCODING);
    put(FieldNames.CONNECTION, Role.CONNECTION);
    put(FieldNames.TE, Role.TE);
    put(FieldNames.UPGRADE, Role.UPGRADE);
    put(FieldNames.KEEP_ALIVE, Role.DROPPED);
    put(FieldNames.PROXY_CONNECTION, Role.DROPPED);
    put("http2-settings", Role.DROPPED);
  }

  private KnownNames() {}

  /** The start of a name's hash, and the step for each of its octets in lower case. */
  static int step(int hash, byte lower) {
    return 31 * hash + lower;
  }

  /**
   * The slot of the name that stands in the octets, or -1 if it is not known.
   *
   * @param hash {@link #step} over all its octets
   */
  static int find(int hash, byte[] octets, int from, int to) {
    int slot = spread(hash);
    for (String name = NAMES[slot]; name != null; name = NAMES[slot]) {
      if (matches(name, octets, from, to)) {
        return slot;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return -1;
  }

  /** The slot of the name, which is in lower case, or -1 if it is not known. */
  static int find(CharSequence name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = step(hash, (byte) name.charAt(i));
    }
    return find(hash, name);
  }

  /** The slot of the name, which is in lower case and has that hash, or -1 if it is not known. */
  static int find(int hash, CharSequence name) {
    int slot = spread(hash);
    for (String known = NAMES[slot]; known != null; known = NAMES[slot]) {
      if (known.contentEquals(name)) {
        return slot;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return -1;
  }

  /** Whether it is the very string that {@link #name} gives for a known name. */
  @SuppressWarnings("ReferenceEquality") // An equal one is looked at octet by octet instead.
  static boolean isOne(String name) {
    // The hash of a string is made by the same steps, and kept in it.
    int slot = spread(name.hashCode());
    for (String known = NAMES[slot]; known != null; known = NAMES[slot]) {
      if (known == name) {
        return true;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return false;
  }

  static String name(int slot) {
    String name = NAMES[slot];
    assert name != null : "slots come from find";
    return name;
  }

  /** The role of the name in that slot; {@link Role#UNKNOWN} for -1. */
  static Role role(int slot) {
    Role role = slot < 0 ? Role.UNKNOWN : ROLES[slot];
    return role == null ? Role.UNKNOWN : role;
  }

  private static String value(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(String name, Role role) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = step(hash, (byte) name.charAt(i));
    }
    int slot = spread(hash);
    while (NAMES[slot] != null && !name.equals(NAMES[slot])) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    NAMES[slot] = name;
    ROLES[slot] = role;
  }

  private static int spread(int hash) {
    return (hash ^ (hash >>> 11) ^ (hash >>> 22)) & (SLOTS - 1);
  }

  private static boolean matches(String name, byte[] octets, int from, int to) {
    if (name.length() != to - from) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != Octets.tokenLower(octets[from + i])) {
        return false;
      }
    }
    return true;
  }
}
