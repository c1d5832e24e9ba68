package dev.skerry.handler;

import java.util.Map;
import java.util.Set;

/**
 * What handlers may not do to fields, whatever they are written in (CloudFront's "Restrictions on
 * edge functions", as far as it is about HTTP and not about AWS): fields of the connection cannot
 * be set at all, others stay as they are. Names in lower case.
 */
public final class ProtectedFields {
  private static final Set<String> FORBIDDEN =
      Set.of(
          "connection",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** By the hook at which they are seen and cannot be changed. */
  private static final Map<Hook, Set<String>> FIXED =
      Map.of(
          Hook.VIEWER_REQUEST,
          Set.of("cdn-loop", "content-length", "host", "via"),
          // Also what the edge itself has asked for, and judges the response by.
          Hook.ORIGIN_REQUEST,
          Set.of(
              "accept-encoding",
              "cdn-loop",
              "content-length",
              "host",
              "if-match",
              "if-modified-since",
              "if-none-match",
              "if-range",
              "if-unmodified-since",
              "range",
              "surrogate-capability",
              "via"),
          Hook.ORIGIN_RESPONSE,
          Set.of("content-encoding", "content-length", "content-range", "via"),
          Hook.VIEWER_RESPONSE,
          Set.of(
              "age",
              "cache-status",
              "content-encoding",
              "content-length",
              "content-range",
              "proxy-status",
              "via",
              "warning"));

  private ProtectedFields() {}

  /** Whether a handler at that hook sees the field and cannot change it. */
  public static boolean isFixed(Hook hook, String name) {
    return FIXED.getOrDefault(hook, Set.of()).contains(name);
  }

  /** Whether no handler may set the field, though one may see it and let it go. */
  public static boolean isForbidden(String name) {
    return FORBIDDEN.contains(name);
  }
}
