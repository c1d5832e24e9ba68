package dev.skerry.cli;

import dev.skerry.control.admin.ControlAdmin;
import dev.skerry.edge.admin.AdminApi;
import dev.skerry.edge.admin.AdminToken;
import dev.skerry.edge.admin.AuditLog;
import dev.skerry.edge.admin.Callers;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.KeptAnswers;
import dev.skerry.edge.admin.OpenApi;
import dev.skerry.edge.config.ListenerSettings.TlsVersion;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The admin API of this process, on its port, described by itself. The first token is in the data
 * folder; where and by which certificate it answers is written down there, too, for the commands.
 */
final class AdminServer implements AutoCloseable {
  private static final PortCertificates.Policy TLS =
      new PortCertificates.Policy(TlsVersion.TLS_1_2, true);

  private final Deque<Runnable> open = new ArrayDeque<>();
  private final LocalServer server;

  /**
   * What it is made of.
   *
   * @param endpoints all of them but those of {@code kept} and the description
   * @param kept what there is on the process's engine; null where it has none: then there is the
   *     first token alone, and neither an audit log nor answers to repeated calls
   */
  record Plan(
      AdminPort port,
      DataFolder folder,
      List<Endpoint> endpoints,
      @Nullable ControlAdmin kept,
      InstantSource clock) {}

  private AdminServer(Plan plan) throws IOException {
    try {
      PortCertificates certificates = plan.port.tls ? certificates(plan) : null;
      AdminApi api = new AdminApi(plan(plan));
      open.push(api::close);
      server =
          LocalServer.open(
              plan.port.address, certificates == null ? null : certificates.store(), api);
      open.push(server::close);
      plan.folder.adminAddress(
          onThisMachine(plan.port.address), certificates == null ? null : certificates.trusted());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Opens it. */
  static AdminServer open(Plan plan) throws IOException {
    return new AdminServer(plan);
  }

  private PortCertificates certificates(Plan plan) throws IOException {
    AdminPort port = plan.port;
    PortCertificates certificates =
        PortCertificates.open(
            new PortCertificates.Wanted(
                "the admin API's", port.address, port.certificate, port.key),
            plan.folder.path(),
            TLS,
            plan.clock);
    open.push(certificates::close);
    return certificates;
  }

  private static AdminApi.Plan plan(Plan plan) throws IOException {
    Callers first = Callers.only(AdminToken.openOrCreate(plan.folder.adminToken()));
    ControlAdmin kept = plan.kept;
    List<Endpoint> endpoints = new ArrayList<>(plan.endpoints);
    if (kept != null) {
      endpoints.addAll(kept.endpoints());
    }
    endpoints.add(OpenApi.endpoint(endpoints, VersionCommand.number()));
    return new AdminApi.Plan(
        endpoints,
        kept == null ? first : first.or(kept.callers()),
        kept == null ? AuditLog.NONE : kept.audit(),
        kept == null ? KeptAnswers.NONE : kept.answers(),
        Set.of(plan.port.address.host()));
  }

  /** Where commands on this machine find it: a port of all addresses at the loopback. */
  private URI onThisMachine(ListenAddress asked) throws IOException {
    URI url = server.url();
    return asked.resolve().getAddress().isAnyLocalAddress()
        ? URI.create(url.getScheme() + "://127.0.0.1:" + url.getPort())
        : url;
  }

  /** Where it answers. */
  URI url() {
    return server.url();
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }
}
