package dev.skerry.edge.rules;

import static dev.skerry.edge.rules.RulesFixture.get;
import static dev.skerry.edge.rules.RulesFixture.request;
import static dev.skerry.edge.rules.RulesFixture.rule;
import static dev.skerry.edge.rules.RulesFixture.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Rule;
import dev.skerry.edge.rules.Verdict.Reason;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRulesTest {
  private final RequestRules rules =
      new RequestRules(new RateLimiter(10, () -> 0), new BasicAuth(1));

  private Verdict at(Rule rule, Request request) {
    return rules.atViewerRequest(rule, request, request.path(), viewer("192.0.2.1"), 0);
  }

  private Response answer(Rule rule, Request request, Reason reason) {
    Verdict verdict = at(rule, request);
    assertThat(verdict).isInstanceOf(Verdict.Respond.class);
    Verdict.Respond respond = (Verdict.Respond) verdict;
    assertThat(respond.reason()).isEqualTo(reason);
    return respond.response();
  }

  @Test
  void a_rule_that_says_nothing_lets_everything_go_on() {
    assertThat(at(rule("/x", ""), get("/x"))).isSameAs(Verdict.CONTINUE);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[{allow: 192.0.2.0/24}, {deny: all}] | true",
        "[{deny: 192.0.2.1}] | false",
        "[{allow: all}, {deny: 192.0.2.1}] | true",
        "[{deny: [10.0.0.0/8, 192.0.2.0/24]}] | false",
        "[{deny: 10.0.0.0/8}] | true",
      })
  void the_first_entry_with_the_address_decides(String access, boolean allowed) {
    Rule rule = rule("/x", "access: " + access);
    if (allowed) {
      assertThat(at(rule, get("/x"))).isInstanceOf(Verdict.Continue.class);
    } else {
      assertThat(answer(rule, get("/x"), Reason.ADDRESS_DENIED).status()).isEqualTo(403);
    }
  }

  @ParameterizedTest(name = "{0} to {1}: {2} goes to {3}")
  @CsvSource({
    "/old/**, /new/{1}, /old/a/b, /new/a/b",
    "/old/**, '{target}', /old/a?b=c, /old/a?b=c",
    "/**, 'https://{host}{target}', /a?b, https://example.com/a?b",
    "/**, '{scheme}://{host}/{method}{path}?{query}', /a?b, https://example.com/GET/a?b",
    "/**, '{path}', //evil.example/, /evil.example/",
    "/**, '/{1}', //evil.example, /evil.example",
    "/**, '/{1}', /\\evil.example, /evil.example",
    "'~^/p/([0-9]+)/(.*)$', '/{2}?id={1}', /p/7/x, /x?id=7",
    "*.htm, '{1}.html', /a/b.htm, /a/b.html",
    "/x, '/{{1}}', /x, /{1}",
  })
  void a_redirect_fills_its_target(String path, String to, String target, String location) {
    Rule rule = rule(path.replace("\\", "\\\\"), "redirect: {to: '" + to + "', status: 301}");
    Response response = answer(rule, get(target), Reason.REDIRECTED);
    assertThat(response.status()).isEqualTo(301);
    assertThat(response.fields().first("location")).isEqualTo(location);
    assertThat(response.fields().first("content-length")).isEqualTo("0");
  }

  @Test
  void an_address_is_refused_before_a_redirect_and_a_redirect_goes_before_a_password() {
    String password =
        ", basic-auth: {users: {a: $2b$12$abcdefghijklmnopqrstuuKuZhpPq9kLkyhkL0dWnSLbm1vvrNyq2}}";
    Rule both = rule("/x", "redirect: {to: /y}, access: [{deny: all}]" + password);
    answer(both, get("/x"), Reason.ADDRESS_DENIED);
    answer(rule("/x", "redirect: {to: /y}" + password), get("/x"), Reason.REDIRECTED);
    answer(rule("/x", "access: [{allow: all}]" + password), get("/x"), Reason.CREDENTIALS_MISSING);
  }

  @ParameterizedTest(name = "{0} with {1}: {2} becomes {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/** | {strip-prefix: /api} | /api/a/b | /a/b",
        "/api/** | {strip-prefix: /api} | /api | /",
        "/** | {strip-prefix: /api} | /apiary | /apiary",
        "/** | {strip-prefix: /api} | /ap | /ap",
        "/** | {add-prefix: /v2} | /a | /v2/a",
        "/** | {strip-prefix: /v1, add-prefix: /v2} | /v1/a | /v2/a",
        "/a/*/** | {to: '/{2}/{1}'} | /a/x/y/z | /y/z/x",
        "/** | {regex: '^/(.)/(.*)$', to: '/{2}-{1}'} | /a/b/c | /b/c-a",
        "/** | {regex: 'nothing', to: '/x'} | /a | /a",
        "/** | {regex: '^/x(.*)$', to: '{1}'} | /xy | /y",
        "/** | {regex: '^/(.)b$', to: '/{1}./c'} | /.b | /.b",
        "/** | {regex: '^/(.)b$', to: '/d/{1}./c'} | /.b | /c",
      })
  void a_rewrite_changes_the_path_and_keeps_the_query(
      String path, String rewrite, String before, String after) {
    Request toOrigin = get(before + "?q=1");
    rules.atOriginRequest(rule(path, "rewrite: " + rewrite), toOrigin, viewer("192.0.2.1"));
    assertThat(toOrigin.path()).isEqualTo(after);
    assertThat(toOrigin.query()).isEqualTo("q=1");
  }

  @Test
  void request_fields_are_removed_set_and_added() {
    Rule rule =
        rule(
            "/*",
            "forwarded: {x-forwarded: false}, request-headers: {remove: [cookie, x-debug-*],"
                + " set: {x-viewer: '{viewer-address}', accept: a/b}, add: {x-many: [1, '{1}']}}");
    Request toOrigin =
        get("/p", "cookie", "a", "x-debug-a", "1", "accept", "c/d", "x-many", "0", "x-debug", "2");
    rules.atOriginRequest(rule, toOrigin, viewer("192.0.2.1"));
    assertThat(toOrigin.fields())
        .isEqualTo(
            Fields.of(
                "accept",
                "a/b",
                "x-many",
                "0",
                "x-debug",
                "2",
                "x-viewer",
                "192.0.2.1",
                "x-many",
                "1",
                "x-many",
                "p"));
  }

  @Test
  void the_origin_is_told_of_the_viewer_by_default() {
    Request toOrigin = get("/");
    rules.atOriginRequest(rule("/", ""), toOrigin, viewer("192.0.2.1"));
    assertThat(toOrigin.fields())
        .isEqualTo(
            Fields.of(
                "x-forwarded-for", "192.0.2.1",
                "x-forwarded-proto", "https",
                "x-forwarded-host", "example.com"));
  }

  @Test
  void a_preflight_is_answered() {
    Rule rule =
        rule(
            "/x",
            "cors: {origins: [https://a.example], methods: [GET, PUT], headers: [x-a], max-age: 1m,"
                + " credentials: true}");
    Fields allowed = answer(rule, preflight("https://a.example"), Reason.PREFLIGHT).fields();
    assertThat(allowed.first("access-control-allow-origin")).isEqualTo("https://a.example");
    assertThat(allowed.first("access-control-allow-methods")).isEqualTo("GET, PUT");
    assertThat(allowed.first("access-control-allow-headers")).isEqualTo("x-a");
    assertThat(allowed.first("access-control-allow-credentials")).isEqualTo("true");
    assertThat(allowed.first("access-control-max-age")).isEqualTo("60");
    assertThat(allowed.first("vary")).startsWith("Origin");
    Fields foreign = answer(rule, preflight("https://b.example"), Reason.PREFLIGHT).fields();
    assertThat(foreign.contains("access-control-allow-origin")).isFalse();
    assertThat(at(rule, request("OPTIONS", "/x", "origin", "https://a.example")))
        .isInstanceOf(Verdict.Continue.class);
  }

  private static Request preflight(String origin) {
    return request("OPTIONS", "/x", "origin", origin, "access-control-request-method", "PUT");
  }
}
