package dev.skerry.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.control.engine.EnginePlace;
import dev.skerry.control.fleet.JoinException.Kind;
import dev.skerry.edge.sync.JoinToken;
import dev.skerry.edge.sync.Joining.Identity;
import dev.skerry.edge.sync.Joining.Join;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Engine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest {
  @TempDir private Path data = Path.of("");

  private final ManualTime time = new ManualTime();
  private Engine engine = unset();
  private Membership membership = unset();
  private final Fleet fleet = new Fleet(time, time::nanos);

  @BeforeEach
  void open() throws Exception {
    engine = new EnginePlace.Embedded(data.resolve("engine")).open();
    membership = new Membership(engine, MasterKey.open(data.resolve("master-key")), time);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void openAgain() throws Exception {
    engine.close();
    open();
  }

  private String token(int uses) throws JoinException {
    return membership.tokens().make(Duration.ofHours(1), uses).text();
  }

  static X509Certificate leaf(Identity identity) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(
                      identity.certificates().getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new AssertionError(e);
    }
  }

  private void assertRefused(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            JoinException.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  @Test
  void anEdgeJoinsAndMayComeAlsoAfterARestart() throws Exception {
    Identity identity = membership.join(new Join(token(1), EdgeKey.make().request(), "edge-1"));
    assertThat(identity.edge()).isEqualTo("edge-1");
    X509Certificate certificate = leaf(identity);
    certificate.verify(membership.authority().certificate().getPublicKey());
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(membership.authenticate(certificate).edge()).isEqualTo("edge-1");
    String ca = membership.authority().certificatePem();
    openAgain();
    assertThat(membership.authority().certificatePem()).isEqualTo(ca);
    assertThat(membership.authenticate(certificate).edge()).isEqualTo("edge-1");
    certificate.verify(membership.authority().certificate().getPublicKey());
  }

  @Test
  void aTokenNamesTheAuthority() throws Exception {
    assertThat(JoinToken.parse(token(1)).caFingerprint())
        .isEqualTo(FleetAuthority.fingerprint(membership.authority()));
  }

  @Test
  void aTokenIsUsedAsOftenAsItMayBe() throws Exception {
    String token = token(2);
    membership.join(new Join(token, EdgeKey.make().request(), "a"));
    openAgain();
    membership.join(new Join(token, EdgeKey.make().request(), "b"));
    assertRefused(
        Kind.TOKEN, () -> membership.join(new Join(token, EdgeKey.make().request(), "c")));
    assertThat(membership.all()).extracting(Member::edge).containsExactly("a", "b");
  }

  @Test
  void aJoinThatIsRefusedUsesNoToken() throws Exception {
    String token = token(1);
    membership.join(new Join(token(1), EdgeKey.make().request(), "a"));
    assertRefused(
        Kind.TAKEN, () -> membership.join(new Join(token, EdgeKey.make().request(), "a")));
    assertRefused(Kind.WRONG, () -> membership.join(new Join(token, "no request", "b")));
    membership.join(new Join(token, EdgeKey.make().request(), "b"));
  }

  @Test
  void whatAStrangerAsksIsNotLookedAtWithoutAToken() throws Exception {
    String used = token(1);
    membership.join(new Join(used, EdgeKey.make().request(), "a"));
    assertRefused(Kind.TOKEN, () -> membership.join(new Join(used, "no request", "b")));
  }

  @Test
  void aTokenExpires() throws Exception {
    String token = token(1);
    time.pass(Duration.ofHours(1));
    assertRefused(
        Kind.TOKEN, () -> membership.join(new Join(token, EdgeKey.make().request(), "a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "skerry-join-", "skerry-join-00.x", "something else"})
  void whatIsNoTokenIsRefused(String token) {
    assertRefused(
        Kind.TOKEN, () -> membership.join(new Join(token, EdgeKey.make().request(), "a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "local", "-a", "a b", "a/b", "CN=x,O=y", "ä"})
  void whatIsNoNameIsRefused(String name) {
    assertRefused(
        Kind.WRONG, () -> membership.join(new Join(token(1), EdgeKey.make().request(), name)));
  }

  @Test
  void aRequestIsRefusedThatAnotherKeyHasSigned() {
    String stolen = EdgeKey.make().requestSignedBy(EdgeKey.make());
    assertRefused(Kind.WRONG, () -> membership.join(new Join(token(1), stolen, "a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "secp384r1"})
  void anotherKindOfKeyIsRefused(String kind) {
    String request = EdgeKey.of(kind).request();
    assertRefused(Kind.WRONG, () -> membership.join(new Join(token(1), request, "a")));
  }

  @Test
  void aCertificateIsRenewedAndTheOneBeforeHoldsUntilTheNextRenewal() throws Exception {
    X509Certificate first =
        leaf(membership.join(new Join(token(1), EdgeKey.make().request(), "a")));
    X509Certificate second = leaf(membership.renew(first, EdgeKey.make().request()));
    assertThat(membership.authenticate(first).edge()).isEqualTo("a");
    X509Certificate third = leaf(membership.renew(second, EdgeKey.make().request()));
    assertRefused(Kind.REVOKED, () -> membership.authenticate(first));
    openAgain();
    assertThat(membership.authenticate(second).edge()).isEqualTo("a");
    assertThat(membership.authenticate(third).edge()).isEqualTo("a");
  }

  @Test
  void anAnswerThatIsLostLocksNobodyOut() throws Exception {
    X509Certificate first =
        leaf(membership.join(new Join(token(1), EdgeKey.make().request(), "a")));
    for (int lost = 0; lost < 3; lost++) {
      var _ = membership.renew(first, EdgeKey.make().request());
    }
    assertThat(membership.authenticate(first).edge()).isEqualTo("a");
  }

  @Test
  void anEdgeThatIsRevokedMayNotComeAndItsNameIsFree() throws Exception {
    X509Certificate first =
        leaf(membership.join(new Join(token(1), EdgeKey.make().request(), "a")));
    assertThat(membership.revoke("a", fleet)).isTrue();
    assertThat(membership.revoke("a", fleet)).isFalse();
    assertRefused(Kind.REVOKED, () -> membership.authenticate(first));
    assertRefused(Kind.REVOKED, () -> membership.renew(first, EdgeKey.make().request()));
    openAgain();
    assertRefused(Kind.REVOKED, () -> membership.authenticate(first));
    X509Certificate other =
        leaf(membership.join(new Join(token(1), EdgeKey.make().request(), "a")));
    assertThat(membership.authenticate(other).edge()).isEqualTo("a");
    assertRefused(Kind.REVOKED, () -> membership.authenticate(first));
  }

  @Test
  void tokensAreBounded() {
    assertThatThrownBy(() -> membership.tokens().make(Duration.ZERO, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> membership.tokens().make(Duration.ofDays(31), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> membership.tokens().make(Duration.ofDays(1), 1_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> membership.tokens().make(Duration.ofDays(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theNameOfAControlPlaneIsForGood() throws Exception {
    String name = ControlPlaneName.of(engine);
    openAgain();
    assertThat(List.of(ControlPlaneName.of(engine), ControlPlaneName.of(engine)))
        .containsOnly(name);
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // Set before each test.
  private static <T> T unset() {
    return null;
  }
}
