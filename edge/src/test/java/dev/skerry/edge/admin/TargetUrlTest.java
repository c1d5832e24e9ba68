package dev.skerry.edge.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://Example.com/a?b=c, example.com/a?b=c",
    "HTTPS://example.com:443/, example.com/",
    "http://example.com:443/, example.com:443/",
    "http://example.com:80, example.com/",
    "Example.com/A%20b, example.com/A%20b",
    "example.com, example.com/",
    "localhost:8080/x, localhost:8080/x",
    "[::1]:8080/x, [::1]:8080/x",
    "http.example.com/x, http.example.com/x"
  })
  void aUrlIsReadWithASchemeOrWithout(String text, String expected) {
    assertThat(TargetUrl.withoutScheme(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "", "https:///a", "ftp://example.com/", "a b/c", "a@b/", "a/#x"})
  void whatNamesNoUrlIsRefused(String text) {
    assertThatThrownBy(() -> TargetUrl.withoutScheme(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "example.com/", "example.com/a", "https://example.com", "", "?"})
  void whatIsNoHostIsNotTakenForOne(String text) {
    assertThatThrownBy(() -> TargetUrl.authority(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHostIsTakenInLowerCaseWithItsPort() {
    assertThat(TargetUrl.authority("Example.com")).isEqualTo("example.com");
    assertThat(TargetUrl.authority("EXAMPLE.com:8080")).isEqualTo("example.com:8080");
  }
}
