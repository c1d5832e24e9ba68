package dev.skerry.edge.rules;

import static dev.skerry.edge.rules.RulesFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.config.BasicAuthPolicy;
import dev.skerry.edge.rules.Verdict.Reason;
import dev.skerry.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicAuthTest {
  private static final String HASH = Passwords.hash("sésame", new SecureRandom(), 4);
  private static final BasicAuthPolicy POLICY = new BasicAuthPolicy("admin", Map.of("anna", HASH));

  private final BasicAuth auth = new BasicAuth(1);

  private static Request with(String credentials) {
    String base64 =
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return get("/", "authorization", "Basic " + base64);
  }

  private Verdict verify(Request request) {
    Verdict verdict = auth.check(POLICY, request);
    assertThat(verdict).isInstanceOf(Verdict.VerifyOnWorker.class);
    return ((Verdict.VerifyOnWorker) verdict).check().get();
  }

  private static void challenged(Verdict verdict, Reason reason) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            answer -> {
              assertThat(answer.response().status()).isEqualTo(401);
              assertThat(answer.reason()).isEqualTo(reason);
              assertThat(answer.response().fields().first("www-authenticate"))
                  .isEqualTo("Basic realm=\"admin\", charset=\"UTF-8\"");
            });
  }

  @Test
  void a_right_password_is_verified_once_on_a_worker_and_then_remembered() {
    assertThat(verify(with("anna:sésame"))).isInstanceOf(Verdict.Continue.class);
    Request again = with("anna:sésame");
    assertThat(auth.check(POLICY, again)).isInstanceOf(Verdict.Continue.class);
    assertThat(again.fields().contains("authorization")).isFalse();
  }

  @Test
  void what_is_remembered_is_not_remembered_for_another_hash() {
    assertThat(verify(with("anna:sésame"))).isInstanceOf(Verdict.Continue.class);
    String changed = Passwords.hash("other", new SecureRandom(), 4);
    BasicAuthPolicy policy = new BasicAuthPolicy("admin", Map.of("anna", changed));
    assertThat(auth.check(policy, with("anna:sésame"))).isInstanceOf(Verdict.VerifyOnWorker.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"anna:wrong", "anna:", "nobody:sésame", ":", "anna:sésame "})
  void a_wrong_user_or_password_is_challenged_and_never_remembered(String credentials) {
    challenged(verify(with(credentials)), Reason.CREDENTIALS_WRONG);
    challenged(verify(with(credentials)), Reason.CREDENTIALS_WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic !!!", "Bearer abc", "Basic YW5uYQ==", "basic  "})
  void what_holds_no_credentials_is_challenged_at_once(String field) {
    challenged(auth.check(POLICY, get("/", "authorization", field)), Reason.CREDENTIALS_MISSING);
    challenged(auth.check(POLICY, get("/")), Reason.CREDENTIALS_MISSING);
  }

  @Test
  void more_verifications_at_once_than_allowed_are_turned_away() {
    BasicAuth none = new BasicAuth(0);
    Verdict verdict = none.check(POLICY, with("anna:sésame"));
    assertThat(((Verdict.VerifyOnWorker) verdict).check().get())
        .isInstanceOfSatisfying(
            Verdict.Respond.class, answer -> assertThat(answer.response().status()).isEqualTo(503));
  }

  @Test
  void a_password_that_bcrypt_would_cut_is_refused() {
    SecureRandom random = new SecureRandom();
    assertThatThrownBy(() -> Passwords.hash("x".repeat(73), random))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Passwords.hash("", random))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Passwords.hash("x".repeat(72), random, 4)).hasSize(60).startsWith("$2b$04$");
  }
}
