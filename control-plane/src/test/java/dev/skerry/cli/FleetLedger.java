package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a control plane has answered to have done, and whether it knows it still. Steps may be
 * made by several threads.
 */
final class FleetLedger {
  private static final int PAGE = 1_000;

  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger names = new AtomicInteger();
  private final ConcurrentMap<Long, String> versions = new ConcurrentSkipListMap<>();
  private final ConcurrentMap<Long, String> purges = new ConcurrentSkipListMap<>();
  private final ConcurrentMap<String, String> tokens = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> revoked = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Line> lines = new ConcurrentLinkedQueue<>();

  /** What the audit log must have of a call. */
  private record Line(String method, String path, String what) {
    boolean isMeantBy(Line written) {
      return written.method.equals(method)
          && written.path.equals(path)
          && (written.what.equals(what) || written.what.startsWith(what + " "));
    }
  }

  /** How many changes were acknowledged. */
  int size() {
    return acknowledged.get();
  }

  /** Makes a change of any kind; throws where no answer comes. */
  void step(AdminCaller caller, SplittableRandom random) throws IOException, InterruptedException {
    switch (random.nextInt(8)) {
      case 0, 1 -> apply(caller);
      case 2 -> make(caller);
      case 3 -> revokeAny(caller);
      default -> purge(caller);
    }
    acknowledged.incrementAndGet();
  }

  /** Applies a configuration that redirects everything to a path of its own. */
  void apply(AdminCaller caller) throws IOException, InterruptedException {
    String message = "v" + names.incrementAndGet();
    ObjectNode wanted = JsonMapper.shared().createObjectNode().put("message", message);
    wanted
        .putObject("content")
        .put(
            "document",
            "sites: [{hosts: ['*'], redirect: {to: 'https://www.example/" + message + "'}}]\n");
    JsonNode answer = caller.call("PUT", "/v1/config?wait_ms=0", wanted).expect(200);
    long version = answer.path("version").asLong();
    assertThat(versions.put(version, message)).as("version %d twice", version).isNull();
    lines.add(new Line("PUT", "/v1/config", "version " + version));
  }

  private void purge(AdminCaller caller) throws IOException, InterruptedException {
    String tag = "tag-" + names.incrementAndGet();
    ObjectNode wanted = JsonMapper.shared().createObjectNode();
    wanted.putArray("tags").add(tag);
    JsonNode answer = caller.call("POST", "/v1/purge?wait_ms=0", wanted).expect(200);
    long sequence = answer.path("sequence").asLong();
    assertThat(purges.put(sequence, tag)).as("purge %d twice", sequence).isNull();
    lines.add(new Line("POST", "/v1/purge", "purge " + sequence));
  }

  private void make(AdminCaller caller) throws IOException, InterruptedException {
    String name = "t" + names.incrementAndGet();
    ObjectNode wanted = JsonMapper.shared().createObjectNode().put("name", name);
    wanted.putArray("scopes").add("read");
    JsonNode answer = caller.call("POST", "/v1/tokens", wanted).expect(201);
    tokens.put(name, answer.path("token").asString());
    lines.add(new Line("POST", "/v1/tokens", "token " + name));
  }

  private void revokeAny(AdminCaller caller) throws IOException, InterruptedException {
    String name = tokens.keySet().stream().findAny().orElse(null);
    String text = name == null ? null : tokens.remove(name); // nobody else revokes it then
    if (name != null && text != null) {
      caller.call("DELETE", "/v1/tokens/" + name, null).expect(204);
      revoked.put(name, text);
      lines.add(new Line("DELETE", "/v1/tokens/" + name, ""));
    }
  }

  /**
   * Checks that all of it is still there.
   *
   * @param callers so many made changes at once when it was killed
   */
  void check(AdminCaller caller, int callers, String which)
      throws IOException, InterruptedException {
    checkVersions(caller, callers, which);
    checkPurges(caller, which);
    for (Map.Entry<String, String> token : tokens.entrySet()) {
      assertThat(status(caller, token.getValue())).as("%s, token %s", which, token).isEqualTo(200);
    }
    for (Map.Entry<String, String> token : revoked.entrySet()) {
      assertThat(status(caller, token.getValue()))
          .as("%s, revoked %s", which, token)
          .isEqualTo(401);
    }
    checkLines(caller, which);
  }

  private static int status(AdminCaller caller, String token)
      throws IOException, InterruptedException {
    return caller.as(token).get("/v1/edges").status();
  }

  private void checkVersions(AdminCaller caller, int callers, String which)
      throws IOException, InterruptedException {
    Map<Long, String> found = new HashMap<>();
    for (JsonNode each : all(caller, "/v1/config/versions?", "versions", "before")) {
      found.put(each.path("version").asLong(), each.path("message").asString());
    }
    assertThat(found).as("%s, versions", which).containsAllEntriesOf(versions);
    long newest = versions.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    JsonNode current = caller.get("/v1/config").expect(200);
    assertThat(current.path("version").asLong())
        .as("%s, current", which)
        .isBetween(newest, newest + callers);
    String content = caller.get("/v1/config/versions/" + newest).expect(200).toString();
    assertThat(content).as(which).contains("https://www.example/" + versions.get(newest));
  }

  private void checkPurges(AdminCaller caller, String which)
      throws IOException, InterruptedException {
    Map<Long, String> found = new HashMap<>();
    for (JsonNode each : all(caller, "/v1/purges?", "purges", "before")) {
      found.put(each.path("sequence").asLong(), each.path("tags").path(0).asString());
    }
    assertThat(found).as("%s, purges", which).containsAllEntriesOf(purges);
  }

  private void checkLines(AdminCaller caller, String which)
      throws IOException, InterruptedException {
    List<Line> written = new ArrayList<>();
    for (JsonNode each : all(caller, "/v1/audit?refused=false&", "lines", "after")) {
      written.add(
          new Line(
              each.path("method").asString(),
              each.path("path").asString(),
              each.path("what").asString()));
    }
    for (Line line : lines) {
      assertThat(written.stream().filter(line::isMeantBy))
          .as("%s, %s in the audit log", which, line)
          .hasSize(1);
    }
  }

  /** The members of all pages, from the newest. */
  private static List<JsonNode> all(AdminCaller caller, String path, String member, String next)
      throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    String from = "";
    do {
      JsonNode page = caller.get(path + "limit=" + PAGE + from).expect(200);
      page.path(member).forEach(all::add);
      JsonNode more = page.path("next");
      from = more.isNull() || more.isMissingNode() ? "" : "&" + next + "=" + more.asString();
    } while (!from.isEmpty());
    return all;
  }
}
