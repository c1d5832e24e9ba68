package dev.skerry.edge.upstream;

import static dev.skerry.edge.testing.ScriptedOrigin.always;
import static dev.skerry.edge.testing.ScriptedOrigin.await;
import static dev.skerry.edge.testing.ScriptedOrigin.ok;
import static dev.skerry.edge.upstream.TestUpstreams.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.OriginTls;
import dev.skerry.edge.config.Secret;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.testing.Conversation;
import dev.skerry.edge.testing.ScriptedOrigin;
import dev.skerry.edge.testing.TestCertificates;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Origins behind TLS: which are trusted, what they are told, and how failures are named. */
class TlsTest {
  private static final TestCertificates BY_ADDRESS = TestCertificates.of("127.0.0.1");
  private static final TestCertificates BY_NAME = TestCertificates.of("inner.test");

  private static Wanted wanted(ScriptedOrigin origin, OriginTls tls) {
    Wanted wanted = new Wanted().secureOrigin("127.0.0.1", origin.port());
    wanted.tls = tls;
    return wanted;
  }

  private static OriginTls trusting(TestCertificates issuer, @Nullable String serverName) {
    return new OriginTls(true, issuer.authorityPem(), null, serverName);
  }

  @Test
  void originWithACertificateOfTheGivenAuthorityIsTrustedAndItsConnectionKept() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.startTls(BY_ADDRESS.serverContext(), always(ok("secret")));
        TestUpstreams up = TestUpstreams.open(wanted(origin, trusting(BY_ADDRESS, null)))) {
      for (int i = 0; i < 3; i++) {
        assertThat(up.send(get("/")).content()).isEqualTo("secret");
      }
      assertThat(origin.accepted()).isEqualTo(1);
    }
  }

  @Test
  void serverNameIsSentAndChecked() throws Exception {
    List<String> names = new CopyOnWriteArrayList<>();
    try (ScriptedOrigin origin =
            ScriptedOrigin.startTls(
                BY_NAME.serverContext(),
                c -> {
                  names.add(serverName(c));
                  c.readHead();
                  c.send(ok("x"));
                });
        TestUpstreams up = TestUpstreams.open(wanted(origin, trusting(BY_NAME, "inner.test")))) {
      assertThat(up.send(get("/")).content()).isEqualTo("x");
      assertThat(names).containsExactly("inner.test");
    }
  }

  @Test
  void certificateThatIsNotRightIsACertificateError() throws Exception {
    TestCertificates stranger = TestCertificates.of("127.0.0.1");
    TestCertificates expired = TestCertificates.expired("127.0.0.1");
    record Case(String why, TestCertificates server, OriginTls tls) {}
    for (Case wrong :
        List.of(
            new Case("unknown authority", stranger, trusting(BY_ADDRESS, null)),
            new Case("the system's authorities", BY_ADDRESS, OriginTls.DEFAULT),
            new Case("another name", BY_NAME, trusting(BY_NAME, "other.test")),
            new Case("a name for an address", BY_NAME, trusting(BY_NAME, null)),
            new Case("expired", expired, trusting(expired, null)))) {
      try (ScriptedOrigin origin =
              ScriptedOrigin.startTls(wrong.server.serverContext(), always(ok("x")));
          TestUpstreams up = TestUpstreams.open(wanted(origin, wrong.tls))) {
        ProxyError error = up.send(get("/")).error();
        assertThat(error.type()).as(wrong.why).isEqualTo(ProxyError.Type.TLS_CERTIFICATE_ERROR);
        assertThat(error.retryable()).isTrue();
        assertThat(origin.received()).as(wrong.why).isEmpty();
        assertThat(up.counters(0).connectionsOpen()).isZero();
      }
    }
  }

  @Test
  void nothingIsCheckedIfTheSettingSaysSo() throws Exception {
    OriginTls unverified = new OriginTls(false, null, null, null);
    try (ScriptedOrigin origin = ScriptedOrigin.startTls(BY_NAME.serverContext(), always(ok("x")));
        TestUpstreams up = TestUpstreams.open(wanted(origin, unverified))) {
      assertThat(up.send(get("/")).content()).isEqualTo("x");
    }
  }

  @Test
  void originThatAsksForACertificateGetsTheOneThatIsSet() throws Exception {
    ScriptedOrigin.Script demanding =
        c -> {
          c.readHead();
          c.send(ok(((SSLSocket) c.socket()).getSession().getPeerPrincipal().getName()));
        };
    CertificatePair pair =
        new CertificatePair("client.pem", BY_ADDRESS.chainPem(), new Secret(BY_ADDRESS.keyPem()));
    OriginTls with = new OriginTls(true, BY_ADDRESS.authorityPem(), pair, null);
    try (ScriptedOrigin origin =
            ScriptedOrigin.startTls(BY_ADDRESS.serverContext(), demanding).demandCertificates();
        TestUpstreams up = TestUpstreams.open(wanted(origin, with))) {
      assertThat(up.send(get("/")).content()).isEqualTo("CN=leaf");
    }
    try (ScriptedOrigin origin =
            ScriptedOrigin.startTls(BY_ADDRESS.serverContext(), demanding).demandCertificates();
        TestUpstreams up = TestUpstreams.open(wanted(origin, trusting(BY_ADDRESS, null)))) {
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.TLS_ALERT_RECEIVED);
    }
  }

  @Test
  void originThatDoesNotSpeakTlsIsAProtocolError() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(c -> c.send("HTTP/1.1 400 Bad Request\r\n\r\n").readToEnd());
        TestUpstreams up = TestUpstreams.open(wanted(origin, trusting(BY_ADDRESS, null)))) {
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.TLS_PROTOCOL_ERROR);
    }
  }

  @Test
  void handshakeThatIsCutOffOrTakesTooLongIsAnError() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Conversation::readOctet);
        TestUpstreams up = TestUpstreams.open(wanted(origin, trusting(BY_ADDRESS, null)))) {
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.CONNECTION_TERMINATED);
    }
    try (ScriptedOrigin origin = ScriptedOrigin.start(Conversation::readToEnd)) {
      Wanted impatient = wanted(origin, trusting(BY_ADDRESS, null));
      impatient.tlsMillis(100);
      try (TestUpstreams up = TestUpstreams.open(impatient)) {
        assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.CONNECTION_TIMEOUT);
      }
    }
  }

  @Test
  void contentThatEndsWithTheConnectionNeedsTheClosingAlert() throws Exception {
    for (boolean alert : new boolean[] {true, false}) {
      try (ScriptedOrigin origin =
              ScriptedOrigin.startTls(
                  BY_ADDRESS.serverContext(),
                  c -> {
                    c.readHead();
                    c.send("HTTP/1.1 200 OK\r\n\r\nabc");
                    if (!alert) {
                      c.cut();
                    }
                  });
          TestUpstreams up = TestUpstreams.open(wanted(origin, trusting(BY_ADDRESS, null)))) {
        TestCall call = up.send(get("/"));
        if (alert) {
          assertThat(call.content()).isEqualTo("abc");
        } else {
          assertThat(call.errorType()).isEqualTo(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE);
        }
      }
    }
  }

  @Test
  void tunnelGoesThroughTls() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.startTls(
                BY_ADDRESS.serverContext(),
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 101 Yes\r\nconnection: upgrade\r\nupgrade: chat\r\n\r\n");
                  c.send("got " + c.readToEnd());
                });
        TestUpstreams up = TestUpstreams.open(wanted(origin, trusting(BY_ADDRESS, null)))) {
      TestCall call = up.send(get("/").upgrade("chat"));
      assertThat(call.head().status()).isEqualTo(101);
      call.write("some").write(" bytes").end();
      assertThat(call.content()).isEqualTo("got some bytes");
      await("the connection is closed", () -> up.counters(0).connectionsOpen() == 0);
    }
  }

  @Test
  void unusableCertificatesAreRefusedWhenThePoolIsOpened() {
    Wanted wanted = new Wanted().secureOrigin("127.0.0.1", 1);
    wanted.tls = new OriginTls(true, "no certificate", null, null);
    assertThatThrownBy(() -> TestUpstreams.open(wanted).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pool site");
  }

  private static String serverName(Conversation conversation) {
    ExtendedSSLSession session =
        (ExtendedSSLSession) ((SSLSocket) conversation.socket()).getSession();
    return ((SNIHostName) session.getRequestedServerNames().getFirst()).getAsciiName();
  }
}
