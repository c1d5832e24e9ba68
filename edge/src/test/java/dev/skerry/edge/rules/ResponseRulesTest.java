package dev.skerry.edge.rules;

import static dev.skerry.edge.rules.RulesFixture.get;
import static dev.skerry.edge.rules.RulesFixture.rule;
import static dev.skerry.edge.rules.RulesFixture.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Rule;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseRulesTest {
  private static Fields after(Rule rule, Request request, String... fields) {
    Fields response = Fields.of(fields);
    ResponseRules.atViewerResponse(rule, request, viewer("192.0.2.1"), response);
    return response;
  }

  @Test
  void a_rule_that_changes_nothing_needs_no_copy() {
    assertThat(ResponseRules.isNeeded(rule("/x", ""))).isFalse();
    assertThat(ResponseRules.isNeeded(rule("/x", "request-headers: {remove: a}"))).isFalse();
    assertThat(ResponseRules.isNeeded(rule("/x", "response-headers: {remove: a}"))).isTrue();
    assertThat(ResponseRules.isNeeded(rule("/x", "security-headers: {nosniff: true}"))).isTrue();
    assertThat(ResponseRules.isNeeded(rule("/x", "cors: {origins: '*'}"))).isTrue();
  }

  @Test
  void response_fields_are_changed_but_never_the_framing() {
    Rule rule = rule("/x", "response-headers: {remove: [server, con*], set: {x-path: '{path}'}}");
    assertThat(after(rule, get("/x"), "server", "s", "content-length", "5", "content-type", "t"))
        .isEqualTo(Fields.of("content-length", "5", "x-path", "/x"));
  }

  @Test
  void security_fields_replace_those_of_the_origin_and_hsts_needs_tls() {
    Rule rule =
        rule(
            "/x",
            "security-headers: {nosniff: true, frame: deny, csp: default-src 'self',"
                + " hsts: {max-age: 1d, include-subdomains: true, preload: true}}");
    Fields secure = after(rule, get("/x"), "x-frame-options", "SAMEORIGIN");
    assertThat(secure)
        .isEqualTo(
            Fields.of(
                "x-frame-options", "DENY",
                "x-content-type-options", "nosniff",
                "content-security-policy", "default-src 'self'",
                "strict-transport-security", "max-age=86400; includeSubDomains; preload"));
    Fields clear = new Fields();
    Viewer viewer = viewer("192.0.2.1");
    ResponseRules.atViewerResponse(
        rule,
        get("/x"),
        new Viewer(viewer.address(), false, viewer.host(), null, viewer.peer()),
        clear);
    assertThat(clear.contains("strict-transport-security")).isFalse();
  }

  @ParameterizedTest(name = "{0}, asked by {1}: {2}, vary {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "* | https://a.example | * | -",
        "* | - | * | -",
        "https://a.example | https://a.example | https://a.example | Origin",
        "https://a.example | https://b.example | - | Origin",
        "https://a.example | - | - | Origin",
      })
  void cross_origin_reading_is_permitted_by_the_policy_alone(
      String origins, String asked, String permitted, String vary) {
    Rule rule = rule("/x", "cors: {origins: '" + origins + "', expose-headers: [etag]}");
    Request request = asked == null ? get("/x") : get("/x", "origin", asked);
    Fields response = after(rule, request, "access-control-allow-origin", "https://evil.example");
    assertThat(response.first("access-control-allow-origin")).isEqualTo(permitted);
    assertThat(response.first("vary")).isEqualTo(vary);
    assertThat(response.contains("access-control-expose-headers")).isEqualTo(permitted != null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accept-encoding | accept-encoding, Origin",
        "origin | origin",
        "* | *",
      })
  void vary_is_added_to(String before, String after) {
    Rule rule = rule("/x", "cors: {origins: https://a.example}");
    assertThat(after(rule, get("/x"), "vary", before).all("vary")).containsExactly(after);
  }
}
