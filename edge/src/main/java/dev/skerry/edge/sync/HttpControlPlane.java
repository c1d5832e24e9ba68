package dev.skerry.edge.sync;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A control plane that is reached over HTTPS: HTTP/2 with the edge's certificate, trusting nobody
 * but its fleet. The certificate is renewed after two thirds of its life; what is under way goes on
 * over the connection that it began on.
 */
public final class HttpControlPlane implements ControlPlaneLink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpControlPlane.class);
  private static final long TRY_AGAIN_MILLIS = 600_000;

  private final URI controlPlane;
  private final Path folder;
  private final InstantSource clock;
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile Member member;
  private volatile long renewNotBefore;
  private volatile Consumer<EdgeIdentity> renewed = identity -> {};

  /** An identity, and the client that shows it. */
  private record Member(EdgeIdentity identity, HttpClient client) {
    static Member of(EdgeIdentity identity) throws IOException {
      try {
        return new Member(identity, FleetCall.client(identity.context()));
      } catch (GeneralSecurityException e) {
        throw new IOException("this edge's certificate cannot be used: " + e.getMessage(), e);
      }
    }
  }

  /**
   * The one at that address.
   *
   * @param controlPlane its fleet port, {@code https://host:port}
   * @param folder of following, where the identity is kept
   * @throws IOException if the identity cannot be used
   */
  public HttpControlPlane(URI controlPlane, EdgeIdentity identity, Path folder, InstantSource clock)
      throws IOException {
    this.controlPlane = controlPlane;
    this.folder = folder;
    this.clock = clock;
    this.member = Member.of(identity);
  }

  @Override
  public Conversation open(Hello hello) throws IOException, InterruptedException {
    Member now = member;
    if (!clock.instant().isBefore(now.identity().until())) {
      throw new IOException(
          ("this edge's certificate has ended at %s, while it was not renewed: stop it and join"
                  + " again with a new token: skerry edge --control-plane %s --join TOKEN")
              .formatted(now.identity().until(), controlPlane));
    }
    renewIfDue();
    HttpResponse<InputStream> response;
    try {
      response =
          now.client()
              .send(
                  FleetCall.request(controlPlane, "follow?" + HelloForm.query(hello)).build(),
                  BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw FleetCall.explained(controlPlane, e);
    }
    if (response.statusCode() != 200) {
      throw refused(response);
    }
    return new HttpConversation(this, response.body());
  }

  private static IOException refused(HttpResponse<InputStream> response) throws IOException {
    try (InputStream content = response.body()) {
      var refused =
          new FleetCall.Refused(
              response.statusCode(), FleetCall.detail(content.readNBytes(64 << 10)));
      return response.statusCode() == 403
          ? new RevokedException(String.valueOf(refused.getMessage()))
          : refused;
    }
  }

  /**
   * Has somebody told who this edge is, now and after each renewal, on any thread; before it is
   * followed.
   */
  public void whenRenewed(Consumer<EdgeIdentity> listener) {
    renewed = listener;
    listener.accept(member.identity());
  }

  URI controlPlane() {
    return controlPlane;
  }

  /** The client that shows the newest certificate. */
  HttpClient client() {
    return member.client();
  }

  /** Begins to renew the certificate if it is time; does not wait for it. */
  void renewIfDue() {
    Member now = member;
    long millis = clock.millis();
    if (millis < now.identity().renewAt().toEpochMilli()
        || millis < renewNotBefore
        || !renewing.compareAndSet(false, true)) {
      return;
    }
    Thread.ofVirtual()
        .name("skerry-renew")
        .start(
            () -> {
              try {
                renew(now);
              } finally {
                renewing.set(false);
              }
            });
  }

  private void renew(Member old) {
    try {
      member = Member.of(JoiningFleet.renew(old.client(), controlPlane, old.identity(), folder));
      log.info("this edge has a new certificate, until {}", member.identity().until());
      old.client().shutdown();
      renewed.accept(member.identity());
    } catch (IOException e) {
      renewNotBefore = clock.millis() + TRY_AGAIN_MILLIS;
      log.warn(
          "this edge's certificate ends at {} and cannot be renewed now: {}",
          old.identity().until(),
          e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Cuts every connection. */
  @Override
  public void close() {
    member.client().shutdownNow();
  }
}
