package dev.skerry.cli;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.document.CertificateFiles;
import dev.skerry.edge.listener.CertificateStore;
import dev.skerry.edge.listener.DevelopmentCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the API's port: that of two files, which is exchanged when they change, or one
 * for development. Connections stay; handshakes from then on have the new one.
 */
final class ApiCertificates implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ApiCertificates.class);

  private final @Nullable CertificateFiles files;
  private final ListenAddress address;
  private final Path data;
  private final InstantSource clock;
  private final @Nullable FileWatch watch;
  private final CertificateStore store;

  /** Reads or makes it, for a port with the lowest version of TLS and the protocols of the edge. */
  private ApiCertificates(
      ApiOptions options, ListenAddress address, Path data, Policy policy, InstantSource clock)
      throws IOException {
    this.files =
        options.certificate == null || options.key == null
            ? null
            : new CertificateFiles(options.certificate, options.key);
    this.address = address;
    this.data = data;
    this.clock = clock;
    this.watch =
        files == null ? null : new FileWatch(() -> Set.of(files.certificate(), files.key()));
    this.store = new CertificateStore(policy.minTls, policy.http2, pairs());
  }

  /** What of the edge's listener holds for the API's, too. */
  private record Policy(ListenerSettings.TlsVersion minTls, boolean http2) {}

  /**
   * Those of a port, which are followed from now on.
   *
   * @param address of the port
   * @param data the folder of the authority for development
   * @param edge whose lowest version of TLS and whose protocols hold here, too
   * @throws IOException if the files cannot be used; says which and why
   */
  static ApiCertificates open(
      ApiOptions options,
      ListenAddress address,
      Path data,
      ListenerSettings edge,
      InstantSource clock)
      throws IOException {
    Policy policy = new Policy(edge.minTls(), edge.http2());
    try {
      ApiCertificates opened = new ApiCertificates(options, address, data, policy, clock);
      if (opened.watch != null) {
        opened.watch.start(FileWatch.LOOK_INTERVAL, opened::reload);
      }
      return opened;
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** For the listener. */
  CertificateStore store() {
    return store;
  }

  /** Reads the files again; where they cannot be used, what is in force stays. */
  synchronized void reload() {
    try {
      store.replace(pairs());
      log.info("the API's certificate was read again");
    } catch (IOException | IllegalArgumentException e) {
      log.error("the API's certificate in force stays: {}", e.getMessage());
    }
  }

  private List<CertificatePair> pairs() throws IOException {
    return files == null
        ? DevelopmentCertificates.in(data, clock).issue(names())
        : List.of(files.read());
  }

  /** By which clients may know this machine: the host that was asked for, or all there are. */
  private Set<String> names() throws IOException {
    if (!address.resolve().getAddress().isAnyLocalAddress()) {
      return Set.of(address.host());
    }
    Set<String> names = new LinkedHashSet<>();
    hostName().ifPresent(names::add);
    for (NetworkInterface network :
        NetworkInterface.networkInterfaces().filter(ApiCertificates::isUp).toList()) {
      for (InterfaceAddress each : network.getInterfaceAddresses()) {
        if (!each.getAddress().isLinkLocalAddress()) {
          names.add(withoutZone(each.getAddress().getHostAddress()));
        }
      }
    }
    return names;
  }

  /** The machine's name; nothing where it has none that resolves. */
  private static Optional<String> hostName() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** An IPv6 address has the interface after a percent sign, which is this machine's own affair. */
  private static String withoutZone(String address) {
    int percent = address.indexOf('%');
    return percent < 0 ? address : address.substring(0, percent);
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
