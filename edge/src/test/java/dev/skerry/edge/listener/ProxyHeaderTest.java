package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Cidr;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProxyHeaderTest {
  private final TestHandler handler = new TestHandler();
  private final RunningListener listener = RunningListener.with(handler, trusting("127.0.0.0/8"));

  private static RunningListener.Settings trusting(String peers) {
    RunningListener.Settings settings = new RunningListener.Settings();
    settings.proxies = List.of(Objects.requireNonNull(Cidr.parse(peers)));
    return settings;
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void versionOneTellsTheViewersAddress() {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("PROXY TCP4 192.0.2.1 198.51.100.2 4711 80\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(viewer.answer().status()).isEqualTo(200);
    }
    assertThat(handler.last().viewer.connection().remote()).hasToString("/192.0.2.1:4711");
    assertThat(handler.last().viewer.connection().local()).hasToString("/198.51.100.2:80");
  }

  @Test
  void versionTwoTellsTheViewersAddressOctetByOctet() {
    byte[] header =
        HexFormat.of()
            .parseHex(
                "0d0a0d0a000d0a515549540a"
                    + "2121"
                    + "0024"
                    + "20010db8000000000000000000000001"
                    + "20010db8000000000000000000000002"
                    + "12670050");
    try (RawViewer viewer = listener.viewer()) {
      for (byte octet : header) {
        viewer.send(new byte[] {octet});
      }
      viewer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(viewer.answer().status()).isEqualTo(200);
    }
    assertThat(handler.last().viewer.connection().remote().getAddress().getHostAddress())
        .isEqualTo("2001:db8:0:0:0:0:0:1");
  }

  @Test
  void aLocalCommandKeepsThePeersAddress() {
    byte[] header = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a20000000");
    try (RawViewer viewer = listener.viewer()) {
      viewer.send(header).send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(viewer.answer().status()).isEqualTo(200);
    }
    assertThat(handler.last().viewer.connection().remote().getAddress().isLoopbackAddress())
        .isTrue();
  }

  @Test
  void aTrustedPeerWithoutHeaderIsRefused() {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(viewer.isClosed()).isTrue();
    }
    assertThat(handler.requests).isEmpty();
  }

  @Test
  void aHeaderFromAnybodyElseIsMalformed() {
    try (RunningListener other = RunningListener.with(handler, trusting("192.0.2.0/24"));
        RawViewer viewer = other.viewer()) {
      viewer.send("PROXY TCP4 192.0.2.1 198.51.100.2 4711 80\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(viewer.answer().status()).isEqualTo(400);
    }
  }
}
