package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.Secret;
import dev.skerry.edge.listener.CertificateAuthority.Issued;
import dev.skerry.edge.listener.CertificateAuthority.Subject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientCertificateTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final InstantSource now = InstantSource.system();
  private final CertificateAuthority authority = CertificateAuthority.create("Test CA", now);
  private final TestHandler handler = new TestHandler();
  private RunningListener listener = unset();

  @BeforeEach
  void open() {
    CertificateStore store =
        CertificateStore.askingClients(
            List.of(server(authority)), List.of(authority.certificate()));
    listener = RunningListener.with(handler, new RunningListener.Settings().certificates(store));
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aClientIsKnownByItsCertificate(HttpClient.Version version) throws Exception {
    KeyPair pair = pair();
    X509Certificate issued =
        authority.issueClient(new Subject("edge-1", List.of(), DAY), pair.getPublic());
    assertThat(answer(context(pair, issued), version)).isEqualTo(200);
    assertThat(handler.last().viewer.connection().certificate()).isEqualTo(issued);
  }

  @Test
  void aClientMayComeWithoutACertificate() throws Exception {
    assertThat(answer(context(null, null), HttpClient.Version.HTTP_2)).isEqualTo(200);
    assertThat(handler.last().viewer.connection().certificate()).isNull();
  }

  @Test
  void aClientIsKnownAnewInEachConnection() throws Exception {
    KeyPair pair = pair();
    X509Certificate issued =
        authority.issueClient(new Subject("edge-1", List.of(), DAY), pair.getPublic());
    SSLContext context = context(pair, issued);
    for (int connection = 0; connection < 3; connection++) {
      assertThat(answer(context, HttpClient.Version.HTTP_2)).isEqualTo(200);
      assertThat(handler.last().viewer.connection().certificate()).isEqualTo(issued);
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
    KeyPair pair = pair();
    X509Certificate strange =
        CertificateAuthority.create("Test CA", now)
            .issueClient(new Subject("edge-1", List.of(), DAY), pair.getPublic());
    assertRefused(pair, strange);
  }

  @Test
  void aCertificateThatHasEndedIsRefused() throws Exception {
    KeyPair pair = pair();
    Instant past = now.instant().minus(Duration.ofDays(90));
    X509Certificate ended =
        CertificateAuthority.of(
                authority.certificatePem(), authority.keyPem(), InstantSource.fixed(past))
            .issueClient(new Subject("edge-1", List.of(), DAY), pair.getPublic());
    assertRefused(pair, ended);
  }

  @Test
  void aServersCertificateIsNoClients() throws Exception {
    CertificatePair server = server(authority);
    KeyMaterial material = KeyMaterial.of(server);
    X509Certificate certificate = material.chain().getFirst();
    assertRefused(new KeyPair(certificate.getPublicKey(), material.key()), certificate);
  }

  private void assertRefused(KeyPair pair, X509Certificate certificate) {
    int before = handler.requests.size();
    assertThatThrownBy(() -> answer(context(pair, certificate), HttpClient.Version.HTTP_2))
        .isInstanceOf(IOException.class);
    assertThat(handler.requests.size()).isEqualTo(before);
  }

  private int answer(SSLContext context, HttpClient.Version version) throws Exception {
    URI uri = URI.create("https://localhost:" + listener.https().getPort() + "/");
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).version(version).build()) {
      HttpResponse<String> response =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(response.version()).isEqualTo(version);
      return response.statusCode();
    }
  }

  private static CertificatePair server(CertificateAuthority authority) {
    Issued issued =
        authority.issueServer(new Subject("server", List.of("localhost", "127.0.0.1"), DAY));
    return new CertificatePair("server", issued.certificatePem(), new Secret(issued.keyPem()));
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private SSLContext context(@Nullable KeyPair pair, @Nullable X509Certificate certificate)
      throws Exception {
    KeyStore trusted = empty();
    trusted.setCertificateEntry("ca", authority.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    if (pair == null || certificate == null) {
      context.init(null, trust.getTrustManagers(), null);
      return context;
    }
    KeyManager[] keys = {new Showing(pair.getPrivate(), certificate)};
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }

  /** Shows its certificate to whoever asks for one, whatever authority he names. */
  private static final class Showing extends X509ExtendedKeyManager {
    private static final String ALIAS = "own";

    private final PrivateKey key;
    private final X509Certificate certificate;

    Showing(PrivateKey key, X509Certificate certificate) {
      this.key = key;
      this.certificate = certificate;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
      return ALIAS;
    }

    @Override
    public String chooseEngineClientAlias(String[] keyType, Principal[] issuers, SSLEngine engine) {
      return ALIAS;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {certificate};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // Set before each test.
  private static <T> T unset() {
    return null;
  }
}
