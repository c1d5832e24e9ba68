package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080, 127.0.0.1, 8080, 127.0.0.1:8080",
    "0.0.0.0:0, 0.0.0.0, 0, 0.0.0.0:0",
    "[::1]:80, ::1, 80, [::1]:80",
    "localhost:65535, localhost, 65535, localhost:65535",
    "8080, 127.0.0.1, 8080, 127.0.0.1:8080"
  })
  void hostAndPortAreRead(String text, String host, int port, String printed) {
    ListenAddress address = ListenAddress.parse(text);
    assertThat(address).isEqualTo(new ListenAddress(host, port));
    assertThat(address).hasToString(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "host",
        "host:",
        "host:65536",
        "host:-1",
        "::1:80",
        "[host]:80",
        "a:b:1"
      })
  void whatIsNoAddressIsRefusedByName(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found '" + text + "'");
  }
}
