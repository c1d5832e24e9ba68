package dev.skerry.loadtest.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skerry.loadtest.clients.OriginClients.Kind;
import dev.skerry.loadtest.harness.NeedsTools;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

@NeedsTools("node")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginClientsTest {
  private @Nullable OriginClients clients;

  @BeforeAll
  void start() {
    clients = OriginClients.start();
  }

  @AfterAll
  void stop() {
    if (clients != null) {
      clients.close();
    }
  }

  @TestFactory
  Stream<DynamicContainer> unmodifiedClientsOfTablesWorkAsWithTheServiceOrSkippedWithoutNode() {
    return tests(Kind.TABLES);
  }

  @TestFactory
  Stream<DynamicContainer> unmodifiedClientsOfObjectsWorkAsWithTheServiceOrSkippedWithoutNode() {
    return tests(Kind.OBJECTS);
  }

  private Stream<DynamicContainer> tests(Kind kind) {
    assumeTrue(kind.isInstalled(), () -> "npm did not bring the clients of " + kind);
    OriginClients running = Objects.requireNonNull(clients);
    return kind.files().stream()
        .map(file -> DynamicContainer.dynamicContainer(file, tests(running.run(kind, file))));
  }

  /** One test for each of node's, and one for a suite that failed where none of its tests did. */
  private static Stream<DynamicTest> tests(List<NodeTest> tests) {
    boolean toldByTests = tests.stream().anyMatch(test -> !test.suite() && !test.passed());
    return tests.stream()
        .filter(test -> !test.suite() || (!test.passed() && !toldByTests))
        .map(
            test ->
                DynamicTest.dynamicTest(
                    test.name(),
                    () -> {
                      assumeTrue(test.skipped().isEmpty(), test.skipped());
                      assertThat(test.passed()).as(test.failure()).isTrue();
                    }));
  }
}
