package dev.skerry.edge.admin;

import dev.skerry.edge.admin.Additions.Addition;
import java.util.Set;
import tools.jackson.databind.node.MissingNode;

/** An endpoint that somebody beside the edge answers. */
final class AddedEndpoint implements Endpoint {
  private final Addition addition;

  AddedEndpoint(Addition addition) {
    this.addition = addition;
  }

  @Override
  public AdminAnswer answer(AdminRequest request) throws ProblemException {
    request.parameters(Set.of());
    if (addition.method().equals("GET")) {
      return AdminAnswer.json(addition.answering().answer(MissingNode.getInstance()));
    }
    return AdminAnswer.json(addition.answering().answer(request.json()));
  }
}
