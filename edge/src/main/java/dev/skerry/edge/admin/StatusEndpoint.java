package dev.skerry.edge.admin;

/** {@code GET /v1/status}: how the node is. */
final class StatusEndpoint implements Endpoint {
  private final StatusService status;

  StatusEndpoint(StatusService status) {
    this.status = status;
  }

  @Override
  public AdminAnswer answer(AdminRequest request) {
    return AdminAnswer.json(status.status());
  }
}
