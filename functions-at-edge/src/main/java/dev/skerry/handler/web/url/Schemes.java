package dev.skerry.handler.web.url;

import java.util.Map;

/** The special schemes and their default ports (URL Standard, "special scheme"). */
final class Schemes {
  private static final int NONE = -1;
  private static final Map<String, Integer> PORTS =
      Map.of("ftp", 21, "file", NONE, "http", 80, "https", 443, "ws", 80, "wss", 443);

  private Schemes() {}

  static boolean isSpecial(String scheme) {
    return PORTS.containsKey(scheme);
  }

  static boolean isDefaultPort(String scheme, int port) {
    return PORTS.getOrDefault(scheme, NONE) == port;
  }
}
