package dev.skerry.control.fleet;

import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.AdminCall;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.TailAnswer;
import dev.skerry.edge.admin.TailEndpoint;
import dev.skerry.edge.observe.HandlerLines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The call of the admin API that follows the lines of a handler on all edges. */
public final class TailCalls {
  /** How long edges have for their first answer, which tells where they are. */
  private static final Duration FIRST = Duration.ofSeconds(2);

  private static final TypeReference<TreeMap<String, Long>> NUMBERS = new TypeReference<>() {};

  private final Tails tails;
  private final Predicate<String> handlers;

  private TailCalls(Tails tails, Predicate<String> handlers) {
    this.tails = tails;
    this.handlers = handlers;
  }

  /**
   * The endpoint.
   *
   * @param handlers whether there is one of that id
   */
  public static List<Endpoint> of(Tails tails, Predicate<String> handlers) {
    return List.of(TailEndpoint.begun().by(new TailCalls(tails, handlers)::answer));
  }

  private AdminAnswer answer(AdminCall call) throws ProblemException {
    String handler = call.required(TailEndpoint.HANDLER);
    if (!handlers.test(handler)) {
      throw TailEndpoint.unknown(handler);
    }
    String cursor = call.text(TailEndpoint.CURSOR);
    Map<String, Long> known = known(cursor);
    Duration wait = cursor == null ? FIRST : Duration.ofMillis(call.whole(TailEndpoint.WAIT, 0));
    long age = call.whole(TailEndpoint.SINCE, -1);
    try {
      Map<String, HandlerLines> found =
          tails
              .ask(handler, known, cursor == null ? age : -1, wait)
              .orElseThrow(
                  () ->
                      new ProblemException(
                          Problem.TOO_MANY_REQUESTS, "too many follow handlers already: wait"));
      return AdminAnswer.ok(merged(known, found));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.UNAVAILABLE, "the control plane stops");
    }
  }

  private static TailAnswer merged(Map<String, Long> known, Map<String, HandlerLines> found) {
    Map<String, Long> next = new TreeMap<>(known);
    List<TailAnswer.Line> lines = new ArrayList<>();
    long dropped = 0;
    for (Map.Entry<String, HandlerLines> each : found.entrySet()) {
      next.put(each.getKey(), each.getValue().next());
      dropped += each.getValue().dropped();
      each.getValue().lines().forEach(line -> lines.add(TailAnswer.Line.of(each.getKey(), line)));
    }
    // Each edge's are in its order already, and a stable sort keeps them so.
    lines.sort(Comparator.comparing(TailAnswer.Line::at));
    return new TailAnswer(cursor(next), lines, dropped);
  }

  private static String cursor(Map<String, Long> numbers) {
    String json = JsonMapper.shared().writeValueAsString(numbers);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Long> known(@Nullable String cursor) throws ProblemException {
    if (cursor == null) {
      return Map.of();
    }
    try {
      Map<String, Long> numbers =
          JsonMapper.shared().readValue(Base64.getUrlDecoder().decode(cursor), NUMBERS);
      if (numbers != null
          && numbers.values().stream().allMatch(each -> each != null && each >= 0)) {
        return numbers;
      }
    } catch (IllegalArgumentException | JacksonException e) {
      // refused below
    }
    throw new ProblemException(
        Problem.INVALID_REQUEST, "cursor '%s' is none that was given".formatted(cursor));
  }
}
