package dev.skerry.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers a handler may ask. */
class FetchHostsTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          api.example.com, https, api.example.com, true
          api.example.com, http, api.example.com, true
          API.example.com, https, api.example.com, true
          api.example.com, https, api.example.com:8443, false
          api.example.com:8443, https, api.example.com:8443, true
          api.example.com:8443, https, api.example.com, false
          api.example.com:443, https, api.example.com, true
          api.example.com:443, http, api.example.com, false
          api.example.com, https, example.com, false
          api.example.com, https, xapi.example.com, false
          *.example.org, https, a.example.org, true
          *.example.org, https, a.b.example.org, true
          *.example.org, https, example.org, false
          *.example.org, https, aexample.org, false
          *.example.org, https, .example.org, false
          *.example.org:8080, http, a.example.org:8080, true
          [2001:db8::1], https, [2001:db8::1], true
          [2001:db8::1]:8080, http, [2001:db8::1]:8080, true
          [2001:db8::1], http, [2001:db8::1]:8080, false
          """)
  void aServerIsAllowedByItsNameAndPort(
      String entry, String scheme, String authority, boolean allowed) {
    assertThat(new FetchHosts(List.of(entry)).allowsServer(scheme, authority)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "*.", "a.*.com", "https://a.example", "a/b", "a:b", "a:0", "a..b", "::1"})
  void whatIsNoHostIsRefused(String entry) {
    assertThatThrownBy(() -> FetchHosts.entry(entry)).hasMessageStartingWith("is no host");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          8.8.8.8, true
          100.63.255.255, true
          172.15.0.1, true
          172.32.0.1, true
          2606:4700::1111, true
          2001:4860:4860::8888, true
          0.0.0.0, false
          10.1.2.3, false
          100.64.0.1, false
          127.0.0.1, false
          127.255.255.255, false
          169.254.169.254, false
          172.16.0.1, false
          172.31.255.255, false
          192.0.0.1, false
          192.168.1.1, false
          198.18.0.1, false
          224.0.0.1, false
          255.255.255.255, false
          ::, false
          ::1, false
          ::ffff:127.0.0.1, false
          64:ff9b::7f00:1, false
          2001:0:1::1, false
          2001:db8::1, false
          2002:7f00:1::1, false
          fc00::1, false
          fd12::1, false
          fe80::1, false
          ff02::1, false
          """)
  void aNameReachesPublicAddressesOnly(String address, boolean allowed) {
    FetchHosts hosts = new FetchHosts(List.of("api.example.com", "*.example.org", "localhost"));
    assertThat(hosts.allowsAddress(InetAddress.ofLiteral(address), "api.example.com", 443))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          10.1.2.3, 10.1.2.3, 10.1.2.3, 80, true
          10.1.2.3, 10.1.2.3, 10.1.2.3, 81, false
          10.1.2.3:8080, 10.1.2.3, api.internal, 8080, true
          10.1.2.3:8080, 10.1.2.3, api.internal, 443, false
          10.1.2.3, 10.1.2.4, api.internal, 80, false
          [::1]:80, ::1, [::1], 80, true
          localhost:80, 127.0.0.1, localhost, 80, true
          localhost:81, 127.0.0.1, localhost, 80, false
          localhost, ::1, localhost, 443, true
          localhost, 127.0.0.1, api.internal, 80, false
          localhost, 10.0.0.1, localhost, 80, false
          *.localhost, 127.0.0.1, localhost, 80, false
          """)
  void anAddressThatIsNotPublicIsListedByItself(
      String entry, String address, String host, int port, boolean allowed) {
    FetchHosts hosts = new FetchHosts(List.of(entry));
    assertThat(hosts.allowsAddress(InetAddress.ofLiteral(address), host, port)).isEqualTo(allowed);
  }
}
