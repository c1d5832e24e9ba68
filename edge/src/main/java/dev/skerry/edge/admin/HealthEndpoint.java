package dev.skerry.edge.admin;

import dev.skerry.edge.admin.NodeStatus.State;

/**
 * {@code GET /health} answers 200 while the process works; {@code GET /ready} only while it wants
 * traffic, else 503. Both need no token and say nothing but that.
 */
final class HealthEndpoint implements Endpoint {
  private final StatusService status;
  private final boolean onlyReady;

  HealthEndpoint(StatusService status, boolean onlyReady) {
    this.status = status;
    this.onlyReady = onlyReady;
  }

  @Override
  public AdminAnswer answer(AdminRequest request) {
    State state = status.status().state();
    int code = onlyReady && state != State.READY ? 503 : 200;
    return AdminAnswer.text(code, "text/plain; charset=utf-8", Names.of(state) + "\n");
  }
}
