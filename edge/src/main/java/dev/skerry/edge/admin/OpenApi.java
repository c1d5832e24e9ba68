package dev.skerry.edge.admin;

import dev.skerry.edge.admin.Endpoint.Answer;
import dev.skerry.edge.admin.shape.SchemaWriter;
import dev.skerry.edge.admin.shape.SchemaWriter.Direction;
import dev.skerry.edge.admin.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The description of an admin API (OpenAPI 3.1), made from its endpoints. */
public final class OpenApi {
  private static final String PROBLEM = "application/problem+json";

  private final SchemaWriter schemas = new SchemaWriter();

  private OpenApi() {}

  /** {@code GET /v1/openapi.json}: the description of these endpoints and of itself. */
  public static Endpoint endpoint(List<Endpoint> others, String version) {
    Endpoint.Builder declared =
        Endpoint.get("/v1/openapi.json")
            .scope(Scope.READ)
            .summary("This description")
            .answersJson(200);
    Endpoint itself = declared.by(_ -> AdminAnswer.noContent());
    List<Endpoint> all = Stream.concat(others.stream(), Stream.of(itself)).toList();
    ObjectNode document = Json.tree(of(all, version));
    return itself.answeredBy(_ -> AdminAnswer.ok(document));
  }

  /** The description of endpoints as a tree of maps, lists and values. */
  static Map<String, Object> of(List<Endpoint> endpoints, String version) {
    return new OpenApi().document(endpoints, version);
  }

  private Map<String, Object> document(List<Endpoint> endpoints, String version) {
    Map<String, Map<String, Object>> paths = new TreeMap<>();
    for (Endpoint each : endpoints) {
      paths
          .computeIfAbsent(each.path().text(), _ -> new LinkedHashMap<>())
          .put(Names.of(each.method()), operation(each));
    }
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("schemas", schemas.components());
    components.put("responses", problems());
    components.put("securitySchemes", object("token", object("type", "http", "scheme", "bearer")));
    schemas.components().put("Problem", problemSchema());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", object("title", "Skerry admin API", "version", version));
    document.put("paths", paths);
    document.put("components", components);
    return document;
  }

  private Map<String, Object> operation(Endpoint endpoint) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", id(endpoint));
    operation.put("summary", endpoint.summary());
    Scope scope = endpoint.scope();
    if (scope != null) {
      operation.put("description", "Needs the scope " + Names.of(scope) + ".");
      operation.put("security", List.of(object("token", List.of())));
    }
    if (!endpoint.parameters().isEmpty()) {
      operation.put("parameters", endpoint.parameters().stream().map(this::parameter).toList());
    }
    Shape content = endpoint.content();
    if (content != null) {
      operation.put(
          "requestBody",
          object("required", true, "content", json(schemas.schema(content, Direction.READ))));
    }
    operation.put("responses", responses(endpoint));
    return operation;
  }

  /** As {@code postAccountsKeys}. */
  private static String id(Endpoint endpoint) {
    StringBuilder id = new StringBuilder(Names.of(endpoint.method()));
    for (String word : endpoint.path().text().replace("/v1/", "/").split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return id.toString();
  }

  private Map<String, Object> parameter(Parameter parameter) {
    Map<String, Object> schema = schemas.schema(parameter.shape(), Direction.READ);
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", parameter.name());
    described.put("in", Names.of(parameter.place()));
    described.put("description", parameter.description());
    described.put("required", parameter.required());
    described.put(
        "schema", parameter.repeated() ? object("type", "array", "items", schema) : schema);
    return described;
  }

  private Map<String, Object> responses(Endpoint endpoint) {
    Map<String, Object> responses = new TreeMap<>();
    endpoint.answers().forEach((status, answer) -> responses.put("" + status, response(answer)));
    responses.put("default", object("$ref", "#/components/responses/Problem"));
    return responses;
  }

  private Map<String, Object> response(Answer answer) {
    Map<String, Object> response = new LinkedHashMap<>();
    Shape shape = answer.shape();
    String type = answer.type();
    if (type == null) {
      response.put("description", "Done.");
    } else if (shape == null) {
      response.put("description", "As " + type + ".");
      response.put("content", object(type, object("schema", object("type", "string"))));
    } else {
      response.put("description", "As JSON.");
      response.put("content", json(schemas.schema(shape, Direction.ANSWERED)));
    }
    return response;
  }

  private static Map<String, Object> json(Map<String, Object> schema) {
    return object("application/json", object("schema", schema));
  }

  private static Map<String, Object> problems() {
    Map<String, Object> content =
        object(PROBLEM, object("schema", object("$ref", "#/components/schemas/Problem")));
    return object(
        "Problem", object("description", "The call is refused (RFC 9457).", "content", content));
  }

  private static Map<String, Object> problemSchema() {
    List<String> types = Stream.of(Problem.values()).map(Problem::type).toList();
    Map<String, Object> error =
        strict(
            "One thing that is wrong, and where.",
            object(
                "pointer",
                object("type", "string", "description", "Where in the content: a JSON pointer."),
                "parameter",
                object("type", "string", "description", "Which parameter of path or query."),
                "detail",
                object("type", "string")),
            List.of("detail"));
    return strict(
        "Why a call is refused. The types are\n\n" + table(),
        object(
            "type", object("type", "string", "enum", types),
            "title", object("type", "string"),
            "status", object("type", "integer"),
            "detail", object("type", "string"),
            "errors", object("type", "array", "items", error)),
        List.of("type", "title", "status", "detail"));
  }

  private static Map<String, Object> strict(
      String description, Map<String, Object> properties, List<String> required) {
    return object(
        "type", "object",
        "description", description,
        "properties", properties,
        "required", required,
        "additionalProperties", false);
  }

  /** An object whose members are in the order in which they are given, names and values in turn. */
  private static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  /** A line for each problem: its type, its status and what it means. */
  private static String table() {
    StringBuilder table = new StringBuilder();
    for (Problem each : Problem.values()) {
      table.append("- `%s` (%d): %s\n".formatted(each.type(), each.status(), each.title()));
    }
    return table.toString();
  }
}
