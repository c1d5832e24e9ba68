package dev.skerry.edge.admin;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The table of endpoints of an admin API. */
public final class Endpoints {
  private final List<Endpoint> table;

  /**
   * A line of the table, found for a call.
   *
   * @param path the parameters of the call's path
   */
  record Found(Endpoint endpoint, Map<String, String> path) {}

  /** Makes a table; each method and path is in it once. */
  public Endpoints(List<Endpoint> endpoints) {
    Set<String> seen = new HashSet<>();
    for (Endpoint each : endpoints) {
      String called = each.method() + " " + each.path().text();
      if (!seen.add(called)) {
        throw new IllegalArgumentException(called + " is there twice");
      }
    }
    // a path that is written out goes before one with parameters
    table =
        endpoints.stream()
            .sorted(Comparator.comparingInt(each -> each.path().parameters().size()))
            .toList();
  }

  /** All of them; those with fewer parameters in their paths first. */
  public List<Endpoint> all() {
    return table;
  }

  /**
   * Answers a call that is made within this process, by somebody who may make it.
   *
   * @param target path and query, encoded
   * @param content null for none
   * @return the JSON of the answer; null if it has none
   */
  public @Nullable JsonNode ask(
      String method, String target, @Nullable JsonNode content, Caller caller)
      throws ProblemException {
    int question = target.indexOf('?');
    Found found = find(method, question < 0 ? target : target.substring(0, question));
    CallReading.Sent sent =
        new CallReading.Sent(
            found.path, question < 0 ? null : target.substring(question + 1), Fields.EMPTY);
    AdminCall call = CallReading.read(found.endpoint, sent, content, caller, "this process");
    byte[] answer = found.endpoint.answering().answer(call).content();
    return answer.length == 0 ? null : Json.read(answer);
  }

  /** The line for that method and path. */
  Found find(String method, String path) throws ProblemException {
    List<String> allowed = new ArrayList<>();
    for (Endpoint each : table) {
      Map<String, String> parameters = each.path().match(path);
      if (parameters != null) {
        if (each.takes(method)) {
          return new Found(each, parameters);
        }
        allowed.add(each.method() == Endpoint.Method.GET ? "GET, HEAD" : each.method().name());
      }
    }
    if (allowed.isEmpty()) {
      throw new ProblemException(
          Problem.NO_ENDPOINT, "no endpoint at " + path + "; there are " + paths());
    }
    throw new ProblemException(
        Problem.METHOD_NOT_ALLOWED,
        "%s does not take %s".formatted(path, method),
        Fields.of(FieldNames.ALLOW, String.join(", ", allowed)));
  }

  private List<String> paths() {
    return table.stream().map(each -> each.path().text()).distinct().toList();
  }
}
