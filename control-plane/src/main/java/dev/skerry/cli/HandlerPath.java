package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Where the admin API has a handler. */
final class HandlerPath {
  private HandlerPath() {}

  static String of(String name) {
    return "/v1/handlers/" + URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }
}
