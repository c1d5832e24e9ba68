package dev.skerry.handler.subrequest;

import dev.skerry.http.Request;

/**
 * Where a request goes.
 *
 * @param host in lower case; an IPv6 address in brackets
 */
record Target(String host, int port) {
  static Target of(Request request) {
    String authority = request.authority();
    int colon = authority.lastIndexOf(':');
    return colon < 0 || colon < authority.indexOf(']')
        ? new Target(authority, request.scheme().equals("https") ? 443 : 80)
        : new Target(
            authority.substring(0, colon), Integer.parseInt(authority.substring(colon + 1)));
  }
}
