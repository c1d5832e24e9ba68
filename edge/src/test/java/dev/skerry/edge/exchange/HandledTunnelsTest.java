package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests with content that handlers read and that become tunnels. */
class HandledTunnelsTest {
  @RegisterExtension final BodyReaders readers = new BodyReaders();
  private final Scenario edge = readers.edge;

  private TestViewer upgrading(String target, String content) {
    Request request =
        new Request("POST", "http", "example.com", target, null, Fields.EMPTY)
            .hasContent(true)
            .upgrade("chat");
    TestViewer viewer = edge.begin(request);
    BodyReaders.sendAll(viewer, content);
    readers.awaitCall(1);
    return viewer;
  }

  /** Both sides say something and end. */
  private void talks(TestViewer viewer, TestOrigin.Call origin) {
    int before = origin.received.length();
    BodyReaders.send(viewer, "from the viewer");
    assertThat(origin.received.substring(before)).isEqualTo("from the viewer");
    assertThat(viewer.requestContentFlows).isTrue();
    origin.data("from the origin");
    assertThat(viewer.body).hasToString("from the origin");
    origin.end();
    BodyReaders.send(viewer, "still");
    viewer.events().end(Fields.EMPTY);
    edge.settle();
    assertThat(origin.received).endsWith("still");
    assertThat(edge.records).hasSize(1);
  }

  @Test
  void whatAHandlerHasReadAndReplacedIsNotInTheWayOfTheTunnel() {
    for (String target : new String[] {"/viewer/request/a", "/origin/request/a", "/both/a"}) {
      TestViewer viewer = upgrading(target, "replace it");
      edge.settleUntil(() -> edge.origin.last().requestEnded);
      edge.origin.last().head(101, true);
      talks(viewer, edge.origin.last());
      edge.origin.calls.clear();
      edge.records.clear();
    }
  }

  @Test
  void whatAHandlerHasReadAndTheOriginDoesNotTakeIsLetGo() {
    for (String target : new String[] {"/viewer/request/a", "/origin/request/a", "/both/a"}) {
      edge.origin.takes = false;
      TestViewer viewer = upgrading(target, "x".repeat(900));
      edge.settle();
      assertThat(edge.origin.last().requestEnded).isFalse();
      edge.origin.last().head(101, true);
      edge.origin.takes = true;
      assertThat(edge.memory.budget().passingBytes()).as(target).isZero();
      talks(viewer, edge.origin.last());
      edge.origin.calls.clear();
      edge.records.clear();
    }
  }
}
