package dev.skerry.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.sync.LastKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under which keys a URL is looked for after the policies of keys have changed. */
class KeyHistoryTest {
  private static final String URL = "example.com/a?x=1&y=2&z=3";

  @TempDir Path folder;
  private int purged;

  /** Of a site of whose queries one parameter counts. */
  private static Snapshot keeping(String parameter) {
    String document =
        """
        sites:
          - hosts: example.com
            origin: http://127.0.0.1:1
            key: {query: {mode: allow, names: [%s]}}
        """
            .formatted(parameter);
    Compilation compilation = new Bundle("a.yaml", document, Map.of(), Map.of()).compile();
    if (compilation instanceof Compiled compiled) {
      return compiled.snapshot();
    }
    throw new IllegalArgumentException(compilation.toString());
  }

  private KeyHistory open(Snapshot inForce, boolean holds) throws IOException {
    return KeyHistory.open(new LastKeys(folder.resolve("control")), inForce, holds, () -> purged++);
  }

  @Test
  void aUrlIsLookedForUnderItsKeyAndAsItIs() {
    Snapshot now = keeping("x");
    assertThat(KeyHistory.inMemory(now).keys(now, URL))
        .containsExactlyInAnyOrder(URL, "example.com/a?x=1");
  }

  @Test
  void alsoUnderThatOfEveryConfigurationBefore() throws IOException {
    Snapshot third = keeping("z");
    KeyHistory history = KeyHistory.inMemory(keeping("x"));
    history.coming(keeping("y"), () -> purged++);
    history.coming(third, () -> purged++);
    assertThat(history.keys(third, URL))
        .contains("example.com/a?x=1", "example.com/a?y=2", "example.com/a?z=3");
    assertThat(purged).isZero();
  }

  @Test
  void thoseOfAConfigurationAreKnownBeforeItIsInForce() throws IOException {
    Snapshot first = keeping("x");
    KeyHistory history = KeyHistory.inMemory(first);
    history.coming(keeping("y"), () -> purged++);
    assertThat(history.keys(first, URL)).contains("example.com/a?y=2");
  }

  @Test
  void theyAreKnownAfterARestartAsLongAsTheDiskHasSomething() throws IOException {
    Snapshot second = keeping("y");
    open(keeping("x"), false).coming(second, () -> purged++);
    assertThat(open(second, true).keys(second, URL)).contains("example.com/a?x=1");
    Snapshot third = keeping("z");
    assertThat(open(third, true).keys(third, URL))
        .contains("example.com/a?x=1", "example.com/a?y=2");
    assertThat(purged).isZero();
    assertThat(open(third, false).keys(third, URL)).doesNotContain("example.com/a?x=1");
  }

  @Test
  void whatIsStoredUnderKeysOfWhichNothingIsKnownIsPurged() throws IOException {
    Snapshot now = keeping("x");
    var _ = open(now, true);
    assertThat(purged).isEqualTo(1);
    var _ = open(now, true);
    assertThat(purged).isEqualTo(1);
    Files.writeString(folder.resolve("control").resolve("keys"), "{}");
    var _ = open(now, true);
    assertThat(purged).isEqualTo(2);
  }

  @Test
  void moreWaysThanAreRememberedPurgeEverything() throws IOException {
    Snapshot last = keeping("x");
    KeyHistory history = KeyHistory.inMemory(last);
    for (int i = 0; i < KeyHistory.FORMER_MAX + 2; i++) {
      assertThat(purged).isZero();
      last = keeping("p" + i);
      history.coming(last, () -> purged++);
    }
    assertThat(purged).isEqualTo(1);
    assertThat(history.keys(last, URL)).doesNotContain("example.com/a?x=1");
  }

  @Test
  void whenEverythingIsPurgedTheWaysOfBothConfigurationsAreRememberedOn() throws IOException {
    Snapshot before = keeping("x");
    KeyHistory history = KeyHistory.inMemory(before);
    int next = 0;
    while (purged == 0) {
      before = keeping("p" + next++);
      history.coming(before, () -> purged++);
    }
    Snapshot last = keeping("y");
    history.coming(last, () -> purged++);
    assertThat(history.keys(last, "example.com/a?y=2&p" + (next - 1) + "=1"))
        .contains("example.com/a?p" + (next - 1) + "=1");
  }

  @Test
  void manyWaysOfOneConfigurationPurgeNothing() throws IOException {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 2 * KeyHistory.FORMER_MAX; i++) {
      rules.append("      - {path: /").append(i).append("/*, key: {query: {mode: allow, names: [p");
      rules.append(i).append("]}}}\n");
    }
    String document =
        "sites:\n  - hosts: example.com\n    origin: http://127.0.0.1:1\n    rules:\n" + rules;
    Compilation compilation = new Bundle("a.yaml", document, Map.of(), Map.of()).compile();
    assertThat(compilation).isInstanceOf(Compiled.class);
    KeyHistory history = KeyHistory.inMemory(keeping("x"));
    history.coming(((Compiled) compilation).snapshot(), () -> purged++);
    assertThat(purged).isZero();
  }
}
