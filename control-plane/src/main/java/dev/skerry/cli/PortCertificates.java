package dev.skerry.cli;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.document.CertificateFiles;
import dev.skerry.edge.listener.CertificateStore;
import dev.skerry.edge.listener.DevelopmentCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of a port beside the edge's: that of two files, which is exchanged when they
 * change, or one for development. Connections stay; handshakes from then on have the new one.
 */
final class PortCertificates implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PortCertificates.class);

  private final Wanted wanted;
  private final @Nullable CertificateFiles files;
  private final Path data;
  private final InstantSource clock;
  private final @Nullable FileWatch watch;
  private final CertificateStore store;

  /**
   * What is wanted for a port.
   *
   * @param whose for messages, as {@code the API's}
   * @param certificate the file of a certificate and those that issued it; null for one for
   *     development
   * @param key the file of its key; null where there is none
   */
  record Wanted(
      String whose, ListenAddress address, @Nullable Path certificate, @Nullable Path key) {}

  /** What of a listener holds for the certificates, too. */
  record Policy(ListenerSettings.TlsVersion minTls, boolean http2) {}

  private PortCertificates(Wanted wanted, Path data, Policy policy, InstantSource clock)
      throws IOException {
    this.wanted = wanted;
    this.files =
        wanted.certificate == null || wanted.key == null
            ? null
            : new CertificateFiles(wanted.certificate, wanted.key);
    this.data = data;
    this.clock = clock;
    this.watch =
        files == null ? null : new FileWatch(() -> Set.of(files.certificate(), files.key()));
    this.store = new CertificateStore(policy.minTls, policy.http2, pairs());
  }

  /**
   * Those of a port; files are followed from now on.
   *
   * @param data the folder of the authority for development
   * @throws IOException if the files cannot be used; says which and why
   */
  static PortCertificates open(Wanted wanted, Path data, Policy policy, InstantSource clock)
      throws IOException {
    try {
      PortCertificates opened = new PortCertificates(wanted, data, policy, clock);
      if (opened.watch != null) {
        opened.watch.start(FileWatch.LOOK_INTERVAL, opened::reload);
      }
      return opened;
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** What a client on this machine may trust to know the port by, in PEM. */
  String trusted() throws IOException {
    return files == null
        ? Files.readString(DevelopmentCertificates.in(data, clock).caFile())
        : files.read().chainPem();
  }

  /** For the listener. */
  CertificateStore store() {
    return store;
  }

  /** Reads the files again; where they cannot be used, what is in force stays. */
  synchronized void reload() {
    try {
      store.replace(pairs());
      log.info("{} certificate was read again", wanted.whose);
    } catch (IOException | IllegalArgumentException e) {
      log.error("{} certificate in force stays: {}", wanted.whose, e.getMessage());
    }
  }

  private List<CertificatePair> pairs() throws IOException {
    return files == null
        ? DevelopmentCertificates.in(data, clock).issue(MachineNames.of(wanted.address))
        : List.of(files.read());
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
