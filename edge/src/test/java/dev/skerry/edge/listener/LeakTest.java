package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.codec.OddRequests;
import dev.skerry.edge.config.Limit;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Breaks connections in every state and looks whether a buffer was forgotten. */
class LeakTest {
  private final TestHandler handler = new TestHandler();
  private final ConcurrentLinkedQueue<String> leaks = new ConcurrentLinkedQueue<>();

  @Test
  void noBufferIsForgottenWhateverViewersDo() throws Exception {
    ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + records));
    try (RunningListener listener =
        RunningListener.with(
            handler,
            new RunningListener.Settings()
                .limit(Limit.CONTENT_TIMEOUT, 200)
                .limit(Limit.IDLE_TIMEOUT, 200)
                .limit(Limit.TUNNEL_IDLE_TIMEOUT, 1000))) {
      for (OddRequests.Line line : OddRequests.malformed()) {
        breakOff(listener, line.octets());
      }
      String post = " HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n";
      for (String path : new String[] {"/hold", "/wait", "/early", "/echo", "/broken", "/x"}) {
        breakOff(listener, octets("POST " + path + post + "x".repeat(50_000)));
        breakOff(listener, octets("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\nGET /"));
        overHttp2(listener, path);
      }
      breakOff(listener, octets("GET /large?10000000 HTTP/1.1\r\nHost: a\r\n\r\n"));
      breakOff(
          listener,
          octets(
              "GET /tunnel HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nabc"));
      Await.until("all connections are closed", () -> listener.counters.open() == 0);
    }
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.onSpinWait();
      // Leaks are found when buffers are made.
      for (int j = 0; j < 1000; j++) {
        ByteBufAllocator.DEFAULT.directBuffer(16).release();
      }
    }
    assertThat(leaks).isEmpty();
    assertThat(handler.gone.get()).isPositive();
  }

  /** Sends and resets; sometimes the edge has not even begun to look. */
  private void breakOff(RunningListener listener, byte[] octets) throws Exception {
    int before = handler.requests.size();
    try (RawViewer viewer = listener.viewer()) {
      viewer.trySend(octets);
      if (before % 2 == 0) {
        viewer.socket.setSoLinger(true, 0);
      }
    }
  }

  private void overHttp2(RunningListener listener, String path) {
    try (RawHttp2 viewer = RawHttp2.begin(listener.viewer())) {
      int before = handler.requests.size();
      viewer.post(1, path).data(1, false, "x".repeat(16_000)).data(1, false, "x".repeat(16_000));
      viewer.get(3, "/large?1000000").get(5, path).get(7, "/open");
      viewer.frame(RawHttp2.RST_STREAM, 0, 3, new byte[] {0, 0, 0, 8});
      Await.until("exchanges began", () -> handler.requests.size() >= before + 4);
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
