package dev.skerry.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.skerry.loadtest.peers.Shot.Figure;
import dev.skerry.loadtest.terminal.ExitCodes;
import dev.skerry.loadtest.terminal.Stop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersTablesTest {
  private static final Case CASE = Cases.named(List.of("1k")).getFirst();

  @Test
  void theMedianHasAsManyAboveAsBelow() {
    assertThat(Range.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Range(2, 1, 3));
    assertThat(Range.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Range(2.5, 1, 4));
  }

  @Test
  void ratiosAreToTheReferenceAndToTheCheapestPeer() {
    Results results = results();
    assertThat(results.toReference(CASE, peer("skerry")).orElseThrow())
        .isCloseTo(0.75, within(1e-9));
    assertThat(results.toBest(CASE, peer("skerry")).orElseThrow()).isCloseTo(1.5, within(1e-9));
    assertThat(Table.of(results)).contains("0.75", "1.50", "0.600 (0.600-0.600)");
  }

  @Test
  void onlyACaseThatCostsMoreThanItMayIsTold() {
    Results results = results();
    assertThat(Bounds.parse(List.of()).exceeded(results)).isEmpty();
    assertThat(Bounds.parse(List.of("0.75")).exceeded(results)).isEmpty();
    assertThat(Bounds.parse(List.of("0.8", "1k=0.7")).exceeded(results))
        .containsExactly("1k: 0.75 times nginx's CPU, at most 0.70 was asked for");
    assertThatThrownBy(() -> Bounds.parse(List.of("1k=fast"))).isInstanceOf(Stop.class);
  }

  @Test
  void theResultFileHasFactsCasesAndFigures() {
    Map<String, Object> document = ResultFile.document(Map.of("commit", "abc"), results());
    assertThat(document.keySet()).containsExactly("commit", "cases");
    assertThat(String.valueOf(document.get("cases")))
        .contains("cpu_ratio_to_nginx=0.75", "cpu_seconds_per_100k={median=0.6");
  }

  @Test
  void unknownNamesAreAWrongCommandLineThatNamesTheRightOnes() {
    assertThatThrownBy(() -> Cases.named(List.of("2k")))
        .isInstanceOfSatisfying(
            Stop.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCodes.USAGE))
        .hasMessageContaining("1k, 10k");
    assertThatThrownBy(() -> Peers.named(List.of("apache"))).hasMessageContaining("varnish");
  }

  @Test
  void everyPlaceOfEveryTemplateHasAValue() throws Exception {
    Map<String, String> common = new HashMap<>();
    for (String place :
        List.of("home", "user", "work", "http", "https", "h2c", "origin", "shared", "files")) {
      common.put(place, place);
    }
    for (Peer peer : Peers.ALL) {
      Map<String, String> values = new HashMap<>(common);
      values.putAll(peer.values());
      for (String file : peer.files().values()) {
        assertThat(Template.fill(Files.readString(Path.of("peers", file)), values))
            .doesNotContainPattern("@[a-z]+@");
      }
      peer.command().forEach(word -> Template.fill(word, values));
    }
    Template.fill(Files.readString(Path.of("peers/origin.nginx.conf")), common);
    assertThatThrownBy(() -> Template.fill("@nobody@", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@nobody@");
  }

  @Test
  void whatTheLoadProgramsPrintIsRead() {
    assertThat(Figures.ofWrk("Running\nfigures 1000 2000000 100 900 1500 0\n", "x"))
        .isEqualTo(new Figures(1000, 2, 0.1, 0.9, 1.5));
    assertThatThrownBy(() -> Figures.ofWrk("figures 1000 2000000 1 1 1 100\n", "nginx"))
        .hasMessageContaining("nginx: 100 of 1000 requests failed");
    String h2load =
        "requests: 10 total, 10 started, 10 done, 10 succeeded, 0 failed, 0 errored, 0 timeout\n";
    assertThat(Figures.ofH2load(h2load, 2, new int[] {1000, 2000, 3000}, "x"))
        .isEqualTo(new Figures(10, 2, 2, 3, 3));
  }

  private static Results results() {
    Results results = new Results();
    results.add(CASE, peer("nginx"), new Shot(Map.of(Figure.CPU, 0.8, Figure.RATE, 100_000.0)));
    results.add(CASE, peer("haproxy"), new Shot(Map.of(Figure.CPU, 0.4)));
    results.add(CASE, peer("skerry"), new Shot(Map.of(Figure.CPU, 0.6)));
    return results;
  }

  private static Peer peer(String name) {
    return Peers.named(List.of(name)).getFirst();
  }
}
