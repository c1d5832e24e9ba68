package dev.skerry.edge.rules;

import static dev.skerry.edge.rules.RulesFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Secret;
import dev.skerry.edge.config.SignedUrlPolicy;
import dev.skerry.edge.rules.Verdict.Reason;
import dev.skerry.http.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedUrlsTest {
  private static final Secret OLD = new Secret("0123456789abcdef");
  private static final Secret NEW = new Secret("fedcba9876543210");
  private static final SignedUrlPolicy POLICY = new SignedUrlPolicy(Map.of("old", OLD, "new", NEW));
  private static final long NOW = 1_767_225_600;

  private static String signed(@Nullable String query, String key, Secret secret, long expires) {
    return SignedUrls.signedQuery("example.com", "/a%2Fb", query, key, secret, expires);
  }

  private static Verdict check(Request request) {
    return SignedUrls.check(POLICY, request, request.path(), NOW);
  }

  private static void refused(Request request, Reason reason) {
    assertThat(check(request))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            answer -> {
              assertThat(answer.response().status()).isEqualTo(403);
              assertThat(answer.reason()).isEqualTo(reason);
            });
  }

  @Test
  void a_signed_url_passes_and_the_signature_goes_no_further() {
    for (String query : new String[] {null, "", "x=1&y=%20+"}) {
      Request request = get("/a%2Fb?" + signed(query, "old", OLD, NOW + 1));
      assertThat(check(request)).isInstanceOf(Verdict.Continue.class);
      assertThat(request.query()).isEqualTo("".equals(query) ? null : query);
    }
  }

  @Test
  void keys_can_be_rotated() {
    assertThat(check(get("/a%2Fb?" + signed(null, "new", NEW, NOW + 1))))
        .isInstanceOf(Verdict.Continue.class);
    refused(get("/a%2Fb?" + signed(null, "gone", NEW, NOW + 1)), Reason.SIGNATURE_WRONG);
    refused(get("/a%2Fb?" + signed(null, "old", NEW, NOW + 1)), Reason.SIGNATURE_WRONG);
  }

  @Test
  void an_expired_url_is_refused() {
    refused(get("/a%2Fb?" + signed(null, "old", OLD, NOW)), Reason.SIGNATURE_EXPIRED);
  }

  @Test
  void a_signature_is_for_one_host_path_and_query() {
    String query = signed("x=1", "old", OLD, NOW + 1);
    refused(get("/a/b?" + query), Reason.SIGNATURE_WRONG);
    refused(get("/a%2fb?" + query), Reason.SIGNATURE_WRONG);
    refused(get("/a%2Fb?" + query.replace("x=1", "x=2")), Reason.SIGNATURE_WRONG);
    refused(get("/a%2Fb?y=1&" + query), Reason.SIGNATURE_WRONG);
    refused(get("/a%2Fb?" + query + "&y=1"), Reason.SIGNATURE_WRONG);
    refused(get("/a%2Fb?" + query).authority("other.example"), Reason.SIGNATURE_WRONG);
    String later = "skerry-expires=" + (NOW + 1);
    refused(
        get("/a%2Fb?" + query.replace(later, "skerry-expires=" + (NOW + 9))),
        Reason.SIGNATURE_WRONG);
  }

  @ParameterizedTest
  @CsvSource({
    "/a, SIGNATURE_MISSING",
    "/a?, SIGNATURE_MISSING",
    "/a?x=1, SIGNATURE_MISSING",
    "/a?xskerry-expires=1&skerry-key=old&skerry-signature=x, SIGNATURE_MISSING",
    "/a?skerry-expires=1, SIGNATURE_WRONG",
    "/a?skerry-expires=1&skerry-signature=x&skerry-key=old, SIGNATURE_WRONG",
    "/a?skerry-expires=&skerry-key=old&skerry-signature=x, SIGNATURE_WRONG",
    "/a?skerry-expires=-1&skerry-key=old&skerry-signature=x, SIGNATURE_WRONG",
    "/a?skerry-expires=9999999999999&skerry-key=old&skerry-signature=x, SIGNATURE_WRONG",
    "/a?skerry-expires=9999999999&skerry-key=old&skerry-signature=, SIGNATURE_WRONG",
  })
  void what_is_not_signed_or_not_well_is_refused(String target, Reason reason) {
    refused(get(target), reason);
  }

  @Test
  void the_format_is_what_the_documentation_says() {
    assertThat(SignedUrls.signedQuery("example.com", "/a", "b=c", "k", OLD, 1_800_000_000))
        .isEqualTo(
            "b=c&skerry-expires=1800000000&skerry-key=k&skerry-signature="
                + "9Ud1ahS_uDkA-713TKnaPLjepKCJMnzo_6976dAcNLQ");
  }
}
