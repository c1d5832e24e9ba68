package dev.skerry.edge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest(name = "{1} in {0}: {2}")
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.0/23, 10.1.3.255, true",
    "10.1.2.0/23, 10.1.4.0, false",
    "0.0.0.0/0, 1.2.3.4, true",
    "0.0.0.0/0, ::1, false",
    "1.2.3.4, 1.2.3.4, true",
    "1.2.3.4, 1.2.3.5, false",
    "1.2.3.4/31, 1.2.3.5, true",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "::/0, 1.2.3.4, false",
    "1.2.3.4, ::ffff:1.2.3.4, true",
    "all, ::1, true",
  })
  void a_network_contains_addresses(String network, String address, boolean contains) {
    Cidr cidr = Objects.requireNonNull(Cidr.parse(network));
    assertThat(cidr.contains(InetAddress.ofLiteral(address))).isEqualTo(contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.1/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/ 8",
        "example.com",
        "10.1",
        "::1%eth0",
        "[::1]",
        "2001:db8::/129",
        "10.0.0.0/8/8",
        "0x7f.1"
      })
  void what_is_no_network_is_refused(String text) {
    assertThat(Cidr.parse(text)).isNull();
  }
}
