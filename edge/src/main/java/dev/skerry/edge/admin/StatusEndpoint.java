package dev.skerry.edge.admin;

import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/status}: how the node is. */
final class StatusEndpoint implements Endpoint {
  private final StatusService status;
  private final Additions additions;

  StatusEndpoint(StatusService status, Additions additions) {
    this.status = status;
    this.additions = additions;
  }

  @Override
  public AdminAnswer answer(AdminRequest request) {
    ObjectNode document = Json.tree(status.status());
    additions.status().forEach((name, member) -> document.set(name, Json.tree(member.get())));
    return AdminAnswer.json(document);
  }
}
