package dev.skerry.edge.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Certificates for development: an authority of one's own, made on first use and kept in the data
 * folder ({@code tls/ca.pem}, {@code tls/ca.key} with mode 0600), and certificates that it issues
 * for the hosts of the sites. Who trusts {@code ca.pem} can use every host.
 *
 * <p>Reads and writes files: not for event loops.
 */
public final class DevelopmentCertificates {
  /** Names in one certificate; more hosts get further certificates. */
  private static final int MAX_NAMES = 100;

  private static final String AUTHORITY = "Skerry development CA";
  private static final String SUBJECT = "Skerry development";

  /** Browsers refuse certificates that last longer. */
  private static final Duration LIFETIME = Duration.ofDays(397);

  private final CertificateAuthority authority;
  private final Path caFile;

  private DevelopmentCertificates(CertificateAuthority authority, Path caFile) {
    this.authority = authority;
    this.caFile = caFile;
  }

  /**
   * The authority of the data folder, made if there is none, or none that is still valid.
   *
   * @throws IOException if the files can be neither read nor written
   */
  public static DevelopmentCertificates in(Path dataFolder, InstantSource clock)
      throws IOException {
    Path folder = dataFolder.resolve("tls");
    Path certificate = folder.resolve("ca.pem");
    Path key = folder.resolve("ca.key");
    if (Files.exists(certificate) && Files.exists(key)) {
      CertificateAuthority known =
          CertificateAuthority.load(
              Files.readString(certificate, US_ASCII), Files.readString(key, US_ASCII), clock);
      if (known != null) {
        return new DevelopmentCertificates(known, certificate);
      }
    }
    Files.createDirectories(folder);
    CertificateAuthority made = CertificateAuthority.create(AUTHORITY, clock);
    write(key, made.keyPem(), "rw-------");
    write(certificate, made.certificatePem(), "rw-r--r--");
    return new DevelopmentCertificates(made, certificate);
  }

  /** The file of the authority's certificate, for those who want to trust it. */
  public Path caFile() {
    return caFile;
  }

  /**
   * Issues certificates for {@code localhost}, its addresses, and hosts.
   *
   * @param hosts names, wildcards as {@code *.example}, or addresses
   * @return at least one; the first one is for localhost too
   */
  public List<CertificatePair> issue(Collection<String> hosts) {
    Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    names.addAll(hosts);
    names.remove("*");
    List<String> all = List.copyOf(names);
    List<CertificatePair> pairs = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MAX_NAMES) {
      CertificateAuthority.Issued issued =
          authority.issueServer(
              new CertificateAuthority.Subject(
                  SUBJECT, all.subList(from, Math.min(all.size(), from + MAX_NAMES)), LIFETIME));
      pairs.add(
          new CertificatePair(
              caFile.toString(), issued.certificatePem(), new Secret(issued.keyPem())));
    }
    return pairs;
  }

  /** Writes at once or not at all, and never with more permissions than told. */
  private static void write(Path file, String text, String permissions) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(
        temporary,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    Files.writeString(temporary, text, US_ASCII);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
