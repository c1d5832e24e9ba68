package dev.skerry.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Sources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a node's handlers when its configuration changes. */
class EdgeNodeHandlersTest {
  @TempDir Path data;

  private static Snapshot snapshot(String code) {
    String document =
        """
        listen: {http: "127.0.0.1:0"}
        handlers:
          says:
            limits: {cpu-time: 5s, wall-time: 20s}
            code: |
              %s
        sites:
          - {hosts: "*", origin: "http://127.0.0.1:9", viewer-request: says}
        """
            .formatted(code);
    return switch (ConfigDocument.compile(
        "test.yaml", document.getBytes(StandardCharsets.UTF_8), Sources.of(Path.of(".")))) {
      case Compilation.Compiled compiled -> compiled.snapshot();
      case Compilation.Refused refused -> throw new AssertionError(refused.problems().toString());
    };
  }

  private static Snapshot saying(String what) {
    return snapshot("function handler() { return { statusCode: 200, body: '" + what + "' } }");
  }

  private static String said(EdgeNode node) throws Exception {
    InetSocketAddress at = Objects.requireNonNull(node.httpAddress());
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    URI uri = URI.create("http://" + host + ":" + at.getPort() + "/");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void aConfigurationWhoseHandlerCannotStartChangesNothing() throws Exception {
    Snapshot first = saying("first");
    EdgeSettings settings =
        new EdgeSettings(first.listener(), data, "skerry", "test", InstantSource.system());
    try (EdgeNode node = EdgeNode.start(settings, first)) {
      assertThat(said(node)).isEqualTo("first");
      Snapshot broken = snapshot("throw new Error('at the start');");
      assertThatThrownBy(() -> node.apply(broken))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("says")
          .hasMessageContaining("at the start");
      assertThat(node.snapshot()).isSameAs(first);
      assertThat(said(node)).isEqualTo("first");
      node.apply(saying("second"));
      assertThat(said(node)).isEqualTo("second");
      assertThatThrownBy(() -> node.apply(broken)).isInstanceOf(IOException.class);
      assertThat(said(node)).isEqualTo("second");
    }
  }
}
