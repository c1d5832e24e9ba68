package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Limit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Viewers that make an edge work for nothing over HTTP/2, and are stopped. */
class Http2FloodsTest {
  private final TestHandler handler = new TestHandler();
  private final RunningListener listener =
      RunningListener.with(
          handler,
          new RunningListener.Settings()
              .limit(Limit.HTTP2_RESETS, 20)
              .limit(Limit.HTTP2_CONTROL_FRAMES, 50)
              .limit(Limit.HTTP2_STREAMS, 10)
              .limit(Limit.REQUEST_CONTENT_BYTES, 100_000));
  private final RawHttp2 viewer = RawHttp2.begin(listener.viewer());

  @AfterEach
  void close() {
    viewer.close();
    listener.close();
  }

  @Test
  void rapidResetsEndTheConnection() {
    for (int i = 0; i < 40; i++) {
      viewer.get(2 * i + 1, "/wait");
      viewer.frame(RawHttp2.RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
    }
    assertCalmed();
    Await.until("all viewers are gone", () -> handler.gone.get() == handler.requests.size());
  }

  @Test
  void resetsThatTheEdgeIsMadeToSendEndTheConnection() {
    for (int i = 0; i < 40; i++) {
      viewer.headers(2 * i + 1, true, ":method", "GET");
    }
    assertCalmed();
  }

  @Test
  void pingFloodsEndTheConnection() {
    for (int i = 0; i < 100; i++) {
      viewer.frame(RawHttp2.PING, 0, 0, new byte[8]);
    }
    assertCalmed();
  }

  @Test
  void settingsFloodsEndTheConnection() {
    for (int i = 0; i < 100; i++) {
      viewer.frame(RawHttp2.SETTINGS, 0, 0, new byte[0]);
    }
    assertCalmed();
  }

  @Test
  void emptyFrameFloodsEndTheConnection() {
    viewer.post(1, "/wait");
    for (int i = 0; i < 100; i++) {
      viewer.data(1, false, "");
    }
    assertCalmed();
  }

  @Test
  void priorityFloodsEndTheConnection() {
    for (int i = 0; i < 100; i++) {
      viewer.frame(RawHttp2.PRIORITY, 0, 2 * i + 1, new byte[] {0, 0, 0, 0, 1});
    }
    assertCalmed();
  }

  @Test
  void continuationFloodsEndTheConnection() {
    byte[] block = viewer.block(RawHttp2.request("GET", "/"));
    viewer.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, block);
    for (int i = 0; i < 100; i++) {
      viewer.frame(RawHttp2.CONTINUATION, 0, 1, new byte[0]);
    }
    viewer.next(RawHttp2.GOAWAY);
    assertThat(handler.requests).isEmpty();
  }

  @Test
  void streamsAboveTheLimitAreRefused() {
    for (int i = 0; i < 12; i++) {
      viewer.get(2 * i + 1, "/wait");
    }
    RawHttp2.Frame reset = viewer.next(RawHttp2.RST_STREAM);
    assertThat(reset.stream()).isEqualTo(21);
    assertThat(reset.code()).isEqualTo(7);
  }

  private void assertCalmed() {
    Await.until("the flood is counted", () -> listener.counters.floods() == 1);
    Await.until("the connection is closed", () -> listener.counters.open() == 0);
  }
}
