package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.ThreadNamer;
import dev.skerry.handler.HandlerProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Handlers that run on the event loop of the exchanges that call them, which is the test's thread.
 */
class LoopHandlersTest {
  private static final String SITE = "viewer-request: named\nviewer-response: named\n";
  private static final String HERE = Thread.currentThread().getName();

  @TempDir Path folder;
  private Scenario edge;

  @BeforeEach
  void deploy() throws IOException, HandlerProblem {
    Path jar = folder.resolve("named.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      put(out, ThreadNamer.class);
    }
    edge =
        new Scenario(
            SITE,
            """
            handlers:
              named:
                kind: java
                source: %s
                run-on: loop
                limits: {cpu-time: 100ms, wall-time: 20s}
            """
                .formatted(jar));
    edge.deployHandlers();
    becomesLoops();
  }

  /** The first calls are made by workers, until the loop has an instance of its own. */
  private void becomesLoops() {
    do {
      int before = edge.origin.calls.size();
      TestViewer viewer = edge.get("/first");
      edge.settleUntil(() -> edge.origin.calls.size() > before);
      edge.origin.last().answer(200, "", "cache-control", "no-store", "content-length", "0");
      edge.settleUntil(viewer::isDone);
    } while (!HERE.equals(edge.origin.last().field("x-asked-on")));
  }

  private static void put(JarOutputStream out, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    out.putNextEntry(new JarEntry(name));
    try (InputStream in = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
      in.transferTo(out);
    }
    out.closeEntry();
  }

  @AfterEach
  void nothingIsLeft() {
    edge.settle();
    edge.handlers.close();
    edge.store.clear();
    assertThat(edge.services.contentMemory().fills().used()).isZero();
  }

  @Test
  void anExchangeGoesOnWithoutWaitingForAThread() {
    TestViewer miss = edge.get("/page");
    assertThat(edge.origin.last().request.path()).isEqualTo("/page");
    assertThat(edge.origin.last().field("x-asked-on")).isEqualTo(HERE);
    edge.origin.last().answer(200, "page", "cache-control", "max-age=60", "content-length", "4");
    edge.settle();
    assertThat(miss.isDone()).isTrue();
    assertThat(miss.field("x-answered-on")).isEqualTo(HERE);
    TestViewer hit = edge.get("/page");
    assertThat(hit.isDone()).isTrue();
    assertThat(hit.body.toString()).isEqualTo("page");
    assertThat(hit.field("x-answered-on")).isEqualTo(HERE);
    assertThat(hit.field("cache-status")).startsWith("skerry;hit");
  }

  @Test
  void aLoopThatAHandlerHoldsUpIsFreedAndNotUsedByItAgain() {
    TestViewer stopped = edge.get("/spins");
    edge.settleUntil(stopped::isDone);
    assertThat(stopped.status()).isEqualTo(500);
    assertThat(stopped.field("proxy-status")).contains("handler named: cpu-time");
    int before = edge.origin.calls.size();
    TestViewer next = edge.get("/next");
    edge.settleUntil(() -> edge.origin.calls.size() > before);
    assertThat(edge.origin.last().field("x-asked-on")).isNotEqualTo(HERE);
    edge.origin.last().answer(200, "", "cache-control", "no-store", "content-length", "0");
    edge.settleUntil(next::isDone);
    assertThat(next.status()).isEqualTo(200);
  }
}
