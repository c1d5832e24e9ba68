package dev.skerry.edge.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalPathTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "/, /",
    "/a/b, /a/b",
    "/a/./b, /a/b",
    "/a/../b, /b",
    "/a/.., /",
    "/a/., /a/",
    "/., /",
    "/a/b/../../c, /c",
    "/%61%2D%2e%5f%7E, /a-._~",
    "/a/%2e%2e/b, /b",
    "/a/%2E%2e%2fb, /a/..%2Fb",
    "/%2f%3a%c3%a9, /%2F%3A%C3%A9",
    "/a//b, /a//b",
    "/a//../b, /a/b",
    "/%zz%, /%zz%",
    "/%2, /%2",
    "/...//.a/..b, /...//.a/..b",
    "/%252e%252e/, /%252e%252e/",
    "*, *",
  })
  void a_path_has_one_form(String path, String normal) {
    assertThat(NormalPath.of(path)).isEqualTo(normal);
    assertThat(NormalPath.of(normal)).isEqualTo(normal);
  }

  @ParameterizedTest
  @CsvSource({"/..", "/../a", "/a/../..", "/%2e%2e/a", "/a/../../b", "/./.."})
  void a_path_that_leads_above_the_root_has_none(String path) {
    assertThat(NormalPath.of(path)).isNull();
  }

  @Test
  void a_path_that_is_normal_already_is_the_same_instance() {
    String path = "/plain/path.html";
    assertThat(NormalPath.of(path)).isSameAs(path);
    assertThat(NormalPath.mergeSlashes(path)).isSameAs(path);
  }

  @ParameterizedTest
  @CsvSource({"//a, /a", "/a///b//, /a/b/", "/a/b, /a/b"})
  void runs_of_slashes_match_as_one(String path, String merged) {
    assertThat(NormalPath.mergeSlashes(path)).isEqualTo(merged);
  }
}
