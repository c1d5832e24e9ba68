package dev.skerry.edge.config.document;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Files {@code good.crt}, {@code good.key}, {@code other.key}, {@code text.txt}, those of handlers
 * and a few variables.
 */
final class TestSources implements Sources {
  static final TestSources INSTANCE = new TestSources();

  private final String certificate;
  private final String key;
  private final String otherKey;

  private TestSources() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=example.com");
      byte[] der =
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.ONE,
                  Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                  Date.from(Instant.parse("2046-01-01T00:00:00Z")),
                  name,
                  pair.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
              .getEncoded();
      certificate = pem("CERTIFICATE", der);
      key = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
      otherKey = pem("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("a certificate can be made", e);
    }
  }

  private static String pem(String label, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  @Override
  public byte[] file(String name) throws IOException {
    String text =
        switch (name) {
          case "good.crt" -> certificate;
          case "good.key" -> key;
          case "other.key" -> otherKey;
          case "text.txt" -> "hello\n";
          case "handler.js" -> "function handler(event) {\n  return event.request;\n}\n";
          case "redirects.json" -> "{\"/old\": \"/new\", \"/a\": \"\"}\n";
          case "redirects.yaml" -> "/old: /new\n";
          case "api-key.txt" -> "sesame-open-file\n";
          case "nested.json" -> "{\"a\": \"1\",\n \"b\": {\"c\": \"d\"},\n \"e\": 5, \"a\": \"2\"}";
          case "list.json" -> "[\"a\"]";
          case "broken.json" -> "{\"a\": \"sesame-open\",\n \"b\": }";
          case "long.json" ->
              "{\"a\": \"" + "x".repeat(20) + "\",\n \"" + "k".repeat(9) + "\": \"\"}";
          default -> throw new IOException("there is no such file");
        };
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public @Nullable String variable(String name) {
    return switch (name) {
      case "URL_KEY" -> "0123456789abcdef0123456789abcdef";
      case "SHORT" -> "short";
      case "PORT" -> "8000";
      default -> null;
    };
  }
}
