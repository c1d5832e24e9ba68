package dev.skerry.edge.rules;

import static dev.skerry.edge.rules.RulesFixture.connection;
import static dev.skerry.edge.rules.RulesFixture.get;
import static dev.skerry.edge.rules.RulesFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Cidr;
import dev.skerry.edge.config.ForwardedPolicy;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedFieldsTest {
  private static final ForwardedPolicy NOBODY = new ForwardedPolicy(List.of(), true, true);
  private static final ForwardedPolicy TENS =
      new ForwardedPolicy(
          List.of(
              Objects.requireNonNull(Cidr.parse("10.0.0.0/8")),
              Objects.requireNonNull(Cidr.parse("fd00::/8"))),
          true,
          true);

  private static Fields toOrigin(ForwardedPolicy policy, Viewer viewer) {
    Fields fields = new Fields();
    ForwardedFields.send(policy, viewer, fields);
    return fields;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-forwarded-port",
        "x-forwarded-prefix",
        "x-forwarded-scheme",
        "forwarded",
        "x-real-ip",
        "x-original-url",
        "x-original-host",
        "x-rewrite-url",
        "x-host",
        "true-client-ip",
        "client-ip",
        "x-http-method-override"
      })
  void a_field_that_speaks_for_the_viewer_is_taken_out(String name) {
    Request request = get("/", "accept", "a", name, "evil.example", "x-request-id", "7");
    Viewer viewer = ForwardedFields.receive(NOBODY, request, connection("192.0.2.1"));
    assertThat(request.fields()).isEqualTo(Fields.of("accept", "a", "x-request-id", "7"));
    assertThat(viewer.address().getHostAddress()).isEqualTo("192.0.2.1");
    assertThat(viewer.host()).isEqualTo("example.com");
  }

  @Test
  void a_method_override_of_an_unsafe_request_stays() {
    Request request = request("POST", "/", "x-http-method-override", "PUT");
    ForwardedFields.receive(NOBODY, request, connection("192.0.2.1"));
    assertThat(request.fields().contains("x-http-method-override")).isTrue();
  }

  @Test
  void the_origin_is_told_of_the_peer() {
    Viewer viewer = ForwardedFields.receive(NOBODY, get("/"), connection("2001:db8::1"));
    assertThat(toOrigin(NOBODY, viewer))
        .isEqualTo(
            Fields.of(
                "x-forwarded-for", "2001:db8:0:0:0:0:0:1",
                "x-forwarded-proto", "http",
                "x-forwarded-host", "example.com",
                "forwarded", "for=\"[2001:db8:0:0:0:0:0:1]\";host=\"example.com\";proto=http"));
  }

  @ParameterizedTest(name = "{0} through {1}: {2}")
  @CsvSource({
    "'', 10.0.0.1, 10.0.0.1",
    "'192.0.2.7', 10.0.0.1, 192.0.2.7",
    "'1.1.1.1, 192.0.2.7', 10.0.0.1, 192.0.2.7",
    "'1.1.1.1, 192.0.2.7, 10.0.0.2', 10.0.0.1, 192.0.2.7",
    "'1.1.1.1, unknown, 10.0.0.2', 10.0.0.1, 10.0.0.2",
    "'10.0.0.3, 10.0.0.2', 10.0.0.1, 10.0.0.3",
    "'192.0.2.7:1234', 10.0.0.1, 192.0.2.7",
    "'[2001:db8::7]:99', 10.0.0.1, 2001:db8:0:0:0:0:0:7",
    "'192.0.2.7', 192.0.2.1, 192.0.2.1",
    "'10.1, 300.1.1.1', 10.0.0.1, 10.0.0.1",
  })
  void the_chain_is_believed_as_far_as_trusted_proxies_wrote_it(
      String chain, String peer, String address) {
    Request request = chain.isEmpty() ? get("/") : get("/", "x-forwarded-for", chain);
    Viewer viewer = ForwardedFields.receive(TENS, request, connection(peer));
    assertThat(viewer.address().getHostAddress()).isEqualTo(address);
    assertThat(request.fields().contains("x-forwarded-for")).isFalse();
  }

  @Test
  void what_a_trusted_proxy_says_is_continued() {
    Request request =
        get(
            "/",
            "x-forwarded-for",
            "192.0.2.7, 10.0.0.2",
            "x-forwarded-proto",
            "HTTPS",
            "x-forwarded-host",
            "shop.example");
    Viewer viewer = ForwardedFields.receive(TENS, request, connection("10.0.0.1"));
    assertThat(viewer.secure()).isTrue();
    Fields sent = toOrigin(TENS, viewer);
    assertThat(sent.first("x-forwarded-for")).isEqualTo("192.0.2.7, 10.0.0.2, 10.0.0.1");
    assertThat(sent.first("x-forwarded-proto")).isEqualTo("https");
    assertThat(sent.first("x-forwarded-host")).isEqualTo("shop.example");
    assertThat(sent.first("forwarded"))
        .isEqualTo("for=192.0.2.7;host=\"shop.example\";proto=https, for=10.0.0.2, for=10.0.0.1");
  }

  @Test
  void forwarded_goes_before_the_older_fields() {
    Request request =
        get(
            "/",
            "forwarded",
            "for=\"[2001:db8::7]:80\";proto=https;host=\"a.example\", for=10.0.0.2",
            "x-forwarded-for",
            "1.1.1.1");
    Viewer viewer = ForwardedFields.receive(TENS, request, connection("10.0.0.1"));
    assertThat(viewer.address().getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:7");
    assertThat(viewer.host()).isEqualTo("a.example");
    assertThat(viewer.secure()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil\" x", "a,b", "", "a/b", "a@b"})
  void a_forwarded_host_that_is_none_is_not_believed(String host) {
    Request request = get("/", "x-forwarded-host", host);
    assertThat(ForwardedFields.receive(TENS, request, connection("10.0.0.1")).host())
        .isEqualTo("example.com");
  }
}
