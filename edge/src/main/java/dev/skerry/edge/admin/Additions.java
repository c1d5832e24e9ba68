package dev.skerry.edge.admin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What the admin API tells and does beside the edge's own, for whoever runs in the same process.
 *
 * @param endpoints all need the token
 * @param status further members of {@code GET /v1/status}: records or maps, made when asked
 */
public record Additions(List<Addition> endpoints, Map<String, Supplier<Object>> status) {
  /** Nothing. */
  public static final Additions NONE = new Additions(List.of(), Map.of());

  /** Keeps copies. */
  public Additions {
    endpoints = List.copyOf(endpoints);
    status = Map.copyOf(status);
  }

  /**
   * An endpoint.
   *
   * @param method {@code GET} or {@code POST}
   * @param path exactly, as {@code /v1/things}
   * @param parameters names that the query of a {@code GET} may have, each once at most
   */
  public record Addition(String method, String path, Set<String> parameters, Answering answering) {
    /** Keeps a copy. */
    public Addition {
      parameters = Set.copyOf(parameters);
    }

    /** An endpoint without parameters. */
    public Addition(String method, String path, Answering answering) {
      this(method, path, Set.of(), answering);
    }
  }

  /** Answers calls on a virtual thread; may block. */
  @FunctionalInterface
  public interface Answering {
    /**
     * Answers one.
     *
     * @param content the JSON that was sent; for {@code GET} an object of the query's parameters
     * @return a record, a map or a tree; names of records' members become snake case
     */
    Object answer(JsonNode content) throws ProblemException;
  }
}
