package dev.skerry.loadtest.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.harness.Await;
import dev.skerry.loadtest.harness.RawConnection;
import dev.skerry.loadtest.harness.RecordingOrigin;
import dev.skerry.loadtest.harness.SkerryProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * Kills an edge with a disk at random points under load, and compares what it serves afterwards
 * with what the origin sent and which purges were acknowledged. {@code -Dskerry.restart.rounds} for
 * more rounds.
 */
class DiskRestartTest {
  private static final int ROUNDS = Integer.getInteger("skerry.restart.rounds", 2);
  private static final int KEYS = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The version of a target's content that the origin sends; 0 where it is not here. */
  private final Map<String, Integer> current = new ConcurrentHashMap<>();

  /** The version at which a target's last purge was acknowledged: no older one may be served. */
  private final Map<String, Integer> purged = new ConcurrentHashMap<>();

  /** Targets whose response was received twice. */
  private final Map<String, Boolean> asked = new ConcurrentHashMap<>();

  /** From a few bytes to some hundred kilobytes that follow from the target and its version. */
  private static String content(String target, int version) {
    Random random = new Random(31L * target.hashCode() + version);
    int length = random.nextInt(10) == 0 ? random.nextInt(400_000) : random.nextInt(5_000);
    StringBuilder content = new StringBuilder(length + 10).append(version).append(' ');
    for (int i = 0; i < length; i++) {
      content.append((char) ('a' + random.nextInt(26)));
    }
    return content.toString();
  }

  private RecordingOrigin origin() {
    return RecordingOrigin.start(
        (request, _, out) -> {
          String content = content(request.target(), current.getOrDefault(request.target(), 0));
          out.write(
              ("HTTP/1.1 200 OK\r\nCache-Control: max-age=3600\r\nContent-Type: text/plain\r\n"
                      + "Content-Length: "
                      + content.length()
                      + "\r\n\r\n"
                      + content)
                  .getBytes(StandardCharsets.ISO_8859_1));
        });
  }

  @Test
  void killedAtRandomPointsItServesWhatTheOriginSentAndNothingThatWasPurged() throws Exception {
    long seed = Long.getLong("skerry.restart.seed", new Random().nextLong());
    System.out.println("DiskRestartTest seed " + seed);
    Random random = new Random(seed);
    Path data = SkerryProcess.newDataFolder();
    try (RecordingOrigin origin = origin()) {
      List<String> arguments = List.of("--config", document(data, origin).toString());
      SkerryProcess edge = SkerryProcess.start(data, arguments);
      for (int round = 0; round < ROUNDS; round++) {
        int enough = Math.min(asked.size() + 20 + random.nextInt(100), KEYS * 3 / 4);
        Thread viewer = load(edge, new Random(random.nextLong()));
        Await.until(PATIENCE, "some are asked", () -> asked.size() >= enough);
        edge.process().kill();
        viewer.join();
        edge = SkerryProcess.start(data, arguments);
        checkAll(edge, origin, round);
      }
      edge.close();
      assertThat(origin.violations()).isEmpty();
    }
  }

  private void checkAll(SkerryProcess edge, RecordingOrigin origin, int round) throws IOException {
    int before = origin.seen().size();
    int expected = 0;
    try (RawConnection connection = RawConnection.open(edge.http())) {
      for (String target : asked.keySet()) {
        expected += purged.containsKey(target) ? 0 : 1;
        String content = connection.get(target).content();
        int version = Integer.parseInt(content.substring(0, content.indexOf(' ')));
        assertThat(version).as("version of " + target).isGreaterThanOrEqualTo(atLeast(target));
        assertThat(content).as(target).isEqualTo(content(target, version));
      }
    }
    int fetched = origin.seen().size() - before;
    assertThat(asked.size() - fetched)
        .as("of %d the disk had in round %d", asked.size(), round)
        .isGreaterThan(expected / 2);
  }

  private int atLeast(String target) {
    return purged.getOrDefault(target, 0);
  }

  private static Path document(Path data, RecordingOrigin origin) throws IOException {
    Path document = data.resolveSibling(data.getFileName() + ".json");
    Files.writeString(
        document,
        """
        {"sites": [{"hosts": "*", "origin": "%s"}],
         "cache": {"memory": "32MiB", "max-object": "1MiB",
                   "disk": {"path": "%s", "size": "256MiB"}}}
        """
            .formatted(origin.uri(), data.resolve("disk")));
    return document;
  }

  /** Asks for random targets, each twice, and purges some, until the edge is gone. */
  private Thread load(SkerryProcess edge, Random random) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (RawConnection connection = RawConnection.open(edge.http());
                  HttpClient admin = HttpClient.newHttpClient()) {
                while (edge.process().isAlive()) {
                  String target = "/" + random.nextInt(KEYS);
                  connection.get(target);
                  connection.get(target);
                  asked.put(target, true);
                  if (random.nextInt(10) == 0) {
                    purge(edge, admin, target);
                  }
                }
              } catch (IOException | InterruptedException _) {
                // The edge was killed.
              }
            });
  }

  private void purge(SkerryProcess edge, HttpClient admin, String target)
      throws IOException, InterruptedException {
    int version = current.merge(target, 1, Integer::sum);
    HttpRequest order =
        HttpRequest.newBuilder(URI.create(edge.admin() + "/v1/purge"))
            .header("authorization", "Bearer " + token(edge))
            .header("content-type", "application/json")
            .timeout(PATIENCE)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"urls\": [\"http://edge.test" + target + "\"]}"))
            .build();
    HttpResponse<String> answer = admin.send(order, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    purged.put(target, version);
  }

  private static String token(SkerryProcess edge) throws IOException {
    return Files.readString(edge.data().resolve("admin-token")).strip();
  }
}
