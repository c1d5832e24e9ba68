package dev.skerry.edge.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Carries out calls that have an {@code Idempotency-Key} once: the same call with the same key gets
 * the answer of the first (draft-ietf-httpapi-idempotency-key-header). What was refused has done
 * nothing, and may be tried again with its key.
 */
final class Repeats {
  private static final String FIELD = "idempotency-key";
  private static final Pattern KEY = Pattern.compile("\"?([A-Za-z0-9._~:/+=-]{1,255})\"?");

  private final KeptAnswers answers;

  Repeats(KeptAnswers answers) {
    this.answers = answers;
  }

  /** Carries out a call, or gives the answer that it had. */
  AdminAnswer once(Visit visit, Caller caller, byte[] content, Supplier<AdminAnswer> carryOut)
      throws ProblemException {
    List<String> keys = visit.request().fields().all(FIELD);
    Endpoint.Method method = visit.endpoint().method();
    if (keys.isEmpty() || !(method == Endpoint.Method.POST || method == Endpoint.Method.PUT)) {
      return carryOut.get();
    }
    String key = key(keys);
    String request = digest(visit, content);
    KeptAnswer known = answers.begin(caller.id(), key, request);
    if (known != null) {
      return AdminAnswer.again(known).field("idempotency-replayed", "true");
    }
    AdminAnswer answer = carryOut.get();
    if (isUndone(answer.status())) {
      answers.forget(caller.id(), key);
    } else {
      answers.keep(caller.id(), key, request, kept(answer));
    }
    return answer;
  }

  /** Whether nothing was done: it was refused, or could not be begun. */
  private static boolean isUndone(int status) {
    return (status >= 400 && status < 500) || status == 503;
  }

  private static String key(List<String> keys) throws ProblemException {
    if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
      throw new ProblemException(
          Problem.INVALID_REQUEST,
          "expected one Idempotency-Key of 1 to 255 of A-Z a-z 0-9 . _ ~ : / + = -, found "
              + String.join(", ", keys));
    }
    return KEY.matcher(keys.getFirst()).replaceFirst("$1");
  }

  private static String digest(Visit visit, byte[] content) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String asked = visit.request().method() + " " + visit.request().target();
      sha.update((asked + "\n" + visit.request().fields().all("if-match") + "\n").getBytes(UTF_8));
      return HexFormat.of().formatHex(sha.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static KeptAnswer kept(AdminAnswer answer) {
    Map<String, String> fields = new LinkedHashMap<>();
    answer.fields().forEach(fields::put);
    return new KeptAnswer(answer.status(), fields, new String(answer.content(), UTF_8));
  }
}
