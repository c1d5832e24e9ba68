package dev.skerry.handler.host;

import dev.skerry.handler.HandlerSpec;

/**
 * The log of one version of a handler: whatever its author's code writes, and wherever it fails,
 * secrets that are bound to it are taken out.
 */
final class VersionLog implements HandlerLog {
  private final HandlerSpec spec;
  private final String version;
  private final HandlerLog log;

  VersionLog(HandlerSpec spec, HandlerLog log) {
    this.spec = spec;
    this.version = spec.code().toString();
    this.log = log;
  }

  @Override
  public void line(String handler, String requestId, String place, String text) {
    line(LogLine.of(handler, requestId, place, text));
  }

  @Override
  public void line(LogLine line) {
    log.line(line.of(version).shown(spec.bindings()::withoutSecrets));
  }
}
