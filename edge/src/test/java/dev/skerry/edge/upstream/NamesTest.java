package dev.skerry.edge.upstream;

import static dev.skerry.edge.testing.ScriptedOrigin.always;
import static dev.skerry.edge.testing.ScriptedOrigin.await;
import static dev.skerry.edge.testing.ScriptedOrigin.ok;
import static dev.skerry.edge.upstream.TestUpstreams.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.testing.ScriptedOrigin;
import dev.skerry.edge.testing.TestDns;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Origins that are named, and what becomes of them when DNS changes or fails. */
class NamesTest {
  @TempDir Path folder;

  @Test
  void firstRequestWaitsUntilTheNameIsResolved() throws Exception {
    try (TestDns dns = TestDns.start().set("origin.test", 60, "127.0.0.1");
        ScriptedOrigin origin = ScriptedOrigin.start(always(ok("x")));
        TestUpstreams up =
            TestUpstreams.open(dns.address(), new Wanted().origin("origin.test", origin.port()))) {
      assertThat(up.send(get("/")).content()).isEqualTo("x");
      assertThat(up.counters(0).addresses()).isEqualTo(1);
    }
  }

  @Test
  void nameThatDoesNotResolveIsAnErrorOfRequestsAndNotOfTheStart() throws Exception {
    try (TestDns dns = TestDns.start();
        ScriptedOrigin origin = ScriptedOrigin.start(always(ok("x")));
        TestUpstreams up =
            TestUpstreams.open(dns.address(), new Wanted().origin("origin.test", origin.port()))) {
      ProxyError error = up.send(get("/")).error();
      assertThat(error.type()).isEqualTo(ProxyError.Type.DNS_ERROR);
      dns.set("origin.test", 60, "127.0.0.1");
      await("it is resolved", () -> up.counters(0).addresses() == 1);
      assertThat(up.send(get("/")).content()).isEqualTo("x");
    }
  }

  @Test
  void nameServerThatDoesNotAnswerIsATimeout() throws Exception {
    try (TestDns dns = TestDns.start().silent(true);
        TestUpstreams up =
            TestUpstreams.open(dns.address(), new Wanted().origin("origin.test", 80))) {
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.DNS_TIMEOUT);
    }
  }

  @Test
  void nameIsResolvedAgainAfterItsTimeToLive() throws Exception {
    try (TestDns dns = TestDns.start().set("origin.test", 1, "127.0.0.1");
        ScriptedOrigin one = ScriptedOrigin.start(always(ok("one")));
        ScriptedOrigin two =
            ScriptedOrigin.start(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), one.port()),
                null,
                always(ok("two")));
        TestUpstreams up =
            TestUpstreams.open(dns.address(), new Wanted().origin("origin.test", one.port()))) {
      assertThat(up.send(get("/")).content()).isEqualTo("one");
      dns.set("origin.test", 1, "127.0.0.2");
      await("the other answers", () -> up.send(get("/")).content().equals("two"));
      await("the old connection is closed", () -> one.open() == 0);
      assertThat(up.counters(0).connectionsOpen()).isEqualTo(1);
    }
  }

  @Test
  void lastGoodAddressesAreKeptWhenDnsFails() throws Exception {
    try (TestDns dns = TestDns.start().set("origin.test", 1, "127.0.0.1");
        ScriptedOrigin origin = ScriptedOrigin.start(always(ok("x")));
        TestUpstreams up =
            TestUpstreams.open(dns.address(), new Wanted().origin("origin.test", origin.port()))) {
      assertThat(up.send(get("/")).content()).isEqualTo("x");
      dns.failing(true);
      int before = dns.questions().size();
      await("it was asked in vain", () -> dns.questions().size() > before + 1);
      assertThat(up.send(get("/")).content()).isEqualTo("x");
      assertThat(up.counters(0).addresses()).isEqualTo(1);
    }
  }

  @Test
  void nextAddressIsTriedWhereConnectingFails() throws Exception {
    try (TestDns dns = TestDns.start().set("origin.test", 60, "127.0.0.9", "127.0.0.1");
        ScriptedOrigin origin = ScriptedOrigin.start(always(ok("x")));
        TestUpstreams up =
            TestUpstreams.open(dns.address(), new Wanted().origin("origin.test", origin.port()))) {
      for (int i = 0; i < 6; i++) {
        assertThat(up.send(get("/")).content()).isEqualTo("x");
      }
      // The dead address was set aside, so not every other request has tried it.
      assertThat(up.counters(0).failures(ProxyError.Type.CONNECTION_REFUSED)).isBetween(1L, 2L);
      assertThat(up.counters(0).retries()).isZero();
    }
  }

  @Test
  void hostsFileIsAskedBeforeDns() throws Exception {
    Path hosts = folder.resolve("hosts");
    Files.writeString(hosts, "# local\n127.0.0.1\torigin.test other.test # mine\n");
    try (ScriptedOrigin origin = ScriptedOrigin.start(always(ok("x")));
        TestUpstreams up =
            TestUpstreams.openWithHosts(hosts, new Wanted().origin("other.test", origin.port()))) {
      assertThat(up.send(get("/")).content()).isEqualTo("x");
    }
  }

  @Test
  void localhostNeedsNobody() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(always(ok("x")));
        TestUpstreams up =
            TestUpstreams.openWithHosts(
                TestUpstreams.NO_HOSTS, new Wanted().origin("localhost", origin.port()))) {
      for (int i = 0; i < 4; i++) {
        assertThat(up.send(get("/")).content()).isEqualTo("x");
      }
    }
  }
}
