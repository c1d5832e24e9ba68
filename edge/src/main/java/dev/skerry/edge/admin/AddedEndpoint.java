package dev.skerry.edge.admin;

import dev.skerry.edge.admin.Additions.Addition;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An endpoint that somebody beside the edge answers. */
final class AddedEndpoint implements Endpoint {
  private final Addition addition;

  AddedEndpoint(Addition addition) {
    this.addition = addition;
  }

  @Override
  public AdminAnswer answer(AdminRequest request) throws ProblemException {
    Map<String, List<String>> parameters = request.parameters(addition.parameters());
    JsonNode content = addition.method().equals("GET") ? object(parameters) : request.json();
    return AdminAnswer.json(addition.answering().answer(content));
  }

  private static ObjectNode object(Map<String, List<String>> parameters) throws ProblemException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, List<String>> each : parameters.entrySet()) {
      if (each.getValue().size() > 1) {
        throw new ProblemException(
            Problem.INVALID_REQUEST, "the query parameter '" + each.getKey() + "' is there twice");
      }
      object.put(each.getKey(), each.getValue().getFirst());
    }
    return object;
  }
}
