package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.listener.DevelopmentCertificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The API over TLS, as the SDK for Java meets it. */
class ApiTlsTest {
  @TempDir Path folder = Path.of("");

  @Test
  void theApiSpeaksTlsWithACertificateForDevelopment() throws Exception {
    Path data = folder.resolve("data");
    try (Program program = Program.runAnywhere(data, "--api-tls", "127.0.0.1:0")) {
      URI api = program.ready("api");
      assertThat(api.getScheme()).isEqualTo("https");
      Path authority = data.resolve("tls/ca.pem");
      assertThat(tables(data, api, authority)).isEmpty();
      assertThat(tables(data, URI.create("https://localhost:" + api.getPort()), authority))
          .isEmpty();
      assertThat(Terminal.type("status", "--data", data.toString()).out())
          .containsPattern("api\n  listeners +" + Pattern.quote(api.toString()));
    }
  }

  @Test
  void bothPortsMayBeOpen() throws Exception {
    Path data = folder.resolve("data");
    try (Program program =
        Program.runAnywhere(data, "--api", "127.0.0.1:0", "--api-tls", "127.0.0.1:0")) {
      assertThat(program.readyLine())
          .containsPattern(" api http://127\\.0\\.0\\.1:\\d+ https://127\\.0\\.0\\.1:\\d+ data ");
    }
  }

  @Test
  void aCertificateInFilesIsUsedAndExchangedWhenTheFilesChange() throws Exception {
    Path data = folder.resolve("data");
    Path first = issue("first");
    Path second = issue("second");
    Path certificate = folder.resolve("api.crt");
    Path key = folder.resolve("api.key");
    install(first, certificate, key);
    try (Program program =
        Program.runAnywhere(
            data,
            "--api-tls",
            "127.0.0.1:0",
            "--api-certificate",
            certificate.toString(),
            "--api-key",
            key.toString())) {
      URI api = program.ready("api");
      assertThat(tables(data, api, first.resolve("tls/ca.pem"))).isEmpty();
      assertThatThrownBy(() -> tables(data, api, second.resolve("tls/ca.pem")))
          .isInstanceOf(SdkClientException.class)
          .hasMessageContaining("certification path");

      Files.writeString(key, "no key");
      program.awaitLog("the API's certificate in force stays: the file \"" + key + "\" holds no");
      assertThat(tables(data, api, first.resolve("tls/ca.pem"))).isEmpty();

      install(second, certificate, key);
      program.awaitLog("the API's certificate was read again");
      assertThat(tables(data, api, second.resolve("tls/ca.pem"))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --api 0.0.0.0:0             | --api 0.0.0.0:0 is no loopback address, and --api speaks clear text.
          --api [::]:9000             | --api [::]:9000 is no loopback address, and --api speaks clear text.
          --api-tls --api-key k       | --api-certificate and --api-key come together
          --api --api-certificate c --api-key k | --api-certificate is for --api-tls: add --api-tls
          """)
  void whatDoesNotGoTogetherIsRefusedAtOnce(String options, String message) {
    Terminal terminal = Terminal.type(("run " + options).split(" ", -1));
    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err())
        .startsWith("skerry: " + message)
        .contains("\nTry: skerry run --help");
  }

  @Test
  void filesThatCannotBeUsedAreNamed() throws Exception {
    Path first = issue("first");
    Path other = issue("other");
    Path certificate = folder.resolve("api.crt");
    Path key = folder.resolve("api.key");
    install(first, certificate, key);
    Files.copy(other.resolve("key"), folder.resolve("other.key"));
    assertThat(startWith(certificate, folder.resolve("other.key")))
        .contains(
            "cannot start: \"%s\" is not the key of the certificate in \"%s\""
                .formatted(folder.resolve("other.key"), certificate));
    assertThat(startWith(folder.resolve("none.crt"), key))
        .contains(
            "cannot start: the file \"%s\" cannot be read: there is no such file"
                .formatted(folder.resolve("none.crt")));
  }

  private String startWith(Path certificate, Path key) throws Exception {
    try (Program program =
        Program.runAnywhere(
            folder.resolve("data"),
            "--api-tls",
            "127.0.0.1:0",
            "--api-certificate",
            certificate.toString(),
            "--api-key",
            key.toString())) {
      assertThat(program.exitCode()).isEqualTo(1);
      return program.remainingLog();
    }
  }

  /** A folder with an authority of its own, and a certificate and key of it for this machine. */
  private Path issue(String name) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    CertificatePair pair =
        DevelopmentCertificates.in(made, InstantSource.system()).issue(List.of()).getFirst();
    Files.writeString(made.resolve("certificate"), pair.chainPem());
    Files.write(made.resolve("key"), pair.keyPem().utf8());
    return made;
  }

  private static void install(Path issued, Path certificate, Path key) throws IOException {
    Files.writeString(key, Files.readString(issued.resolve("key")));
    Files.writeString(certificate, Files.readString(issued.resolve("certificate")));
  }

  private static List<String> tables(Path data, URI api, Path authority) throws Exception {
    try (DynamoDbClient client =
        TableClients.of(api, TableClients.firstKey(data), trusting(authority))) {
      return client.listTables().tableNames();
    }
  }

  private static TrustManager[] trusting(Path authority)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    byte[] pem = Files.readString(authority).getBytes(StandardCharsets.US_ASCII);
    store.setCertificateEntry(
        "authority",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
